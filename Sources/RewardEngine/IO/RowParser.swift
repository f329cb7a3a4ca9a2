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
/// - A row without a group key is grouped by its prompt: see ``RowChunk/groupedByPrompt``.
/// - A row whose `messages` hold no assistant message, or that has none, has one turn: its response.
public struct RowParser: Sendable {
  /// How deep a row may nest.
  public static let depthLimit = 1000

  let schema: RowSchema
  let tree: PathTree
  let fields: [FieldPlan]
  let ids: [PathTree.NodeID]
  let groups: [PathTree.NodeID]
  let steps: [PathTree.NodeID]
  let prompt: FieldPlan
  let response: FieldPlan
  let messages: PathTree.NodeID

  /// Resolves the paths of `schema` once for all rows.
  public init(schema: RowSchema) {
    var tree = PathTree()
    func wellKnown(_ name: String) -> RowSchema.Field {
      schema.fields.first { $0.name == name && $0.form == .text }
        ?? .init(
          name: name, paths: RowSchema.candidates(for: name), form: .text, grain: .rollout, isOptional: true)
    }
    self.schema = schema
    fields = schema.fields.map { FieldPlan($0, in: &tree) }
    ids = schema.idPaths.map { tree.insert($0) }
    groups = schema.groupPaths.map { tree.insert($0) }
    steps = schema.stepPaths.map { tree.insert($0) }
    prompt = FieldPlan(wellKnown("prompt"), in: &tree)
    response = FieldPlan(wellKnown("response"), in: &tree)
    messages = tree.insert(["messages"])
    self.tree = tree
  }

  /// The good rows of `block` as columns, and a problem for each bad one.
  public func parse(_ block: LineBlock) -> RowChunk {
    var lineCount = 0
    var problems = block.problems
    let reader = RowReader(self)
    block.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = Self.lineEnd(in: bytes, from: start)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if !Self.isBlank(text) {
          let isPadded = end + JSONParser.padding <= bytes.count
          if let problem = reader.read(text, line: block.firstLine + lineCount, isPadded: isPadded) {
            problems.append(problem)
          }
        }
        lineCount += 1
        start = end + 1
      }
    }
    if !block.problems.isEmpty { problems.sort { $0.line < $1.line } }
    return reader.finish(problems: problems, lineCount: lineCount)
  }

  private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  private static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
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
    /// Some trainers keep token numbers under this name: only a string counts.
    case skipped
  }

  struct Candidate: Sendable {
    var node: PathTree.NodeID
    /// `reward_model.ground_truth`
    var path: String
    var messageList: MessageList
  }

  var name: String
  var form: RowSchema.Form
  var grain: Grain
  var isOptional: Bool
  var candidates: [Candidate]
  /// What is read of `messages` if no candidate has a value.
  var fallback: MessageList

  init(_ field: RowSchema.Field, in tree: inout PathTree) {
    name = field.name
    form = field.form
    grain = field.grain
    isOptional = field.isOptional
    let isText = field.form == .text && field.grain != .token && field.grain != .turn
    var candidates: [Candidate] = []
    for path in field.paths {
      let list: MessageList =
        switch path {
        case _ where !isText: .none
        case ["prompt"]: .conversation
        case ["response"], ["completion"]: .completion
        case ["responses"]: .skipped
        default: .none
        }
      candidates.append(
        Candidate(node: tree.insert(path), path: path.joined(separator: "."), messageList: list))
    }
    self.candidates = candidates
    let namesItself = isText && field.paths.contains([field.name])
    fallback =
      namesItself && field.name == "response"
      ? .completion : namesItself && field.name == "prompt" ? .conversation : .none
  }
}

/// Why a row is left out.
struct RowFailure: Error {
  var message: String
}
