extension Manual {
  private static let heading = "The rewardc reference"

  /// The whole manual as one Markdown document: contents, then every page with an anchor of its own.
  public var document: String {
    let pages = pages
    func target(_ key: String) -> String? {
      pages.contains { $0.key == key } ? "#" + Self.anchor(key) : nil
    }
    var text = "# \(Self.heading)\n\n" + contents(of: pages)
    for section in ManualPage.Section.allCases {
      let own = pages.filter { $0.section == section }
      if own.isEmpty { continue }
      text += "\n# \(section.title)\n"
      for page in own { text += "\n<a id=\"\(Self.anchor(page.key))\"></a>\n\n## \(page.title)\n\n\(page.body)" }
    }
    return Self.resolved(text, target)
  }

  /// The manual as one Markdown file a page, by path, and `index.md` with the contents.
  public var files: [(path: String, text: String)] {
    let pages = pages
    func target(from folder: String) -> (String) -> String? {
      { key in pages.contains { $0.key == key } ? "\(folder)\(key).md" : nil }
    }
    let index = "# \(Self.heading)\n\n" + contents(of: pages)
    return [("index.md", Self.resolved(index, target(from: "")))]
      + pages.map { page in
        let text = "# \(page.title)\n\n\(page.body)\n[Contents](../index.md)\n"
        return ("\(page.key).md", Self.resolved(text, target(from: "../")))
      }
  }

  private func contents(of pages: [ManualPage]) -> String {
    var text = ""
    for section in ManualPage.Section.allCases {
      let own = pages.filter { $0.section == section }
      if own.isEmpty { continue }
      text += "\(text.isEmpty ? "" : "\n")## \(section.title)\n\n"
      for page in own {
        text += "- [\(section == .diagnostics ? page.name : page.title)](page:\(page.key)): \(page.summary)\n"
      }
    }
    return text
  }

  /// A page in one document: letters, digits, dots, underscores and hyphens.
  private static func anchor(_ key: String) -> String { String(key.map { $0 == "/" ? "-" : $0 }) }

  /// The text with every `](page:KEY)` replaced by what `target` says; a key that it does not know stays.
  private static func resolved(_ text: String, _ target: (String) -> String?) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "](page:"), let end = rest[mark.upperBound...].firstIndex(of: ")") {
      let key = String(rest[mark.upperBound..<end])
      result += rest[..<mark.lowerBound] + "](" + (target(key) ?? "page:" + key)
      rest = rest[end...]
    }
    return result + rest
  }
}
