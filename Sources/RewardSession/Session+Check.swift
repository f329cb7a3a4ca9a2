import RewardSemantics
import RewardSyntax

extension Session {
  /// A spec that checks, and what is doubtful about the part that was typed.
  struct Checked {
    var spec: TypedSpec
    /// Warnings about what was typed.
    var warnings: CheckResult
    /// The name of a score that stands in as long as none is declared; nil where there is one.
    var standIn: String?
  }

  /// What was typed, for messages that point into it.
  struct Typed {
    /// All of it, as people see it.
    var file: SourceFile
    /// Where in it the declaration or expression begins.
    var start = 0

    init(_ text: String, from start: Int = 0) {
      file = SourceFile(name: Session.typedName, text: text)
      self.start = start
    }

    /// The declaration or expression.
    var bytes: ArraySlice<UInt8> { file.bytes[start...] }
  }

  /// Checks a text of the whole spec.
  ///
  /// - Parameters:
  ///   - typed: what was typed, and where in the text it stands.
  ///   - linting: whether the warnings are shown; see ``Checker``.
  func check(
    _ text: [UInt8], typed: (text: Typed, place: Int)? = nil, linting: Bool
  ) throws(Trouble) -> Checked {
    var result = result(of: text, linting: linting)
    var standIn: String?
    if result.diagnostics.contains(where: { $0.code == .nothingToScore }) {
      let name = Self.freshName(in: text)
      result = self.result(of: text + Array("\nmetric \(name) = 0\n".utf8), linting: linting)
      standIn = name
    }
    var shown = result
    if let typed { shown.point(to: typed.text, at: typed.place, of: state.source.name) }
    guard let spec = result.spec else {
      shown.diagnostics.removeAll { $0.severity == .warning }
      throw .found(shown)
    }
    shown.diagnostics = shown.diagnostics.filter { finding in
      ![.unused, .unreadReward, .neverAsked].contains(finding.code) && shown.isTyped(finding)
    }
    return Checked(spec: spec.rebinding(settings.paths), warnings: shown, standIn: standIn)
  }

  private func result(of text: [UInt8], linting: Bool) -> CheckResult {
    Checker.check(
      SourceFile(name: state.source.name, bytes: text), registry: registry, loader: state.loader,
      overrides: settings.overrides, linting: linting)
  }

  /// The spec as it stands, for answers that show no warnings.
  func check() throws(Trouble) -> Checked { try check(state.source.bytes, linting: false) }

  /// A name that the text does not have.
  static func freshName(in text: [UInt8]) -> String {
    let text = String(decoding: text, as: UTF8.self)
    var name = "shown"
    while text.contains(name) { name += "_" }
    return name
  }
}

extension CheckResult {
  /// Moves all ranges that lie in what was typed, which stands at a place of the file called `name`, to where they are
  /// for who typed it.
  fileprivate mutating func point(to typed: Session.Typed, at place: Int, of name: String) {
    guard let found = sources.files.lastIndex(where: { $0.name == name }) else { return }
    let whole = FileID(found)
    let part = sources.add(typed.file)
    let end = place + typed.bytes.count
    func moved(_ range: SourceRange) -> SourceRange {
      guard range.file == whole, range.start >= place, range.start <= end else { return range }
      let shift = typed.start - place
      return SourceRange(file: part, start: range.start + shift, end: min(range.end, end) + shift)
    }
    for index in diagnostics.indices {
      diagnostics[index].primary.range = moved(diagnostics[index].primary.range)
      for label in diagnostics[index].secondary.indices {
        diagnostics[index].secondary[label].range = moved(diagnostics[index].secondary[label].range)
      }
      if let fix = diagnostics[index].fix { diagnostics[index].fix?.range = moved(fix.range) }
    }
  }

  /// Whether a diagnostic is about what was typed.
  fileprivate func isTyped(_ diagnostic: Diagnostic) -> Bool {
    sources[diagnostic.primary.range.file].name == Session.typedName
  }
}
