import Testing

@testable import RewardSyntax

/// The normative grammar beside the sources says the same as the parser.
@Suite("Grammar/reward.ebnf")
struct GrammarTests {
  private func words(_ production: String) throws -> Set<String> { try EBNF.reward.get()[production].terminals }

  @Test("The word lists are those of the parser")
  func wordLists() throws {
    #expect(try words("reserved") == Set(Word.allCases.filter(\.isReserved).map(\.rawValue)))
    #expect(try words("unit") == Set(Word.allCases.filter(\.isUnit).map(\.rawValue)))
    let heads = try [
      "edition", "spec", "import", "input", "rows", "param", "value", "advantage", "function", "test", "gate",
      "partition", "state", "emit", "optimize", "machine", "rubric", "judge", "request", "hindsight", "resample",
      "invariant",
      "audit",
      "objective",
    ].map { try words($0) }.joined()
    for keyword in Word.allCases where keyword.isDeclaration {
      #expect(heads.contains(keyword.rawValue), "\(keyword) is missing")
    }
  }

  @Test("The clauses of an item are those of the parser")
  func clauses() throws {
    func rest(_ production: String, without others: Set<String>) throws -> Set<String> {
      try words(production).subtracting(others)
    }
    func texts(_ words: [Word]) -> Set<String> { Set(words.map(\.rawValue)) }
    let details: Set = ["if", "passed", "at", "..", ":", "fail", "skip"]
    #expect(try rest("level clause", without: details) == texts(ItemForm.level.clauses))
    #expect(try rest("keep clause", without: ["rounds"]).union(["where"]) == texts(ItemForm.optimize.clauses))
    #expect(try rest("criterion clause", without: []) == texts(ItemForm.criterion.clauses))
    #expect(try rest("edge clause", without: []) == texts(ItemForm.edge.clauses))
    #expect(try rest("optimize item", without: ["where"]) == texts(ItemForm.optimize.starts))
    #expect(try rest("test item", without: ["{", "}", ","]) == texts(ItemForm.test.starts))
    let parts: Set = ["reduce", "else", "abstain", "retry", "then"]
    #expect(try rest("judge clause", without: parts) == texts(ItemForm.judge.starts))
    #expect(try rest("request clause", without: []) == texts(ItemForm.request.starts))
    #expect(try rest("resample clause", without: []) == texts(ItemForm.resample.starts))
    let fixed: Set = [
      "best", "ties", "at", "most", ",", "met", "first", "top", "into", "a", "random", "slot", "else", "copy",
    ]
    #expect(try rest("hindsight clause", without: fixed) == texts(ItemForm.hindsight.starts))
    #expect(try rest("audit item", without: [",", "on", "<=", "per", "because"]) == texts(ItemForm.audit.starts))
  }

  @Test("The comparison operators are those of the view")
  func operators() throws {
    let comparators = try words("comparator")
    #expect(comparators == ["==", "!=", "<", "<=", ">", ">=", "in", "matches", "contains"])
    for comparator in comparators { #expect(expression("a \(comparator) b") == "(a \(comparator) b)") }
  }

  @Test("Every name in a production has one")
  func complete() throws {
    let productions = try EBNF.reward.get().productions
    #expect(productions.count > 40)
    for (name, rule) in productions {
      for case .production(let used) in rule.parts {
        #expect(productions[used] != nil, "\(used) in \(name) is defined nowhere")
      }
    }
  }
}
