extension Layout {
  /// Rows whose cells stand below one another.
  struct Table {
    /// What the cells of a column have in common.
    enum Column: Hashable {
      case fixed(Int)
      case clause(Word)
    }

    /// A cell behind the first of its row.
    struct Cell {
      var column: Column
      /// The tab that it begins with, and how many blanks that is at least.
      var step: Int
      var gap: Int
    }

    struct Row {
      /// Where the steps of the row begin and end.
      var steps: Range<Int>
      /// In the order of the columns: nil where the row lacks one.
      var cells: [Cell?]
    }

    private(set) var rows: [Row]
    /// The group that has to break for the rows to stand on lines of their own; nil where they do in any case.
    let group: Int?
    /// In which column of the page the rows begin.
    private var indentation: Int
    private var columnCount: Int

    /// Where rows have their clauses in orders that contradict one another, only the fixed columns count.
    init(_ rows: [(steps: Range<Int>, cells: [Cell])], in group: Int?, indentation: Int) {
      let keys = rows.map { $0.cells.map(\.column) }
      let fixed = keys.map { $0.filter { if case .fixed = $0 { true } else { false } } }
      let order = Self.order(keys) ?? Self.order(fixed) ?? []
      self.rows = rows.map { row in
        Row(steps: row.steps, cells: order.map { column in row.cells.first { $0.column == column } })
      }
      self.group = group
      self.indentation = indentation
      columnCount = order.count
    }

    /// An order of all columns that is that of every row, if there is one.
    private static func order(_ rows: [[Column]]) -> [Column]? {
      var rest: [Column] = []
      for column in rows.joined() where !rest.contains(column) { rest.append(column) }
      var order: [Column] = []
      while !rest.isEmpty {
        let isNext = { (column: Column) in
          !rows.contains { $0.contains(column) && $0.prefix { $0 != column }.contains(where: rest.contains) }
        }
        guard let place = rest.firstIndex(where: isNext) else { return nil }
        order.append(rest.remove(at: place))
      }
      return order
    }

    /// Sets the tabs of the rows, so that their cells stand below one another.
    ///
    /// Rows that do not fit on a line by themselves take no part. Where a row does not fit once it is aligned, all rows
    /// keep the least gaps.
    func align(_ layout: inout Layout, _ measure: LayoutMeasure) {
      let rows = rows.filter { row in
        measure.width(row.steps).map { indentation + $0 <= Formatter.columnLimit } ?? false
      }
      // Where the row has been laid out up to.
      var ends = rows.map { row in
        let end = row.cells.lazy.compactMap(\.self).first?.step ?? row.steps.upperBound
        return measure.columns[end] - measure.columns[row.steps.lowerBound]
      }
      var tabs: [(tab: Int, count: Int)] = []
      for column in 0..<columnCount {
        let start = zip(rows, ends).compactMap { row, end in row.cells[column].map { end + $0.gap } }.max() ?? 0
        for (place, row) in rows.enumerated() {
          guard let cell = row.cells[column], case .tab(let tab, _) = layout.steps[cell.step] else { continue }
          tabs.append((tab, start - ends[place]))
          let next = row.cells[(column + 1)...].lazy.compactMap(\.self).first?.step ?? row.steps.upperBound
          ends[place] = start + measure.columns[next] - measure.columns[cell.step + 1]
        }
      }
      guard ends.allSatisfy({ indentation + $0 <= Formatter.columnLimit }) else { return }
      for (tab, count) in tabs { layout.tabs[tab].aligned = count }
    }
  }
}
