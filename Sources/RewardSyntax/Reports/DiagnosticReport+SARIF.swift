extension DiagnosticReport {
  /// What SARIF says of a kind of finding as such.
  public struct RuleHelp: Sendable {
    /// A few words.
    public var title: String
    /// The rule in sentences.
    public var rule: String
    /// The whole page, as Markdown.
    public var markdown: String
    /// `title` has no full stop, `rule` has.
    public init(title: String, rule: String, markdown: String) {
      self.title = title
      self.rule = rule
      self.markdown = markdown
    }
  }

  /// SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), as code scanning services read it.
  ///
  /// - Parameter help: what is known of a code; only codes with a finding are listed as rules.
  public func sarif(help: (DiagnosticCode) -> RuleHelp?) -> String {
    var codes: [DiagnosticCode] = []
    for finding in findings where !codes.contains(finding.diagnostic.code) { codes.append(finding.diagnostic.code) }
    codes.sort { $0.code < $1.code }
    let rules = codes.map { rule($0, help($0)) }
    let results = findings.map { finding in
      finding.result(ruleIndex: codes.firstIndex(of: finding.diagnostic.code) ?? 0)
    }
    let document: JSONTree = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": ["name": .text(tool.name), "semanticVersion": .text(tool.version), "rules": .array(rules)]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .array(results),
        ]
      ],
    ]
    return document.text
  }

  private func rule(_ code: DiagnosticCode, _ help: RuleHelp?) -> JSONTree {
    let level: JSONTree = ["level": .text(code.code.hasPrefix("W") ? "warning" : "error")]
    let rule: JSONTree = ["id": .text(code.code)]
    guard let help else { return rule.adding("defaultConfiguration", level) }
    return rule.adding("shortDescription", ["text": .text(help.title)])
      .adding("fullDescription", ["text": .text(help.rule)])
      .adding("help", ["text": .text(help.rule), "markdown": .text(help.markdown)])
      .adding("defaultConfiguration", level)
  }
}

extension DiagnosticReport.Finding {
  fileprivate func result(ruleIndex: Int) -> JSONTree {
    var text = diagnostic.message
    for note in diagnostic.notes { text += "\n\(note)" }
    let result: JSONTree = [
      "ruleId": .text(diagnostic.code.code), "ruleIndex": .integer(ruleIndex), "level": .text(diagnostic.severity.name),
      "message": ["text": .text(text)],
      "locations": [["physicalLocation": location(diagnostic.primary.range)]],
    ]
    let related = diagnostic.secondary.enumerated().map { index, label -> JSONTree in
      let location: JSONTree = ["id": .integer(index), "physicalLocation": location(label.range)]
      return location.adding("message", label.text.isEmpty ? nil : ["text": .text(label.text)])
    }
    return result.adding("relatedLocations", related.isEmpty ? nil : .array(related))
      .adding("fixes", diagnostic.fix.map { [fix($0)] })
  }

  private func location(_ range: SourceRange) -> JSONTree {
    ["artifactLocation": artifact(range), "region": region(range)]
  }

  private func artifact(_ range: SourceRange) -> JSONTree { ["uri": .text(Self.uri(of: place(range).file))] }

  private func region(_ range: SourceRange) -> JSONTree {
    let place = place(range)
    return [
      "startLine": .integer(place.start.line), "startColumn": .integer(place.start.column),
      "endLine": .integer(place.end.line), "endColumn": .integer(place.end.column),
    ]
  }

  private func fix(_ fix: Diagnostic.Fix) -> JSONTree {
    let replacement: JSONTree = [
      "deletedRegion": region(fix.range), "insertedContent": ["text": .text(fix.replacement)],
    ]
    return [
      "description": ["text": .text(fix.title)],
      "artifactChanges": [["artifactLocation": artifact(fix.range), "replacements": [replacement]]],
    ]
  }

  /// A path as RFC 3986 writes it: relative as it is, absolute as a file's.
  private static func uri(of path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return uri
  }
}
