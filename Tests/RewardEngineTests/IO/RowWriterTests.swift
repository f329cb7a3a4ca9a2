import Glibc
import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct RowWriterTests {
  static func lines(_ batch: ScoredBatch) throws -> [String] {
    let file = TemporaryFile()
    let writer = try RowWriter(path: file.path)
    try writer.write(batch)
    try writer.close()
    return file.text.split(separator: "\n").map(String.init)
  }

  @Test func `a line for each rollout, in order`() throws {
    let batch = ScoredBatch.of(
      groups: [0, 1, 0], ids: ["\"a\"", "12", nil],
      outputs: [
        .rule("correct", .numbers([1, 0, nil])),
        .output("total", .reward, .numbers([0.5, 0, nil], missing: .failed, caused: [1])),
        .output("label", .metric, .texts(["x\"", nil, ""])),
        .output("advantage", .advantage, .numbers([0.25, -0.25, nil], missing: .failed)),
      ])
    #expect(
      try Self.lines(batch) == [
        #"{"id":"a","group":"g0","scores":{"correct":1,"total":0.5,"label":"x\""},"missing":{},"advantage":0.25,"#
          + #""kept":true}"#,
        #"{"id":12,"group":"g1","scores":{"correct":0,"total":0,"label":null},"#
          + #""missing":{"total":"caused","label":"abstained: no value in the row"},"advantage":-0.25,"kept":true}"#,
        #"{"id":null,"line":3,"group":"g0","scores":{"correct":null,"total":null,"label":""},"#
          + #""missing":{"correct":"abstained: no match","total":"failed","advantage":"failed"},"#
          + #""advantage":null,"kept":false}"#,
      ])
  }

  @Test func `values per turn and per token are lists`() throws {
    let batch = ScoredBatch.of(
      groups: [0, 0, 0],
      outputs: [
        .output("progress", .reward, per: .turn, .numbers([1, nil, 0.5])),
        .output("advantage", .advantage, per: .token, .numbers([0.1, 0, nil, nil], missing: .noElement)),
      ], turnOffsets: [0, 2, 3, 3], tokenOffsets: [0, 2, 3, 4])
    #expect(
      try Self.lines(batch) == [
        #"{"id":"r0","group":"g0","scores":{"progress":[1,null]},"missing":{"progress":"abstained: no match"},"#
          + #""advantage":[0.1,0],"kept":true}"#,
        #"{"id":"r1","group":"g0","scores":{"progress":[0.5]},"missing":{"advantage":"abstained: no element"},"#
          + #""advantage":[null],"kept":false}"#,
        #"{"id":"r2","group":"g0","scores":{"progress":[]},"missing":{"advantage":"abstained: no element"},"#
          + #""advantage":[null],"kept":false}"#,
      ])
  }

  @Test func `where a line holds a group, each row says which of its rollouts it is`() throws {
    let batch = ScoredBatch.of(groups: [0, 0, 0], rollouts: [0, 1, 2], ids: ["\"p\"", "\"p\"", nil], outputs: [])
    #expect(
      try Self.lines(batch) == [
        #"{"id":"p","rollout":0,"group":"g0","scores":{},"missing":{},"kept":true}"#,
        #"{"id":"p","rollout":1,"group":"g0","scores":{},"missing":{},"kept":true}"#,
        #"{"id":null,"line":3,"rollout":2,"group":"g0","scores":{},"missing":{},"kept":true}"#,
      ])
  }

  @Test func `a spec without an advantage keeps every row`() throws {
    let batch = ScoredBatch.of(
      groups: [0],
      outputs: [.output("vector", .metric, Column(.lists(offsets: [0, 2], items: .numbers([1, 2.5])), status: [0]))])
    #expect(
      try Self.lines(batch) == [#"{"id":"r0","group":"g0","scores":{"vector":[1,2.5]},"missing":{},"kept":true}"#])
  }

  @Test func `a row is kept where its group is and where it has an advantage`() throws {
    var batch = ScoredBatch.of(
      groups: [0, 1, 2, 0], outputs: [.output("advantage", .advantage, .numbers([1, 1, 1, nil]))])
    batch.kept = .numbers([1, 0, nil])
    #expect(try Self.lines(batch).map { $0.hasSuffix(#""kept":true}"#) } == [true, false, false, false])
  }

  @Test func `what is written reads back the same, compressed or not`() throws {
    let values = (0..<20_000).map { Double($0) / 7 }
    let advantage = Column.numbers(values.map { $0 > 100 ? $0 : nil })
    let batch = ScoredBatch.of(
      groups: values.map { _ in 0 },
      outputs: [.output("score", .reward, .numbers(values)), .output("advantage", .advantage, advantage)])
    let parser = RowParser(
      schema: .of(
        .field("score", .number, from: [["scores", "score"]]), .field("advantage", .number, optional: true),
        .field("missing", .json), .field("kept", .bool)))
    for suffix in [".jsonl", ".jsonl.gz"] {
      let file = TemporaryFile(suffix: suffix)
      let writer = try RowWriter(path: file.path)
      try writer.write(batch)
      try writer.close()
      #expect((file.bytes.first == 0x1F) == (suffix == ".jsonl.gz"))
      let source = try LineSource(path: file.path)
      var scores: [Double] = []
      var status: [UInt8] = []
      while let block = try source.next() {
        let chunk = parser.parse(block)
        #expect(chunk.problems == [])
        if case .numbers(let read) = chunk.columns[0].storage { scores += read }
        status += chunk.columns[1].status
      }
      #expect(scores == values)
      #expect(status.map { $0 == 0 } == values.map { $0 > 100 })
    }
  }

  @Test func `files that cannot be written`() throws {
    let error = #expect(throws: FileError.self) { _ = try RowWriter(path: "/nowhere/scored.jsonl.gz") }
    #expect(error?.description == "cannot write /nowhere/scored.jsonl.gz: No such file or directory")
    #expect(throws: FileError(path: "/tmp", action: .write, cause: .isDirectory, reason: "Is a directory")) {
      _ = try RowWriter(path: "/tmp")
    }
  }

  @Test func `a full device is an error, at the latest when closing`() throws {
    let writer = try RowWriter(path: "/dev/full")
    let error = #expect(throws: FileError.self) {
      try writer.write(.of(groups: [0], outputs: []))
      try writer.close()
    }
    #expect(error?.cause == .full)
    #expect(error?.description == "cannot write /dev/full: No space left on device")
  }

  @Test func `a reader that has gone is an error of its own`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [CInt] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = try RowWriter(path: "/dev/fd/\(ends[1])")
    close(ends[0])
    let error = #expect(throws: FileError.self) {
      try writer.write(.of(groups: [0], outputs: []))
      try writer.close()
    }
    #expect(error?.cause == .brokenPipe)
    close(ends[1])
  }
}
