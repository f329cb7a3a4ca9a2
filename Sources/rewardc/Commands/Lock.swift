import ArgumentParser
import Glibc
import RewardJudges

struct Lock: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say where the model of a judge is: an entry of reward.lock.",
    discussion: """
      A spec names models by alias (`model "main"`, or `judge` where it says nothing). The lock file says what an alias
      stands for; it belongs beside the spec, under version control. It holds no keys: those come from the environment,
      and go only to the hosts that your own ~/.config/rewardc/keys.json names:
        {"api.example.com": "EXAMPLE_API_KEY"}

        rewardc lock judge --endpoint http://127.0.0.1:8000/v1 --model qwen3-8b --temperature 0 --max-tokens 512
        rewardc lock rm --endpoint http://127.0.0.1:8001 --model skywork-rm --api classify
      """)

  @Argument(help: "The alias.")
  var alias: String

  @Option(help: ArgumentHelp("The address of the API.", valueName: "address"))
  var endpoint: String

  @Option(help: ArgumentHelp("The model's name there; with its date, where it has one.", valueName: "name"))
  var model: String

  @Option(
    help: ArgumentHelp(
      "The words of the endpoint.", valueName: JudgeModel.API.allCases.map(\.rawValue).joined(separator: "|")))
  var api: String = JudgeModel.API.chat.rawValue

  @Option(help: "0 takes the likeliest answer.")
  var temperature: Double?

  @Option(help: ArgumentHelp("The longest answer.", valueName: "number"))
  var maxTokens: Int?

  @Option(help: ArgumentHelp("Requests on their way at once.", valueName: "number"))
  var inFlight: Int?

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var lock: String = LockFile.name

  func run() throws {
    guard let api = JudgeModel.API(rawValue: api) else {
      throw Stop(
        .unasked, "--api takes one of \(JudgeModel.API.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    var model = JudgeModel(alias: alias, endpoint: endpoint, api: api, model: model)
    model.sampling.temperature = temperature
    model.sampling.maxTokens = maxTokens
    if let inFlight { model.limits.inFlight = inFlight }
    var file = LockFile()
    if access(lock, F_OK) == 0 {
      let text = try Files.read(lock)
      do throws(JudgeFileError) {
        file = try LockFile(text)
      } catch {
        throw Stop(.unasked, "\(lock):\(error.line):\(error.column): \(error.message)")
      }
    }
    file.models[alias] = model
    let text = file.text
    do throws(JudgeFileError) {
      _ = try LockFile(text)
    } catch {
      throw Stop(.unasked, error.message)
    }
    try Files.write(text, to: lock)
    Terminal.say("\(lock): `\(alias)` is \(model.model) at \(model.endpoint)")
  }
}
