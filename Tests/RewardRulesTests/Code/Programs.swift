import RewardSemantics
import Testing

@testable import RewardRules

/// Programs under test, run in the sandbox of this machine.
enum Programs {
  /// Why there is none, if there is none: the kernel may forbid namespaces.
  static let fault: String? = {
    do throws(SandboxFault) {
      try CodeSandbox.check()
      return nil
    } catch {
      return error.message
    }
  }()
  static let canRun = fault == nil
  static let whySkipped = Comment(rawValue: "no sandbox works here: \(fault ?? "")")

  static func job(_ code: String, _ tests: [CodeTest], _ language: CodeLanguage = .python, seconds: Double = 5)
    -> SandboxJob
  {
    SandboxJob(
      language: language, code: Array(code.utf8), tests: tests, limits: SandboxLimits(seconds: seconds))
  }

  static func verdict(
    _ code: String, _ tests: [CodeTest], _ language: CodeLanguage = .python, seconds: Double = 5
  ) throws -> CodeVerdict {
    try #require(CodeSandbox.verdict(on: job(code, tests, language, seconds: seconds)), "no sandbox answered")
  }
}

extension CodeTest {
  static func snippet(_ code: String) -> CodeTest { .snippet(Array(code.utf8)) }
  static func input(_ input: String, gives output: String) -> CodeTest {
    .input(Array(input.utf8), output: Array(output.utf8))
  }
  static func call(_ function: String, _ arguments: String, gives value: String) -> CodeTest {
    .call(function: Array(function.utf8), arguments: Array(arguments.utf8), value: Array(value.utf8))
  }
}

extension CodeVerdict {
  var why: String { String(decoding: message, as: UTF8.self) }
}
