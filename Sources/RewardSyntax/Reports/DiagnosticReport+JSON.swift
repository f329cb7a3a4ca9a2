extension DiagnosticReport {
  /// One JSON document.
  ///
  /// ```
  /// {
  ///   "format_version": "1.0",
  ///   "tool": {"name": "rewardc", "version": "0.1.0"},
  ///   "column_unit": "unicode_scalar",
  ///   "errors": 1,
  ///   "warnings": 0,
  ///   "diagnostics": [{
  ///     "code": "E150", "severity": "error", "message": "nothing is named `anwser`",
  ///     "file": "a.reward", "start": {"offset": 40, "line": 3, "column": 8}, "end": ..., "label": "not declared",
  ///     "related": [{"file", "start", "end", "label"}], "notes": ["..."],
  ///     "fixes": [{"title": "...", "edits": [{"file", "start", "end", "replacement"}]}]
  ///   }]
  /// }
  /// ```
  ///
  /// Offsets count bytes from 0, lines and columns count from 1, a column is a Unicode scalar, ends are exclusive. Later
  /// versions may add members; a number before the point that is another means that some have changed.
  public var json: String {
    let counts = counts
    let document: JSONTree = [
      "format_version": .text(Self.formatVersion),
      "tool": ["name": .text(tool.name), "version": .text(tool.version)],
      "column_unit": "unicode_scalar",
      "errors": .integer(counts.errors),
      "warnings": .integer(counts.warnings),
      "diagnostics": .array(findings.map(\.json)),
    ]
    return document.text
  }
}

extension DiagnosticReport.Finding {
  fileprivate var json: JSONTree {
    let head: JSONTree = [
      "code": .text(diagnostic.code.code), "severity": .text(diagnostic.severity.name),
      "message": .text(diagnostic.message),
    ]
    return place(diagnostic.primary.range).added(to: head)
      .adding("label", .text(diagnostic.primary.text))
      .adding(
        "related",
        .array(diagnostic.secondary.map { place($0.range).added(to: [:]).adding("label", .text($0.text)) })
      )
      .adding("notes", .array(diagnostic.notes.map { .text($0) }))
      .adding("fixes", .array(diagnostic.fix.map { [fix($0)] } ?? []))
  }

  private func fix(_ fix: Diagnostic.Fix) -> JSONTree {
    let edit = place(fix.range).added(to: [:]).adding("replacement", .text(fix.replacement))
    return ["title": .text(fix.title), "edits": [edit]]
  }
}

extension DiagnosticReport.Place {
  /// The object with `file`, `start` and `end`.
  fileprivate func added(to object: JSONTree) -> JSONTree {
    func point(_ offset: Int, _ position: Position) -> JSONTree {
      ["offset": .integer(offset), "line": .integer(position.line), "column": .integer(position.column)]
    }
    return object.adding("file", .text(file)).adding("start", point(range.start, start))
      .adding("end", point(range.end, end))
  }
}
