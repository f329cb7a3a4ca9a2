extension Instruction {
  /// Every instruction of IFEval and IFBench, in the order of the manual.
  static let all = keywords + lengths + formats + wording + counts + sentences + words + layouts + customs

  /// By id; the functions of open-instruct by name.
  static let table = Dictionary(uniqueKeysWithValues: (all + functions).map { (Array($0.id.utf8), $0) })
}
