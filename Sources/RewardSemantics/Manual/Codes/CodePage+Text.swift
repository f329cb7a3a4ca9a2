import RewardSyntax

extension CodePage {
  /// The page as `rewardc explain` prints it.
  public var text: String {
    "\(code.code): \(title)\n\n\(Self.wrapped(rule))" + Self.text(of: wrong, "Wrong") + Self.text(of: right, "Right")
  }

  /// What stands below the title in a manual of one document.
  public var markdown: String {
    "\(rule)\n" + Self.markdown(of: wrong, "Wrong") + Self.markdown(of: right, "Right")
  }

  /// In lines of 100 columns at most, each with a line break. What stands as code is not parted.
  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var words: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = words.last, last.count(where: { $0 == "`" }) % 2 == 1 {
        words[words.count - 1] = "\(last) \(word)"
      } else {
        words.append(String(word))
      }
    }
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= 100 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
    return lines.map { "\($0)\n" }.joined()
  }

  private static func text(of example: Example, _ title: String) -> String {
    files(of: example, title).map { title, _, text in
      "\n\(title):\n\n" + text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }.joined()
  }

  private static func markdown(of example: Example, _ title: String) -> String {
    files(of: example, title).map { "\n\($0):\n\n```\($1)\n\($2)```\n" }.joined()
  }

  /// The files of an example, each under what introduces it, and the language it is in.
  private static func files(of example: Example, _ title: String) -> [(title: String, language: String, text: String)] {
    let settings = example.settings.sorted { $0.key < $1.key }.map { " --set \($0.key)=\($0.value)" }
    let data = example.rows == nil ? [] : [" --data rows.jsonl"]
    let options = (settings + data + example.trainers.map { " --for \($0)" }).joined()
    var files = [(options.isEmpty ? title : "\(title), with\(options)", "reward", example.text)]
    if let earlier = example.earlier { files.append(("Checked against", "reward", earlier)) }
    for (path, text) in example.files.sorted(by: { $0.key < $1.key }) { files.append(("With \(path)", "reward", text)) }
    if let rows = example.rows { files.append(("With rows.jsonl", "json", rows + "\n")) }
    return files
  }
}
