import RewardSemantics
import Testing

@testable import RewardEngine

@Suite struct RecordWriterTests {
  private func written(_ records: ScoredBatch.Records..., types: [BaseType], suffix: String = ".jsonl") throws -> String
  {
    let file = TemporaryFile(suffix: suffix)
    let writer = try RecordWriter(path: file.path, types: types)
    for own in records { try writer.write(own) }
    try writer.close()
    return file.text
  }

  @Test func `a record is an object with its fields in order, null where a value is missing`() throws {
    let records = ScoredBatch.Records(
      name: "pairs", count: 2,
      fields: [
        ("prompt", .texts(["2 + 2?", "a\"b"])), ("margin", .numbers([0.25, nil])), ("chosen", .texts([nil, "4"])),
      ])
    #expect(
      try written(records, types: [.text, .real, .text]) == """
        {"prompt":"2 + 2?","margin":0.25,"chosen":null}
        {"prompt":"a\\"b","margin":null,"chosen":"4"}

        """)
  }

  @Test func `JSON and tables are written as the values they are`() throws {
    let source = Column.texts([#"{"a":[1,null]}"#, nil])
    let list = Column(.lists(offsets: [0, 2, 2], items: .texts(["{}", "[1]"])), status: [0, 0])
    let records = ScoredBatch.Records(
      name: "r", count: 2, fields: [("meta", source), ("worth", source), ("calls", list), ("text", source)])
    #expect(
      try written(records, types: [.json, .table(.real), .list(.json), .text]) == #"""
        {"meta":{"a":[1,null]},"worth":{"a":[1,null]},"calls":[{},[1]],"text":"{\"a\":[1,null]}"}
        {"meta":null,"worth":null,"calls":[],"text":null}

        """#)
  }

  @Test func `lists nest, and batches follow one another`() throws {
    let inner = Column(.lists(offsets: [0, 1, 3], items: .numbers([1, 2, nil])), status: [0, 0])
    let nested = Column(.lists(offsets: [0, 2], items: inner), status: [0])
    let records = ScoredBatch.Records(name: "r", count: 1, fields: [("v", nested)])
    let none = ScoredBatch.Records(name: "r", count: 0, fields: [("v", .numbers([]))])
    #expect(
      try written(records, none, records, types: [.list(.list(.real))])
        == "{\"v\":[[1],[2,null]]}\n{\"v\":[[1],[2,null]]}\n")
  }

  @Test func `an emission without fields writes empty objects`() throws {
    #expect(try written(.init(name: "r", count: 2, fields: []), types: []) == "{}\n{}\n")
  }

  @Test(arguments: [".jsonl", ".jsonl.gz"])
  func `what was flushed can be read while the file is open`(suffix: String) throws {
    let file = TemporaryFile(suffix: suffix)
    let writer = try RecordWriter(path: file.path, types: [.real])
    try writer.write(.init(name: "r", count: 1, fields: [("x", .numbers([1]))]))
    #expect(file.bytes.isEmpty || suffix == ".jsonl.gz")
    try writer.flush()
    let source = try LineSource(path: file.path)
    let block = try source.next()
    #expect(block?.bytes == Array("{\"x\":1}\n".utf8))
    try writer.write(.init(name: "r", count: 1, fields: [("x", .numbers([2]))]))
    try writer.close()
    let whole = try LineSource(path: file.path).next()
    #expect(whole?.bytes == Array("{\"x\":1}\n{\"x\":2}\n".utf8))
  }

  @Test func `a full device is an error`() throws {
    let writer = try RecordWriter(path: "/dev/full", types: [])
    let error = #expect(throws: FileError.self) {
      try writer.write(.init(name: "r", count: 1, fields: []))
      try writer.flush()
    }
    #expect(error?.cause == .full)
  }
}
