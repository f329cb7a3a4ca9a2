import Glibc
import Testing

/// Where output goes, and what happens when it cannot.
@Suite struct OutputTests {
  /// Rows of many steps: more than one block of output.
  private static let manyRows = (0..<12_000).map { index in
    Sample.row("id-\(index)", group: "g\(index / 4)", step: index / 400, index % 3 == 0 ? "it is 4" : "no")
  }

  @Test(arguments: [1, 12_000]) func aFullDiskIsExitCode3(count: Int) {
    let folder = Sample.folder(Array(Self.manyRows[..<count]))
    let toFile = rewardc("run", "task.reward", "rows.jsonl", "-o", "/dev/full", in: folder)
    #expect(toFile.exit == 3)
    #expect(toFile.errors.hasSuffix("rewardc: cannot write /dev/full: No space left on device\n"))
    let toOutput = rewardc("run", "task.reward", "rows.jsonl", in: folder, output: .file("/dev/full"))
    #expect(toOutput.exit == 3)
    #expect(toOutput.errors.hasSuffix("rewardc: cannot write standard output: No space left on device\n"))
  }

  @Test func metricsThatCannotBeWrittenAreExitCode3AndTheRowsAreThere() {
    let outcome = rewardc(
      "run", "task.reward", "rows.jsonl", "--metrics", "/dev/full", in: Sample.folder([Sample.row("a")]))
    #expect(outcome.exit == 3)
    #expect(outcome.errors.hasSuffix("rewardc: /dev/full: No space left on device\n"))
    #expect(Sample.ids(outcome) == ["a"])
  }

  /// As in `rewardc run ... | head -1`.
  @Test func aReaderThatGoesIsExitCode3() {
    let folder = Sample.folder(Self.manyRows)
    let (reading, writing) = pipe()
    let command = Command(["run", "task.reward", "rows.jsonl"], in: folder, output: .descriptor(writing))
    close(writing)
    var byte: UInt8 = 0
    #expect(read(reading, &byte, 1) == 1)
    close(reading)
    let outcome = command.wait()
    #expect(outcome.exit == 3)
    #expect(outcome.errors.hasSuffix("rewardc: cannot write standard output: Broken pipe\n"))
  }

  @Test(arguments: [
    ["-o", "no/such/folder"], ["-o", "x", "--metrics", "no/such/folder"], ["--manifest", "no/folder"],
  ])
  func whatCannotBeWrittenIsSaidBeforeTheRun(arguments: [String]) {
    let folder = Sample.folder([Sample.row("a")])
    let outcome = Command(["run", "task.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "rewardc: cannot write \(arguments.last ?? ""): No such file or directory\n")
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    ["-o", "rows.jsonl"], ["-o", "./rows.jsonl"], ["-o", "task.reward"], ["--metrics", "rows.jsonl"],
    ["-o", "new.jsonl", "--metrics", "new.jsonl"],
  ])
  func noFileOfTheRunIsOverwritten(arguments: [String]) {
    let folder = Sample.folder([Sample.row("a")])
    let outcome = Command(["run", "task.reward", "rows.jsonl"] + arguments, in: folder).wait()
    #expect(outcome.exit == 2)
    #expect(outcome.errors.hasSuffix("by this run; write to another file\n"))
    #expect(folder.text(of: "rows.jsonl") == Sample.row("a") + "\n")
    #expect(folder.text(of: "task.reward") == Sample.spec)
  }

  @Test func compressedOutputReadsBack() {
    let folder = Sample.folder(Self.manyRows)
    #expect(rewardc("run", "task.reward", "rows.jsonl", "-o", "scored.jsonl.gz", in: folder).exit == 0)
    #expect(system("gzip -d \(folder["scored.jsonl.gz"])") == 0)
    #expect(folder.text(of: "scored.jsonl") == rewardc("run", "task.reward", "rows.jsonl", in: folder).output)
  }

  /// Steps that were complete before the cut are written, however many threads were ahead.
  @Test(arguments: ["1", "2", "4"]) func compressedInputThatIsCutOffKeepsWholeSteps(threads: String) throws {
    let folder = Sample.folder(Self.manyRows)
    #expect(system("gzip \(folder["rows.jsonl"])") == 0)
    let whole = try #require(folder.bytes(of: "rows.jsonl.gz"))
    folder.write(Array(whole[..<(whole.count / 2)]), to: "cut.jsonl.gz")
    let outcome = rewardc("run", "task.reward", "cut.jsonl.gz", "--threads", threads, in: folder)
    #expect(outcome.exit == 3)
    #expect(outcome.errors.hasSuffix("rewardc: cannot read cut.jsonl.gz: the gzip data is cut off\n"))
    #expect(outcome.rows.count > 2000)
    #expect(outcome.rows.count.isMultiple(of: 400))
  }
}
