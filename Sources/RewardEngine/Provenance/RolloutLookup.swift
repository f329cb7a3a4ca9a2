import RewardGraph
import RewardSemantics

/// Finds one rollout in a file, and the rows of the batch it belongs to.
public struct RolloutLookup: Sendable {
  public enum Wanted: Sendable {
    /// As the row has it; a string's id without its quotes.
    case id(String)
    /// The line in the file, from 1.
    case line(Int)
  }

  public enum Failure: Error, Sendable {
    case file(FileError)
    /// The file has more rows than a reference evaluator should read.
    case tooManyRows(limit: Int)
    case notFound
  }

  private let parser: RowParser
  /// Rows beyond this are refused.
  public static let rowLimit = 20_000

  /// - Parameter graph: the graph whose inputs are read.
  public init(graph: Graph) { parser = RowParser(schema: InputLayout(graph).schema) }

  /// The rows with the `step` of the wanted rollout, as one chunk, and its place among them.
  public func find(_ wanted: Wanted, in path: String) throws(Failure) -> (chunk: RowChunk, row: Int) {
    let block: LineBlock?
    do throws(FileError) {
      block = try LineSource(path: path, blockSize: Int(Int32.max)).next()
    } catch {
      throw .file(error)
    }
    guard let block else { throw .notFound }
    let all = parser.parse(block)
    guard all.count <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    guard let row = (0..<all.count).first(where: { isWanted(wanted, row: $0, of: all) }) else { throw .notFound }
    let step = all.steps.value(row)
    let members = (0..<all.count).filter { all.steps.value($0) == step }
    if members.count == all.count { return (all, row) }
    let lines = Set(members.map { all.lines[$0] })
    return (parser.parse(block.keeping(lines)), members.firstIndex(of: row) ?? 0)
  }

  private func isWanted(_ wanted: Wanted, row: Int, of chunk: RowChunk) -> Bool {
    switch wanted {
    case .line(let line): return chunk.lines[row] == line
    case .id(let id):
      let source = String(decoding: chunk.ids.value(row).text, as: UTF8.self)
      return !chunk.ids.value(row).isMissing && (source == id || source == "\"\(id)\"")
    }
  }
}

extension LineBlock {
  /// The same block with every other line empty.
  fileprivate func keeping(_ lines: Set<Int>) -> LineBlock {
    var kept: [UInt8] = []
    var line = firstLine
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        kept.append(byte)
        line += 1
      } else if lines.contains(line) {
        kept.append(byte)
      }
    }
    return LineBlock(bytes: kept, firstLine: firstLine)
  }
}
