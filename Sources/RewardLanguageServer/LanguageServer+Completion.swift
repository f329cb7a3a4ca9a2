import RewardSemantics
import RewardSyntax

extension LanguageServer {
  func completion(_ parameters: JSON) throws(ResponseError) -> JSON {
    let (subject, offset) = try subjectAndOffset(parameters)
    let workspace = workspace
    let (word, found) = Completion.all(at: offset, in: subject.source, registry: workspace.registry) { source in
      source.bytes == subject.source.bytes ? subject.index : workspace.check(source).index
    }
    let range = SourceRange(file: subject.index.main, start: word.lowerBound, end: word.upperBound)
    let place = encoding.range(range, in: subject.source)
    let items = found.enumerated().map { number, item -> JSON in
      var members: [String: JSON] = [
        "label": .string(item.name), "kind": JSON(kind(item.kind)),
        "textEdit": ["range": place, "newText": .string(item.insertion)],
        // The order in which they come is that of how well they fit; clients would sort by name.
        "sortText": .string(String(10_000 + number)),
      ]
      if item.insertion != item.name { members["filterText"] = .string(item.name) }
      if !item.detail.isEmpty { members["detail"] = .string(item.detail) }
      if !item.documentation.isEmpty {
        members["documentation"] = [
          "kind": client.completionIsMarkdown ? "markdown" : "plaintext", "value": .string(item.documentation),
        ]
      }
      return .object(members)
    }
    return ["isIncomplete": false, "items": .array(items)]
  }

  /// The numbers of the protocol's kinds.
  private func kind(_ kind: Completion.Kind) -> Int {
    switch kind {
    case .keyword: 14
    case .value: 6  // variable
    case .parameter: 21  // constant
    case .function: 3
    case .argument: 10  // property
    case .grain: 13  // enumeration
    case .type: 25  // type parameter
    case .member: 5  // field
    case .symbol: 20  // enumeration member
    case .module: 9
    case .unit: 11
    }
  }
}
