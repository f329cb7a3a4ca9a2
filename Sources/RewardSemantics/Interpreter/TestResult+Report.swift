import RewardSyntax

extension TestResult {
  /// What a person reads of a test that did not pass: each failed condition as it is written, with the value of each
  /// of its parts under it.
  public func report(in sources: SourceMap) -> String {
    var text = ""
    for expectation in expectations where expectation.verdict != .passed {
      let file = sources[expectation.range.file]
      let position = file.position(of: expectation.range.start)
      text += "  \(file.name):\(position.line):\(position.column): "
      switch expectation.verdict {
      case .missing(let status): text += "this is unknown (\(status.cause))\n"
      default: text += "this does not hold\n"
      }
      text += diagram(of: expectation, in: file)
    }
    return text
  }

  /// The condition's first line, and under it the values of its parts, the last one first.
  private func diagram(of expectation: Expectation, in file: SourceFile) -> String {
    let source = file.text(in: expectation.range)
    let line = String(source.prefix { $0 != "\n" })
    let margin = "      "
    var text = margin + line + "\n"
    let start = file.position(of: expectation.range.start)
    var columns: [(column: Int, value: Value)] = []
    for part in expectation.parts {
      let position = file.position(of: part.range.start)
      guard position.line == start.line, !columns.contains(where: { $0.column == position.column - start.column })
      else {
        continue
      }
      columns.append((position.column - start.column, part.value))
    }
    columns.sort { $0.column < $1.column }
    while let last = columns.popLast() {
      var row = ""
      for (column, _) in columns {
        row += String(repeating: " ", count: max(0, column - row.count)) + "|"
      }
      row += String(repeating: " ", count: max(0, last.column - row.count)) + last.value.description
      text += margin + row + "\n"
    }
    return text
  }
}
