import ArgumentParser
import Glibc
import RewardSemantics
import RewardSession
import RewardSyntax

struct Repl: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try out a spec: evaluate expressions over rows, change declarations.",
    discussion: """
      A line is an expression, a declaration or a command; `:help` lists the commands. Ctrl-C gives a line or an evaluation
      up, Ctrl-D ends the session. Lines are kept in $XDG_STATE_HOME/rewardc/history, or in the file $REWARDC_HISTORY.

        rewardc repl gsm8k.reward --data rollouts.jsonl
        printf 'mean(correct over batch)\\n' | rewardc repl gsm8k.reward --data rollouts.jsonl

      Where standard input or output is no terminal there are no prompts and no history, and the exit code is 1 when a line
      had a mistake.
      """)

  @Argument(help: "The spec to begin with: a .reward file.", completion: .file(extensions: ["reward"]))
  var spec: String?

  @Option(help: "Rollouts to begin with: JSON Lines, plain or .gz.", completion: .file())
  var data: String?

  @OptionGroup var checker: CheckerOptions
  @OptionGroup var rows: RowOptions
  @OptionGroup var sandbox: SandboxOptions

  func run() throws {
    try sandbox.apply()
    var session = Session(registry: SpecOptions.registry, settings: try sessionSettings()) { path in
      do throws(Stop) {
        let file = SourceFile(name: Files.displayName(path), bytes: try Files.read(path, mustBeRegular: true))
        return .success((file, Files.loader(for: path)))
      } catch {
        return .failure(.init(error.message ?? "\(path) cannot be read"))
      }
    }
    let isTerminal = isatty(0) == 1 && isatty(1) == 1
    session.columns = isTerminal ? Terminal.width : 100
    let beginning = session.begin(spec: spec, rows: data)
    say(beginning)
    if beginning.isError {
      let isAsked = !beginning.diagnostics.isEmpty && !beginning.diagnostics.contains { $0.code == .badSetting }
      throw Stop(isAsked ? .bad : .unasked)
    }
    // Without a spec, what the names mean is declared later.
    if spec != nil { try rows.paths.refuse(unknown: session.unknownPaths) }
    if isTerminal, let editor = LineEditor(history: LineEditor.historyPath) {
      converse(session, through: editor)
    } else if !answerAll(session) {
      throw Stop(.bad)
    }
  }

  private func sessionSettings() throws(Stop) -> Session.Settings {
    var settings = Session.Settings()
    settings.overrides = try checker.overrides()
    settings.paths = try rows.paths.mappings()
    settings.structure = Set(PathOptions.structural)
    settings.batchGroups = rows.batch
    settings.seed = rows.seed
    return settings
  }

  /// Prompts and answers until Ctrl-D or `:quit`.
  private func converse(_ begun: Session, through editor: LineEditor) {
    var session = begun
    var lines = TypedLines()
    Interruption.watch()
    Terminal.say("`:help` lists the commands, Ctrl-D leaves.")
    while true {
      editor.complete = { [session, lines] in session.completions(of: lines.pending + $0) }
      switch editor.read(prompt: lines.pending.isEmpty ? "reward> " : "   ...> ") {
      case .interrupted: lines.clear()
      case .end:
        if lines.pending.isEmpty { return }
        lines.clear()
      case .text(let line):
        for text in lines.add(line) {
          session.columns = Terminal.width
          Interruption.forget()
          let answered = Background.run(unless: { Interruption.isAsked }) { [session] isCancelled in
            var next = session
            let answer = next.answer(text, isCancelled: isCancelled)
            return (next, answer)
          }
          guard let (next, answer) = answered else {
            Terminal.say("given up")
            break
          }
          session = next
          say(answer)
          if answer.isEnd { return }
        }
      }
    }
  }

  /// Answers the lines of a script. False where one of them had a mistake.
  private func answerAll(_ begun: Session) -> Bool {
    var session = begun
    var lines = TypedLines()
    var isGood = true
    var isAtEnd = false
    while !isAtEnd {
      let line = readLine()
      isAtEnd = line == nil
      for text in line.map({ lines.add($0) }) ?? lines.finish() {
        let answer = session.answer(text)
        say(answer)
        isGood = isGood && !answer.isError
        if answer.isEnd { return isGood }
      }
    }
    return isGood
  }

  private func say(_ answer: Answer) {
    checker.say(answer.diagnostics, in: answer.sources)
    for note in answer.notes { Terminal.say(note) }
    Terminal.print(Terminal.harmless(answer.output), terminator: "")
  }
}
