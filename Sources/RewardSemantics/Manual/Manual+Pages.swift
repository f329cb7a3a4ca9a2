extension Manual {
  /// Every page of the reference manual, section by section.
  public var pages: [ManualPage] {
    let pages = languagePages + commandPages + libraryPages + functionPages + codePages
    let names = Dictionary(
      pages.map { ($0.name, $0.key) } + LanguagePage.subjects.map { ($0.key, "language/\($0.value)") },
      uniquingKeysWith: { first, _ in first })
    return pages.map { page in
      var page = page
      page.body = Self.linked(page.body, names)
      return page
    }
  }

  private var languagePages: [ManualPage] {
    LanguagePage.all.map { page in
      ManualPage(
        section: .language, name: page.name, title: page.name, summary: page.summary,
        body: "\(Self.code(page.form))\n\(page.summary)\n\n\(page.details)\n\n\(Self.code(page.example, "reward"))")
    } + [
      ManualPage(
        section: .language, name: TrainersPage.name, title: TrainersPage.name, summary: TrainersPage.summary,
        body: Self.code(TrainersPage.text)),
      ManualPage(
        section: .language, name: RulesPage.name, title: RulesPage.name, summary: RulesPage.summary,
        body: Self.code(RulesPage.text)),
    ]
  }

  private var commandPages: [ManualPage] {
    let commands = verbs.map { verb in
      ManualPage(
        section: .commands, name: verb.name, title: "rewardc \(verb.name)", summary: verb.summary,
        body: Self.code(verb.help))
    }
    if exitCodes.isEmpty { return commands }
    let exit = ManualPage(
      section: .commands, name: "exit", title: "Exit codes", summary: "What the exit code of every command means.",
      body: Self.code(exitCodes))
    return commands + [exit]
  }

  private var libraryPages: [ManualPage] {
    LibraryModule.all.flatMap { module -> [ManualPage] in
      let head = module.source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//") }
      let about = head.map { String($0.drop { $0 == "/" || $0 == " " }) }.joined(separator: "\n")
      let list = module.functions.map { "- [`\($0.name)`](page:library/\($0.name)): \($0.summary)\n" }.joined()
      let page = ManualPage(
        section: .library, name: module.name, title: module.name, summary: module.summary, body: "\(about)\n\n\(list)")
      return [page]
        + module.functions.map { function in
          ManualPage(
            section: .library, name: function.name, title: function.name, summary: function.summary,
            body: "\(function.documentation)\n\n\(Self.code(function.source, "reward"))\n"
              + "In [\(module.name)](page:library/\(module.name)).\n")
        }
    }
  }

  private var functionPages: [ManualPage] {
    func page(
      _ section: ManualPage.Section, _ name: String, _ signature: String, _ summary: String, _ details: String,
      _ examples: [Builtin.Example]
    ) -> ManualPage {
      var body = "\(Self.code(signature))\n\(summary)\n"
      if !details.isEmpty { body += "\(details)\n" }
      let lines = examples.map { "\($0.expression)  // \($0.value)" }
      if !lines.isEmpty { body += "\n" + Self.code(lines.joined(separator: "\n"), "reward") }
      return ManualPage(section: section, name: name, title: name, summary: summary, body: body)
    }
    let core = CoreFunction.all.map { page(.core, $0.name, $0.signature, $0.summary, $0.details, $0.examples) }
    return core
      + registry.builtins.sorted { $0.name < $1.name }.map {
        page(.rules, $0.name, signature(of: $0), $0.summary, $0.details, $0.examples)
      }
  }

  private var codePages: [ManualPage] {
    CodePage.all.map { page in
      let code = page.code.code
      return ManualPage(
        section: .diagnostics, name: code, title: "\(code): \(page.title)", summary: page.title, body: page.markdown)
    }
  }

  /// A block of code.
  private static func code(_ text: String, _ language: String = "text") -> String {
    "```\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n"
  }

  /// The text with a link behind each `rewardc doc NAME` and `rewardc explain CODE` that stands in it as code.
  private static func linked(_ text: String, _ names: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let mark = ["`rewardc doc ", "`rewardc explain "].compactMap({ rest.firstRange(of: $0) })
      .min(by: { $0.lowerBound < $1.lowerBound }),
      let end = rest[mark.upperBound...].firstIndex(of: "`")
    {
      let command = rest[mark.lowerBound...end]
      let key = names[String(rest[mark.upperBound..<end])]
      result += rest[..<mark.lowerBound]
      result += key.map { "[\(command)](page:\($0))" } ?? String(command)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
