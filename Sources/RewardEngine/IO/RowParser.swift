import CSimdjson
import Glibc
import RewardSemantics

/// Turns lines of JSON into columns. A value: the same parser serves several threads at once.
///
/// Every row is parsed whole, so that all of it is known to be JSON. A bad row becomes one ``RowProblem`` and leaves
/// the others unharmed.
///
/// - Among the candidate paths of a field, the first with a value other than null counts.
/// - A text field at `prompt` that holds a list of messages reads their contents, joined by line breaks; at `response`
///   and `completion` it reads the last assistant message.
/// - Without a value at any of its paths, the field `response` reads the last assistant message of `messages`, and the
///   field `prompt` the messages before the first one. This holds only where the name itself is among the paths.
/// - A field of criteria reads any form that data keep rubrics in: see ``CriteriaReader``.
/// - A row without a group key is grouped by its prompt: see ``RowChunk/groupedByPrompt``.
/// - A row whose `messages` hold no assistant message, or that has none, has one turn: its response.
///
/// Where the schema's ``RowSchema/rowGrain`` is `group`, a row becomes as many rows of the chunk as it has rollouts:
///
/// - A field per rollout, token or turn holds a list with one element for each rollout, and all such lists are equally
///   long. A field per group, and `prompt`, holds one value.
/// - `messages` may be a list of conversations, one for each rollout. One conversation can only be the prompt.
/// - A list of ids gives each rollout its own. The prompt is never a group key: each line is its own group.
///
/// Where it is `pair`, a row is a group of two rollouts, the chosen one first. A field `x` per rollout, token or turn is
/// read from `chosen_x` and `rejected_x`, or from `x` inside `chosen` and `rejected`; the response also from `chosen` and
/// `rejected` themselves, a text or a conversation. Each line is a group of its own.
///
/// Where it is `turn`, the rows of one rollout, which stand together, become one row of the chunk: see ``TurnJoiner``.
public struct RowParser: Sendable {
  /// How deep a row may nest.
  public static let depthLimit = 1000

  static let observationPaths = RowSchema.candidates(for: "observation")

  let schema: RowSchema
  let tree: PathTree
  let fields: [FieldPlan]
  let ids: [PathTree.NodeID]
  let groups: [PathTree.NodeID]
  let steps: [PathTree.NodeID]
  let rounds: [PathTree.NodeID]
  /// What came back after a turn, where a row is one.
  let observations: [PathTree.NodeID]
  let prompt: FieldPlan
  let response: FieldPlan
  /// Number of fields that hold one element for each rollout of a row; see ``FieldPlan/list``.
  let listCount: Int
  let messages: PathTree.NodeID

  /// Resolves the paths of `schema` once for all rows.
  public init(schema: RowSchema) {
    var tree = PathTree()
    var listCount = 0
    func resolve(_ field: RowSchema.Field) -> FieldPlan {
      let isList = schema.holdsGroup && !field.isOfGroup
      defer { if isList { listCount += 1 } }
      return FieldPlan(field, list: isList ? listCount : nil, rowGrain: schema.rowGrain, in: &tree)
    }
    func wellKnown(_ name: String) -> RowSchema.Field {
      schema.fields.first { $0.name == name && $0.form == .text }
        ?? .init(
          name: name, paths: RowSchema.candidates(for: name), form: .text, grain: .rollout, isOptional: true)
    }
    self.schema = schema
    fields = schema.fields.map(resolve)
    ids = schema.idPaths.map { tree.insert($0) }
    groups = schema.groupPaths.map { tree.insert($0) }
    steps = schema.stepPaths.map { tree.insert($0) }
    rounds = schema.roundPaths.map { tree.insert($0) }
    observations = Self.observationPaths.map { tree.insert($0) }
    prompt = resolve(wellKnown("prompt"))
    response = resolve(wellKnown("response"))
    self.listCount = listCount
    messages = tree.insert(["messages"])
    self.tree = tree
  }

  /// The good rows of `block` as columns, and a problem for each bad one.
  public func parse(_ block: LineBlock) -> RowChunk {
    var problems = block.problems
    let reader = RowReader(self)
    let lineCount = Self.forEachRow(of: block) { text, line, isPadded in
      if let problem = reader.read(text, line: line, isPadded: isPadded) { problems.append(problem) }
    }
    if !block.problems.isEmpty { problems.sort { $0.line < $1.line } }
    return reader.finish(problems: problems, lineCount: lineCount)
  }

  /// Calls `body` with each line that is not blank, its number, and whether bytes enough follow it for the JSON parser.
  /// Returns the number of lines.
  static func forEachRow(
    of block: LineBlock, _ body: (_ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ isPadded: Bool) -> Void
  ) -> Int {
    block.bytes.withUnsafeBufferPointer { bytes in
      var lineCount = 0
      var start = 0
      while start < bytes.count {
        let end = lineEnd(in: bytes, from: start)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if !isBlank(text) { body(text, block.firstLine + lineCount, end + JSONParser.padding <= bytes.count) }
        lineCount += 1
        start = end + 1
      }
      return lineCount
    }
  }

  static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}

/// A field of the schema with its paths resolved.
struct FieldPlan: Sendable {
  /// What a list of messages at a path means for a text field.
  enum MessageList: Sendable {
    /// Nothing: it is of the wrong type.
    case none
    /// The contents, joined by line breaks.
    case conversation
    /// The content of the last assistant message.
    case completion
    /// Some trainers keep token numbers under this name: only text counts.
    case skipped
  }

  struct Candidate: Sendable {
    var node: PathTree.NodeID
    /// `reward_model.ground_truth`
    var path: String
    var messageList: MessageList
    /// Of criteria: where the arguments of instructions stand, beside their ids.
    var arguments: PathTree.NodeID?
  }

  var name: String
  var form: RowSchema.Form
  var grain: Grain
  var isOptional: Bool
  /// The place of its list in ``RowReader/lists``, if a row holds one element for each of its rollouts.
  var list: Int?
  var candidates: [Candidate]
  /// Where a row is a pair: the candidates of the chosen rollout and of the rejected one.
  var sides: [[Candidate]] = []
  /// What is read of `messages` if no candidate has a value.
  var fallback: MessageList

  init(_ field: RowSchema.Field, list: Int?, rowGrain: Grain, in tree: inout PathTree) {
    name = field.name
    form = field.form
    grain = field.grain
    // Of what a rollout has once, not every turn's row need have it.
    isOptional = field.isOptional || rowGrain == .turn && field.grain != .turn && field.grain != .token
    self.list = list
    let isText = field.form == .text && field.grain != .token && (field.grain != .turn || rowGrain == .turn)
    var candidates: [Candidate] = []
    for path in field.paths {
      let meaning: MessageList =
        switch path {
        case _ where !isText: .none
        case ["prompt"]: .conversation
        case ["response"], ["completion"]: .completion
        case ["completions"] where list != nil: .completion
        case ["responses"]: .skipped
        default: .none
        }
      var arguments: PathTree.NodeID?
      if case .criteria = field.form { arguments = tree.insert(path.dropLast() + InstructionForm.arguments) }
      candidates.append(
        Candidate(
          node: tree.insert(path), path: path.joined(separator: "."), messageList: meaning, arguments: arguments))
    }
    self.candidates = candidates
    if rowGrain == .pair, list != nil {
      sides = ["chosen", "rejected"].map { side in
        var paths = field.paths.flatMap { path in
          [["\(side)_\(path[0])"] + path.dropFirst(), [side] + path].map { ($0, path) }
        }
        if isText, field.paths.contains(["response"]) { paths.append(([side], ["completion"])) }
        return paths.map { path, plain in
          var meaning = MessageList.none
          if isText, [["response"], ["completion"]].contains(plain) { meaning = .completion }
          if isText, plain == ["responses"] { meaning = .skipped }
          return Candidate(node: tree.insert(path), path: path.joined(separator: "."), messageList: meaning)
        }
      }
    }
    let namesItself = isText && field.paths.contains([field.name])
    fallback =
      namesItself && field.name == "response"
      ? .completion : namesItself && field.name == "prompt" ? .conversation : .none
  }

  /// Where a row is looked into for a value, as messages say it; of a pair for one side, or where that is nil for both.
  func placesTried(ofSide side: Int? = nil) -> [String] {
    let candidates = sides.isEmpty ? candidates : side.map { sides[$0] } ?? sides.flatMap(\.self)
    let places = candidates.map { "`\($0.path)`" }
    if fallback == .none || !sides.isEmpty { return places }
    return places + [list == nil ? "`messages`" : "`messages` with a conversation for each rollout"]
  }
}

extension RowSchema.Field {
  /// Whether the rollouts of a group share its value: declared so, or the prompt.
  fileprivate var isOfGroup: Bool { grain == .group || grain == .rollout && form == .text && name == "prompt" }
}

/// A place in a row, for messages: `reward_model.ground_truth`, or `responses[2]` for the third rollout of a group.
struct RowPath: CustomStringConvertible {
  var name: String
  var rollout: Int?

  var description: String { rollout.map { "\(name)[\($0)]" } ?? name }
}

/// Why a row is left out.
struct RowFailure: Error {
  var message: String
}
