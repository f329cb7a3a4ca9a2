import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// A spec in which places are marked, checked with its index: `«1name»` marks a name by a number, `‸` the cursor.
struct MarkedSpec {
  static let registry = Registry(RewardRules.builtins)
  /// Every spec that the repository holds.
  static let files = [
    "Examples/atlas", "Examples/gsm8k", "Examples/levels", "Examples/rubric", "Examples/shopping", "Tests/Language",
  ].flatMap { DiagnosticFile.files(in: $0) }

  /// Finds what one of ``files`` imports from its folder.
  static let neighbours = ModuleLoader { path, _ in
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return files.first { $0.source.name == name }.map { .success($0.source) } ?? .failure(.init("no \(path)"))
  }

  let result: CheckResult
  let index: SpecIndex
  /// The marked places by number, in file order.
  let marks: [Int: [SourceRange]]
  /// The byte offset of the cursor; 0 where there is none.
  let cursor: Int

  init(_ marked: String, loader: ModuleLoader = .none, name: String = "spec example 1.0.0\n") throws {
    var text = ""
    var places: [(number: Int, start: Int, end: Int)] = []
    var cursor = 0
    var characters = (name + marked)[...]
    while let character = characters.popFirst() {
      switch character {
      case "«":
        let number = try #require(characters.popFirst().flatMap { Int(String($0)) })
        places.append((number, text.utf8.count, 0))
      case "»":
        places[places.count - 1].end = text.utf8.count
      case "‸": cursor = text.utf8.count
      default: text.append(character)
      }
    }
    result = Checker.check(
      SourceFile(name: "example.reward", text: text), registry: Self.registry, loader: loader, indexing: true)
    let index = try #require(result.index)
    self.index = index
    self.cursor = cursor
    marks = Dictionary(grouping: places, by: \.number).mapValues { places in
      places.map { SourceRange(file: index.main, start: $0.start, end: $0.end) }
    }
  }
}
