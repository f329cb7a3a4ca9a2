import ArgumentParser
import RewardSyntax

struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lay out specs in the one canonical way.",
    discussion: """
      Rewrites the files in place; without files, or for `-`, formats standard input to standard output. There is
      nothing to choose. A file with syntax errors stays as it is.
      """)

  @Argument(help: "The specs: .reward files.", completion: .file(extensions: ["reward"]))
  var files: [String] = []

  @Flag(help: "Change nothing; name the files that would change, and end with 1 if there are any.")
  var check = false

  @Flag(help: "Change nothing; print what would change, and end with 1 if anything would.")
  var diff = false

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    var worst = Exit.good
    for path in files.isEmpty ? ["-"] : files {
      do throws(Stop) {
        try format(path)
      } catch {
        if let message = error.message { Terminal.say("rewardc: \(message)") }
        if error.exit.rawValue > worst.rawValue { worst = error.exit }
      }
    }
    if worst != .good { throw Stop(worst) }
  }

  private func format(_ path: String) throws(Stop) {
    let isStandardInput = path == "-"
    var sources = SourceMap()
    let name = isStandardInput ? Files.inputName(path) : Files.displayName(path)
    let source = SourceFile(name: name, bytes: try Files.read(isStandardInput ? "/dev/stdin" : path))
    let tree = SyntaxTree.parse(source, as: sources.add(source))
    guard let formatted = Formatter.format(tree) else {
      Terminal.say(tree.diagnostics, in: sources, color: color)
      throw Stop(.bad)
    }
    guard Formatter.isFaithful(formatted, to: tree) else {
      throw Stop(.bug, "\(name) was not changed: formatting would alter what it says; please report it")
    }
    let isChanged = formatted != source.bytes
    if diff {
      Terminal.print(UnifiedDiff(from: source.bytes, to: formatted, old: name, new: name).bytes)
    } else if check {
      if isChanged { Terminal.print(name) }
    } else if isStandardInput {
      Terminal.print(formatted)
    } else if isChanged {
      try Files.replace(path, with: formatted)
    }
    if isChanged, check || diff { throw Stop(.bad) }
  }
}
