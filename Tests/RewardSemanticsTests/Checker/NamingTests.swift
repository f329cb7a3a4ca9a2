import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// Algorithms are library functions that can be read, never functions of the core or of the rule library.
@Suite struct NamingTests {
  /// Names of published algorithms, and of the parts that papers name after themselves.
  private static let algorithms = [
    "ppo", "grpo", "dr_grpo", "gdpo", "rloo", "opo", "gpg", "dapo", "gspo", "cispo", "dpo", "ipo", "kto", "orpo",
    "simpo",
    "reinforce", "reinforce_pp", "gae", "vtrace", "trpo", "a2c", "dqn", "hrm", "herl", "her", "craft", "riskpo", "igpo",
    "rlvmr", "ghpo", "copo", "copg", "p3o", "pipo", "bnpo", "spo", "rto", "rapo", "subpo", "urpo", "spark", "cooper",
    "dno",
    "real", "whiten", "zscore", "center",
  ]

  @Test func `no core function and no rule bears the name of an algorithm`() {
    let names = CoreFunction.all.map(\.name) + RewardRules.builtins.map(\.name)
    let words = names.flatMap { [$0] + $0.split(separator: "_").map(String.init) }
    #expect(Set(words).intersection(Self.algorithms).isEmpty)
  }

  @Test func `every name means one thing`() {
    let names =
      CoreFunction.all.map(\.name) + RewardRules.builtins.map(\.name)
      + LibraryModule.all.flatMap { $0.functions.map(\.name) }
    #expect(Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
  }

  @Test func `names are written in snake case`() {
    let names =
      CoreFunction.all.map(\.name) + RewardRules.builtins.map(\.name)
      + LibraryModule.all.flatMap { $0.functions.map(\.name) }
    let odd = names.filter { name in
      name.first?.isLowercase != true || !name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
    }
    #expect(odd == [])
  }

  @Test func `the algorithms are in the library, with documentation`() throws {
    let functions = LibraryModule.all.flatMap(\.functions)
    for name in ["grpo", "dr_grpo", "gdpo", "rloo", "opo", "gpg", "reinforce", "reinforce_pp", "reinforce_pp_baseline"]
    {
      let function = try #require(functions.first { $0.name == name }, "\(name)")
      #expect(!function.summary.isEmpty)
    }
  }
}
