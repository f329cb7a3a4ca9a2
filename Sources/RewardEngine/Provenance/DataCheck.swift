import RewardSemantics
import RewardSyntax

/// What is wrong with the inputs of a spec beside a file of rows: those that no row has, or that some rows lack.
public struct DataCheck {
  private let spec: TypedSpec
  private let census: InputCensus
  private let name: String

  /// E380, W380 and W381, in file order, without what the audit of the spec allows.
  ///
  /// - Parameters:
  ///   - census: of the same spec; it has seen a row.
  ///   - name: what messages call the file of rows.
  public static func diagnostics(of spec: TypedSpec, in census: InputCensus, named name: String) -> [Diagnostic] {
    let check = DataCheck(spec: spec, census: census, name: name)
    // The columns of a list of criteria, and others of one declaration, are there and not there together.
    var seen: Set<SourceRange> = []
    return census.entries.filter { seen.insert($0.input.range).inserted }.compactMap(check.diagnostic)
      .filter { diagnostic in !spec.audit.allowances.contains { $0.covers(diagnostic) } }
      .inFileOrder
  }

  private func diagnostic(of entry: InputCensus.Entry) -> Diagnostic? {
    if entry.lackingCount == 0 { return nil }
    if entry.lackingCount == census.rowCount { return isNowhere(entry) }
    return entry.isNeededOfEachRow ? isLacking(entry) : nil
  }

  private func isNowhere(_ entry: InputCensus.Entry) -> Diagnostic {
    let declaration = declaration(of: entry.input)
    let path = path(of: entry)
    let fix = declaration.flatMap { self.fix(of: $0, path) }
    var notes = self.notes(on: entry)
    if fix == nil, entry.nullCount == 0 { notes += known }
    let isOptional = entry.input.isOptional
    return Diagnostic(
      isOptional ? .noOptionalSource : .noSource, isOptional ? .warning : .error,
      "no row of \(name) has \(isOptional ? "the optional " : "")`\(path)`",
      at: .init(declaration?.from?.range ?? entry.input.range), notes: notes, fix: fix)
  }

  private func isLacking(_ entry: InputCensus.Entry) -> Diagnostic {
    let line = entry.firstLackingLine.map { "the first in line \($0)" } ?? ""
    let verb = entry.lackingCount == 1 ? "lacks" : "lack"
    let rows = entry.lackingCount == 1 ? "this row" : "these rows"
    return Diagnostic(
      .lackingRows, .warning,
      "\(entry.lackingCount) of \(census.rowCount) rows of \(name) \(verb) `\(path(of: entry))`",
      at: .init(declaration(of: entry.input)?.from?.range ?? entry.input.range, line),
      notes: notes(on: entry) + ["a run leaves \(rows) out; a type with `?` says that rows may lack it"])
  }

  /// Where the value was looked for, if that is more than the message says, and whether it was null.
  private func notes(on entry: InputCensus.Entry) -> [String] {
    var notes: [String] = []
    if entry.places.count > 1 { notes.append("looked for at \(entry.places.joined(separator: ", "))") }
    if entry.nullCount > 0 {
      notes.append("it is null in \(entry.nullCount == 1 ? "1 row" : "\(entry.nullCount) rows"), which is no value")
    }
    return notes
  }

  /// What the rows have instead.
  private var known: [String] {
    let shown = 8
    let names = census.paths.filter { !$0.contains(".") }.sorted()
    if names.isEmpty { return [] }
    let more = names.count > shown ? " and \(names.count - shown) more" : ""
    return ["the rows have \(names.prefix(shown).map { "`\($0)`" }.joined(separator: ", "))\(more)"]
  }

  /// The path that the declaration names; what is derived from turns is read of `messages`.
  private func path(of entry: InputCensus.Entry) -> String {
    switch entry.input.source {
    case .field(let path, _), .criteria(let path, _, _), .items(let path, _), .presence(let path, _):
      path.joined(separator: ".")
    case .chosen, .turnNumber: entry.input.name
    case .turnText, .turnObservation, .turnCalls, .turnArguments, .turnToolCalls: "messages"
    }
  }

  /// Nil for an input that no line of its own declares.
  private func declaration(of input: TypedInput) -> InputSyntax? {
    let file = input.range.file
    let tree = SyntaxTree.parse(spec.sources[file], as: file)
    for case .input(let syntax) in tree.root.declarations.map(\.declaration) where syntax.name.range == input.range {
      return syntax
    }
    return nil
  }

  /// Reads the input of the path that was meant: one that is spelt nearly so, or has this name within an object. Nil also
  /// where something other than the declaration says where to read.
  private func fix(of declaration: InputSyntax, _ path: String) -> Diagnostic.Fix? {
    guard (declaration.from ?? declaration.name).text == path else { return nil }
    let isInside = { (known: String) in known.hasSuffix(".\(path)") }
    guard
      let meant = nearest(to: path, among: Array(census.paths)) ?? census.paths.filter(isInside).min(),
      meant != path, let end = (declaration.per?.range ?? declaration.type?.range)?.end
    else { return nil }
    let insertion = SourceRange(file: declaration.name.range.file, start: end, end: end)
    return Diagnostic.Fix(
      "did you mean `\(meant)`?", range: declaration.from?.range ?? insertion,
      replacement: declaration.from == nil ? " from \"\(meant)\"" : "\"\(meant)\"")
  }
}
