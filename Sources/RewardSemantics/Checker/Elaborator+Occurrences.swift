import RewardSyntax

/// Gathers what names stand for while a file is checked.
final class OccurrenceRecorder {
  private(set) var occurrences: [SourceRange: Occurrence] = [:]

  /// Of several readings of one place, such as those of a function's body, the first that has a type counts.
  func record(_ occurrence: Occurrence) {
    if let known = occurrences[occurrence.range], known.type != nil || occurrence.type == nil { return }
    occurrences[occurrence.range] = occurrence
  }
}

/// What names stand for, where a tool asks for it: see ``SpecIndex``. Nothing is done where none does.
extension Elaborator {
  /// Remembers what `name`, or of a dotted name the last part, stands for. A name that does not stand where it says it
  /// does, such as the `response` of `a: "..."` in a test, is none of the source.
  func note(_ name: Name, _ entity: @autoclosure () -> Entity, _ meaning: Meaning? = nil) {
    guard let recorder, !modules[name.range.file.rawValue].isLibrary else { return }
    let word = name.text.utf8.lastIndex(of: UInt8(ascii: ".")).map { name.text[name.text.index(after: $0)...] }
    let text = word.map(String.init) ?? name.text
    var range = name.range
    range.start = max(range.start, range.end - text.utf8.count)
    guard source(range) == text else { return }
    recorder.record(Occurrence(range: range, entity: entity(), type: meaning.flatMap(typeToShow)))
  }

  private func typeToShow(_ meaning: Meaning) -> ExpressionType? {
    switch meaning {
    case .expression(let id), .compound(let id, _): isPoison(id) ? nil : type(of: id)
    default: nil
    }
  }

  /// Makes a name known that a function, list or test binds in `scope`.
  func introduce(_ name: Name, _ kind: Entity.Kind, in scope: Scope, _ meaning: Meaning? = nil) {
    guard recorder != nil, !scope.module.isLibrary else { return }
    let entity = Entity(kind, name.text, at: name.range)
    scope.entities[name.text] = entity
    note(name, entity, meaning)
  }

  func introduceNames(of function: FunctionSyntax, in scope: Scope) {
    for parameter in function.parameters { introduce(parameter.name, .functionParameter, in: scope) }
    for local in function.locals { introduce(local.name, .local, in: scope) }
  }

  /// The entity of a declaration.
  func entity(of entry: Module.Entry) -> Entity {
    let name = entry.name
    let kind: Entity.Kind =
      switch entry {
      case .value(let syntax, _):
        switch syntax.keyword {
        case .let: .let
        case .rule: .rule
        case .reward: .reward
        case .metric: .metric
        case .advantage: .advantage
        case .objective: .objective
        }
      case .input: .input
      case .parameter: .parameter
      case .gate: .gate
      case .partition: .partition
      case .state: .state
      case .machine: .machine
      case .rubric: .rubric
      case .judge: .judge
      case .request: .request
      case .hindsight: .hindsight
      case .resample: .resample
      }
    return Entity(kind, name.text, at: name.range)
  }

  func entity(of function: FunctionSyntax) -> Entity {
    Entity(.function, function.name.text, at: function.name.range)
  }

  func note(alias: Name, in module: Module) {
    let declared = module.imports.lazy.compactMap(\.syntax.alias).first { $0.text == alias.text }
    note(alias, Entity(.alias, alias.text, at: declared?.range))
  }

  /// `shop.right`, `shopping.valid`: the dotted name of a declaration or level, part by part.
  func note(path name: Name, in module: Module) {
    guard recorder != nil else { return }
    var home = module
    var start = name.range.start
    var found: Module.Entry?
    for part in name.text.split(separator: ".").map(String.init) {
      let end = start + part.utf8.count
      let place = Name(part, SourceRange(file: name.range.file, start: start, end: end))
      start = end + 1
      if case .gate(let gate, _) = found {
        guard let level = gate.levels.first(where: { $0.name.text == part }) else { return }
        return note(place, Entity(.level, part, at: level.name.range))
      } else if let id = module.aliases[part], home === module {
        note(alias: place, in: module)
        home = modules[id]
      } else if found == nil, let entry = declared(part, from: home)?.entry {
        note(place, entity(of: entry))
        found = entry
      } else {
        return
      }
    }
  }

  /// `std.rubric` before a function of it.
  func note(library: Module, at range: SourceRange) {
    guard let recorder, !modules[range.file.rawValue].isLibrary else { return }
    recorder.record(Occurrence(range: range, entity: entity(of: library), type: nil))
  }

  private func entity(of module: Module) -> Entity {
    Entity(.module, module.name, at: SourceRange(file: module.tree.file, start: 0, end: 0))
  }

  /// `shopping.quality` is a level of the gate, `shopping.reached` a member that every gate has.
  func note(member: Name, of base: SyntaxNode, _ meaning: Meaning, in scope: Scope) {
    guard recorder != nil else { return }
    if case .gate(let gate, _) = declaration(of: base, in: scope),
      let level = gate.levels.first(where: { $0.name.text == member.text })
    {
      note(member, Entity(.level, member.text, at: level.name.range), meaning)
    } else {
      note(member, Entity(.member, member.text, of: source(base.range)), meaning)
    }
  }

  /// The declaration that `shopping`, `common.shopping`, `other.shopping` or, in a test, `a.shopping` names.
  private func declaration(of node: SyntaxNode, in scope: Scope) -> Module.Entry? {
    switch node.expression {
    case .name(let name):
      return isLocal(name.text, in: scope) ? nil : declared(name.text, from: scope.module)?.entry
    case .member(let base, let member):
      guard case .name(let owner) = base.expression else { return nil }
      if let id = scope.module.aliases[owner.text] { return modules[id].values[member.text] }
      return declared(member.text, from: scope.module)?.entry
    case .parenthesized(let inner): return declaration(of: inner, in: scope)
    default: return nil
    }
  }

  /// What the user's files declare, whether or not anything reads it.
  func noteDeclarations() {
    guard recorder != nil else { return }
    for module in modules where !module.isLibrary {
      for name in module.order {
        guard let entry = module.values[name] else { continue }
        note(entry.name, entity(of: entry))
        if case .gate(let gate, _) = entry {
          for level in gate.levels { note(level.name, Entity(.level, level.name.text, at: level.name.range)) }
        }
      }
      for function in module.functions.values {
        note(function.name, entity(of: function))
        introduceNames(of: function, in: Scope(module: module))
      }
      for (emission, _) in module.emissions {
        note(emission.name, Entity(.emission, emission.name.text, at: emission.name.range))
      }
      for invariant in module.invariants {
        note(invariant.name, Entity(.invariant, invariant.name.text, at: invariant.name.range))
        for rollout in invariant.rollouts { note(rollout, Entity(.rollout, rollout.text, at: rollout.range)) }
      }
      if let name = module.specName { note(name, Entity(.spec, name.text, at: name.range)) }
      for (syntax, id) in module.imports { noteImport(syntax, of: modules[id]) }
    }
  }

  private func noteImport(_ syntax: ImportSyntax, of module: Module) {
    switch syntax.source {
    case .library(let name), .file(let name):
      recorder?.record(Occurrence(range: name.range, entity: entity(of: module), type: nil))
    }
    if let alias = syntax.alias { note(alias, Entity(.alias, alias.text, at: alias.range)) }
    for setting in syntax.settings {
      guard let entry = module.values[setting.name.text] else { continue }
      note(setting.name, entity(of: entry))
    }
  }

  /// What the names of all files stand for; nil where no tool asks.
  var index: SpecIndex? {
    guard let recorder else { return nil }
    let files = modules.map { module in
      SpecIndex.File(
        name: module.name, tree: module.tree, isLibrary: module.isLibrary,
        imports: module.imports.map { syntax, id in
          let place =
            switch syntax.source {
            case .library(let name), .file(let name): name.range
            }
          return SpecIndex.Import(place: place, alias: syntax.alias, file: FileID(id))
        })
    }
    return SpecIndex(files: files, main: main.tree.file, occurrences: Array(recorder.occurrences.values))
  }
}
