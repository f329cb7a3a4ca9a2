import ArgumentParser
import Glibc
import RewardSemantics

struct Doc: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page of a declaration, function, library module, diagnostic or command.",
    discussion: """
      Without a name: everything there is a page for. `rewardc doc codes` lists the diagnostics.

        rewardc doc --all > manual.md         the whole manual as one Markdown document
        rewardc doc --output manual           one file a page, and index.md
      """)

  @Argument(
    help: """
      A declaration (gate), a module (std.advantage), a library function (gdpo), a core function, a rule, a diagnostic \
      (E212) or a command.
      """)
  var name: String?

  @Flag(help: "Print the whole manual as Markdown.")
  var all = false

  @Option(
    help: ArgumentHelp("Write the whole manual into a folder, one Markdown file a page.", valueName: "dir"),
    completion: .directory)
  var output: String?

  func validate() throws {
    if (name == nil ? 0 : 1) + (all ? 1 : 0) + (output == nil ? 0 : 1) > 1 {
      throw ValidationError("a name, --all and --output exclude each other")
    }
  }

  func run() throws {
    let manual = Manual(
      registry: SpecOptions.registry,
      verbs: Rewardc.configuration.subcommands.map { command in
        Manual.Verb(
          name: command._commandName, summary: command.configuration.abstract,
          help: Rewardc.helpMessage(for: command, columns: 100))
      },
      exitCodes: Exit.table)
    if all { return Terminal.print(manual.document, terminator: "") }
    if let output { return try write(manual.files, to: output) }
    guard let name else {
      Terminal.print(manual.contents, terminator: "")
      return
    }
    guard let page = manual.page(for: name) else {
      let guess = nearest(to: name, among: manual.names).map { "; did you mean `\($0)`?" } ?? ""
      throw Stop(.unasked, "there is no page `\(name)`\(guess)")
    }
    Terminal.print(page, terminator: page.hasSuffix("\n") ? "" : "\n")
  }

  private func write(_ files: [(path: String, text: String)], to folder: String) throws(Stop) {
    try Files.makeFolder(folder)
    var made: Set<String> = []
    for file in files {
      let path = "\(folder)/\(file.path)"
      let parent = Files.directory(of: path)
      if made.insert(parent).inserted { try Files.makeFolder(parent) }
      try Files.write(Array(file.text.utf8), to: path)
    }
    Terminal.say("\(files.count) pages in \(folder); begin with \(folder)/index.md")
  }
}
