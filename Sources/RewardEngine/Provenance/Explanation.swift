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
      if let only {
        if declaration.name != only { continue }
      } else {
        switch declaration.kind {
        case .rule, .gate, .reward, .metric, .advantage, .kept: break
        case .let, .state, .emit: continue
        }
      }
      guard let element = element(of: declaration.type.grain, row: row) else {
        text +=
          "\(declaration.kind.rawValue) \(declaration.name): one value for each \(declaration.type.grain.name)\n"
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

  /// The operands of an expression with their values. Of what stands in a library function, the statistics of things
  /// that the user named are shown, and the user's own expressions that it was given. Each label is shown once.
  private func write(
    _ id: ExpressionID, at element: Element, depth: Int, shown: inout Set<String>, to text: inout String
  ) {
    for operand in spec.expressions[id].operands {
      let expression = spec.expressions[operand]
      if case .constant = expression.operation { continue }
      guard let place = self.place(of: expression.type.grain, at: element) else { continue }
      let isUsers = !isLibrary(expression.range.file)
      guard let label = isUsers ? oneLine(expression.range) : statistic(operand) else {
        write(operand, at: place, depth: depth, shown: &shown, to: &text)
        continue
      }
      if shown.insert(label).inserted {
        let value = interpreter.value(ofExpression: operand, at: place)
        text += String(repeating: "  ", count: depth) + "\(label) = \(value.description)\n"
      } else if isUsers {
        continue
      }
      write(operand, at: element, depth: isUsers ? depth + 1 : depth, shown: &shown, to: &text)
    }
  }

  /// `mean over group of correct`, for a library's statistic of something that has a name; nil for anything else.
  private func statistic(_ id: ExpressionID) -> String? {
    let expression = spec.expressions[id]
    guard case .aggregate(let aggregate) = expression.operation, let subject = subject(expression.operands[0]) else {
      return nil
    }
    return "\(aggregate.reduction.name) over \(aggregate.over.name) of \(subject)"
  }

  /// The user's expression that a library's value stands for: itself, or the one that a default was put behind.
  private func subject(_ id: ExpressionID) -> String? {
    let expression = spec.expressions[id]
    if !isLibrary(expression.range.file) { return oneLine(expression.range) }
    switch expression.operation {
    case .coalesce, .settle, .lift, .given: return subject(expression.operands[0])
    default: return nil
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

extension Reduction {
  /// As the language spells it.
  fileprivate var name: String {
    switch self {
    case .variance: "var"
    case .deviation: "std"
    case .minimum: "min"
    case .maximum: "max"
    case .countTrue: "count"
    case .quantile: "quantile"
    case .logSumExp: "logsumexp"
    case .entropy: "entropy"
    default: "\(self)"
    }
  }
}
