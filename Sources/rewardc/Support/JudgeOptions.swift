import ArgumentParser
import Glibc
import RewardEngine
import RewardJudges
import RewardSemantics

/// Who answers for the judges of a spec.
struct JudgeOptions: ParsableArguments {
  /// Where answers come from.
  enum Answers: String, ExpressibleByArgument, CaseIterable {
    case live, replay, stub
  }

  @Option(
    help: ArgumentHelp(
      "Who answers for judges: models (live), a record of what they said (replay), or --stub (stub).",
      valueName: "live|replay|stub"))
  var judges: Answers = .live

  @Option(
    help: ArgumentHelp(
      "Live: write what models answered to this file. Replay: read it from there; by default SPEC.record.jsonl.",
      valueName: "file"))
  var record: String?

  @Option(
    help: ArgumentHelp(
      "Where models are; by default reward.lock beside the spec, or in this folder.", valueName: "file"),
    completion: .file())
  var lock: String?

  @Option(
    help: ArgumentHelp(
      "Keep answers in this file and ask nothing twice; by default ~/.cache/rewardc/judges.db.", valueName: "file"))
  var cache: String?

  @Flag(help: "Keep no answers, and use none that are kept.")
  var noCache = false

  @Option(help: ArgumentHelp("Send no more requests to models than this.", valueName: "number"))
  var maxCalls: Int?

  @Option(help: ArgumentHelp("Spend no more on models than this, in US dollars.", valueName: "usd"))
  var maxCost: Double?

  @Option(help: ArgumentHelp("What a judge always answers, with --judges stub.", valueName: "judge=value"))
  var stub: [String] = []

  func validate() throws {
    if let maxCalls, maxCalls < 0 { throw ValidationError("--max-calls takes a number, 0 at least") }
    if let maxCost, !(maxCost >= 0) { throw ValidationError("--max-cost takes a number, 0 at least") }
    if cache != nil, noCache { throw ValidationError("--cache and --no-cache say the opposite") }
    if judges == .stub, record != nil { throw ValidationError("stubs are not recorded: leave out --record") }
    if judges != .stub, !stub.isEmpty { throw ValidationError("--stub goes with --judges stub") }
  }

  /// The files that it writes.
  var targets: [String] { judges == .live ? [record].compactMap(\.self) : [] }

  /// Who answers for the judges of a spec; nil for a spec without any.
  ///
  /// - Parameters:
  ///   - path: of the spec.
  ///   - isFenced: whether what others wrote stands between marks in prompts.
  func jury(for spec: TypedSpec, at path: String, isFenced: Bool = true) throws(Stop) -> Jury? {
    guard !spec.judges.isEmpty else { return nil }
    switch judges {
    case .stub: return Jury(judging: StubJudging(spec: spec, answers: try stubs(for: spec)))
    case .replay:
      let file = record ?? Self.usualRecord(of: path)
      let panel = try JudgePanel(spec: spec, replaying: readRecord(file), isFenced: isFenced)
      return Jury(judging: panel)
    case .live:
      let models = try models(for: spec, at: path)
      let panel: JudgePanel
      do {
        panel = try JudgePanel(
          spec: spec, asking: models, cache: try cachePath(), budget: Budget(calls: maxCalls, cost: maxCost),
          recordingOn: record == nil ? nil : Clock.today, isFenced: isFenced, isInterrupted: { Interruption.isAsked })
      } catch {
        throw Stop(.unasked, "\(error)")
      }
      return Jury(judging: panel, record: record)
    }
  }

  private func readRecord(_ file: String) throws(Stop) -> AnswerRecord {
    let text: [UInt8]
    do throws(Stop) {
      text = try Files.read(file)
    } catch {
      throw Stop(
        .unasked,
        """
        \(error.message ?? file) (--judges replay reads what models answered: make a record with --record \(file) while \
        they can be asked)
        """)
    }
    do throws(JudgeFileError) {
      return try AnswerRecord(text)
    } catch {
      throw Stop(.unasked, "\(file):\(error.line):\(error.column): \(error.message)")
    }
  }

  /// The models that the judges name, as the lock file says.
  private func models(for spec: TypedSpec, at path: String) throws(Stop) -> [String: JudgeModel] {
    let file = lock ?? Self.lockFile(for: path)
    var known: [String: JudgeModel] = [:]
    if let file {
      let text = try Files.read(file)
      do throws(JudgeFileError) {
        known = try LockFile(text).models
      } catch {
        throw Stop(.unasked, "\(file):\(error.line):\(error.column): \(error.message)")
      }
    }
    for judge in spec.judges where known[judge.model] == nil {
      let place = file.map { "\($0) does not say where that is" } ?? "no \(LockFile.name) says where that is"
      let alias = judge.model
      var lines = [
        "the judge `\(judge.name)` asks the model `\(alias)`, and \(place). Name an endpoint:",
        "  rewardc lock \(alias) --endpoint http://127.0.0.1:8000/v1 --model NAME",
        "or run without one: --judges stub --stub \(judge.name)=0.5",
      ]
      let record = Self.usualRecord(of: path)
      if access(record, R_OK) == 0 { lines.append("or with what models said before: --judges replay (\(record))") }
      throw Stop(.unasked, lines.joined(separator: "\n"))
    }
    return known
  }

  /// The answers of `--stub`, for every judge.
  private func stubs(for spec: TypedSpec) throws(Stop) -> [JudgeID: Value] {
    var answers: [JudgeID: Value] = [:]
    for text in stub {
      guard let split = text.firstIndex(of: "="),
        let judge = spec.judges.firstIndex(where: { $0.name == text[..<split] })
      else {
        let names = spec.judges.map { "`\($0.name)`" }.joined(separator: ", ")
        throw Stop(.unasked, "--stub takes judge=value, and this is `\(text)`; the judges are \(names)")
      }
      let type = spec.expressions[spec.judges[judge].asked].type.value
      let word = String(text[text.index(after: split)...])
      if type.base.isNumeric {
        let (low, high) = (Value(type.domain.low).description, Value(type.domain.high).description)
        guard let number = Double(word), type.domain.contains(number) else {
          throw Stop(
            .unasked, "--stub: `\(spec.judges[judge].name)` answers \(low) to \(high), and this is `\(word)`")
        }
        answers[judge] = Value(number)
      } else {
        answers[judge] = Value(text: word)
      }
    }
    if let judge = spec.judges.indices.first(where: { answers[$0] == nil }) {
      throw Stop(.unasked, "`\(spec.judges[judge].name)` has no --stub: what does it answer?")
    }
    return answers
  }

  private func cachePath() throws(Stop) -> String? {
    if noCache { return nil }
    if let cache { return cache }
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let base = variable("XDG_CACHE_HOME") ?? variable("HOME").map({ "\($0)/.cache" }) else { return nil }
    let folder = "\(base)/rewardc"
    for part in [base, folder] { mkdir(part, 0o700) }
    guard access(folder, W_OK) == 0 else {
      throw Stop(.unasked, "\(folder): answers cannot be kept there; name a file with --cache, or say --no-cache")
    }
    return "\(folder)/judges.db"
  }

  /// `shopping.record.jsonl` beside `shopping.reward`.
  static func usualRecord(of spec: String) -> String {
    (spec.hasSuffix(".reward") ? String(spec.dropLast(".reward".count)) : spec) + ".record.jsonl"
  }

  private static func lockFile(for spec: String) -> String? {
    let folder = spec.lastIndex(of: "/").map { String(spec[...$0]) } ?? ""
    return [folder + LockFile.name, LockFile.name].first { access($0, R_OK) == 0 }
  }
}

/// Who answers for the judges of a run, and what is said about it when it has ended.
struct Jury {
  let judging: any ReportingJudges
  /// Where what was answered goes.
  var record: String?

  /// The table of what was asked, after an empty line; empty where nothing was.
  var text: String {
    let text = judging.report.text
    return text.isEmpty ? "" : "\n" + text
  }

  /// What the judges left unanswered; nil where that is nothing.
  var unanswered: String? { judging.report.unansweredText }

  /// Writes the record, where one is kept.
  func finish() throws(Stop) {
    guard let record, let made = (judging as? JudgePanel)?.record else { return }
    try Files.write(made.text, to: record)
  }
}
