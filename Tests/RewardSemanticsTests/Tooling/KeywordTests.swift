import RewardFiles
import Testing

@testable import RewardSemantics
@testable import RewardSyntax

@Suite struct KeywordTests {
  @Test func `every word that begins a declaration is explained`() {
    let known = Set(Keyword.declarations.map(\.name))
    #expect(known == Set(Word.allCases.filter(\.isDeclaration).map(\.rawValue)))
    #expect(Keyword.declarations.count == known.count)
  }

  @Test func `the units are those of the parser`() {
    #expect(Set(CompletionPlace.units) == Set(Word.allCases.filter(\.isUnit).map(\.rawValue)))
  }

  @Test(arguments: [
    ("gate", ["level", "level clause"]), ("rubric", ["criterion", "criterion clause"]),
    ("optimize", ["optimize item", "keep clause"]), ("audit", ["audit item"]), ("test", ["test item"]),
    ("hindsight", ["hindsight clause"]), ("resample", ["resample clause"]),
  ])
  func `the forms of items name every word that the grammar has for them`(
    _ declaration: String, _ productions: [String]
  ) throws {
    let items = try #require(Keyword.items[declaration])
    var named: Set<String> = []
    for item in items {
      #expect(item.form.hasPrefix("\(item.name) "))
      named.formUnion(item.form.split { !($0.isLowercase || $0 == "_") }.map(String.init))
    }
    // Not in this version yet.
    let later: Set<String> = declaration == "optimize" ? ["with"] : []
    let words = productions.reduce(into: Set<String>()) { $0.formUnion(Self.words(of: $1)) }
    #expect(words.count > 2)
    #expect(words.subtracting(named) == later)
  }

  /// The words in quotes in a production of the grammar.
  private static func words(of production: String) -> Set<String> {
    let lines = grammar.drop {
      !($0.hasPrefix(production) && $0.dropFirst(production.count).drop { $0 == " " }.hasPrefix("="))
    }
    let end = lines.firstIndex { $0.hasSuffix(" ;") } ?? lines.startIndex
    return Set(lines[...end].joined(separator: " ").matches(of: /"([a-z_]+)"/).map { String($0.1) })
  }

  private static let grammar = String(decoding: RewardFiles.bytes(of: "Grammar/reward.ebnf"), as: UTF8.self)
    .split(separator: "\n")
}
