import Testing

@testable import RewardSyntax

/// What programs read of a check, byte for byte.
@Suite struct DiagnosticReportTests {
  private static let code = DiagnosticCode("E150")
  private static let warning = DiagnosticCode("W310")

  /// An error with a fix behind a character of two bytes, and a warning with a reason and a note, over two lines.
  private static func report() -> DiagnosticReport {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a b,1.reward", text: "rule ä = anwser\nlet x =\n  score\n"))
    func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(file: file, start: start, end: end) }
    var report = DiagnosticReport(by: .init(name: "rewardc", version: "9.8.7"))
    report.add(
      [
        Diagnostic(
          code, .error, "nothing is named `anwser`", at: .init(range(10, 16), "not declared"),
          fix: .init("write `answer`", range: range(10, 16), replacement: "answer")),
        Diagnostic(
          warning, .warning, "50% is \"low\"", at: .init(range(21, 32)), because: [.init(range(5, 7), "this one")],
          notes: ["say\nwhat"]),
      ], in: sources)
    return report
  }

  @Test func `JSON has every part, with offsets, lines and columns`() {
    #expect(
      Self.report().json == """
        {
          "format_version": "1.0",
          "tool": {
            "name": "rewardc",
            "version": "9.8.7"
          },
          "column_unit": "unicode_scalar",
          "errors": 1,
          "warnings": 1,
          "diagnostics": [
            {
              "code": "E150",
              "severity": "error",
              "message": "nothing is named `anwser`",
              "file": "a b,1.reward",
              "start": {
                "offset": 10,
                "line": 1,
                "column": 10
              },
              "end": {
                "offset": 16,
                "line": 1,
                "column": 16
              },
              "label": "not declared",
              "related": [],
              "notes": [],
              "fixes": [
                {
                  "title": "write `answer`",
                  "edits": [
                    {
                      "file": "a b,1.reward",
                      "start": {
                        "offset": 10,
                        "line": 1,
                        "column": 10
                      },
                      "end": {
                        "offset": 16,
                        "line": 1,
                        "column": 16
                      },
                      "replacement": "answer"
                    }
                  ]
                }
              ]
            },
            {
              "code": "W310",
              "severity": "warning",
              "message": "50% is \\"low\\"",
              "file": "a b,1.reward",
              "start": {
                "offset": 21,
                "line": 2,
                "column": 5
              },
              "end": {
                "offset": 32,
                "line": 3,
                "column": 8
              },
              "label": "",
              "related": [
                {
                  "file": "a b,1.reward",
                  "start": {
                    "offset": 5,
                    "line": 1,
                    "column": 6
                  },
                  "end": {
                    "offset": 7,
                    "line": 1,
                    "column": 7
                  },
                  "label": "this one"
                }
              ],
              "notes": [
                "say\\nwhat"
              ],
              "fixes": []
            }
          ]
        }

        """)
  }

  @Test func `SARIF has rules with help, results, related places and fixes`() {
    let sarif = Self.report().sarif { code in
      code == Self.code ? .init(title: "a name", rule: "Names are declared.", markdown: "*Names*") : nil
    }
    #expect(
      sarif == """
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "rewardc",
                  "semanticVersion": "9.8.7",
                  "rules": [
                    {
                      "id": "E150",
                      "shortDescription": {
                        "text": "a name"
                      },
                      "fullDescription": {
                        "text": "Names are declared."
                      },
                      "help": {
                        "text": "Names are declared.",
                        "markdown": "*Names*"
                      },
                      "defaultConfiguration": {
                        "level": "error"
                      }
                    },
                    {
                      "id": "W310",
                      "defaultConfiguration": {
                        "level": "warning"
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "E150",
                  "ruleIndex": 0,
                  "level": "error",
                  "message": {
                    "text": "nothing is named `anwser`"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b%2C1.reward"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 10,
                          "endLine": 1,
                          "endColumn": 16
                        }
                      }
                    }
                  ],
                  "fixes": [
                    {
                      "description": {
                        "text": "write `answer`"
                      },
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "a%20b%2C1.reward"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "startLine": 1,
                                "startColumn": 10,
                                "endLine": 1,
                                "endColumn": 16
                              },
                              "insertedContent": {
                                "text": "answer"
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                },
                {
                  "ruleId": "W310",
                  "ruleIndex": 1,
                  "level": "warning",
                  "message": {
                    "text": "50% is \\"low\\"\\nsay\\nwhat"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b%2C1.reward"
                        },
                        "region": {
                          "startLine": 2,
                          "startColumn": 5,
                          "endLine": 3,
                          "endColumn": 8
                        }
                      }
                    }
                  ],
                  "relatedLocations": [
                    {
                      "id": 0,
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b%2C1.reward"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 6,
                          "endLine": 1,
                          "endColumn": 7
                        }
                      },
                      "message": {
                        "text": "this one"
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }

        """)
  }

  @Test func `workflow commands escape what would end them`() {
    #expect(
      Self.report().github == """
        ::error file=a b%2C1.reward,line=1,endLine=1,col=10,endColumn=16,title=E150::nothing is named `anwser`\
        %0Awrite `answer`
        ::warning file=a b%2C1.reward,line=2,endLine=3,col=5,endColumn=8,title=W310::50%25 is "low"%0Asay%0Awhat

        """)
  }

  @Test func `compact is a line for each finding`() {
    #expect(
      Self.report().compact == """
        a b,1.reward:1:10: error[E150]: nothing is named `anwser`
        a b,1.reward:2:5: warning[W310]: 50% is "low"

        """)
  }

  @Test func `human shows the lines, with a blank line behind each finding`() {
    #expect(
      Self.report().human(color: false) == """
        error[E150]: nothing is named `anwser`
         --> a b,1.reward:1:10
          |
        1 | rule ä = anwser
          |          ^^^^^^ not declared
          |
        help: write `answer`
          |
        1 | rule ä = answer
          |          ~~~~~~

        warning[W310]: 50% is "low"
         --> a b,1.reward:2:5
          |
        1 | rule ä = anwser
          |      - this one
        2 | let x =
          |     ^^^
          |
          = note: say\\nwhat


        """)
  }

  @Test func `people see the first 50 findings, programs all`() {
    var sources = SourceMap()
    let file = sources.add(SourceFile(name: "a", text: String(repeating: "x", count: 60)))
    var report = DiagnosticReport(by: .init(name: "rewardc", version: "1"))
    report.add(
      (0..<60).map { Diagnostic(Self.code, .error, "no", at: .init(SourceRange(file: file, start: $0, end: $0 + 1))) },
      in: sources)
    #expect(report.compact.hasSuffix("... and 10 more\n"))
    #expect(report.github.split(separator: "\n").count == 60)
  }

  @Test func `a mistake in a file that two specs import is reported once`() {
    var report = Self.report()
    for finding in Self.report().findings { report.add([finding.diagnostic], in: finding.sources) }
    #expect(report.counts == (1, 1))
    #expect(report.codes == [Self.code, Self.warning])
  }
}
