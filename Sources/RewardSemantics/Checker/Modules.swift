import RewardSyntax

/// Where imported files come from: the command reads the disk, tests and the REPL hand over texts.
public struct ModuleLoader: Sendable {
  /// Reads the file at `path`, which was written in the file `importer`.
  /// Gives the file's own name (for further imports and messages) and bytes, or a reason why not.
  public var load: @Sendable (_ path: String, _ importer: String) -> Result<SourceFile, LoadError>

  /// Why a file cannot be imported.
  public struct LoadError: Error, Sendable {
    /// What went wrong.
    public var message: String
    /// The path leaves the project root.
    public var isOutsideRoot: Bool
    /// `isOutsideRoot`: the path leaves the project root.
    public init(_ message: String, isOutsideRoot: Bool = false) {
      self.message = message
      self.isOutsideRoot = isOutsideRoot
    }
  }

  /// `load` takes the path as written and the name of the file that imports it.
  public init(load: @escaping @Sendable (String, String) -> Result<SourceFile, LoadError>) { self.load = load }

  /// No file can be imported.
  public static let none = ModuleLoader { path, _ in .failure(LoadError("files cannot be imported here: \(path)")) }
}

/// A file of the compilation with its declarations by name.
final class Module {
  enum Entry {
    case value(ValueDeclarationSyntax, SyntaxNode)
    case input(InputSyntax, SyntaxNode)
    case parameter(name: Name, type: SyntaxNode?, value: SyntaxNode?)
    case gate(GateSyntax, SyntaxNode)
    case partition(PartitionSyntax)
    case state(StateSyntax)
    case machine(MachineSyntax, SyntaxNode)
    case rubric(RubricSyntax)
    case judge(JudgeSyntax, SyntaxNode)
    case request(RequestSyntax, SyntaxNode)
    case hindsight(HindsightSyntax, SyntaxNode)
    case resample(ResampleSyntax, SyntaxNode)
  }

  let id: Int
  let name: String
  let tree: SyntaxTree
  /// Part of the standard library: its frames are hidden in messages, and its names are visible everywhere.
  let isLibrary: Bool
  var values: [String: Entry] = [:]
  var functions: [String: FunctionSyntax] = [:]
  /// Names in file order.
  var order: [String] = []
  var aliases: [String: Int] = [:]
  /// Every import that could be read, in file order, and the module it names.
  var imports: [(syntax: ImportSyntax, module: Int)] = []
  /// Modules imported without an alias: their names are visible as they are.
  var open: [Int] = []
  var specName: Name?
  var version: Name?
  /// `rows per group`: what a row is, and where the file says so. That of the main file counts.
  var rows: (grain: Grain, range: SourceRange)?
  var documentation = ""
  var tests: [TestSyntax] = []
  var invariants: [InvariantSyntax] = []
  var audits: [(syntax: AuditSyntax, range: SourceRange)] = []
  var emissions: [(syntax: EmitSyntax, node: SyntaxNode)] = []
  var optimizations: [(syntax: OptimizeSyntax, range: SourceRange)] = []
  /// Values for parameters that an importer gives.
  var settings: [String: (name: Name, value: SyntaxNode, importer: Module)] = [:]
  /// Names whose declaration has a mistake that was reported: what reads them is not reported again.
  var unreadable: Set<String> = []
  /// An import without a name could not be read: any unknown name may be one of its.
  var lacksOpenImport = false

  /// The symbols that its types name.
  private(set) lazy var symbols: Set<String> = {
    var symbols: Set<String> = []
    var pending = [tree.root]
    while let node = pending.popLast() {
      pending += node.children
      if case .symbols(let names) = node.type { symbols.formUnion(names.map(\.text)) }
    }
    return symbols
  }()

  /// The names of its parameters, in file order.
  var parameters: [String] { order.filter { if case .parameter = values[$0] { true } else { false } } }

  init(id: Int, name: String, tree: SyntaxTree, isLibrary: Bool) {
    self.id = id
    self.name = name
    self.tree = tree
    self.isLibrary = isLibrary
  }
}

/// Reads a file and all it imports, and collects their declarations.
struct ModuleReader {
  var sources = SourceMap()
  var modules: [Module] = []
  var diagnostics: [Diagnostic] = []
  let loader: ModuleLoader
  /// Library modules by name.
  private var library: [String: Int] = [:]
  /// Files by name, and those whose imports are being read.
  private var files: [String: Int] = [:]
  private var reading: [String] = []

  init(loader: ModuleLoader) { self.loader = loader }

  /// Takes the standard library, then reads the main file and what it imports.
  mutating func read(_ main: SourceFile) -> Module {
    for parsed in StandardLibrary.modules {
      let file = parsed.tree.source
      _ = sources.add(file)
      let module = Module(id: modules.count, name: file.name, tree: parsed.tree, isLibrary: true)
      module.functions = parsed.functions
      modules.append(module)
      library[file.name] = module.id
    }
    return modules[read(main)]
  }

  private mutating func read(_ file: SourceFile) -> Int {
    reading.append(file.name)
    defer { reading.removeLast() }
    let tree = SyntaxTree.parse(file, as: sources.add(file))
    diagnostics += tree.diagnostics
    let module = Module(id: modules.count, name: file.name, tree: tree, isLibrary: false)
    modules.append(module)
    files[file.name] = module.id
    for node in tree.root.declarations { collect(node, into: module) }
    return module.id
  }

  private mutating func collect(_ node: SyntaxNode, into module: Module) {
    switch node.declaration {
    case .edition(let edition):
      if let edition, edition != 2026 {
        report(.unknownEdition, "edition \(edition) is not known; this version knows 2026", at: node.range)
      }
    case .spec(let name, let version):
      if let earlier = module.specName { duplicate(name, earlier: earlier) }
      module.specName = name
      module.version = version
      module.documentation = node.documentation
    case .import(let syntax):
      read(syntax, at: node, into: module)
    case .input(let input):
      declare(input.name, .input(input, node), in: module)
    case .rows(let per):
      declareRows(per: per, in: module)
    case .parameter(let name, let type, let value):
      declare(name, .parameter(name: name, type: type, value: value), in: module)
    case .value(let value):
      declare(value.name, .value(value, node), in: module)
    case .function(let function):
      if let earlier = module.functions[function.name.text] {
        duplicate(function.name, earlier: earlier.name)
      } else {
        module.functions[function.name.text] = function
      }
      var names: [String: Name] = [:]
      for name in function.parameters.map(\.name) + function.locals.map(\.name) {
        guard let earlier = names.updateValue(name, forKey: name.text) else { continue }
        duplicate(name, earlier: earlier)
        module.unreadable.insert(function.name.text)
      }
    case .test(let test):
      module.tests.append(test)
    case .gate(let gate): declare(gate.name, .gate(gate, node), in: module)
    case .partition(let partition): declare(partition.name, .partition(partition), in: module)
    case .state(let state): declare(state.name, .state(state), in: module)
    case .machine(let machine): declare(machine.name, .machine(machine, node), in: module)
    case .rubric(let rubric): declare(rubric.name, .rubric(rubric), in: module)
    case .judge(let judge): declare(judge.name, .judge(judge, node), in: module)
    case .request(let request): declare(request.name, .request(request, node), in: module)
    case .hindsight(let hindsight): declare(hindsight.name, .hindsight(hindsight, node), in: module)
    case .resample(let resample): declare(resample.name, .resample(resample, node), in: module)
    case .invariant(let invariant):
      if let earlier = module.invariants.first(where: { $0.name.text == invariant.name.text }) {
        duplicate(invariant.name, earlier: earlier.name)
      }
      module.invariants.append(invariant)
    case .audit(let audit): module.audits.append((audit, node.range))
    case .emit(let emission): module.emissions.append((emission, node))
    case .optimize(let optimize): module.optimizations.append((optimize, node.range))
    case .error:
      if let name = writtenName(node.text) { module.unreadable.insert(name) }
    }
  }

  /// The word after the first one: the name of `judge persuasive: 0..1 {`, or of a misspelt declaration.
  private func writtenName(_ text: String) -> String? {
    func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    let behind = text.drop(while: isOfWord).drop { $0 == " " }
    let name = behind.prefix(while: isOfWord)
    return name.isEmpty ? nil : String(name)
  }

  private mutating func declare(_ name: Name, _ entry: Module.Entry, in module: Module) {
    if let earlier = module.values[name.text] {
      duplicate(name, earlier: earlier.name)
    } else {
      module.values[name.text] = entry
      module.order.append(name.text)
    }
  }

  private mutating func declareRows(per: Name, in module: Module) {
    if let earlier = module.rows {
      diagnostics.append(
        Diagnostic(
          .duplicateName, .error, "`rows` is declared twice", at: .init(per.range, "declared again here"),
          because: [.init(earlier.range, "first declared here")]))
      return
    }
    module.rows = (Grain(named: per.text) ?? .rollout, per.range)
    switch per.text {
    case "rollout", "group", "pair", "turn": break
    default:
      report(.unknownGrain, "a row is a rollout, a group, a pair or a turn, not a `\(per.text)`", at: per.range)
    }
  }

  private mutating func duplicate(_ name: Name, earlier: Name) {
    diagnostics.append(
      Diagnostic(
        .duplicateName, .error, "`\(name.text)` is declared twice", at: .init(name.range, "declared again here"),
        because: [.init(earlier.range, "first declared here")]))
  }

  private mutating func read(_ syntax: ImportSyntax, at node: SyntaxNode, into module: Module) {
    let id: Int
    switch syntax.source {
    case .library(let name):
      guard let found = library[name.text] else {
        let known = library.keys.sorted()
        report(
          .unknownModule, "there is no library module `\(name.text)`", at: name.range,
          notes: ["the library has: \(known.joined(separator: ", "))"])
        miss(syntax, in: module)
        return
      }
      id = found
    case .file(let path):
      switch loader.load(path.text, module.name) {
      case .failure(let error):
        report(error.isOutsideRoot ? .importOutsideRoot : .unreadableImport, error.message, at: path.range)
        miss(syntax, in: module)
        return
      case .success(let file):
        if reading.contains(file.name) {
          let chain = reading.drop { $0 != file.name } + [file.name]
          report(.importCycle, "files import each other: \(chain.joined(separator: " → "))", at: path.range)
          return
        }
        id = files[file.name] ?? read(file)
      }
    }
    module.imports.append((syntax, id))
    for setting in syntax.settings {
      if let earlier = modules[id].settings[setting.name.text] {
        diagnostics.append(
          Diagnostic(
            .duplicateArgument, .error, "`\(setting.name.text)` is given twice", at: .init(setting.name.range),
            because: [.init(earlier.name.range, "given here")]))
      }
      modules[id].settings[setting.name.text] = (setting.name, setting.value, module)
    }
    if let alias = syntax.alias {
      if module.aliases[alias.text] != nil {
        report(.duplicateName, "two imports are named `\(alias.text)`", at: alias.range)
      }
      module.aliases[alias.text] = id
    } else if !modules[id].isLibrary {
      module.open.append(id)
    }
  }

  /// Remembers what an import that could not be read may have declared.
  private func miss(_ syntax: ImportSyntax, in module: Module) {
    if let alias = syntax.alias { module.unreadable.insert(alias.text) } else { module.lacksOpenImport = true }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [String] = []
  ) {
    diagnostics.append(Diagnostic(code, .error, message, at: .init(range), notes: notes))
  }
}

extension Module.Entry {
  var name: Name {
    switch self {
    case .value(let syntax, _): syntax.name
    case .input(let syntax, _): syntax.name
    case .parameter(let name, _, _): name
    case .gate(let syntax, _): syntax.name
    case .partition(let syntax): syntax.name
    case .state(let syntax): syntax.name
    case .machine(let syntax, _): syntax.name
    case .rubric(let syntax): syntax.name
    case .judge(let syntax, _): syntax.name
    case .request(let syntax, _): syntax.name
    case .hindsight(let syntax, _): syntax.name
    case .resample(let syntax, _): syntax.name
    }
  }
}
