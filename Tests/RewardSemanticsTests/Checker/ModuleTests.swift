import RewardSyntax
import Testing

@testable import RewardSemantics

/// Specs of several files. A loader hands over texts; the command's own reads the disk.
@Suite struct ModuleTests {
  private func check(
    _ main: String, _ files: [String: String] = [:], overrides: [String: String] = [:]
  ) -> CheckedSpec {
    CheckedSpec(
      "\n" + main,
      loader: ModuleLoader { path, _ in
        if path.hasPrefix("../") { return .failure(.init("\(path) is outside the project", isOutsideRoot: true)) }
        guard let text = files[path] else { return .failure(.init("cannot read \(path)")) }
        return .success(SourceFile(name: path, text: text))
      }, overrides: overrides)
  }

  private static let common = """
    input response: text
    param floor_value: real = 1
    let final = trim(response)
    rule short = length(final, in: char) < 5 char
    func above(x: real) = max(x, floor_value)
    func doubled(x: real) = above(x) * 2
    """

  @Test func `an import with a name is read through it`() throws {
    let checked = check(
      """
      import "common.reward" as common
      input r: real
      reward total = common.doubled(r) + common.short
      """, ["common.reward": Self.common])
    expect(
      try checked.values(of: "total", groups: [0, 0], ["r": [0.5, 3], "response": ["a", "abcdef"]]), equal: [3, 6])
    #expect(try checked.spec().declarations.map(\.name).sorted() == ["common.final", "common.short", "total"])
  }

  @Test func `an import without a name is read as it is`() throws {
    let checked = check(
      """
      import "common.reward"
      input r: real
      reward total = doubled(r) + short
      """, ["common.reward": Self.common])
    expect(try checked.values(of: "total", groups: [0], ["r": [3], "response": ["a"]]), equal: [7])
  }

  @Test func `what a row is, the main file says`() throws {
    #expect(try check("input r: real\nreward total = r").spec().rowGrain == .rollout)
    #expect(try check("rows per group\ninput r: real\nreward total = r").spec().rowGrain == .group)
    let files = ["common.reward": "rows per group\ninput x: real\nmetric half = x / 2"]
    let checked = check("import \"common.reward\" as common\nreward total = common.half", files)
    #expect(try checked.spec().rowGrain == .rollout)
  }

  @Test func `what is imported keeps its own names`() throws {
    let checked = check(
      """
      import "common.reward" as common
      input r: real
      let final = "not this one"
      func above(x: real) = x - 1000
      reward total = common.doubled(r) + common.short
      metric other_final = final == "not this one" and above(r) < 0
      """, ["common.reward": Self.common])
    expect(try checked.values(of: "total", groups: [0], ["r": [3], "response": ["a"]]), equal: [7])
  }

  @Test func `a judge of an import has a stub by its dotted name`() throws {
    let judges = """
      input response: text <= 100 word
      judge clear: 0..1 { prompt "{response}" answers 1..5 fault stop }
      """
    func main(_ stub: String) -> String {
      """
      import "judges.reward" as lib
      input response: text <= 100 word
      reward total = 0.5 * lib.clear + 0.5 * (response contains "y")
      test "clear" {
        with response = "x"
        \(stub)
        expect total == 0.25
      }
      """
    }
    #expect(check(main("stub lib.clear = 0.5"), ["judges.reward": judges]).messages == [])
    #expect(check(main(""), ["judges.reward": judges]).codes == ["E704"])
  }

  @Test func `imports of imports are followed, each file once`() throws {
    let files = [
      "a.reward": "import \"c.reward\" as c\nfunc a(x: real) = c.one(x) + 1",
      "b.reward": "import \"c.reward\" as c\nfunc b(x: real) = c.one(x) + 2",
      "c.reward": "func one(x: real) = x * 10",
    ]
    let checked = check(
      "import \"a.reward\"\nimport \"b.reward\"\ninput r: real\nreward total = a(r) + b(r)", files)
    expect(try checked.values(of: "total", groups: [0], ["r": [1]]), equal: [23])
    #expect(checked.result.sources.files.count { $0.name == "c.reward" } == 1)
  }

  @Test func `two files may declare the same column`() throws {
    let checked = check(
      """
      import "common.reward" as common
      input response: text
      reward total = common.short + (response contains "a")
      test "both read it" {
        with response = "a"
        expect total == 2
      }
      """, ["common.reward": Self.common])
    let spec = try checked.spec()
    #expect(spec.inputs.map(\.name) == ["response"])
    #expect(spec.tests.allSatisfy { Interpreter.run($0, of: spec).passed })
  }

  @Test func `two files cannot declare a column differently`() {
    let checked = check(
      "import \"common.reward\" as common\ninput response: text per group\nreward total = common.short + (response == \"\")",
      ["common.reward": Self.common])
    #expect(checked.errors == ["E308"])
  }

  @Test func `an open import must not bring a name that is taken`() {
    let checked = check(
      "import \"common.reward\"\ninput r: real\nlet final = r\nreward total = final + short",
      ["common.reward": Self.common])
    #expect(checked.messages == ["E151 `final` is already declared by an import"])
  }

  @Test func `a name of an import must be free`() {
    #expect(
      check("import \"common.reward\" as r\ninput r: real\nreward total = r", ["common.reward": Self.common]).errors
        == ["E151"])
    #expect(
      check(
        "import \"common.reward\" as c\nimport std.advantage as c\ninput r: real\nadvantage = c.grpo(r)",
        ["common.reward": Self.common]
      ).errors == ["E151"])
  }

  @Test func `files that import each other are an error`() {
    let files = ["a.reward": "import \"b.reward\"", "b.reward": "import \"a.reward\""]
    let checked = check("import \"a.reward\"\ninput r: real\nreward total = r", files)
    #expect(checked.messages == ["E603 files import each other: a.reward → b.reward → a.reward"])
    #expect(checked.result.diagnostics.map { checked.result.sources[$0.primary.range.file].name } == ["b.reward"])
  }

  @Test func `a file that cannot be read is an error at its path`() throws {
    let checked = check("import \"absent.reward\"\ninput r: real\nreward total = r")
    #expect(checked.messages == ["E601 cannot read absent.reward"])
    let range = try #require(checked.result.diagnostics.first).primary.range
    #expect(checked.result.sources.text(in: range) == "\"absent.reward\"")
  }

  @Test func `a file outside the project is not read`() {
    #expect(check("import \"../secret.reward\"\ninput r: real\nreward total = r").errors == ["E604"])
  }

  @Test func `what an unreadable import would have declared is not missed`() {
    let checked = check(
      "import \"absent.reward\" as common\ninput r: real\nreward total = common.doubled(r) + common.x")
    #expect(checked.errors == ["E601"])
    #expect(check("import \"absent.reward\"\ninput r: real\nreward total = doubled(r) + x").errors == ["E601"])
  }

  @Test func `an import has only what it declares`() {
    let files = ["common.reward": Self.common]
    #expect(
      check("import \"common.reward\" as c\ninput r: real\nreward total = c.shrot + r", files).messages
        == ["E150 `c` has no declaration `shrot`"])
    #expect(
      check("import \"common.reward\" as c\ninput r: real\nreward total = c.dubbled(r)", files).messages
        == ["E153 `c` has no function `dubbled`"])
  }

  @Test func `a mistake in an imported file is reported in that file`() {
    let checked = check(
      "import \"a.reward\" as a\ninput r: real\nreward total = r + a.broken", ["a.reward": "let broken = nothing + 1"])
    #expect(checked.errors == ["E150"])
    #expect(checked.result.diagnostics.map { checked.result.sources[$0.primary.range.file].name } == ["a.reward"])
  }

  @Test func `a symbol parameter of an import is compared with its own set`() throws {
    let checked = check(
      "import \"a.reward\" as a\ninput r: real\nreward total = when { a.how == fined -> r - 1  else -> r }",
      ["a.reward": "param how: {plain, fined} = fined"])
    expect(try checked.values(of: "total", groups: [0], ["r": [5]]), equal: [4])
  }

  // MARK: Partitions

  private static let parts = ["parts.reward": "partition bundle = chunks of 2 groups\nlet size = 2\n"]

  @Test func `a partition of an import is a grain wherever one is named`() throws {
    let checked = check(
      """
      import "parts.reward" as common
      input r: real
      partition paper by common.bundle, position(rollout)
      let whole per common.bundle = sum(r over common.bundle)
      func centred(x: real, within: grain = common.bundle) = x - mean(x over within)
      metric rank_in_it = rank(r over common.bundle)
      metric papers = count(paper over common.bundle)
      metric bundles = count(common.bundle over batch)
      metric place = position(common.bundle)
      metric others = mean(other.whole over other common.bundle) at rollout ?? -1
      metric seen = (whole + random(per common.bundle) * 0) at rollout
      metric both = centred(r) + centred(r, within: common.bundle) + centred(r over common.bundle)
      reward total = r
      """, Self.parts)
    let rows: [String: [Value]] = ["r": [1, 3, 5, 7]]
    let groups = [0, 0, 1, 2]
    expect(try checked.values(of: "whole", groups: groups, rows), equal: [9, 7])
    expect(try checked.values(of: "rank_in_it", groups: groups, rows), equal: [0, 1, 2, 0])
    expect(try checked.values(of: "papers", groups: groups, rows), equal: [2, 1])
    expect(try checked.values(of: "bundles", groups: groups, rows), equal: [2])
    expect(try checked.values(of: "place", groups: groups, rows), equal: [0, 1])
    expect(try checked.values(of: "others", groups: groups, rows), equal: [7, 7, 7, 9])
    expect(try checked.values(of: "seen", groups: groups, rows), equal: [9, 9, 9, 7])
    expect(try checked.values(of: "both", groups: groups, rows), equal: [-6, 0, 6, 0])
  }

  @Test func `a grain of an import must be a partition that is there`() {
    func messages(_ grain: String) -> [String] {
      check(
        "import \"parts.reward\" as common\ninput r: real\nmetric m = mean(r over \(grain))\nreward total = r",
        Self.parts
      ).messages
    }
    #expect(messages("common.bundel") == ["E213 `common.bundel` is no grain"])
    #expect(messages("common.size") == ["E213 `common.size` is no grain"])
    #expect(messages("comon.bundle") == ["E213 `comon.bundle` is no grain: no import is named `comon`"])
    #expect(messages("common.bundle.x") == ["E213 `common.bundle.x` is no grain"])
    let drawn = check(
      "import \"parts.reward\" as common\ninput r: real\nreward total = r + random(per common.bundel) at rollout",
      Self.parts)
    #expect(drawn.messages == ["E213 `common.bundel` is no grain"])
    #expect(
      check("import \"absent.reward\" as common\ninput r: real\nreward m = r - mean(r over common.bundle)").errors
        == ["E601"])
  }

  // MARK: Parameters from outside

  private static let knobs = ["knobs.reward": "param limit: 1..9 = 2\nparam how: {plain, fined} = plain\n"]

  private func limit(
    _ imported: String, reading name: String, overrides: [String: String]
  ) throws -> Double? {
    let checked = check(
      "import \"knobs.reward\" \(imported)\ninput r: real\nreward total = r * \(name)", Self.knobs,
      overrides: overrides)
    return try checked.values(of: "total", groups: [0], ["r": [1]]).first?.number
  }

  @Test func `the command line sets a parameter of an import by the name it is read by`() throws {
    #expect(try limit("as common", reading: "common.limit", overrides: ["common.limit": "3"]) == 3)
    #expect(try limit("as common with limit: 4", reading: "common.limit", overrides: [:]) == 4)
    #expect(try limit("as common with limit: 4", reading: "common.limit", overrides: ["common.limit": "3"]) == 3)
    #expect(try limit("", reading: "limit", overrides: ["limit": "3"]) == 3)
    let checked = check(
      "import \"knobs.reward\" as common\ninput r: real\nreward total = r * common.limit", Self.knobs,
      overrides: ["common.limit": "5"])
    #expect(try checked.spec().parameters.map { "\($0.name) = \($0.value)" }.contains("common.limit = 5"))
  }

  @Test func `what the command line sets must be a parameter and fit it`() {
    func diagnostics(_ overrides: [String: String]) -> CheckedSpec {
      check(
        """
        import "knobs.reward" as common
        import "knobs.reward" as again
        input r: real
        reward total = r * common.limit
        """, Self.knobs, overrides: overrides)
    }
    #expect(diagnostics(["common.limit": "12"]).messages == ["E310 `--set common.limit=12`: it must lie in 1..9"])
    #expect(diagnostics(["limit": "3"]).messages == ["E310 `--set limit`: the spec has no parameter `limit`"])
    let misspelt = diagnostics(["common.limt": "3"])
    #expect(misspelt.messages == ["E310 `--set common.limt`: the spec has no parameter `common.limt`"])
    #expect(
      misspelt.result.diagnostics.first?.notes == [
        "did you mean `common.limit`?", "it has: again.how, again.limit, common.how, common.limit",
      ])
    #expect(
      diagnostics(["common.limit": "3", "again.limit": "4"]).messages
        == ["E310 `--set common.limit` and `--set again.limit` set one parameter"])
  }

  // MARK: What nothing reads

  /// Messages of a spec that imports a file, and the file of each.
  private func found(_ library: String, with settings: String = "", main: String = "") -> [String] {
    let checked = check(
      "import \"lib.reward\" as lib\(settings)\ninput r: real\nreward total = r\n\(main)", ["lib.reward": library])
    return checked.result.diagnostics.map { found in
      "\(found.code.code) \(checked.result.sources[found.primary.range.file].name): \(found.message)"
    }
  }

  @Test func `a mistake in an imported file is found though nothing reads it`() {
    #expect(found("let a = nothing + 1") == ["E150 lib.reward: nothing is named `nothing`"])
    #expect(found("let a = \"x\" + 1\nlet b = a").count == 1, "one mistake gives one message")
    #expect(found("let a = b\nlet b = a") == ["E152 lib.reward: declarations read each other: a → b → a"])
    #expect(found("func f(x: real) = x + missing") == ["E150 lib.reward: nothing is named `missing`"])
    #expect(found("func f(x: reel) = x").count == 1)
    #expect(found("func f(x: {a, b} = c) = when { x == a -> 1  else -> 2 }").count == 1)
    #expect(found("func f(x: real) { let y = absent\n x }").count == 1)
    #expect(found("partition p by nothing").count == 1)
    #expect(
      found("input x: real\nreward always = 0.5") == ["E301 lib.reward: this reward cannot vary, so it teaches nothing"]
    )
  }

  @Test func `a mistake that is read is said once`() {
    #expect(found("let a = nothing + 1\nlet b = a", main: "metric m = lib.a").count == 1)
    #expect(found("func f(x: real) = x + missing", main: "metric m = lib.f(r)").count == 1)
    #expect(found("func f(x: real) = x + \"\"\nfunc g(x: real) = f(x)", main: "metric m = lib.f(r)").count == 1)
  }

  @Test func `what nothing reads adds nothing to the spec`() throws {
    let checked = check(
      "import \"lib.reward\" as lib\ninput r: real\nreward total = r",
      ["lib.reward": "input other: text\nparam p: int char = 2 char\nrule long = length(other, in: char) > p"])
    let spec = try checked.spec()
    #expect(spec.inputs.map(\.name) == ["r"])
    #expect(spec.declarations.map(\.name) == ["total"])
    #expect(spec.parameters.isEmpty)
  }

  @Test func `what depends on the spec that imports is no mistake of the file`() {
    // Tokens, criteria and what is kept are those of the spec that imports.
    #expect(found("input x: real\nlet a = mean(x at token over rollout)").isEmpty)
    #expect(found("let a = mean(criterion.weight over group)").isEmpty)
    #expect(
      found("input x: real\noptimize { keep groups where spread(x) > 0 }\nmetric m = mean(x over batch where kept)")
        .isEmpty)
    // So are values that it gives.
    #expect(found("param w: real = 1\ninput x: real\nreward paid = w * x", with: " with w: 0").isEmpty)
  }

  @Test func `functions that nothing calls are checked as far as their parameters leave it open`() {
    #expect(found("func f(x: real, within: grain = group) = x - mean(x over within)").isEmpty)
    #expect(found("func f(parts: bundle) = sum(p.weight * p.value for p in parts)").isEmpty)
    #expect(found("func f(x: real, how: {a, b} = a) = when { how == b -> x  else -> x + 1 }").isEmpty)
    #expect(found("func f(xs: list<real>) = xs.map(x => x * 2).sum").isEmpty)
    #expect(found("func f(x: real) = g(x)\nfunc g(x: real) = x + absent").count == 1)
    #expect(
      CheckedSpec("\ninput r: real\nreward total = r\nfunc f(x: real) = x + absent").messages
        == ["E150 nothing is named `absent`"])
  }
}
