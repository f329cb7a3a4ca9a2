/// The one way to lay out `.reward` files.
///
/// What is kept of the author's layout: which braces stand on one line, single empty lines between declarations and
/// items, and texts and comments to the byte. All else follows from the tree: two blanks for each level, at most
/// ``columnLimit`` columns where there is a place to break, levels of a gate, edges of a machine and rollouts of a test
/// in columns. A file that is formatted stays as it is.
public enum Formatter {
  /// How many columns (Unicode scalars) a line has at most, where it can be broken.
  public static let columnLimit = 120

  /// The formatted file; nil where the file has syntax errors.
  public static func format(_ source: SourceFile) -> [UInt8]? { format(SyntaxTree.parse(source, as: FileID(0))) }

  /// The formatted file; nil where the tree has errors.
  ///
  /// Takes time proportional to the length of the file. The result has the same tokens and comments in the same order;
  /// only blanks and line breaks between them differ, and blanks at the ends of comments.
  public static func format(_ tree: SyntaxTree) -> [UInt8]? {
    guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var builder = LayoutBuilder(tree)
    builder.file(tree.root)
    return LayoutPrinter(builder.layout, of: tree).print()
  }
}
