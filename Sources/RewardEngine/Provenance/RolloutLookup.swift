import RewardGraph
import RewardSemantics

/// Finds one rollout in a file, and the rows of the batch it belongs to.
public struct RolloutLookup: Sendable {
  /// How the caller names a rollout.
  public enum Wanted: Sendable {
    /// As the row has it; a string's id without its quotes.
    case id(String)
    /// The line in the file, from 1.
    case line(Int)
    /// The place among the rollouts of the file, from 1.
    case row(Int)
  }

  /// Why a rollout cannot be explained.
  public enum Failure: Error, Sendable {
    /// The file cannot be read.
    case file(FileError)
    /// The file has more rows than a reference evaluator should read.
    case tooManyRows(limit: Int)
    /// No rollout of the file is the wanted one.
    case notFound
    /// A run leaves the row out.
    case leftOut(RowProblem)
    /// The file cannot be cut into batches.
    case scorer(ScorerError)
  }

  private let parser: RowParser
  private let rowStage: RowStage
  private let inputs: [TypedInput]
  private let batchGroups: Int?
  /// Rows beyond this are refused.
  public static let rowLimit = 20_000

  /// - Parameters:
  ///   - graph: the graph whose inputs are read.
  ///   - structure: other paths for the row's own structure; see ``ScoringRun/Options/structure``.
  ///   - batchGroups: groups in a batch of rows without a `step`; see ``ScorerOptions/batchGroups``.
  public init(graph: Graph, structure: [String: [String]] = [:], batchGroups: Int? = nil) {
    let layout = InputLayout(graph)
    parser = RowParser(schema: layout.schema.reading(structure))
    rowStage = RowStage(prepared: PreparedGraph(Plan(graph)), layout: layout)
    inputs = graph.inputs
    self.batchGroups = batchGroups
  }

  /// The batch of the wanted rollout, cut as a run cuts it, as one chunk, and the rollout's place in it.
  ///
  /// - Parameter rollout: its place, from 0, among the rollouts of its line; nil for the first that is wanted.
  public func find(_ wanted: Wanted, rollout: Int? = nil, in path: String) throws(Failure) -> (
    chunk: RowChunk, row: Int
  ) {
    let block: LineBlock?
    do throws(FileError) {
      block = try LineSource(path: path, blockSize: Int(Int32.max)).next()
    } catch {
      throw .file(error)
    }
    guard let block else { throw .notFound }
    let all = parser.parse(block)
    guard all.count <= Self.rowLimit else { throw .tooManyRows(limit: Self.rowLimit) }
    let (batches, findings): ([[Int]], [RunProblem])
    do throws(ScorerError) {
      (batches, findings) = try RolloutBatches.cut(all, by: rowStage, of: inputs, batchGroups: batchGroups)
    } catch {
      throw .scorer(error)
    }
    let problems = findings.filter(\.isLeftOut).map(\.problem)
    if case .line(let line) = wanted, let problem = problems.first(where: { $0.line == line }) {
      throw .leftOut(problem)
    }
    let found = (0..<all.count).first { row in
      isWanted(wanted, row: row, of: all) && (rollout == nil || (all.rollouts?[row] ?? 0) == rollout)
    }
    guard let row = found else { throw .notFound }
    for members in batches {
      guard let place = members.firstIndex(of: row) else { continue }
      if members.count == all.count { return (all, row) }
      return (
        parser.parse(block.keeping(Set(members.flatMap { all.lines[$0]...(all.lastLines?[$0] ?? all.lines[$0]) }))),
        place
      )
    }
    throw problems.first { $0.line == all.lines[row] }.map { .leftOut($0) } ?? .notFound
  }

  private func isWanted(_ wanted: Wanted, row: Int, of chunk: RowChunk) -> Bool {
    switch wanted {
    case .line(let line): return (chunk.lines[row]...(chunk.lastLines?[row] ?? chunk.lines[row])).contains(line)
    case .row(let number): return row == number - 1
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
