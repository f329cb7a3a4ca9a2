import Glibc
import RewardRules
import RewardSemantics
import RewardSyntax

@testable import RewardSession

/// A session over two groups of three rollouts, and what it says.
struct Conversation {
  static let spec = """
    spec task 1.0.0
    input response: text
    input answer: text per group
    /// The response names the answer.
    rule correct = response contains answer
    metric size = length(response, in: char) / 1 char
    """

  var session: Session
  private let rows: TemporaryRows

  /// - Parameters:
  ///   - specs: texts by name, for `:load`.
  init(
    _ spec: String? = Self.spec, rows: [String] = TemporaryRows.six, specs: [String: String] = [:],
    settings: Session.Settings = Session.Settings()
  ) {
    let specs = specs.merging(["task.reward": spec ?? ""]) { first, _ in first }
    self.rows = TemporaryRows(rows)
    session = Session(registry: Registry(RewardRules.builtins), settings: settings) { path in
      guard let text = specs[path] else { return .failure(.init("there is no \(path)")) }
      return .success((SourceFile(name: path, text: text), .none))
    }
    beginning = session.begin(spec: spec == nil ? nil : "task.reward", rows: rows.isEmpty ? nil : self.rows.path)
  }

  /// What the session said first.
  private(set) var beginning = Answer()

  var rowsPath: String { rows.path }

  mutating func say(_ text: String) -> Answer { session.answer(text) }
}

extension Answer {
  /// `E150 1:3`: codes of the diagnostics, and where they are in what was typed; the file where they are elsewhere.
  var findings: [String] {
    diagnostics.map { diagnostic in
      let file = sources[diagnostic.primary.range.file]
      let start = file.position(of: diagnostic.primary.range.start)
      return "\(diagnostic.code.code) \(file.name == "repl" ? "" : file.name + ":")\(start.line):\(start.column)"
    }
  }
}

/// A file of rows that goes when its owner goes.
final class TemporaryRows: Sendable {
  let path: String

  /// Two groups of three rollouts: the first right twice, the second never.
  static let six =
    [("a", "g", "4", "it is 4"), ("b", "g", "4", "five"), ("c", "g", "4", "4!")].map(row)
    + [("d", "h", "7", "8"), ("e", "h", "7", "9, or 6"), ("f", "h", "7", "")].map(row)

  static func row(_ id: String, _ group: String, _ answer: String, _ response: String) -> String {
    #"{"id": "\#(id)", "group_id": "\#(group)", "answer": "\#(answer)", "response": "\#(response)"}"#
  }

  init(_ lines: [String]) {
    var template = Array("/tmp/rewardc-session-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var rest = Array(lines.map { $0 + "\n" }.joined().utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      precondition(written > 0)
      rest = rest.dropFirst(written)
    }
    close(descriptor)
  }

  deinit { unlink(path) }
}
