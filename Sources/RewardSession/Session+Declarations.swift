import RewardSemantics
import RewardSyntax

extension Session {
  /// Adds what was typed, or puts it in the place of the declaration with the same name.
  mutating func declare(_ typed: Typed) throws(Trouble) -> Answer {
    let nodes = SyntaxTree.parse(typed.file, as: FileID(0)).root.declarations
    guard let node = nodes.first else { throw .refused("this declares nothing") }
    guard nodes.count == 1 else { throw .refused("declarations are typed one by one") }
    let key = node.declaration.key
    let old = declarations.first { $0.declaration.key == key && key != nil }
    var text = state.source.bytes
    let place: Int
    if let old {
      let range = old.documentedRange
      text.replaceSubrange(range, with: typed.bytes)
      place = range.lowerBound
    } else {
      if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
      place = text.count
      text += typed.bytes + [UInt8(ascii: "\n")]
    }
    let checked = try check(text, typed: (typed, place), linting: true)
    var next = state
    next.source = SourceFile(name: state.source.name, bytes: text)
    move(to: next)
    var answer = Answer(notes: ["\(old == nil ? "added" : "changed") \(signature(of: node, in: checked.spec))"])
    answer.diagnostics = checked.warnings.diagnostics
    answer.sources = checked.warnings.sources
    return answer
  }

  /// The declarations of the spec as it stands.
  var declarations: [SyntaxNode] { SyntaxTree.parse(state.source, as: FileID(0)).root.declarations }

  /// The declaration of this name; of those that may share one, what has a value first.
  func declaration(named name: String) throws(Trouble) -> SyntaxNode {
    let found = declarations.filter { $0.declaration.name == name }
    if let node = found.first(where: { $0.declaration.key?.hasPrefix("value ") ?? false }) ?? found.first {
      return node
    }
    let names = declarations.compactMap(\.declaration.name)
    let guess = nearest(to: name, among: names).map { "; did you mean `\($0)`?" } ?? ""
    throw .refused("nothing is named `\(name)`\(guess)")
  }

  /// `rule correct: bool per rollout`
  func signature(of node: SyntaxNode, in spec: TypedSpec) -> String {
    let declaration = node.declaration
    let keyword = node.text.prefix { $0 != " " && $0 != "\n" }
    guard let name = declaration.name else { return firstLine(of: node) }
    let head = name == keyword ? name : "\(keyword) \(name)"
    if let found = spec.declarations.first(where: { $0.name == name }) { return "\(head): \(found.type)" }
    if let found = spec.inputs.first(where: { $0.name == name }) { return "\(head): \(found.type)" }
    if let found = spec.parameters.first(where: { $0.name == name }) {
      return "\(head): \(found.type) = \(found.value)"
    }
    return firstLine(of: node)
  }

  private func firstLine(of node: SyntaxNode) -> String {
    let lines = node.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines[0] + (lines.count > 1 ? " …" : "")
  }

  /// The source of a declaration with its documentation.
  func source(of node: SyntaxNode) -> String {
    String(decoding: state.source.bytes[node.documentedRange], as: UTF8.self) + "\n"
  }
}

extension DeclarationSyntax {
  /// The name that people know it by; the text of a test; nil for what has none.
  var name: String? {
    switch self {
    case .spec(let name, _), .parameter(let name, _, _): name.text
    case .input(let input): input.name.text
    case .value(let value): value.name.text
    case .function(let function): function.name.text
    case .test(let test): test.title.text
    case .gate(let gate): gate.name.text
    case .partition(let partition): partition.name.text
    case .state(let state): state.name.text
    case .emit(let emit): emit.name.text
    case .machine(let machine): machine.name.text
    case .rubric(let rubric): rubric.name.text
    case .judge(let judge): judge.name.text
    case .request(let request): request.name.text
    case .hindsight(let hindsight): hindsight.name.text
    case .resample(let resample): resample.name.text
    case .invariant(let invariant): invariant.name.text
    case .import(let syntax): syntax.alias?.text
    case .edition, .rows, .optimize, .audit, .error: nil
    }
  }

  /// The same for declarations of which a spec has one at most; nil for what could not be read.
  var key: String? {
    switch self {
    case .spec: "spec"
    case .edition: "edition"
    case .rows: "rows"
    case .optimize: "optimize"
    case .audit: "audit"
    case .function(let function): "func \(function.name.text)"
    case .test(let test): "test \(test.title.text)"
    case .emit(let emit): "emit \(emit.name.text)"
    case .invariant(let invariant): "invariant \(invariant.name.text)"
    case .import(let syntax):
      switch syntax.source {
      case .library(let name): "import \(name.text)"
      case .file(let name): "import \"\(name.text)\""
      }
    case .error: nil
    default: name.map { "value \($0)" }
    }
  }
}
