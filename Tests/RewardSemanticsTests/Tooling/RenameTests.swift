import RewardSyntax
import Testing

@testable import RewardSemantics

/// Other names for things.
@Suite struct RenameTests {
  private func rename(_ text: String, to name: String) throws -> String {
    let spec = try MarkedSpec(text, name: "")
    let found = try spec.index.renameable(at: spec.cursor, in: spec.index.main)
    var bytes = spec.index.mainFile.tree.source.bytes
    for edit in try spec.index.edits(renaming: found.entity, to: name).reversed().sorted(by: {
      $0.range.start > $1.range.start
    }) {
      bytes.replaceSubrange(edit.range.start..<edit.range.end, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `every place gets the new name`() throws {
    let renamed = try rename("input r: real\nreward go‸od = r\nadvantage = gdpo(good: 1)", to: "fine")
    #expect(renamed == "input r: real\nreward fine = r\nadvantage = gdpo(fine: 1)")
  }

  @Test func `also those in a prompt`() throws {
    func text(_ name: String, _ cursor: String = "") -> String {
      """
      input answer: text per group
      input other_text: text
      let \(name)\(cursor) = lower(answer)
      judge j { prompt "{\(name)} {other_text} {{\(name)}} and {\(name)}" answers 1..5 fault stop }
      """
    }
    #expect(try rename(text("truth", "‸"), to: "wanted") == text("wanted").replacing("{{wanted}}", with: "{{truth}}"))
  }

  @Test func `an input goes on reading its column`() throws {
    let renamed = try rename("input ki‸nd: text per group\nrule easy = kind == \"easy\"", to: "sort")
    #expect(renamed == "input sort: text per group from \"kind\"\nrule easy = sort == \"easy\"")
    let bound = try rename("input ki‸nd: text from \"a.b\"\nrule easy = kind == \"easy\"", to: "sort")
    #expect(bound == "input sort: text from \"a.b\"\nrule easy = sort == \"easy\"")
  }

  @Test(arguments: [
    ("metric m = me‸an(1)", "`mean` belongs to the language"),
    ("input r: real\nadvantage = gr‸po(r)", "`grpo` belongs to the standard library"),
    ("input r: real\nmetric m = mean(r over gro‸up)", "`group` belongs to the language"),
    ("input r: real\nadvanta‸ge = r", "an advantage has no name of its own"),
    ("input logp: real per token\nobjec‸tive = token_mean(logp)", "an objective has no name of its own"),
    ("import std.advan‸tage", "a file is renamed where it lies"),
    ("input respon‸se: text", "the column `response` is known under several names"),
    ("metric m = 1‸", "no name stands here"),
  ])
  func `refuses what has no other name`(text: String, reason: String) throws {
    let refusal = #expect(throws: RenameRefusal.self) { try rename(text, to: "other_name") }
    #expect(refusal?.reason.hasPrefix(reason) == true, "\(refusal?.reason ?? "")")
  }

  @Test(arguments: ["over", "true", "a b", "1a", "", "é", "a.b", "a = 2 //"]) func `refuses what is no name`(
    name: String
  ) throws {
    let refusal = #expect(throws: RenameRefusal.self) { try rename("input r: real\nmetric m‸ = r", to: name) }
    #expect(refusal?.reason == "`\(name)` cannot be a name")
  }

  @Test(arguments: [
    ("input r: real\nlet a‸ = r\nlet b = r\nmetric m = a + b", "b", "then `b` is declared twice"),
    (
      "input r: real\nlet b = r\nfunc f(a‸: real) = a + b\nmetric m = f(r)", "b", "the new name already means something"
    ),
    (
      "input r: real\nlet b‸ = r\nfunc f(a: real) = a + b\nmetric m = f(r)", "a", "the new name already means something"
    ),
  ])
  func `trying it out shows what it breaks`(text: String, name: String, reason: String) throws {
    let spec = try MarkedSpec(text)
    let found = try spec.index.renameable(at: spec.cursor, in: spec.index.main)
    let declared = try #require(found.entity.declaration)
    let renamed = try rename("spec example 1.0.0\n" + text, to: name)
    let after = Checker.check(
      SourceFile(name: "example.reward", text: renamed), registry: MarkedSpec.registry, indexing: true)
    let refusal = SpecIndex.problem(renaming: found.entity, spec.result, after, declaredNowAt: declared)
    #expect(refusal?.reason.hasPrefix(reason) == true, "\(refusal?.reason ?? "none") \(renamed)")
    #expect(SpecIndex.problem(renaming: found.entity, spec.result, spec.result, declaredNowAt: declared) == nil)
  }
}
