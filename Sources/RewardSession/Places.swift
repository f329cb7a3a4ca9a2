import RewardEngine
import RewardSemantics

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
