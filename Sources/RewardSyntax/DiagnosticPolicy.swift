/// What a user says of warnings: which count as errors, and which are not wanted.
public struct DiagnosticPolicy: Sendable {
  /// What a code is made.
  public enum Level: Sendable, Hashable { case allow, warn, deny }

  /// Why a policy makes no sense.
  public struct Mistake: Error, Sendable, Hashable {
    /// Lower case, no full stop.
    public var message: String
  }

  /// Of all warnings that have no level of their own.
  private let ofAll: Level
  private let levels: [DiagnosticCode: Level]

  /// - Parameters:
  ///   - known: every code there is.
  ///   - deny, allow, warn: codes as messages print them; `warnings` in `deny` stands for all that no list names.
  public init(
    deny: [String] = [], allow: [String] = [], warn: [String] = [], known: [DiagnosticCode]
  ) throws(Mistake) {
    var levels: [DiagnosticCode: Level] = [:]
    for (level, names) in [(Level.deny, deny), (.allow, allow), (.warn, warn)] {
      for name in names where level != .deny || name != "warnings" {
        guard let code = known.first(where: { $0.code == name }) else {
          let near = DiagnosticCode.nearest(to: name, among: known).map { "; did you mean `\($0.code)`?" }
          throw Mistake(message: "--\(level): there is no diagnostic `\(name)`" + (near ?? ""))
        }
        guard name.hasPrefix("W") || level == .deny else {
          throw Mistake(message: "--\(level): `\(name)` is an error, and an error stays one")
        }
        if let other = levels[code], other != level {
          throw Mistake(message: "`\(name)` cannot be both --\(other) and --\(level)")
        }
        levels[code] = level
      }
    }
    self.levels = levels
    ofAll = deny.contains("warnings") ? .deny : .warn
  }

  /// The diagnostics without those that are allowed; a denied warning is an error.
  public func applied(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.compactMap { diagnostic in
      guard diagnostic.severity == .warning else { return diagnostic }
      switch levels[diagnostic.code] ?? ofAll {
      case .allow: return nil
      case .warn: return diagnostic
      case .deny:
        var diagnostic = diagnostic
        diagnostic.severity = .error
        return diagnostic
      }
    }
  }
}

extension DiagnosticCode {
  /// The code whose number is nearest to a misspelt one, of its letter where there are any; nil where `text` has no
  /// number.
  public static func nearest(to text: String, among known: [DiagnosticCode]) -> DiagnosticCode? {
    guard let number = Int(text.drop { !$0.isNumber }.prefix { $0.isNumber }) else { return nil }
    let letter = text.uppercased().prefix(1)
    let alike = known.filter { $0.code.hasPrefix(letter) }
    func distance(_ code: DiagnosticCode) -> Int { abs((Int(code.code.dropFirst()) ?? 0) - min(number, 9999)) }
    return (alike.isEmpty ? known : alike).min { distance($0) < distance($1) }
  }
}
