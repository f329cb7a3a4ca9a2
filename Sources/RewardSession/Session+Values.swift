import RewardEngine
import RewardGraph
import RewardSemantics
import RewardSyntax

extension Session {
  /// What an expression is worth at each element of its grain.
  func evaluate(_ typed: Typed, isCancelled: () -> Bool) throws(Trouble) -> Answer {
    let (checked, id) = try check(expression: typed)
    let values = try values(of: id, in: checked.spec, isCancelled: isCancelled)
    var answer = Answer(output: ValueTable(values).text(columns: columns))
    answer.diagnostics = checked.warnings.diagnostics
    answer.sources = checked.warnings.sources
    return answer
  }

  /// The spec with an expression as its last declaration, and which one that is.
  func check(expression typed: Typed) throws(Trouble) -> (Checked, DeclarationID) {
    if let found = try check(expression: typed, as: "let") { return found }
    // What has members, such as a gate, is a number where one is asked for.
    do throws(Trouble) {
      if let found = try check(expression: typed, as: "metric") { return found }
    } catch {}
    throw .refused("this is no value that could be shown: a grain, a symbol, a pattern, or a thing with members")
  }

  /// Nil where such a declaration declares nothing that has a value.
  private func check(expression typed: Typed, as keyword: String) throws(Trouble) -> (Checked, DeclarationID)? {
    let name = Self.freshName(in: state.source.bytes + typed.bytes)
    let head = state.source.bytes + Array("\n\(keyword) \(name) = ".utf8)
    let checked = try check(head + typed.bytes + [UInt8(ascii: "\n")], typed: (typed, head.count))
    return checked.spec.declarations.firstIndex { $0.name == name }.map { (checked, $0) }
  }

  private func values(
    of id: DeclarationID, in spec: TypedSpec, isCancelled: () -> Bool
  ) throws(Trouble) -> ElementValues {
    let type = spec.declarations[id].type
    guard let data = state.data else {
      // What reads no row needs none.
      guard type.grain == .run else {
        throw .refused("no rows are loaded: `:data FILE` loads some, and this is \(type)")
      }
      let interpreter = Interpreter(spec: spec, rows: Rows([]))
      return ElementValues(type: type, columns: [], values: [([], interpreter.value(ofDeclaration: id, at: .run))])
    }
    let loaded = try LoadedRows(data, of: spec, settings: settings)
    let hasBatches = loaded.batches.members.count > 1
    var found = ElementValues(type: type, columns: Places.columns(of: type.grain, hasBatches: hasBatches), values: [])
    try loaded.forEachBatch { batch, rows, state throws(Trouble) in
      let interpreter = Interpreter(spec: spec, rows: rows, state: state)
      let places = Places(
        chunk: loaded.batches.chunk, members: loaded.batches.members[batch], rows: rows,
        batch: hasBatches ? batch : nil)
      for element in interpreter.elements(of: type.grain) {
        if isCancelled() { throw .cancelled }
        found.values.append((places.cells(of: element), interpreter.value(ofDeclaration: id, at: element)))
      }
      // What is the same for the whole run is said once.
      return type.grain != .run
    }
    return found
  }
}

/// What a declaration is worth, element by element.
struct ElementValues {
  var type: ExpressionType
  /// What says which element a line is about.
  var columns: [String]
  var values: [(place: [String], value: Value)]
}

/// How people know the elements of a batch.
struct Places {
  let chunk: RowChunk
  let members: [Int]
  let rows: Rows
  /// The number of the batch, where there are several.
  let batch: Int?
  private let groupKeys: [Int: [UInt8]]

  init(chunk: RowChunk, members: [Int], rows: Rows, batch: Int?) {
    self.chunk = chunk
    self.members = members
    self.rows = rows
    self.batch = batch
    groupKeys = Dictionary(rows.rollouts.map { ($0.group, $0.groupKey) }, uniquingKeysWith: { first, _ in first })
  }

  /// The headings of ``cells(of:)``.
  static func columns(of grain: Grain, hasBatches: Bool) -> [String] {
    let step = hasBatches ? ["step"] : []
    switch grain {
    case .rollout: return ["row", "id", "group"]
    case .turn, .token: return ["row", "id", grain.name]
    case .pair: return ["row", "id", "other"]
    case .group: return ["group"]
    case .batch: return step
    case .run: return []
    case .derived(let derived) where derived.kind == .parts: return step + [derived.name]
    case .derived(let items): return columns(of: items.containers[0], hasBatches: hasBatches) + [items.name]
    case .product(let grain, let items): return columns(of: grain, hasBatches: hasBatches) + [items.name]
    }
  }

  /// Rows count from 1 as `:why` takes them; turns, tokens, parts and items from 0 as the language counts.
  func cells(of element: Element) -> [String] {
    switch element {
    case .rollout(let row): return [number(row), id(row), Self.plain(rows.rollouts[row].groupKey)]
    case .turn(let row, let position), .token(let row, let position): return [number(row), id(row), "\(position)"]
    case .pair(let row, let other): return [number(row), id(row), id(other)]
    case .group(let group): return [Self.plain(groupKeys[group] ?? [])]
    case .batch: return step
    case .run: return []
    case .part(_, let number): return step + ["\(number)"]
    case .item(let item): return cells(of: item.owner) + ["\(item.place)"]
    case .product(let element, let item): return cells(of: element) + ["\(item.place)"]
    }
  }

  private func number(_ row: Int) -> String { "\(members[row] + 1)" }

  private func id(_ row: Int) -> String {
    let id = chunk.ids.value(members[row])
    return id.isMissing ? "-" : Self.plain(Array(id.text))
  }

  private var step: [String] {
    guard let batch else { return [] }
    return [rows.step.isEmpty ? "\(batch)" : Self.plain(rows.step)]
  }

  /// The text of a key or of a JSON string on one line, cut where it is long.
  private static func plain(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)[...]
    if text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
    return ValueTable.cut(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }), to: 24)
  }
}
