import Glibc
import Testing

@testable import RewardSyntax

/// The normative grammar beside the sources says the same as the parser.
@Suite("Grammar/reward.ebnf")
struct GrammarTests {
  private func grammar() throws -> String {
    let path = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Grammar/reward.ebnf"
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Productions by name, comments removed.
  private func productions() throws -> [String: String] {
    var text = ""
    var rest = try grammar()[...]
    while let open = rest.firstRange(of: "(*") {
      text += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      rest = try #require(rest.firstRange(of: "*)").map { rest[$0.upperBound...] })
    }
    text += rest
    text = text.split(separator: "\n").map { "\($0)".trimmingBlanksAtEnd + "\n" }.joined()
    var productions: [String: String] = [:]
    for statement in text.split(separator: " ;\n") {
      guard let sign = statement.firstRange(of: " =") else { continue }
      let name = statement[..<sign.lowerBound].trimmingBlanks
      #expect(productions[name] == nil, "two productions for \(name)")
      productions[name] = String(statement[sign.upperBound...])
    }
    return productions
  }

  /// What stands between double quotes in a production.
  private func words(_ production: String?) -> Set<String> {
    let parts = (production ?? "").split(separator: "\"", omittingEmptySubsequences: false)
    return Set(parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) })
  }

  @Test("The word lists are those of the parser")
  func wordLists() throws {
    let productions = try productions()
    #expect(words(productions["reserved"]) == Set(Word.allCases.filter(\.isReserved).map(\.rawValue)))
    #expect(words(productions["unit"]) == Set(Word.allCases.filter(\.isUnit).map(\.rawValue)))
    #expect(words(productions["later"]) == Set(Word.allCases.filter(\.isLater).map(\.rawValue)))
    let heads = [
      "edition", "spec", "import", "input", "rows", "param", "value", "advantage", "function", "test", "gate",
      "partition", "state", "emit", "optimize", "machine", "rubric", "invariant", "audit",
    ]
    for keyword in Word.allCases where keyword.isDeclaration && !keyword.isLater {
      #expect(heads.contains { words(productions[$0]).contains(keyword.rawValue) }, "\(keyword) is missing")
    }
  }

  @Test("The clauses of an item are those of the parser")
  func clauses() throws {
    let productions = try productions()
    func rest(_ production: String, without others: Set<String>) -> Set<String> {
      words(productions[production]).subtracting(others)
    }
    func texts(_ words: [Word]) -> Set<String> { Set(words.map(\.rawValue)) }
    let details: Set = ["if", "passed", "at", "..", ":", "fail", "skip"]
    #expect(rest("level clause", without: details) == texts(ItemForm.level.clauses))
    #expect(rest("keep clause", without: ["rounds"]).union(["where"]) == texts(ItemForm.optimize.clauses))
    #expect(rest("criterion clause", without: []) == texts(ItemForm.criterion.clauses))
    #expect(rest("edge", without: ["-", "[", "]", "->"]) == texts(ItemForm.edge.clauses))
    #expect(rest("optimize item", without: ["where"]) == texts(ItemForm.optimize.starts))
    #expect(rest("test item", without: ["{", "}", ","]) == texts(ItemForm.test.starts))
    #expect(rest("audit item", without: [",", "on", "<=", "per", "because"]) == texts(ItemForm.audit.starts))
  }

  @Test("The comparison operators are those of the view")
  func operators() throws {
    let comparators = words(try productions()["comparator"])
    #expect(comparators == ["==", "!=", "<", "<=", ">", ">=", "in", "matches", "contains"])
    for comparator in comparators { #expect(expression("a \(comparator) b") == "(a \(comparator) b)") }
  }

  @Test("Every name in a production has one")
  func complete() throws {
    let productions = try productions()
    #expect(productions.count > 40)
    for (name, body) in productions {
      var isQuoted = false
      for part in body.split(separator: "\"", omittingEmptySubsequences: false) {
        defer { isQuoted.toggle() }
        if isQuoted || body.contains("?") || body.contains("'") { continue }
        for symbol in part.split(whereSeparator: { "{}[]()|,-;\n".contains($0) }) {
          let used = symbol.trimmingBlanks
          if !used.isEmpty { #expect(productions[used] != nil, "\(used) in \(name) is defined nowhere") }
        }
      }
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    return String(start).trimmingBlanksAtEnd
  }
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}
