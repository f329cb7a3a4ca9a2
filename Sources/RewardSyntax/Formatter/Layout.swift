/// A file as a sequence of tokens and of places where a line may break, not yet laid out.
struct Layout {
  /// One step of the printer. Tokens and comments are places in the tokens of the tree.
  enum Step {
    /// A token that is no trivia.
    case token(Int)
    /// A comment behind what stands on its line.
    case comment(Int)
    /// A comment on a line of its own, perhaps with an empty line before it.
    case ownLineComment(Int, afterEmptyLine: Bool)
    /// Blanks, where no line breaks.
    case blanks(Int)
    /// A line break if the group around it does not fit on the line, else as many blanks.
    case line(Int)
    /// A line break, perhaps with an empty line.
    case hardLine(afterEmptyLine: Bool)
    /// A blank, or a line break and deeper indentation (up to `outdent`) where `group`, which follows, fits on a line
    /// of its own but not behind the blank. `isForced` by a comment.
    case value(group: Int, isForced: Bool)
    /// A blank where `group`, which follows, fits behind it, else a line break.
    case fill(group: Int)
    /// Blanks up to a column of a table, or a line break if the group around it does not fit and the tab `breaks`. The
    /// number is a place in `tabs`.
    case tab(Int, breaks: Bool)
    case open(group: Int)
    case close
    case indent
    case outdent
  }

  struct Tab {
    /// Where its table stands on one line.
    var least: Int
    /// Where the rows of its table stand below one another.
    var aligned: Int
    /// ``Table/group``
    var group: Int?
  }

  var steps: [Step] = []
  /// How many groups there are; they are numbered in the order in which they open.
  var groupCount = 0
  /// How many blanks each tab stands for.
  var tabs: [Tab] = []
  var tables: [Table] = []
}

/// How wide the steps of a layout are where no line breaks.
struct LayoutMeasure {
  /// Column of each step if all before it stood on one line, and of their end.
  private(set) var columns: [Int] = []
  /// How many steps before each force a line break.
  private var forced: [Int] = []
  /// The first step at or after each where a line may break, or the end.
  private(set) var nextBreaks: [Int] = []
  /// The steps of each group.
  private(set) var groups: [Range<Int>]

  /// Widths with tables that are `aligned`, or that are not.
  init(_ layout: Layout, aligned: Bool, tokenWidth: (Int) -> Int) {
    groups = Array(repeating: 0..<0, count: layout.groupCount)
    columns.reserveCapacity(layout.steps.count + 1)
    forced.reserveCapacity(layout.steps.count + 1)
    var column = 0
    var breaks = 0
    var open: [(group: Int, start: Int)] = []
    for (index, step) in layout.steps.enumerated() {
      columns.append(column)
      forced.append(breaks)
      switch step {
      case .token(let token): column += tokenWidth(token)
      case .blanks(let count), .line(let count): column += count
      case .value(_, isForced: false), .fill: column += 1
      case .tab(let tab, _): column += aligned ? layout.tabs[tab].aligned : layout.tabs[tab].least
      case .comment, .ownLineComment, .hardLine, .value: breaks += 1
      case .open(let group): open.append((group, index))
      case .close: if let last = open.popLast() { groups[last.group] = last.start..<index }
      case .indent, .outdent: break
      }
    }
    columns.append(column)
    forced.append(breaks)
    nextBreaks = Array(repeating: layout.steps.count, count: layout.steps.count + 1)
    for (index, step) in layout.steps.enumerated().reversed() {
      switch step {
      case .line, .hardLine, .value, .fill, .comment, .ownLineComment, .tab(_, breaks: true): nextBreaks[index] = index
      default: nextBreaks[index] = nextBreaks[index + 1]
      }
    }
  }

  /// The width of these steps on one line; nil where they force a line break.
  func width(_ steps: Range<Int>) -> Int? {
    forced[steps.lowerBound] == forced[steps.upperBound] ? columns[steps.upperBound] - columns[steps.lowerBound] : nil
  }

  /// The width of a group and of what follows it up to the next place where a line may break.
  func widthToBreak(_ group: Int) -> Int? {
    let steps = groups[group]
    guard let width = width(steps) else { return nil }
    return width + columns[nextBreaks[steps.upperBound]] - columns[steps.upperBound]
  }
}
