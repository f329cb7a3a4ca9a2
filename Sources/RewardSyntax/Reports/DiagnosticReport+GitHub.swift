extension DiagnosticReport {
  /// Workflow commands of GitHub Actions, one a line; the service shows them at the lines of a pull request.
  ///
  /// `::error file=a.reward,line=3,endLine=3,col=8,endColumn=14,title=E150::nothing is named ...`
  public var github: String { findings.map(\.command).joined() }
}

extension DiagnosticReport.Finding {
  fileprivate var command: String {
    let place = place(diagnostic.primary.range)
    var lines = [diagnostic.message] + diagnostic.notes
    if let fix = diagnostic.fix { lines.append(fix.title) }
    let properties = [
      ("file", place.file), ("line", "\(place.start.line)"), ("endLine", "\(place.end.line)"),
      ("col", "\(place.start.column)"), ("endColumn", "\(place.end.column)"), ("title", diagnostic.code.code),
    ]
    let head = properties.map { "\($0.0)=\(Self.escaped($0.1, isProperty: true))" }.joined(separator: ",")
    return "::\(diagnostic.severity.name) \(head)::\(Self.escaped(lines.joined(separator: "\n"), isProperty: false))\n"
  }

  /// As the runner reads it back: what would end a line, a property or the command is written by its number.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
