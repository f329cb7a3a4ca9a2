import RewardSemantics

/// The files of a run: scored rows, and the records of each emission.
final class ScoredOutput {
  private let rows: RowWriter?
  private let records: [RecordWriter?]
  private let requests: [RecordWriter?]
  /// The number of requests by each declaration, in file order, written or not.
  private(set) var requestCounts: [ScoringRun.RecordCount]
  /// The number of records of each emission, in file order, written or not.
  private(set) var counts: [ScoringRun.RecordCount]

  /// Opens and empties all files.
  init(_ options: ScoringRun.Options, spec: TypedSpec) throws(FileError) {
    rows = if let output = options.output { try RowWriter(path: output) } else { nil }
    var records: [RecordWriter?] = []
    for emission in spec.emissions {
      let types =
        (emission.namesRollout ? Evaluator.identityTypes : [])
        + emission.fields.map { spec.declarations[$0.value].type.value.base }
      let path = options.records[emission.name]
      records.append(try path.map { (path) throws(FileError) in try RecordWriter(path: path, types: types) })
    }
    self.records = records
    var requests: [RecordWriter?] = []
    for name in spec.requestNames {
      let types = spec.resample == nil ? Evaluator.requestTypes : Evaluator.resampleTypes
      requests.append(
        try options.records[name].map { (path) throws(FileError) in try RecordWriter(path: path, types: types) })
    }
    self.requests = requests
    requestCounts = zip(spec.requestNames, requests).map { .init(name: $0, count: 0, isWritten: $1 != nil) }
    counts = zip(spec.emissions, records).map { .init(name: $0.name, count: 0, isWritten: $1 != nil) }
  }

  func write(_ batch: ScoredBatch) throws(FileError) {
    try rows?.write(batch)
    for (place, own) in batch.records.enumerated() where counts.indices.contains(place) {
      counts[place].count += own.count
      try records[place]?.write(own)
    }
    for (place, own) in batch.requests.enumerated() where requestCounts.indices.contains(place) {
      requestCounts[place].count += own.count
      try requests[place]?.write(own)
    }
  }

  func flush() throws(FileError) {
    try rows?.flush()
    for writer in records + requests { try writer?.flush() }
  }

  /// Closes all files; of several errors the first is thrown.
  func close() throws(FileError) {
    var first: FileError?
    func closing(_ close: () throws(FileError) -> Void) {
      do throws(FileError) { try close() } catch { first = first ?? error }
    }
    if let rows { closing(rows.close) }
    for writer in records + requests { if let writer { closing(writer.close) } }
    if let first { throw first }
  }
}
