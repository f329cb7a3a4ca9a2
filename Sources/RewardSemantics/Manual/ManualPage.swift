/// One page of the reference manual, as Markdown.
public struct ManualPage: Sendable {
  /// The parts of the manual, in order.
  public enum Section: String, Sendable, CaseIterable {
    case language, commands, library, core, rules, diagnostics

    /// Above its pages in the contents.
    public var title: String {
      switch self {
      case .language: "The language"
      case .commands: "Commands"
      case .library: "The standard library"
      case .core: "Core functions"
      case .rules: "The rule library"
      case .diagnostics: "Diagnostics"
      }
    }
  }

  /// Where it stands.
  public var section: Section
  /// Unique in its section; `rewardc doc` knows it by that.
  public var name: String
  /// Its heading.
  public var title: String
  /// One sentence, for the contents.
  public var summary: String
  /// What stands below the heading. A link to another page is written `[text](page:section/name)`.
  public var body: String

  /// How links name the page: `core/mean`.
  public var key: String { "\(section.rawValue)/\(name)" }
}
