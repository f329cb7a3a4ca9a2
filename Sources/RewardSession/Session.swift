import RewardEngine
import RewardSemantics
import RewardSyntax

/// A conversation about a spec and rows: each text that is typed changes the spec, or asks something of it.
///
/// A session is a value: its spec is a text that every answer checks anew, and the reference interpreter says what it
/// means over the rows. A copy that was asked something is thrown away to take the question back.
public struct Session: Sendable {
  /// How rows are read, and what parameters are worth.
  public struct Settings: Sendable {
    /// Values of parameters by name; see ``Checker/check(_:registry:loader:overrides:)``.
    public var overrides: [String: String] = [:]
    /// Other paths for inputs, and for the row's own structure.
    public var paths: [String: [String]] = [:]
    /// The names in ``paths`` that mean the row's own structure; see ``ScoringRun/Options/structure``.
    public var structure: Set<String> = []
    /// Groups in a batch of rows without a `step`; nil for all.
    public var batchGroups: Int?
    /// Of the run's random numbers.
    public var seed: UInt64 = 0
    /// As `run` does, with nothing renamed.
    public init() {}
  }

  /// A spec as `:load` reads it: the file, and where its imports come from.
  public typealias Reader = @Sendable (_ path: String) -> Result<(file: SourceFile, loader: ModuleLoader), Refusal>

  /// Why something cannot be done, for people: lower case, no full stop.
  public struct Refusal: Error, Sendable {
    /// The reason.
    public var message: String
    /// `message` is understandable alone.
    public init(_ message: String) { self.message = message }
  }

  /// What a session stands at; `:undo` goes back to an earlier one.
  struct State: Sendable {
    var source: SourceFile
    var loader: ModuleLoader
    var data: RolloutData?
  }

  let registry: Registry
  let settings: Settings
  let read: Reader
  var state: State
  var past: [State] = []
  /// Widest line of an answer, in characters.
  public var columns = 100

  /// A session with nothing declared and no rows.
  ///
  /// - Parameters:
  ///   - registry: the builtins that can be called.
  ///   - read: reads the file of `:load`.
  public init(registry: Registry, settings: Settings = Settings(), read: @escaping Reader) {
    self.registry = registry
    self.settings = settings
    self.read = read
    state = State(source: SourceFile(name: "session", text: "spec session 1.0.0\n"), loader: .none)
  }

  /// A session about the spec and the rows of two files, or of one or none; `:undo` does not go behind it.
  ///
  /// The answer has an error where one of them cannot be read or does not check.
  public mutating func begin(spec: String?, rows: String?) -> Answer {
    var answer = Answer()
    do throws(Trouble) {
      if let spec { answer.notes += try load(spec).notes }
      if let rows { answer.notes += try open(rows).notes }
    } catch {
      answer = Answer(error)
    }
    past = []
    return answer
  }

  /// The names in ``Settings/paths`` that are no inputs of the spec as it stands, sorted; those of the row's own
  /// structure are among them.
  public var unknownPaths: [String] { (try? check().spec.unknownInputs(in: settings.paths)) ?? [] }

  /// Whether a text begins with a colon.
  static func isCommand(_ text: String) -> Bool { text.drop { $0 == " " || $0 == "\t" }.first == ":" }

  /// The answer to a command, a declaration or an expression.
  ///
  /// - Parameter isCancelled: asked between elements; true gives the answer up.
  public mutating func answer(_ text: String, isCancelled: () -> Bool = { false }) -> Answer {
    do throws(Trouble) {
      if Self.isCommand(text) { return try command(text, isCancelled: isCancelled) }
      let typed = Typed(text)
      if typed.file.isBlank { return Answer() }
      if let name = typed.file.assignedName, !declarations.contains(where: { $0.declaration.name == name }) {
        throw .refused("nothing is named `\(name)`; a value gets a name with `let \(name) = ...`")
      }
      return typed.file.isDeclaration ? try declare(typed) : try evaluate(typed, isCancelled: isCancelled)
    } catch {
      return Answer(error)
    }
  }

  /// What messages call the text that was typed.
  static let typedName = "repl"

  /// Goes on with another state, and remembers the one before.
  mutating func move(to next: State) {
    past.append(state)
    state = next
  }
}

/// What a session says to one text.
public struct Answer: Sendable {
  /// What was asked for, with a line break at the end; may be empty. Texts of the rows stand in it as they are.
  public var output = ""
  /// What else is to be said, a line each.
  public var notes: [String] = []
  /// What is wrong with the text, or doubtful.
  public var diagnostics: [Diagnostic] = []
  /// What the diagnostics refer to.
  public var sources = SourceMap()
  /// Whether there was no answer, because of a mistake.
  public var isError = false
  /// Whether it was given up.
  public var isCancelled = false
  /// Whether the session is over.
  public var isEnd = false

  init(output: String = "", notes: [String] = []) {
    self.output = output
    self.notes = notes
  }

  init(_ trouble: Trouble) {
    switch trouble {
    case .refused(let message):
      notes = [message]
      isError = true
    case .found(let result):
      diagnostics = result.diagnostics
      sources = result.sources
      isError = true
    case .cancelled: isCancelled = true
    }
  }
}

/// Why there is no answer.
enum Trouble: Error {
  case refused(String)
  /// The text does not check.
  case found(CheckResult)
  case cancelled
}
