/// A pattern as the analysis sees it: what may be repeated, chosen and matched, and where that is written.
indirect enum PatternTree {
  /// Matches without moving: assertions, comments, nothing at all.
  case empty
  /// One character of a set, written at `source`.
  case set(SymbolSet, source: Range<Int>)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// At least `least` times, at most `most` times, without an upper end if nil. Lazy, greedy and possessive ones try the
  /// same ways in another order, or fewer.
  case `repeat`(PatternTree, least: Int, most: Int?, source: Range<Int>)
}
