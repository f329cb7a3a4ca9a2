import RewardSyntax
import Testing

@testable import RewardSemantics

/// Which parts of a spec its tests have taken.
@Suite struct CoverageTests {
  /// What the tests of a spec leave out, as `line:column what`.
  private func left(_ text: String) throws -> [String] {
    let spec = try CheckedSpec(text).spec()
    var coverage = Coverage(of: spec)
    for test in spec.tests {
      #expect(Interpreter.run(test, of: spec, noting: &coverage).passed)
    }
    return coverage.report(in: spec.sources).split(separator: "\n").dropLast().map { line in
      String(line.dropFirst("example.reward:".count)).replacing(": no test", with: "")
    }
  }

  @Test func `an arm that no test takes is named by its place`() throws {
    let spec = """
      input x: real
      reward total = when { x > 10 -> 2  x > 5 -> 1  else -> 0 }
      test "large" {
        with x = 11
        expect total == 2
      }
      """
    #expect(try left(spec) == ["3:36 takes this arm", "3:56 takes this `else`"])
  }

  @Test func `what an objective makes of an arm is the arm that is written`() throws {
    let spec = """
      input r: real
      input logp: real per token
      advantage = r
      let level = mean(logp over batch)
      objective = when { level > -2 -> token_mean(logp * advantage)  else -> -level }
      test "likely" {
        with r = 1, logp = [-1]
        expect objective == -1
      }
      """
    #expect(try left(spec) == ["6:72 takes this `else`"])
  }

  @Test func `a condition of given is taken both ways`() throws {
    let spec = """
      input x: real
      input c: bool
      reward total = x given c else 0
      """
    let open = "\ntest \"open\" {\n  with x = 1\n  with c = true\n  expect total == 1\n}"
    let closed = "\ntest \"closed\" {\n  with c = false\n  expect total == 0\n}"
    #expect(try left(spec + open) == ["4:24 has this condition false"])
    #expect(try left(spec + closed) == ["4:24 has this condition true"])
    #expect(try left(spec + open + closed) == [])
  }

  @Test func `a level is opened, passed and failed`() throws {
    let spec = """
      input a: bool
      input b: 0..1
      gate steps {
        level first = a   worth 1
        level second = b  passes at 0.5  worth 1
      }
      reward total = steps
      test "one" {
        with a = true
        with b = 0.5
        expect total == 1.5
      }
      """
    #expect(try left(spec) == ["5:9 fails level `first`", "6:9 fails level `second`"])
    let stopped = spec.replacing("a = true", with: "a = false").replacing("1.5", with: "0")
    #expect(try left(stopped) == ["5:9 passes level `first`", "6:9 opens level `second`"])
  }

  @Test func `a rule is true and false, and a stub is no test of it`() throws {
    let spec = """
      input a: bool
      rule right = a
      reward total = right * 2
      test "one" {
        stub right = true
        expect total == 2
      }
      """
    #expect(try left(spec) == ["3:6 has `right` true", "3:6 has `right` false"])
    #expect(try left(spec.replacing("stub right", with: "with a")) == ["3:6 has `right` false"])
  }

  @Test func `a criterion of the spec is met and not met`() throws {
    let spec = """
      rubric care {
        criterion "is right"
        criterion "is kind"
      }
      input met: bool? per verdict
      reward followed = mean(met over rollout) ?? 0
      test "one" {
        with met = [true, none]
        expect followed == 1
      }
      """
    #expect(
      try left(spec) == [
        "3:13 does not meet this criterion", "4:13 meets this criterion", "4:13 does not meet this criterion",
      ])
  }

  @Test func `a function has one body, however often it is called`() throws {
    let spec = """
      input x: real
      func sign_of(x: real) = when { x > 0 -> 1  else -> 0 }
      reward total = sign_of(x) + sign_of(-x)
      test "one" {
        with x = 3
        expect total == 1
      }
      """
    #expect(try left(spec) == [])
  }

  @Test func `what parameters decide and what no score reads is not asked for`() throws {
    let spec = """
      param how: {plain, fined} = plain
      input x: real
      reward total = when { how == fined -> x - 1  else -> x }
      emit records per rollout where x > 0 { value: when { x > 1 -> 1  else -> 0 } }
      test "one" {
        with x = 3
        expect total == 3
      }
      """
    #expect(try left(spec) == [])
  }

  @Test func `the share is of all sides`() throws {
    let spec = try CheckedSpec("input a: bool\nrule r = a\ntest \"t\" {\n  with a = true\n  expect r\n}").spec()
    var coverage = Coverage(of: spec)
    #expect(coverage.percent == 0)
    _ = Interpreter.run(spec.tests[0], of: spec, noting: &coverage)
    #expect(coverage.percent == 50)
    #expect(coverage.report(in: spec.sources).hasSuffix("coverage 50%: 1 of 2 sides taken\n"))
    #expect(Coverage(of: try CheckedSpec("input x: real\nreward r = x").spec()).percent == 100)
  }
}
