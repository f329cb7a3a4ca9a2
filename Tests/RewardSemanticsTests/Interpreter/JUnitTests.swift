import Testing

@testable import RewardSemantics

/// The results of tests as build servers read them.
@Suite struct JUnitTests {
  @Test func `a failure carries the values of its parts, escaped`() throws {
    let checked = CheckedSpec(
      """
      input response: text
      rule short = response == "a & b"
      test "is <short> & \\"sweet\\"" {
        with response = "a & b"
        expect short
      }
      test "is long" {
        with response = "c\\n"
        expect short == 1
      }
      """)
    let spec = try checked.spec()
    let results = spec.tests.map { Interpreter.run($0, of: spec) }
    #expect(
      TestResult.junit(results, suite: "a\u{1}b", in: spec.sources) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="rewardc" tests="2" failures="1" errors="0">
          <testsuite name="a\u{FFFD}b" tests="2" failures="1" errors="0" skipped="0">
            <testcase name="is &lt;short&gt; &amp; &quot;sweet&quot;" classname="a\u{FFFD}b" file="example.reward" line="4"/>
            <testcase name="is long" classname="a\u{FFFD}b" file="example.reward" line="8">
              <failure type="expectation" message="example.reward:10:10: this does not hold">\
          example.reward:10:10: this does not hold
              short == 1
              0
        </failure>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }
}
