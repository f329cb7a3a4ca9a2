extension Instruction {
  /// Every instruction of IFEval and IFBench, in the order of the manual.
  static let all: [Instruction] =
    keywords + lengths + formats + wording + counts + sentences + words + layouts + customs

  /// By id.
  static let table = Dictionary(uniqueKeysWithValues: all.map { (Array($0.id.utf8), $0) })
}
