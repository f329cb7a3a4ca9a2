/// What came of a program's tests.
struct CodeVerdict: Sendable {
  var passed: Int
  var total: Int
  var isCompiled: Bool
  /// The program itself ran to its end in every test, whatever the test then found.
  var hasRun: Bool
  /// Why the first test that failed did so; empty where none did. UTF-8.
  var message: [UInt8]

  init(_ job: SandboxJob, _ report: SandboxReport) {
    total = job.tests.count
    isCompiled = report.isCompiled ?? false
    let verdicts = job.tests.indices.map { index in
      report.tests[index].map(job.tests[index].verdict) ?? (passed: false, why: Array("it was not run to its end".utf8))
    }
    passed = verdicts.count { $0.passed }
    hasRun = isCompiled && job.tests.indices.allSatisfy { report.tests[$0]?.isLoaded ?? false }
    if !isCompiled {
      message = report.isCompiled == nil ? Array("it was not compiled".utf8) : report.compilerErrors
    } else {
      let failed = verdicts.firstIndex { !$0.passed }
      message = failed.map { Array("test \($0): ".utf8) + verdicts[$0].why } ?? []
    }
  }

  /// The same of a program that was only run, with a test that stands for none.
  var untested: CodeVerdict {
    var verdict = self
    (verdict.passed, verdict.total) = (0, 0)
    if hasRun { verdict.message = [] }
    return verdict
  }

  /// As a record `test_run`. Without a test there is no share.
  var json: [UInt8] {
    let share = total == 0 ? "null" : "\(Double(passed) / Double(total))"
    var json = JSONSource()
    let head = """
      {"passed": \(passed), "total": \(total), "share": \(share), "compiled": \(isCompiled), "ran": \(hasRun), "message":
      """
    json.bytes += Array("\(head) ".utf8)
    // What was cut may have been cut in a character.
    json.append(string: String(decoding: message, as: UTF8.self).utf8)
    json.append("}")
    return json.bytes
  }
}
