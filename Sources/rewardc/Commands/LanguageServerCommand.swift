import ArgumentParser
import Glibc
import RewardLanguageServer

struct LanguageServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: the language server protocol over standard input and output.",
    discussion: "An editor starts it and ends it. Exit code 1 when the editor went away without saying so.")

  @Flag(help: "Over standard input and output, which is the only way; many editors say so.")
  var stdio = false

  func run() throws {
    let server = LanguageServer(
      registry: SpecOptions.registry, version: Rewardc.version, libraryFolder: Self.libraryFolder
    ) { spec, open in
      Files.loader(for: spec, open: open, naming: { $0 })
    }
    if !server.run() { throw Stop(.bad) }
  }

  /// Where the sources of the standard library are put when an editor wants to show them.
  private static var libraryFolder: String? {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let cache = variable("XDG_CACHE_HOME") ?? variable("HOME").map { $0 + "/.cache" }
    return cache.map { $0 + "/rewardc/library" }
  }
}
