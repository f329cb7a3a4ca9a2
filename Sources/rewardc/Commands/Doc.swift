import ArgumentParser
import RewardSemantics

struct Doc: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page of a declaration, function or library module.",
    discussion: "Without a name: everything there is a page for.")

  @Argument(
    help: "A declaration (gate), a module (std.advantage), a library function (gdpo), a core function or a rule.")
  var name: String?

  func run() throws {
    let manual = Manual(registry: SpecOptions.registry)
    guard let name else {
      Terminal.print(manual.contents, terminator: "")
      return
    }
    guard let page = manual.page(for: name) else {
      let near = manual.names.min { editDistance($0, name) < editDistance($1, name) }
      let isNear = near.map { editDistance($0, name) <= max(1, name.count / 3) } ?? false
      throw Stop(.unasked, "there is no page `\(name)`" + (isNear ? "; did you mean `\(near ?? "")`?" : ""))
    }
    Terminal.print(page, terminator: page.hasSuffix("\n") ? "" : "\n")
  }
}
