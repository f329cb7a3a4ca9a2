import RewardSemantics

extension Builtin {
  static let tagsOnce = Builtin(
    "tags_once", parameters: [.text, Parameter("names", .text, isStatic: true)], isVariadic: true,
    result: { _, _ in .bool }, cost: .scan,
    summary: "Whether the text is exactly these tags, each once, closed, in this order.",
    details: """
      Every `<name>` and `</name>` stands exactly once in the whole text, the pairs follow one another in the order of the
      names, and nothing but White_Space stands outside them. Contents may be empty and may hold other tags. Tags have no
      attributes; case counts.
      """,
    examples: [
      Example(#"tags_once("<think>a</think>\n<answer>b</answer>", "think", "answer")"#, "true"),
      Example(#"tags_once("<answer>b</answer><think>a</think>", "think", "answer")"#, "false"),
      Example(#"tags_once("<answer>a</answer><answer>b</answer>", "answer")"#, "false"),
      Example(#"tags_once("So: <answer>b</answer>", "answer")"#, "false"),
    ]
  ) { statics throws(PreparationError) in
    let names = try StaticArguments(statics).texts(from: 1, parameter: "names")
    guard !names.isEmpty, Set(names).count == names.count else {
      throw PreparationError("the names of the tags must differ, and there must be one", parameter: "names")
    }
    var tags: [TagName] = []
    for name in names { tags.append(try TagName(name, parameter: "names")) }
    return { [tags] arguments in
      let text = arguments[0].text
      var end = 0
      for tag in tags {
        guard let content = tag.onlyContent(in: text) else { return .bool(false) }
        let start = content.lowerBound - tag.open.count
        guard start >= end, text.isBlank(end..<start) else { return .bool(false) }
        end = content.upperBound + tag.close.count
      }
      return .bool(text.isBlank(end..<text.count))
    }
  }

  static let tag = Builtin(
    "tag", parameters: [.text, Parameter("name", .text, isStatic: true)],
    result: { _, _ in .text }, absence: .abstain, cost: .scan,
    summary: "What stands between `<name>` and `</name>`, if the text has this tag exactly once.",
    details: """
      Abstains where the tag is absent, not closed, closed before it is opened, or opened or closed more than once: of two
      answers neither counts. The content is not trimmed. Tags have no attributes; case counts.
      """,
    examples: [
      Example(#"tag("so <answer>42</answer>.", "answer")"#, #""42""#),
      Example(#"tag("<answer>1</answer><answer>2</answer>", "answer")"#, "missing"),
      Example(#"tag("<answer>42", "answer")"#, "missing"),
    ]
  ) { statics throws(PreparationError) in
    let tag = try TagName(try StaticArguments(statics).text(1, parameter: "name"), parameter: "name")
    return { arguments in
      tag.onlyContent(in: arguments[0].text).map { .slice(argument: 0, range: $0) } ?? .missing(.noMatch)
    }
  }

  static let tagCount = Builtin(
    "tag_count", parameters: [.text, Parameter("name", .text, isStatic: true)],
    result: { _, _ in .count() }, cost: .scan,
    summary: "How many pairs of `<name>` and `</name>` the text has.",
    details: """
      From left to right; a pair ends at the first closing marker, and markers without a partner do not count. Tags have
      no attributes; case counts.
      """,
    examples: [
      Example(#"tag_count("<step>a</step><step>b</step>", "step")"#, "2"),
      Example(#"tag_count("<step>a</step></step><step>", "step")"#, "1"),
    ]
  ) { statics throws(PreparationError) in
    let tag = try TagName(try StaticArguments(statics).text(1, parameter: "name"), parameter: "name")
    return { arguments in .number(Double(tag.pairCount(in: arguments[0].text))) }
  }
}
