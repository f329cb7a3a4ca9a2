import Glibc
import Testing

/// The same bytes come out, however the rows come in and whoever works on them.
@Suite struct DeterminismTests {
  /// Some megabytes, so that several blocks are worked on at a time; with steps or as one batch, groups scattered.
  private static func folder(hasSteps: Bool) -> Folder {
    let filler = String(repeating: "lorem ipsum ", count: 40)
    return Sample.folder(
      (0..<8_000).map { index in
        let step = index / 1000
        let group = "g\(step)-\(index % 125)"
        let answer = index &* 2_654_435_761 % 7 < 3 ? "it is 4" : "no"
        return Sample.row("\(index)", group: group, step: hasSteps ? step : nil, answer + filler.dropLast(index % 100))
      })
  }

  @Test(arguments: [true, false]) func threadsAndPackingChangeNothing(hasSteps: Bool) {
    let folder = Self.folder(hasSteps: hasSteps)
    let expected = rewardc("run", "task.reward", "rows.jsonl", "--threads", "1", in: folder)
    #expect(expected.exit == 0)
    #expect(expected.rows.count == 8_000)
    for threads in ["2", "4"] {
      let outcome = rewardc("run", "task.reward", "rows.jsonl", "--threads", threads, in: folder)
      #expect(outcome.output == expected.output)
      #expect(outcome.errors == expected.errors)
    }
    let piped = rewardc("run", "task.reward", "-", "--threads", "2", in: folder, input: .file(folder["rows.jsonl"]))
    #expect(piped.output == expected.output)
    #expect(system("gzip -k \(folder["rows.jsonl"])") == 0)
    #expect(rewardc("run", "task.reward", "rows.jsonl.gz", in: folder).output == expected.output)
    let pipedPacked = rewardc("run", "task.reward", "-", in: folder, input: .file(folder["rows.jsonl.gz"]))
    #expect(pipedPacked.output == expected.output)
  }

  @Test func aPipeInSmallPiecesIsReadLikeAFile() {
    let folder = Sample.folder((0..<50).map { Sample.row("\($0)", group: "g\($0 / 5)", step: $0 / 25) })
    let expected = rewardc("run", "task.reward", "rows.jsonl", in: folder)
    let (reading, writing) = pipe()
    let command = Command(["run", "task.reward", "-"], in: folder, input: .descriptor(reading))
    close(reading)
    let bytes = folder.bytes(of: "rows.jsonl") ?? []
    for start in stride(from: 0, to: bytes.count, by: 97) {
      writeAll(Array(bytes[start..<min(start + 97, bytes.count)]), to: writing)
    }
    close(writing)
    #expect(command.wait().output == expected.output)
  }
}
