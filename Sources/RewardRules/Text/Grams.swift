import RewardSemantics

/// The n-grams of texts as numbers: two of them are equal where and only where their symbols are.
///
/// An n-gram is named by two shorter ones that cover it, so that one of any length takes a logarithm of rounds, each
/// linear in the texts, and no hash is trusted.
struct Grams {
  /// How many symbols a gram has.
  private(set) var width = 1
  /// By text, the grams in order of their places; none where the text is shorter than a gram.
  private(set) var texts: [[UInt32]]
  /// Above every number.
  private(set) var count: Int

  /// The symbols themselves.
  init(_ symbols: Symbols) {
    texts = symbols.texts
    count = symbols.count
  }

  /// The grams of `width` symbols, which is 1 or more.
  init(_ symbols: Symbols, width: Int) {
    self.init(symbols)
    while self.width < width, texts.contains(where: { !$0.isEmpty }) { widen(by: min(self.width, width - self.width)) }
  }

  /// Makes every gram longer by `step`, which is no more than its width.
  mutating func widen(by step: Int) {
    var names = Numbering<UInt64>()
    texts = texts.map { grams in
      guard grams.count > step else { return [] }
      return (step..<grams.count).map { names.number(of: UInt64(grams[$0 - step]) << 32 | UInt64(grams[$0])) }
    }
    count = names.count
    width += step
  }

  /// How many grams of the first text are in the second one, each as often as it stands in both.
  var matches: Int {
    var left = [Int](repeating: 0, count: count)
    for gram in texts[0] { left[Int(gram)] += 1 }
    var matches = 0
    for gram in texts[1] where left[Int(gram)] > 0 {
      left[Int(gram)] -= 1
      matches += 1
    }
    return matches
  }
}

extension Builtin.Parameter {
  /// How many symbols an n-gram has.
  static func gramWidth(default width: Double) -> Builtin.Parameter {
    Builtin.Parameter("n", .number, isStatic: true, default: .number(width))
  }
}

extension StaticArguments {
  /// A parameter made by ``RewardSemantics/Builtin/Parameter/gramWidth(default:)``.
  func gramWidth(_ index: Int) throws(PreparationError) -> Int {
    guard let width = try self.index(index, parameter: "n"), width > 0 else {
      throw PreparationError("a whole number of at least 1 is needed", parameter: "n")
    }
    return width
  }
}
