import RewardSemantics
import RewardSyntax

/// Why a rollout got its numbers: every declared score with the values of the parts it was made from, as the reference
/// interpreter computes them.
public struct Explanation {
  private let spec: TypedSpec
  private let rows: Rows
  private let interpreter: Interpreter

  /// - Parameters:
  ///   - rows: the whole batch of the rollout: group and batch statistics need the others.
  ///   - state: what the states are worth at the start of the step.
  ///   - judging: who answers for the judges; nil where nobody is asked.
  public init(
    spec: TypedSpec, rows: Rows, state: StateValues = StateValues(), judging: (any Judging)? = nil
  ) {
    self.spec = spec
    self.rows = rows
    interpreter = Interpreter(spec: spec, rows: rows, state: state, judging: judging)
    interpreter.demandTrained()
  }

  /// The scores of rollout `row` (its place in the batch), or only the declaration named `only`.
  public func text(row: Int, only: String? = nil) -> String {
    var text = ""
    for (id, declaration) in spec.declarations.enumerated() {
      if let only {
        if declaration.name != only { continue }
      } else if !declaration.kind.isScore, declaration.kind != .kept, declaration.kind != .objective {
        continue
      }
      let grain = declaration.type.grain
      let elements = interpreter.elements(of: grain, in: row)
      let keyword = declaration.name == declaration.kind.rawValue ? "" : "\(declaration.kind.rawValue) "
      let each = Grain.rollout.refines(grain) ? "" : " per \(grain.name)"
      text += "\(keyword)\(declaration.name)\(each) = "
      text += shown(elements, of: grain) { interpreter.value(ofDeclaration: id, at: $0) } + "\n"
      var labels: Set<String> = []
      text += places(declaration.value, elements, depth: 1)
      write(declaration.value, for: row, depth: 1, shown: &labels, to: &text)
    }
    return text
  }

  /// The one value of a rollout, or a list of the values of its turns, tokens, criteria, ...
  private func shown(_ elements: [Element], of grain: Grain, value: (Element) -> Value) -> String {
    if Grain.rollout.refines(grain) { return (elements.first.map(value) ?? Value(missing: .noElement)).description }
    let values = elements.prefix(Self.listLimit).map { value($0).description }
    let more = elements.count > values.count ? [", … (\(elements.count))"] : []
    return "[" + values.joined(separator: ", ") + more.joined() + "]"
  }

  /// Of longer lists the first values are shown.
  private static let listLimit = 12

  /// The operands of an expression with their values. Of what stands in a library function, the statistics of things
  /// that the user named are shown, and the user's own expressions that it was given. Each label is shown once.
  private func write(
    _ id: ExpressionID, for row: Int, depth: Int, shown labels: inout Set<String>, to text: inout String
  ) {
    for operand in spec.expressions[id].operands {
      let expression = spec.expressions[operand]
      if case .constant = expression.operation { continue }
      let grain = expression.type.grain
      let isUsers = !isLibrary(expression.range.file)
      // What short syntax is made of has its text: only the whole is what the user wrote. What nobody wrote has none.
      let isPart =
        expression.range == spec.expressions[id].range || expression.range.start == expression.range.end
        || isHidden(operand)
      guard !isPart, let label = isUsers ? oneLine(expression.range) : statistic(operand) else {
        write(operand, for: row, depth: depth, shown: &labels, to: &text)
        continue
      }
      if labels.insert(label).inserted {
        let elements = interpreter.elements(of: grain, in: row)
        let value = shown(elements, of: grain) { interpreter.value(ofExpression: operand, at: $0) }
        text += String(repeating: "  ", count: depth) + "\(label) = \(value)\n"
        text += places(operand, elements, depth: depth + 1)
      } else if isUsers {
        continue
      }
      write(operand, for: row, depth: isUsers ? depth + 1 : depth, shown: &labels, to: &text)
    }
  }

  /// Where a pattern was found: `found at bytes 0..<12 of response: "..."`. Empty for everything else, and for what a
  /// rollout has several of.
  private func places(_ id: ExpressionID, _ elements: [Element], depth: Int) -> String {
    // A score settles what it is made of.
    if case .settle = spec.expressions[id].operation {
      return places(spec.expressions[id].operands[0], elements, depth: depth)
    }
    guard elements.count == 1, let (subject, ranges) = interpreter.places(ofCall: id, at: elements[0]),
      !isLibrary(spec.expressions[id].range.file)
    else { return "" }
    let text = interpreter.value(ofExpression: subject, at: elements[0]).text
    let name = oneLine(spec.expressions[subject].range)
    var lines = ""
    for range in ranges.prefix(Self.placeLimit) {
      let part = text[text.startIndex + range.lowerBound..<text.startIndex + range.upperBound]
      let cut = part.prefix(60)
      let shown = Value(text: String(decoding: cut, as: UTF8.self)).description + (part.count > cut.count ? " …" : "")
      lines +=
        String(repeating: "  ", count: depth)
        + "found at bytes \(range.lowerBound)..<\(range.upperBound) of \(name): \(shown)\n"
    }
    if ranges.isEmpty {
      lines += String(repeating: "  ", count: depth) + "found nowhere in the \(text.count) bytes of \(name)\n"
    }
    if ranges.count > Self.placeLimit {
      lines += String(repeating: "  ", count: depth) + "… \(ranges.count) matches\n"
    }
    return lines
  }

  /// Of more matches the first are shown.
  private static let placeLimit = 5

  /// Whether an expression is about items that stand for something else: the places of a list, the number of a part.
  private func isHidden(_ id: ExpressionID) -> Bool {
    switch spec.expressions[id].operation {
    case .position, .parts, .item: true
    default: false
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
