/// Decides where the lines of a layout break, from the first step to the last, and prints them.
struct LayoutPrinter {
  private let layout: Layout
  private let tree: SyntaxTree
  /// Widths of what stands in a row of a table, and of all else: there a table stands on one line, if at all.
  private let rowMeasure: LayoutMeasure
  private let measure: LayoutMeasure
  private let isInRow: [Bool]
  private var output: [UInt8] = []
  /// Of the next byte, from 0.
  private var column = 0
  /// Line breaks are printed when something follows them, with the indentation that holds there.
  private var pendingLines = 0
  private var pendingBlanks = 0
  /// Indentation of the open levels, in blanks.
  private var levels = [0]
  /// Whether the lines of each open group break.
  private var isBroken = [true]
  private var brokenGroups: Set<Int> = []

  init(_ layout: Layout, of tree: SyntaxTree) {
    var layout = layout
    self.tree = tree
    let width = { (token: Int) in Self.width(ofToken: token, in: tree) }
    measure = LayoutMeasure(layout, aligned: false, tokenWidth: width)
    var isInRow = Array(repeating: false, count: layout.groupCount)
    for table in layout.tables {
      table.align(&layout, measure)
      for row in table.rows {
        for case .open(let group) in layout.steps[row.steps] { isInRow[group] = true }
      }
    }
    self.isInRow = isInRow
    self.layout = layout
    rowMeasure = layout.tables.isEmpty ? measure : LayoutMeasure(layout, aligned: true, tokenWidth: width)
    output.reserveCapacity(tree.source.bytes.count + 64)
  }

  consuming func print() -> [UInt8] {
    for step in layout.steps { print(step) }
    if !output.isEmpty { output.append(UInt8(ascii: "\n")) }
    return output
  }

  private mutating func print(_ step: Layout.Step) {
    switch step {
    case .token(let index): print(token: tree.tokens[index])
    case .comment(let index):
      pendingBlanks = output.isEmpty ? 0 : 2
      print(token: tree.tokens[index])
      pendingLines = 1
    case .ownLineComment(let index, let isAfterEmptyLine):
      endLine(emptyLine: isAfterEmptyLine)
      print(token: tree.tokens[index])
      pendingLines = 1
    case .blanks(let count): pendingBlanks += count
    case .tab(let tab, let breaks):
      if breaks, isBroken[isBroken.count - 1] { endLine() } else { pendingBlanks += blanks(of: layout.tabs[tab]) }
    case .line(let count): if isBroken[isBroken.count - 1] { endLine() } else { pendingBlanks += count }
    case .hardLine(let isAfterEmptyLine): endLine(emptyLine: isAfterEmptyLine)
    case .value(let group, let isForced):
      let breaks = isForced || (isBroken[isBroken.count - 1] && standsBetterAlone(group))
      levels.append(indentation + (breaks ? Layout.indentation : 0))
      if breaks { endLine() } else { pendingBlanks += 1 }
    case .fill(let group):
      if isBroken[isBroken.count - 1], !fits(group, behind: 1) { endLine() } else { pendingBlanks += 1 }
    case .open(let group):
      isBroken.append(isBroken[isBroken.count - 1] && !fits(group, behind: 0))
      if isBroken[isBroken.count - 1] { brokenGroups.insert(group) }
    case .close: isBroken.removeLast()
    case .indent: levels.append(indentation + Layout.indentation)
    case .outdent: levels.removeLast()
    }
  }

  private func blanks(of tab: Layout.Tab) -> Int {
    tab.group.map(brokenGroups.contains) ?? true ? tab.aligned : tab.least
  }

  private var indentation: Int { levels[levels.count - 1] }

  private mutating func endLine(emptyLine: Bool = false) {
    pendingLines = max(pendingLines, emptyLine ? 2 : 1)
    pendingBlanks = 0
  }

  /// The column at which the next token would stand.
  private var nextColumn: Int { pendingLines > 0 ? indentation : column + pendingBlanks }

  private func width(_ group: Int) -> Int? { (isInRow[group] ? rowMeasure : measure).widthToBreak(group) }

  private func fits(_ group: Int, behind blanks: Int) -> Bool {
    guard let width = width(group) else { return false }
    return nextColumn + blanks + width <= Formatter.columnLimit
  }

  private func standsBetterAlone(_ group: Int) -> Bool {
    guard let width = width(group) else { return false }
    return nextColumn + 1 + width > Formatter.columnLimit
      && indentation + Layout.indentation + width <= Formatter.columnLimit
  }

  private mutating func print(token: SyntaxTree.Token) {
    if pendingLines > 0 {
      if !output.isEmpty { output.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: pendingLines)) }
      column = 0
      pendingBlanks = indentation
      pendingLines = 0
    }
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: pendingBlanks))
    column += pendingBlanks
    pendingBlanks = 0
    let bytes = tree.source.bytes[token.start..<tree.contentEnd(of: token)]
    output.append(contentsOf: bytes)
    if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) {
      column = Self.width(of: bytes[(last + 1)...])
    } else {
      column += Self.width(of: bytes)
    }
  }

  /// The scalars of a token; of one with several lines those of its first and last.
  private static func width(ofToken index: Int, in tree: SyntaxTree) -> Int {
    let token = tree.tokens[index]
    let bytes = tree.source.bytes[token.start..<token.end]
    guard token.kind == .textBlock, let first = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let last = bytes.lastIndex(of: UInt8(ascii: "\n"))
    else { return width(of: bytes) }
    return width(of: bytes[..<first]) + width(of: bytes[(last + 1)...])
  }

  private static func width(of bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}

extension Layout {
  /// How many blanks a level of indentation has.
  static let indentation = 2
}
