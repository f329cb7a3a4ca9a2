import RewardSemantics
import RewardSyntax

/// Why a rollout got its numbers: every declared score with the values of the parts it was made from, as the reference
/// interpreter computes them.
public struct Explanation {
  private let spec: TypedSpec
  private let rows: Rows
  private let interpreter: Interpreter

  /// - Parameter rows: the whole batch of the rollout: group and batch statistics need the others.
  public init(spec: TypedSpec, rows: Rows) {
    self.spec = spec
    self.rows = rows
    interpreter = Interpreter(spec: spec, rows: rows)
  }

  /// The scores of rollout `row` (its place in the batch), or only the declaration named `only`.
  public func text(row: Int, only: String? = nil) -> String {
    var text = ""
    for (id, declaration) in spec.declarations.enumerated() {
      if let only { if declaration.name != only { continue } } else if declaration.kind == .let { continue }
      guard let element = element(of: declaration.type.grain, row: row) else {
        text +=
          "\(declaration.kind.rawValue) \(declaration.name): one value for each \(declaration.type.grain.rawValue)\n"
        continue
      }
      let value = interpreter.value(ofDeclaration: id, at: element)
      let keyword = declaration.kind == .advantage ? "" : "\(declaration.kind.rawValue) "
      text += "\(keyword)\(declaration.name) = \(value.description)\n"
      var shown: Set<String> = []
      write(declaration.value, at: element, depth: 1, shown: &shown, to: &text)
    }
    return text
  }

  /// The element of a grain that a rollout lies in; nil for what it has several of.
  private func element(of grain: Grain, row: Int) -> Element? {
    switch grain {
    case .rollout: return .rollout(row)
    case .group: return .group(rows.rollouts[row].group)
    case .batch: return .batch
    case .run: return .run
    default: return nil
    }
  }

  /// The operands of an expression with their values. What stands in a library function is passed through: its own
  /// operands in the user's file are shown instead. A name is opened only once.
  private func write(
    _ id: ExpressionID, at element: Element, depth: Int, shown: inout Set<String>, to text: inout String
  ) {
    for operand in spec.expressions[id].operands {
      let expression = spec.expressions[operand]
      if case .constant = expression.operation { continue }
      let isUsers = !isLibrary(expression.range.file)
      guard let place = self.place(of: expression.type.grain, at: element) else { continue }
      guard isUsers else {
        write(operand, at: place, depth: depth, shown: &shown, to: &text)
        continue
      }
      let label = oneLine(expression.range)
      guard shown.insert(label).inserted else { continue }
      let value = interpreter.value(ofExpression: operand, at: place)
      text += String(repeating: "  ", count: depth) + "\(label) = \(value.description)\n"
      write(operand, at: place, depth: depth + 1, shown: &shown, to: &text)
    }
  }

  private func place(of grain: Grain, at element: Element) -> Element? {
    guard case .rollout(let row) = element else { return element.grain == grain || grain == .run ? element : nil }
    return self.element(of: grain, row: row)
  }

  private func isLibrary(_ file: FileID) -> Bool { spec.sources[file].name.hasPrefix("std.") }

  /// The source of an expression on one line, cut where it is long.
  private func oneLine(_ range: SourceRange) -> String {
    let words = spec.sources.text(in: range).split { $0 == " " || $0 == "\n" || $0 == "\t" }
    let text = words.joined(separator: " ")
    return text.count <= 72 ? text : text.prefix(70) + " …"
  }
}
