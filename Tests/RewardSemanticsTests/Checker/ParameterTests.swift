import Testing

@testable import RewardSemantics

/// Parameters, what `--set` makes of them, and conditions that they decide.
@Suite struct ParameterTests {
  private static let spec = """

    input r: real
    param weight: 0..1 = 0.4
    param steps: int = 3
    param limit: 1..100 tok = 10 tok
    param strict: bool = false
    param how: {plain, fined} = plain
    param needle: text = "a"
    metric m = weight
    metric n = steps
    metric o = limit
    metric p = strict
    metric q = when { how == fined -> r - 1  else -> r }
    metric s = "abc" contains needle
    """

  private func value(_ name: String, _ overrides: [String: String]) throws -> Value? {
    try CheckedSpec(Self.spec, overrides: overrides)
      .values(of: name, per: .rollout, groups: [0], ["r": [5]]).first
  }

  @Test func `a parameter has its value`() throws {
    #expect(try value("m", [:]) == 0.4)
    #expect(try value("n", [:]) == 3)
    #expect(try value("q", [:]) == 5)
    #expect(try value("s", [:]) == true)
    let spec = try CheckedSpec(Self.spec).spec()
    #expect(
      spec.parameters.map(\.description) == [
        "weight = 0.4", "steps = 3", "limit = 10", "strict = 0", "how = plain", "needle = \"a\"",
      ])
  }

  @Test func `another value is set from outside, read as the type wants`() throws {
    #expect(try value("m", ["weight": "0.75"]) == 0.75)
    #expect(try value("m", ["weight": "1e-3"]) == 0.001)
    #expect(try value("n", ["steps": "7"]) == 7)
    #expect(try value("o", ["limit": "20"]) == 20)
    #expect(try value("o", ["limit": "20 tok"]) == 20)
    #expect(try value("p", ["strict": "true"]) == true)
    #expect(try value("q", ["how": "fined"]) == 4)
    #expect(try value("s", ["needle": "z"]) == false)
  }

  @Test(arguments: [
    ("weight", "1.5", "it must lie in 0..1"),
    ("weight", "much", "a number is needed"),
    ("weight", "nan", "a number is needed"),
    ("weight", "", "a number is needed"),
    ("limit", "20 word", "a number is needed, in `tok`"),
    ("steps", "2.5", "a whole number is needed"),
    ("strict", "2", "it must lie in {0, 1}"),
    ("how", "other", "it is one of plain, fined"),
  ])
  func `a value that does not fit is refused`(_ name: String, _ text: String, _ reason: String) {
    let checked = CheckedSpec(Self.spec, overrides: [name: text])
    #expect(checked.messages == ["E310 `--set \(name)=\(text)`: \(reason)"])
  }

  @Test func `only parameters can be set`() {
    #expect(
      CheckedSpec(Self.spec, overrides: ["wieght": "1"]).messages == [
        "E310 `--set wieght`: the spec has no parameter `wieght`"
      ])
    #expect(CheckedSpec(Self.spec, overrides: ["r": "1"]).errors == ["E310"])
  }

  @Test func `what a parameter switches off is not elaborated and needs no inputs`() throws {
    let text = """

      param how: {plain, fined} = plain
      input r: real
      input penalty: real
      reward total = when { how == fined -> r - penalty  else -> r }
      """
    let plain = CheckedSpec(text)
    #expect(plain.messages.isEmpty)
    expect(try plain.values(of: "total", groups: [0], ["r": [3]]), equal: [3])
    let fined = CheckedSpec(text, overrides: ["how": "fined"])
    expect(try fined.values(of: "total", groups: [0], ["r": [3], "penalty": [1]]), equal: [2])
  }

  @Test func `a condition that is decided by nothing but its own text is a warning`() {
    let checked = CheckedSpec("\ninput r: real\nreward total = when { 1 > 2 -> 0  r > 1 -> 1  true -> 2  else -> 3 }")
    #expect(checked.messages == ["W311 this condition is always false", "W311 this condition is always true"])
    #expect(checked.type(of: "total") == "int {1, 2} per rollout")
  }

  @Test func `a parameter's value must be known`() {
    #expect(CheckedSpec("\ninput r: real\nparam p: real = r\nmetric m = p").errors == ["E221"])
  }
}

extension TypedParameter: CustomTestStringConvertible {
  public var testDescription: String { description }
  fileprivate var description: String { "\(name) = \(value.description)" }
}
