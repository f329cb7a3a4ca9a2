import RewardGraph
import RewardSemantics
import Synchronization

/// What came back for what a run asked: rows with the id of a request under `revises`, and the inputs of a rollout; for a
/// spec that samples groups again, whole rows.
public final class AnswerTable: Sendable {
  /// What was wrong with the file, before any of it was asked for.
  public let problems: [RunProblem]
  /// The rows as they were read.
  let chunks: [RowChunk]
  /// The columns of the rows by input, and their ids as JSON.
  private let columns: [InputID: Column]
  private let ids: Column
  /// Rows by the id of their request, in file order.
  private let places: [String: [Int32]]
  private let lines: [Int]
  private let state = Mutex(Reading())

  private struct Reading {
    var found: Set<String> = []
    var surplus: Set<Int32> = []
    /// How many rows there must be of what has fewer.
    var incomplete: [String: Int] = [:]
  }

  /// Reads the file at `path`. An answer to a request whose `response` is blank is left out and told of.
  ///
  /// - Parameter plan: of the same spec.
  public init(path: String, spec: TypedSpec, plan: Plan) throws(FileError) {
    let read = spec.resample == nil ? Set(spec.requests.flatMap(\.inputs)).sorted() : []
    var schema = spec.resample == nil ? Self.schema(of: read, in: spec) : InputLayout(plan.graph).schema
    schema.fields.append(
      RowSchema.Field(name: "revises", paths: [["revises"]], form: .text, grain: .rollout, isOptional: false))
    let parser = RowParser(schema: schema)
    let source = try LineSource(path: path, blockSize: 1 << 20)
    var chunks: [RowChunk] = []
    while let block = try source.next() { chunks.append(parser.parse(block)) }
    func joined(_ column: (RowChunk) -> Column) -> Column {
      chunks.isEmpty ? Column([], form: .text) : Column.joined(chunks.map { (column($0), [0..<$0.count]) })
    }
    let lines = chunks.flatMap(\.lines)
    var columns: [InputID: Column] = [:]
    for (place, input) in read.enumerated() { columns[input] = joined { $0.columns[place] } }
    let response = read.first { spec.inputs[$0].name == "response" }.flatMap { columns[$0] }
    let requests = joined { $0.columns[schema.fields.count - 1] }
    var problems = chunks.flatMap(\.problems).map { RunProblem(isLeftOut: true, problem: $0) }
    var places: [String: [Int32]] = [:]
    for row in lines.indices {
      if response?.isBlank(row) ?? false {
        problems.append(
          RunProblem(isLeftOut: true, problem: RowProblem(line: lines[row], message: "the answer is empty")))
      } else if case .texts(let texts) = requests.storage {
        places[texts.string(row), default: []].append(Int32(row))
      }
    }
    self.chunks = chunks
    self.columns = columns
    ids = joined { $0.ids }.orLines(lines)
    self.places = places
    self.lines = lines
    self.problems = problems.sorted { $0.problem.line < $1.problem.line }
  }

  /// What is read of an answer: inputs per rollout.
  private static func schema(of inputs: [InputID], in spec: TypedSpec) -> RowSchema {
    let fields = inputs.compactMap { id in
      InputLayout.field(of: spec.inputs[id]).map { paths, form in
        RowSchema.Field(
          name: spec.inputs[id].name, paths: paths, form: form, grain: .rollout, isOptional: spec.inputs[id].isOptional)
      }
    }
    return RowSchema(
      fields: fields, needsTurns: false, idPaths: RowSchema.candidates(for: "id"), groupPaths: [], stepPaths: [])
  }

  /// The rows that answer a request, the first `limit` of them.
  func rows(for id: String, atMost limit: Int) -> [Int32] {
    guard let own = places[id] else { return [] }
    state.withLock { state in
      state.found.insert(id)
      state.surplus.formUnion(own.dropFirst(limit))
    }
    return Array(own.prefix(limit))
  }

  /// Remembers that what was asked for has too few rows.
  func noteIncomplete(_ id: String, of count: Int) { state.withLock { $0.incomplete[id] = count } }

  /// A value for each row, none of them missing.
  func column(_ column: AnswerColumn) -> Column {
    switch column {
    case .row: return ids
    case .value(let input):
      var values = columns[input] ?? Column([], form: .number)
      values.status = values.status.map { $0 < 16 ? $0 : Status.present.rawValue }
      return values
    case .presence(let input):
      let status = columns[input]?.status ?? []
      return Column(.numbers(status.map { $0 < 16 ? 1 : 0 }), status: status.map { _ in 0 })
    }
  }

  /// After the run: answers to what was never asked, those beyond the number that was asked for, and attempts that are not
  /// whole.
  public var unused: [RunProblem] {
    let reading = state.withLock { $0 }
    func problem(_ row: Int32, _ message: String) -> RunProblem {
      RunProblem(isLeftOut: true, problem: RowProblem(line: lines[Int(row)], message: message))
    }
    var problems: [RunProblem] = []
    for (id, rows) in places {
      if !reading.found.contains(id) {
        problems += rows.map { problem($0, "no request of this run has the id `\(id)`") }
      } else if let count = reading.incomplete[id] {
        problems += rows.map { problem($0, "the attempt has \(rows.count) of \(count) rollouts") }
      }
    }
    for row in reading.surplus {
      problems.append(problem(row, "the request has as many answers as it asked for before"))
    }
    return problems.sorted { $0.problem.line < $1.problem.line }
  }
}

extension Column {
  /// Whether a text is there and has nothing in it but blanks and line breaks.
  fileprivate func isBlank(_ element: Int) -> Bool {
    guard case .texts(let texts) = storage, status[element] < 16 else { return false }
    return texts[element].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// The ids of rows; those without one are known by their lines.
  fileprivate func orLines(_ lines: [Int]) -> Column {
    Column(
      lines.indices.map { row in
        status[row] < 16 ? value(row) : Value(text: "\"line \(lines[row])\"")
      }, form: .text)
  }
}
