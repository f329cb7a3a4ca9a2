import Foundation
import RewardSemantics
import Testing

@testable import RewardRules

/// What a program's tests say of it.
@Suite(.enabled(if: Programs.canRun, Programs.whySkipped))
struct RunsTests {
  private func record(_ code: String, _ tests: Argument, language: String = "python") throws -> String {
    guard case .text(let json) = try Builtin.runs.call(.text(code), tests, statics: ["language": .symbol(language)])
    else { return "missing" }
    return json
  }

  @Test(arguments: [
    ("def f(n): return n + 1", ["assert f(1) == 2", "assert f(2) == 3"], 2, true),
    ("def f(n): return n + 1", ["assert f(1) == 2", "assert f(2) == 2"], 1, true),
    ("def f(n): return n + 1", ["assert g(1) == 2"], 0, true),
    // The program itself fails.
    ("raise ValueError('no')", ["pass"], 0, false),
    ("import not_there", ["pass"], 0, false),
    // Tests do not see what others left.
    ("x = []", ["x.append(1); assert len(x) == 1", "x.append(1); assert len(x) == 1"], 2, true),
    // What only looks like success.
    ("import sys; sys.exit(0)", ["assert False"], 0, false),
    ("import os; os._exit(0)", ["assert False"], 0, false),
    (
      "import os, threading; threading.Timer(0, lambda: os._exit(0)).start()\nimport time; time.sleep(1)",
      ["assert False"], 0, false
    ),
    ("def f(n):\n  raise SystemExit", ["assert f(1) == 2"], 0, true),
    ("print('passed'); print('{\"ended\": \"done\"}')", ["assert False"], 0, true),
    (
      "import os\nfor n in range(3, 64):\n  try: os.write(n, b'{\"ended\": \"done\", \"loaded\": true, \"token\": \"\"}')\n  except OSError: pass\nos._exit(0)",
      ["assert False"], 0, true
    ),
  ])
  func `statements run after the program, each beside a new one`(
    code: String, tests: [String], passed: Int, hasRun: Bool
  ) throws {
    let verdict = try Programs.verdict(code, tests.map(CodeTest.snippet))
    #expect(verdict.passed == passed, "\(verdict.why)")
    #expect(verdict.total == tests.count)
    #expect(verdict.isCompiled)
    if passed > 0 || hasRun == false { #expect(verdict.hasRun == hasRun, "\(verdict.why)") }
  }

  @Test func `a program reads its input and must print the output`() throws {
    let double = "import sys\nfor line in sys.stdin: print(int(line) * 2)"
    let verdict = try Programs.verdict(
      double,
      [
        .input("1\n2\n", gives: "2\n4\n"), .input("1", gives: "2"), .input("1\n", gives: "2  \n\n"),
        .input("1", gives: " 2"),
        .input("", gives: ""), .input("x", gives: ""),
      ])
    #expect(verdict.passed == 4)
    #expect(!verdict.hasRun)
    #expect(verdict.why.contains("test 3: expected ` 2`, got `2"), "\(verdict.why)")
    let guarded = try Programs.verdict(
      "if __name__ == '__main__':\n  print(input()[::-1])\n  exit()", [.input("naïve", gives: "evïan")])
    #expect(guarded.passed == 1 && guarded.hasRun)
    // Threads end, and what was registered for the end runs.
    let late = try Programs.verdict(
      "import atexit, threading, time\natexit.register(lambda: print('b'))\nthreading.Thread(target=lambda: (time.sleep(0.1), print('a'))).start()",
      [.input("", gives: "a\nb")])
    #expect(late.passed == 1, "\(late.why)")
  }

  @Test func `a function is called, and its value compared outside`() throws {
    let code = """
      class Always:
          def __eq__(self, other): return True
      def cheat(n): return Always()
      def pair(n): return (n, {"a": n / 3})
      def same(x): return x
      class Solution:
          def twice(self, n): return 2 * n
      """
    let verdict = try Programs.verdict(
      code,
      [
        .call("same", "[1]", gives: "1"), .call("same", "[[1, \"x\", null, true]]", gives: "[1,\"x\",null,true]"),
        .call("same", "[1]", gives: "[1]"), .call("pair", "[1]", gives: "[1, {\"a\": 0.3333333333333}]"),
        .call("twice", "[4]", gives: "8"), .call("same", "[1.0]", gives: "1"),
        .call("cheat", "[1]", gives: "2"), .call("same", "[true]", gives: "1"), .call("same", "[\"1\"]", gives: "1"),
        .call("missing", "[1]", gives: "1"), .call("same", "[1, 2]", gives: "1"),
        .call("same", "[[1, 2]]", gives: "[2, 1]"),
      ])
    #expect(verdict.passed == 6, "\(verdict.why)")
    #expect(verdict.why.hasPrefix("test 6: "), "\(verdict.why)")
  }

  @Test func `a shell program, its functions and its exit status`() throws {
    let verdict = try Programs.verdict(
      "add() { echo $(($1 + $2)); }\nif read -r a b; then add $a $b; fi",
      [
        .input("1 2\n", gives: "3"), .snippet("[ \"$(add 2 2)\" = 4 ]"), .snippet("[ \"$(add 2 2)\" = 5 ]"),
        .snippet("cat <(echo x) | grep -q x"),
      ], .shell)
    #expect(verdict.passed == 3, "\(verdict.why)")
    #expect(try Programs.verdict("exit 0", [.snippet("false")], .shell).passed == 0)
    #expect(try Programs.verdict("exit 3", [.input("", gives: "")], .shell).passed == 0)
    #expect(try !Programs.verdict("if then", [.input("", gives: "")], .shell).isCompiled)
  }

  @Test func `the record says what came of it`() throws {
    #expect(
      try record("def f(n): return n", ["assert f(1) == 1", "assert f(1) == 2"])
        == #"{"passed": 1, "total": 2, "share": 0.5, "compiled": true, "ran": true, "message": "test 1: an assertion failed: AssertionError"}"#
    )
    #expect(
      try record("print(1)", [])
        == #"{"passed": 0, "total": 0, "share": null, "compiled": true, "ran": true, "message": ""}"#)
    // Without tests it is run all the same.
    #expect(
      try record("raise ValueError", []).contains(#""share": null, "compiled": true, "ran": false, "message": "test 0"#)
    )
    #expect(try record("def", ["x"]).contains(#""compiled": false, "ran": false, "message": "SyntaxError"#))
  }

  @Test func `tests in the forms of data sets`() throws {
    let forms = [
      #"["assert f(1) == 2"]"#, #"{"fn_name": "f", "inputs": [[1]], "outputs": [2]}"#,
      #"{"fn_name": "f", "inputs": [[1]], "outputs": [[2]]}"#, #"[{"fn_name": "f", "input": [1], "output": 2}]"#,
      "assert f(1) == 2",
    ]
    for form in forms {
      #expect(try record("def f(n): return n + 1", .text(form)).contains("\"share\": 1.0"), "\(form)")
    }
    let streams = [
      #"[{"input": "1", "output": "2"}]"#, #"{"inputs": ["1", "2\n"], "outputs": ["2", "3"]}"#,
      #"{"inputs": [["1"]], "outputs": [["2"]]}"#, #"[{"stdin": "1", "expected_output": "2"}]"#,
    ]
    for form in streams {
      #expect(try record("print(int(input()) + 1)", .text(form)).contains("\"share\": 1.0"), "\(form)")
    }
    // Data that is no test is nobody's zero.
    for form in [
      "[1]", #"{"inputs": ["1"], "outputs": []}"#, #"[{"input": "1"}]"#,
      #"[{"fn_name": "f", "input": 1, "output": 1}]"#,
    ] {
      #expect(try Builtin.runs.call("", .text(form)) == .missing(.badValue), "\(form)")
    }
    let many = Argument.texts(Array(repeating: "pass", count: CodeTest.most + 1))
    #expect(try Builtin.runs.call("", many) == .missing(.badValue))
  }

  @Test func `an endless program is worth nothing, and soon over`() throws {
    for code in [
      "while True: pass", "import time; time.sleep(600)",
      "import signal\nsignal.signal(signal.SIGXCPU, lambda *_: None)\nwhile True: pass",
    ] {
      let verdict = try Programs.verdict(code, [.snippet("pass")], seconds: 1)
      #expect(verdict.passed == 0 && !verdict.hasRun)
      #expect(verdict.why.contains("took too long"), "\(verdict.why)")
    }
  }

  @Test func `code that is odd`() throws {
    for code in [
      "", "\u{0}", "x = '\u{FEFF}'", String(repeating: "(", count: 100_000),
      String(repeating: "x = 1\n", count: 100_000),
    ] {
      let verdict = try Programs.verdict(code, [.input("", gives: "")])
      #expect(verdict.total == 1)
    }
    #expect(try Programs.verdict("print('\\ud800')", [.input("", gives: "x")]).passed == 0)
    #expect(
      try Programs.verdict("import sys; sys.stdout.buffer.write(b'\\xff')", [.input("", gives: "\u{FF}")]).passed == 0)
  }

  @Test func `limits that do not do are refused`() {
    let bad: [[String: StaticValue]] = [
      ["time": .list([.number(0), .symbol("s")])], ["time": .list([.number(5), .symbol("ms")])],
      ["memory": .list([.number(1), .symbol("mb")])],
    ]
    for statics in bad { #expect(throws: PreparationError.self) { try Builtin.runs.prepared(statics) } }
  }

  @Test func `equal programs run once, however many ask`() async throws {
    let cache = OnceCache<String, Int>(capacity: 10)
    let calls = Counter()
    await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          cache.value(of: "k") {
            usleep(20_000)
            return calls.next()
          }
        }
      }
      for await value in group { #expect(value == 1) }
    }
    #expect(cache.value(of: "none") { nil } == nil)
    #expect(cache.value(of: "none") { 7 } == 7, "what failed is asked again")
  }
}

private final class Counter: Sendable {
  private let count = NSLock()
  nonisolated(unsafe) private var value = 0
  func next() -> Int {
    count.withLock {
      value += 1
      return value
    }
  }
}
