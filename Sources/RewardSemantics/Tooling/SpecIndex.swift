import RewardSyntax

/// What every name in the files of a compilation stands for: what editors ask.
///
/// It is there for files with mistakes too; a name that could not be looked up has no occurrence.
public struct SpecIndex: Sendable {
  /// An `import` of a file.
  public struct Import: Sendable {
    /// The path or module name as written.
    public var place: SourceRange
    /// The name after `as`.
    public var alias: Name?
    /// What is imported.
    public var file: FileID
  }

  /// A file of the compilation.
  public struct File: Sendable {
    /// As the compilation names it.
    public var name: String
    /// Its syntax.
    public var tree: SyntaxTree
    /// Whether it belongs to the standard library.
    public var isLibrary: Bool
    /// In file order.
    public var imports: [Import]
  }

  /// By ``FileID``.
  public let files: [File]
  /// The file that was asked about.
  public let main: FileID
  /// By file and place, without repeats, in the user's files.
  public let occurrences: [Occurrence]

  init(files: [File], main: FileID, occurrences: [Occurrence]) {
    self.files = files
    self.main = main
    self.occurrences = occurrences.sorted { SpecIndex.order($0.range) < SpecIndex.order($1.range) }
  }

  private static func order(_ range: SourceRange) -> (Int, Int) { (range.file.rawValue, range.start) }

  /// The file that was asked about.
  public var mainFile: File { files[main.rawValue] }

  /// The name that `offset` lies in, or right behind.
  public func occurrence(at offset: Int, in file: FileID) -> Occurrence? {
    var low = 0
    var high = occurrences.count
    while low < high {
      let middle = (low + high) / 2
      if SpecIndex.order(occurrences[middle].range) <= (file.rawValue, offset) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0, case let found = occurrences[low - 1], found.range.file == file, offset <= found.range.end else {
      return nil
    }
    return found
  }

  /// The places where an entity is named, its declaration included, by file and place.
  public func occurrences(of entity: Entity) -> [Occurrence] {
    occurrences.filter { $0.entity == entity }
  }

  /// The type of what is declared at `name`.
  public func type(ofDeclaration name: SourceRange) -> ExpressionType? {
    guard let found = occurrence(at: name.start, in: name.file), found.isDeclaration else { return nil }
    return found.type
  }

  /// The declaration that the name at `name` belongs to: its own, or the one it stands in, such as a function's for a
  /// parameter.
  public func declaration(at name: SourceRange) -> SyntaxNode? {
    let root = files[name.file.rawValue].tree.root
    return root.declarations.first { $0.range.start <= name.start && name.end <= $0.range.end }
  }
}
