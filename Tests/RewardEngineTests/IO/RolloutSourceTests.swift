import RewardSemantics
import Testing

@testable import RewardEngine

/// Where a file of turns is cut.
@Suite struct RolloutSourceTests {
  private let parser = RowParser(
    schema: RowSchema(
      rowGrain: .turn, fields: [.field("pace", .number, per: .turn)], needsTurns: false, idPaths: [["rollout_id"]],
      groupPaths: [], stepPaths: []))

  private struct Read: Equatable {
    var ids: [String] = []
    var turns: [Int] = []
    var problems: [RowProblem] = []
    var blocks = 0
  }

  private func read(_ file: TemporaryFile, readSize: Int, lineLimit: Int = 1 << 20) throws -> Read {
    let lines = try LineSource(path: file.path, blockSize: 1, readSize: readSize, lineLimit: lineLimit)
    let source = RolloutSource(lines, for: parser)
    var read = Read()
    while let block = try source.next(isInterrupted: { false }) {
      let chunk = parser.parse(block)
      read.ids += chunk.ids.shown
      let offsets = chunk.turnOffsets ?? []
      read.turns += zip(offsets, offsets.dropFirst()).map { $1 - $0 }
      read.problems += chunk.problems
      read.blocks += 1
    }
    return read
  }

  private static func row(_ id: String, _ more: String = "") -> String {
    #"{"rollout_id": \#(id), "pace": 1\#(more)}"#
  }

  @Test("blocks of any size give the same rollouts and problems")
  func blocks() throws {
    let long = Self.row("9", #", "more": "\#(String(repeating: "x", count: 200))""#)
    let rows = [
      Self.row("1"), Self.row("1"), "", Self.row("2"), long, Self.row("3"), Self.row("3"), "{", Self.row("4"),
      Self.row("5"), long, long, Self.row("6"), #"{"pace": 1}"#, #"{"pace": 2}"#, Self.row("7"), Self.row("8"),
      Self.row("123456789012345678901234567890"), Self.row("123456789012345678901234567890"), Self.row("9"),
      Self.row("10"), long,
    ]
    for text in [rows.joined(separator: "\n"), rows.map { $0 + "\r\n" }.joined()] {
      let file = TemporaryFile(text)
      var whole = try read(file, readSize: 1 << 20, lineLimit: 100)
      #expect(whole.ids == ["1", "8", "1.2345678901234568e+29", "9"])
      #expect(whole.turns == [2, 1, 2, 1])
      #expect(whole.blocks == 2)
      for readSize in [1, 2, 7, 40, 41, 64, 150, 500] {
        var parts = try read(file, readSize: readSize, lineLimit: 100)
        #expect(parts.blocks > 2 || readSize > 64)
        (parts.blocks, whole.blocks) = (0, 0)
        #expect(parts == whole, "\(readSize)")
      }
    }
  }

  @Test("a long rollout, and rows that name none, take time in proportion", .timeLimit(.minutes(1)))
  func long() throws {
    let count = 20_000
    let one = TemporaryFile(String(repeating: Self.row("1") + "\n", count: count))
    #expect(try read(one, readSize: 64).turns == [count])
    let none = TemporaryFile(String(repeating: "{\"pace\": 1}\n", count: count))
    #expect(try read(none, readSize: 64).problems.count == count)
  }
}
