import RewardSemantics
import RewardSyntax

/// The open documents and what checking them came to.
struct Workspace {
  /// Reads what the spec at a path imports: open buffers, by absolute path, before the disk.
  typealias Loader = @Sendable (_ spec: String, _ open: [String: [UInt8]]) -> ModuleLoader

  private(set) var documents: [String: Document] = [:]
  private var results: [String: CheckResult] = [:]
  /// Paths of documents that must be checked again, in the order in which that became so.
  private(set) var stale: [String] = []

  let registry: Registry
  let loader: Loader

  init(registry: Registry, loader: @escaping Loader) {
    self.registry = registry
    self.loader = loader
  }

  // MARK: Documents

  mutating func open(_ document: Document) {
    documents[document.path] = document
    changed(document.path)
  }

  mutating func close(_ path: String) {
    documents[path] = nil
    results[path] = nil
    stale.removeAll { $0 == path }
    changed(path)
  }

  mutating func change(_ path: String, _ edit: (inout Document) -> Void) {
    guard documents[path] != nil else { return }
    edit(&documents[path]!)
    changed(path)
  }

  /// The file has another content now, in its buffer or on the disk: it and what imports it must be checked again.
  mutating func changed(_ path: String) {
    for candidate in [path] + importers(of: path) where documents[candidate] != nil && !stale.contains(candidate) {
      stale.append(candidate)
    }
  }

  /// The open documents that import a file, directly or through others.
  func importers(of path: String) -> [String] {
    results.filter { importer, result in
      importer != path && (result.index?.files.contains { !$0.isLibrary && $0.name == path } ?? false)
    }.keys.sorted()
  }

  // MARK: Checking

  /// The result for a document as it stands now.
  mutating func result(for path: String) -> CheckResult? {
    guard let document = documents[path] else { return nil }
    guard stale.contains(path) || results[path] == nil else { return results[path] }
    stale.removeAll { $0 == path }
    let result = check(document.source, linting: true)
    results[path] = result
    return result
  }

  /// The last result of a document that was checked.
  func lastResult(for path: String) -> CheckResult? { results[path] }

  /// Checks a source with the open buffers as they are, except those given.
  ///
  /// - Parameter linting: whether anyone reads the warnings; see ``Checker``.
  func check(
    _ source: SourceFile, replacing buffers: [String: [UInt8]] = [:], linting: Bool = false
  ) -> CheckResult {
    let open = documents.mapValues(\.source.bytes).merging(buffers) { _, given in given }
    return Checker.check(
      source, registry: registry, loader: loader(source.name, open), linting: linting, indexing: true)
  }
}
