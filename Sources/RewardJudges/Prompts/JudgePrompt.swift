import RewardSemantics

/// The prompt of a judge, ready to be filled in.
struct JudgePrompt: Sendable {
  /// A run of lines, with places for values.
  private struct Block {
    var pieces: [TypedJudge.Piece]
    /// The lines stand there once for each item that is shown.
    var isRepeated: Bool
  }
  /// A value of a question.
  private struct Operand {
    var type: BaseType
    /// Text that the author did not write.
    var isForeign: Bool
    /// Each item has its own.
    var isOwn: Bool
  }

  private let blocks: [Block]
  private let operands: [Operand]
  /// How the answer is given; of one item where several are shown.
  private let form: VerdictForm
  private let isJoint: Bool
  /// Of an answer that is JSON.
  private let schema: [UInt8]?
  /// Whether texts of others stand between marks.
  private let isFenced: Bool

  /// What the author writes between what is asked and what is answered, for models that score an answer to a question.
  private static let divider = Array("---".utf8)

  /// - Parameter isFenced: whether texts of others stand between marks; without them a policy can speak to the judge.
  init(of judge: TypedJudge, in spec: TypedSpec, form: VerdictForm, isFenced: Bool = true) {
    self.form = form
    self.isFenced = isFenced
    isJoint = judge.jointly != nil
    schema = if case .json(let schema) = judge.answer { schema } else { nil }
    let reading = RowReading(spec: spec)
    operands = spec.expressions[judge.asked].operands.map { id in
      let type = spec.expressions[id].type
      return Operand(
        type: type.value.base, isForeign: !type.value.base.isHarmless && reading.readsRows(id),
        isOwn: judge.jointly.map { !$0.refines(type.grain) } ?? false)
    }
    let operands = operands
    var blocks: [Block] = []
    for line in Self.lines(of: judge.prompt) {
      let isOwn = line.contains { if case .value(let place) = $0 { operands[place].isOwn } else { false } }
      if let last = blocks.indices.last, blocks[last].isRepeated == isOwn {
        blocks[last].pieces += [.text([UInt8(ascii: "\n")])] + line
      } else {
        blocks.append(Block(pieces: line, isRepeated: isOwn))
      }
    }
    self.blocks = blocks
  }

  /// What a model is asked.
  ///
  /// - Parameters:
  ///   - items: for each item the values that the prompt names, in the order of ``order(of:seed:)``.
  ///   - seed: tells samples and repeated questions apart.
  func request(about items: [[Value]], seed: Int) -> ModelRequest {
    let texts = items.map { zip($0, operands).map { ValueText.bytes(of: $0, type: $1.type) } }
    let fence = Fence(of: texts.flatMap(\.self) + [pattern])
    let form = isJoint ? VerdictForm.joint(ids: Self.ids(count: items.count), of: self.form) : self.form
    let shown = blocks.map { block in
      guard block.isRepeated else { return filled(block.pieces, with: texts[0], fence) }
      let each = zip(Self.ids(count: items.count), texts).map { id, texts in
        Array("[\(id)]\n".utf8) + filled(block.pieces, with: texts, fence)
      }
      return Array(each.joined(separator: [UInt8(ascii: "\n")]))
    }
    let asked = Array(shown.joined(separator: [UInt8(ascii: "\n")]))
    if form == .score { return ModelRequest(messages: Self.divided(asked), seed: seed) }
    var rules: [[UInt8]] = [Array("You are a careful, impartial judge.".utf8)]
    if isFenced, operands.contains(where: \.isForeign) { rules.append(fence.rule) }
    if !form.instruction.isEmpty { rules.append(Array(form.instruction.utf8)) }
    return ModelRequest(
      messages: [
        .init(.system, Array(rules.joined(separator: [UInt8(ascii: "\n")]))), .init(.user, asked),
      ],
      form: requestForm(form), seed: seed)
  }

  /// What the answer is held to where the endpoint can.
  private func requestForm(_ form: VerdictForm) -> ModelRequest.Form {
    switch form {
    case .expectation, .expectationYesNo: .probabilities
    case .json: .json(schema: schema)
    case .joint: .json(schema: form.schema)
    case .scale, .yesNo, .labels, .text, .score: .text
    }
  }

  /// The order in which items are shown: it follows from what they hold, and is another one for each seed, so that no
  /// place is anyone's for long.
  func order(of items: [[Value]], seed: Int) -> [Int] {
    guard items.count > 1 else { return Array(items.indices) }
    let keys = items.enumerated().map { place, values in
      let texts = zip(values, operands).map { ValueText.bytes(of: $0, type: $1.type) }
      return Digest(of: (texts + [Array("\(seed) \(place)".utf8)]).lengthPrefixed).bytes
    }
    return items.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
  }

  /// The names that items have in a prompt, in the order in which they stand there.
  static func ids(count: Int) -> [String] { (1...max(count, 1)).map(String.init) }

  /// All that the author wrote.
  private var pattern: [UInt8] {
    blocks.flatMap(\.pieces).flatMap { piece in if case .text(let bytes) = piece { bytes } else { [0] as [UInt8] } }
  }

  private func filled(_ pieces: [TypedJudge.Piece], with texts: [[UInt8]], _ fence: Fence) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let text): bytes += text
      case .value(let place):
        guard isFenced, operands[place].isForeign, form != .score else {
          bytes += texts[place]
          continue
        }
        // Marks stand on lines of their own.
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        bytes += fence.around(texts[place])
      }
    }
    return bytes
  }

  /// What stands before a line `---` is asked, and what stands after it answers.
  private static func divided(_ text: [UInt8]) -> [ModelRequest.Message] {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let place = lines.firstIndex(where: { Array($0) == divider }) else { return [.init(.user, text)] }
    func joined(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
      Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }
    return [.init(.user, joined(lines[..<place])), .init(.assistant, joined(lines[(place + 1)...]))]
  }

  /// The pieces of each line.
  private static func lines(of prompt: [TypedJudge.Piece]) -> [[TypedJudge.Piece]] {
    var lines: [[TypedJudge.Piece]] = [[]]
    for piece in prompt {
      guard case .text(let bytes) = piece else {
        lines[lines.count - 1].append(piece)
        continue
      }
      for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append([]) }
        if !line.isEmpty { lines[lines.count - 1].append(.text(Array(line))) }
      }
    }
    return lines
  }
}

extension BaseType {
  /// Whether its values say nothing: numbers and conditions, lists of them, and words that the author chose.
  fileprivate var isHarmless: Bool {
    switch self {
    case .list(let item): item.isHarmless
    case .symbol: true
    default: isNumeric
    }
  }
}

/// Which expressions of a spec follow from what its rows say.
struct RowReading {
  let spec: TypedSpec

  /// Text of a judge or of a state was made from rows, too.
  func readsRows(_ id: ExpressionID) -> Bool {
    var open = [id]
    var seen: Set<ExpressionID> = []
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch spec.expressions[id].operation {
      case .input, .ask, .state, .item: return true
      case .reference(let declaration): open.append(spec.declarations[declaration].value)
      default: open += spec.expressions[id].operands
      }
    }
    return false
  }
}
