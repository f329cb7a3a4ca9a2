import RewardSyntax

/// A name or word that may stand at a place.
public struct Completion: Hashable, Sendable {
  /// What kind of thing it is.
  public enum Kind: Hashable, Sendable {
    case keyword, value, parameter, function, argument, grain, type, member, symbol, module, unit
  }

  /// As lists show it and as it is written.
  public var name: String
  /// What kind of thing it is.
  public var kind: Kind
  /// Its type, or how it is called.
  public var detail: String
  /// A sentence.
  public var documentation: String
  /// What is put in the place of the word; ``name`` for most, `weight: ` for a named argument.
  public var insertion: String

  /// `insertion` is `name` unless said otherwise.
  public init(_ name: String, _ kind: Kind, detail: String = "", documentation: String = "", insertion: String? = nil) {
    self.name = name
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.insertion = insertion ?? name
  }

  init(_ keyword: Keyword) {
    self.init(keyword.name, .keyword, detail: keyword.form, documentation: keyword.summary)
  }
}

extension Completion {
  /// What may stand at a byte offset of a file, what fits best first, and the bytes of the word that it takes the place
  /// of, which may be empty. Inside comments, texts and patterns there is nothing.
  ///
  /// - Parameter check: gives the index of a file; it is asked for `source`, or for `source` with a name put behind a
  ///   bare dot, so that the line can be read.
  public static func all(
    at offset: Int, in source: SourceFile, registry: Registry, check: (SourceFile) -> SpecIndex?
  ) -> (range: Range<Int>, items: [Completion]) {
    let nothing = (offset..<offset, [Completion]())
    let isBare = offset > 0 && source.bytes[offset - 1] == UInt8(ascii: ".")
    guard isBare else {
      guard let index = check(source) else { return nothing }
      return index.completions(at: offset, registry: registry)
    }
    var bytes = source.bytes
    bytes.insert(contentsOf: "member ".utf8, at: offset)
    guard let index = check(SourceFile(name: source.name, bytes: bytes)) else { return nothing }
    let (range, items) = index.completions(at: offset, registry: registry)
    return (range.lowerBound..<min(range.upperBound, offset), items)
  }
}

extension SpecIndex {
  func completions(at offset: Int, registry: Registry) -> (range: Range<Int>, items: [Completion]) {
    guard let place = CompletionPlace(mainFile.tree, offset: offset) else { return (offset..<offset, []) }
    let names = VisibleNames(index: self, registry: registry, place: place)
    var seen: Set<String> = []
    let items = names.completions.filter { seen.insert($0.insertion).inserted }
    return (place.range.start..<place.range.end, items)
  }
}

/// The names that can be read at a place, by what the place wants.
struct VisibleNames {
  let index: SpecIndex
  let registry: Registry
  let place: CompletionPlace

  var completions: [Completion] {
    switch place.wanted {
    case .declaration: return Keyword.declarations.map(Completion.init)
    case .item(let keyword): return (Keyword.items[keyword] ?? []).map(Completion.init)
    case .member(let path): return members(path)
    case .grain(let isOver): return grains(isOver: isOver)
    case .type: return types
    case .module:
      return LibraryModule.all.map { Completion($0.name, .module, documentation: $0.summary) }
    case .words(let words):
      return words.map { Completion($0, .keyword, documentation: Keyword.named($0)?.summary ?? "") }
    case .unit: return CompletionPlace.units.map { Completion($0, .unit) }
    case .input: return values { $0.kind == .input }
    case .score: return values { Self.isScore($0.kind) }
    case .value: return values { $0.kind == .input || Self.isScore($0.kind) }
    case .name: return []
    case .argument(let callee, let position, let label): return argument(of: callee, position, label) + expression
    case .expression(let behindEquality): return (behindEquality.map(symbols(comparedWith:)) ?? []) + expression
    }
  }

  private static func isScore(_ kind: Entity.Kind) -> Bool {
    switch kind {
    case .let, .rule, .judge, .reward, .metric, .gate, .state, .machine, .advantage: true
    default: false
    }
  }

  // MARK: Values and functions

  private var expression: [Completion] {
    locals + values { $0.kind != (place.keyword == "test" ? .input : .objective) }
      + index.mainFile.imports.compactMap { $0.alias.map { Completion($0.text, .module) } }
      + Keyword.operands.map(Completion.init) + functions(of: index.mainFile) + importedFunctions + Self.library
      + builtins
      + [
        Completion("turn", .value, documentation: "A turn: `turn.text`, `turn.observation`, `turn.calls`."),
        Completion("other", .value, documentation: "The other element inside `over others`: `other.x`."),
        Completion("criterion", .value, documentation: "A rubric line: `criterion.text`, `criterion.weight`."),
        Completion("std", .module, documentation: "The standard library."),
      ]
  }

  /// What the declaration around the place binds.
  private var locals: [Completion] {
    guard let declaration = place.declaration?.range else { return [] }
    return index.occurrences.filter { found in
      guard found.isDeclaration, declaration.start <= found.range.start, found.range.end <= declaration.end else {
        return false
      }
      return [.functionParameter, .local, .variable, .rollout].contains(found.entity.kind)
        && found.range.start != place.range.start
    }.map { found in
      let page = index.describe(found, registry: registry)
      return Completion(found.entity.name, .parameter, detail: page.heading, documentation: page.prose)
    }
  }

  /// Declared values that can be read without a dot.
  private func values(where isWanted: (Entity) -> Bool) -> [Completion] {
    let open = index.mainFile.imports.filter { $0.alias == nil && !index.files[$0.file.rawValue].isLibrary }.map(\.file)
    return index.occurrences.filter { found in
      found.isDeclaration && ([index.main] + open).contains(found.range.file)
        && (Self.isDeclared(found.entity.kind) || found.entity.kind == .objective) && isWanted(found.entity)
        && !place.isInDeclaration(of: found.range)
    }.map(completion)
  }

  private static func isDeclared(_ kind: Entity.Kind) -> Bool { isScore(kind) || kind == .input || kind == .parameter }

  private func completion(_ found: Occurrence) -> Completion {
    let documentation = index.declaration(at: found.range)?.documentation ?? ""
    return Completion(
      found.entity.name, found.entity.kind == .parameter ? .parameter : .value, detail: found.type?.description ?? "",
      documentation: documentation)
  }

  private func functions(of file: SpecIndex.File) -> [Completion] {
    file.tree.root.declarations.compactMap { node in
      guard case .function(let function) = node.declaration else { return nil }
      return Completion(function.name.text, .function, detail: node.signature, documentation: node.documentation)
    }
  }

  private var importedFunctions: [Completion] {
    index.mainFile.imports.filter { $0.alias == nil && !index.files[$0.file.rawValue].isLibrary }
      .flatMap { functions(of: index.files[$0.file.rawValue]) }
  }

  /// The functions of the standard library, which are always readable.
  private static let library: [Completion] = LibraryModule.all.flatMap { module in
    module.functions.map { function in
      Completion(
        function.name, .function, detail: function.signature,
        documentation: function.summary.isEmpty
          ? "From `\(module.name)`." : "\(function.summary) From `\(module.name)`.")
    }
  }

  private var builtins: [Completion] {
    CoreFunction.all.map { Completion($0.name, .function, detail: $0.signature, documentation: $0.summary) }
      + registry.builtins.map { builtin in
        let signature = Manual(registry: registry).signature(of: builtin)
        return Completion(builtin.name, .function, detail: signature, documentation: builtin.summary)
      }
      + Elaborator.statefulForms.sorted { $0.key < $1.key }.map { name, parameters in
        let signature = "\(name)(\(parameters.joined(separator: ", ")))"
        return Completion(name, .function, detail: signature, documentation: "Remembers over steps; see `state`.")
      }
  }

  // MARK: Grains, types and symbols

  private func grains(isOver: Bool) -> [Completion] {
    var found = index.occurrences.filter {
      $0.isDeclaration && $0.entity.kind == .partition && $0.range.file == index.main
    }
    .map { Completion($0.entity.name, .grain, documentation: index.declaration(at: $0.range)?.documentation ?? "") }
    for entry in index.mainFile.imports {
      guard let alias = entry.alias else { continue }
      found += index.occurrences.filter {
        $0.isDeclaration && $0.entity.kind == .partition && $0.range.file == entry.file
      }
      .map { Completion("\(alias.text).\($0.entity.name)", .grain) }
    }
    found += locals.filter { $0.detail.hasSuffix(": grain") || $0.detail.contains(": grain ") }
    let common = Grain.summaries.filter { isOver || $0.name != "others" }
    return found + common.map { Completion($0.name, .grain, documentation: $0.summary) }
  }

  private var types: [Completion] {
    SpecIndex.types.sorted { $0.key < $1.key }.map { Completion($0.key, .type, documentation: $0.value) }
  }

  private func symbols(comparedWith name: SourceRange) -> [Completion] {
    guard let found = index.occurrence(at: name.start, in: name.file) else { return [] }
    if case .symbol(let set) = found.type?.value.base { return set.map { Completion($0, .symbol) } }
    // A parameter is its value by now: its type is what is written.
    guard let place = found.entity.declaration, let node = index.declaration(at: place) else { return [] }
    if case .parameter(_, let type?, _) = node.declaration { return symbols(of: type) }
    return symbols(of: node.part(around: place)?.child(where: \.isType))
  }

  private func symbols(of type: SyntaxNode?) -> [Completion] {
    guard case .symbols(let names) = type?.type else { return [] }
    return names.map { Completion($0.text, .symbol) }
  }

  // MARK: Arguments

  /// Names of arguments that are not given yet, and the symbols or grains that one takes.
  private func argument(of callee: [String], _ position: Int, _ label: String?) -> [Completion] {
    if let function = function(callee) { return argument(of: function, position, label) }
    guard callee.count == 1 else { return [] }
    guard let builtin = registry[callee[0]] else {
      guard label == nil, let core = CoreFunction.named(callee[0]) else { return [] }
      return core.labels.map { Completion($0, .argument, detail: core.signature, insertion: "\($0): ") }
    }
    let named = label.flatMap { label in builtin.parameters.first { $0.name == label } }
    let parameter = named ?? (builtin.parameters.indices.contains(position) ? builtin.parameters[position] : nil)
    var found: [Completion] = []
    if case .symbol(let set) = parameter?.accepts { found = set.map { Completion($0, .symbol) } }
    guard label == nil else { return found }
    let signature = Manual(registry: registry).signature(of: builtin)
    return found
      + builtin.parameters.map { Completion($0.name, .argument, detail: signature, insertion: "\($0.name): ") }
  }

  private func argument(of function: SyntaxNode, _ position: Int, _ label: String?) -> [Completion] {
    guard case .function(let syntax) = function.declaration else { return [] }
    func kind(_ parameter: FunctionSyntax.Parameter) -> String? {
      guard case .name(let name) = parameter.type?.type else { return nil }
      return name.text
    }
    let positional = syntax.parameters.filter { kind($0) != "bundle" }
    let named = label.flatMap { label in syntax.parameters.first { $0.name.text == label } }
    let parameter = named ?? (label == nil && positional.indices.contains(position) ? positional[position] : nil)
    var found = symbols(of: parameter?.type)
    if parameter.flatMap(kind) == "grain" { found += grains(isOver: false) }
    guard label == nil else { return found }
    if positional.count < syntax.parameters.count {
      found += values { Self.isScore($0.kind) && $0.kind != .advantage }.map {
        Completion($0.name, .argument, detail: $0.detail, documentation: $0.documentation, insertion: "\($0.name): ")
      }
    }
    return found
      + positional.map { parameter in
        let detail = function.part(around: parameter.name.range)?.firstLine ?? ""
        return Completion(parameter.name.text, .argument, detail: detail, insertion: "\(parameter.name.text): ")
      }
  }

  /// The declaration of a function by its name, `alias.name` or `std.module.name`.
  private func function(_ path: [String]) -> SyntaxNode? {
    var files: [SpecIndex.File]
    switch path.count {
    case 1:
      let open = index.mainFile.imports.filter { $0.alias == nil }.map { index.files[$0.file.rawValue] }
      files = [index.mainFile] + open + index.files.filter(\.isLibrary)
    case 2:
      guard let file = file(named: path[0]) else { return nil }
      files = [file]
    default: files = index.files.filter { $0.isLibrary && $0.name == path.dropLast().joined(separator: ".") }
    }
    for file in files {
      for node in file.tree.root.declarations {
        if case .function(let function) = node.declaration, function.name.text == path.last { return node }
      }
    }
    return nil
  }

  private func file(named alias: String) -> SpecIndex.File? {
    index.mainFile.imports.first { $0.alias?.text == alias }.map { index.files[$0.file.rawValue] }
  }

  // MARK: Members

  /// What may stand behind the dot of `a.b.`, whose base is `path` and ends at the place.
  private func members(_ path: [String]) -> [Completion] {
    func plain(_ names: [String]) -> [Completion] {
      names.map { Completion($0, .member, documentation: SpecIndex.members[$0] ?? "") }
    }
    guard let first = path.first else { return plain(Elaborator.listMethods) }
    if first == "std" {
      guard path.count > 1 else {
        return LibraryModule.all.map {
          Completion(String($0.name.dropFirst(4)), .module, documentation: $0.summary)
        }
      }
      return index.files.first { $0.isLibrary && $0.name == path.joined(separator: ".") }.map(functions) ?? []
    }
    if path == ["turn"] { return plain(Elaborator.turnMembers) }
    if path == ["criterion"] { return plain(Elaborator.criterionParts.keys.sorted()) }
    if path == ["other"] { return values { Self.isDeclared($0.kind) } }
    let isRollout = locals.contains { $0.name == first && $0.documentation.hasPrefix("A rollout") }
    if path.count == 1, isRollout { return values { Self.isScore($0.kind) || $0.kind == .objective } }
    if path.count == 1, let file = file(named: first) {
      let declared = index.occurrences.filter {
        $0.isDeclaration && $0.range.file == file.tree.file && Self.isDeclared($0.entity.kind)
      }
      return declared.map(completion) + functions(of: file)
    }
    return plain(membersOfValue)
  }

  /// Members of the value whose name ends where the dot stands.
  private var membersOfValue: [String] {
    guard let base = place.base, let found = index.occurrence(at: base.start, in: base.file) else { return [] }
    switch found.entity.kind {
    case .level: return ["open", "score"]
    case .gate:
      guard let name = found.entity.declaration, case .gate(let gate) = index.declaration(at: name)?.declaration else {
        return []
      }
      return gate.levels.map(\.name.text) + ["reached", "score"]
    case .machine: return ["state", "pays", "end"]
    case .state: return ["after"]
    case .variable where found.type == nil: return ["value", "weight"]
    default: break
    }
    switch found.type?.value.base {
    case .list: return Elaborator.listMethods
    case .record(let record): return record.members.map(\.name)
    default: return []
    }
  }
}

extension CoreFunction {
  /// The names of its arguments, as its signature shows them.
  var labels: [String] {
    var labels: [String] = []
    let words = signature.split { $0 == " " || $0 == "(" || $0 == "," || $0 == ")" }
    for word in words where word.hasSuffix(":") {
      let label = String(word.dropLast())
      if !labels.contains(label) { labels.append(label) }
    }
    return labels
  }
}
