import RewardSyntax

extension TestResult {
  /// The results of a spec's tests as build servers read them: JUnit's XML, one suite.
  ///
  /// - Parameters:
  ///   - suite: the name of the spec.
  ///   - sources: the files that the results refer to.
  public static func junit(_ results: [TestResult], suite: String, in sources: SourceMap) -> String {
    let failures = results.count { !$0.passed }
    let counts = "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\""
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"rewardc\" \(counts)>\n"
    text += "  <testsuite name=\"\(escaped(suite))\" \(counts) skipped=\"0\">\n"
    for result in results {
      let file = sources[result.range.file]
      let line = file.position(of: result.range.start).line
      text += "    <testcase name=\"\(escaped(result.title))\" classname=\"\(escaped(suite))\""
      text += " file=\"\(escaped(file.name))\" line=\"\(line)\""
      if result.passed {
        text += "/>\n"
      } else {
        let report = result.report(in: sources)
        let first = report.prefix { $0 != "\n" }.drop { $0 == " " }
        text += ">\n      <failure type=\"expectation\" message=\"\(escaped(String(first)))\">"
        text += "\(escaped(report))</failure>\n    </testcase>\n"
      }
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  /// As XML 1.0 allows it in texts and attributes.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\r": result += "&#13;"
      // No XML document holds these, not even by number.
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
