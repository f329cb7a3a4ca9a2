import Glibc
import ScriptedHTTP
import Testing

/// Ctrl-C in the middle of a run.
@Suite struct InterruptionTests {
  @Test(arguments: ["1", "2"]) func keepsWhatIsComplete(threads: String) {
    let folder = Sample.folder()
    let (reading, writing) = pipe()
    let arguments = ["run", "task.reward", "-", "-o", "scored.jsonl", "--threads", threads]
    let command = Command(arguments, in: folder, input: .descriptor(reading))
    close(reading)
    let rows = [Sample.row("a", step: 1), Sample.row("b", step: 1), Sample.row("c", step: 2), Sample.row("d", step: 3)]
    writeAll(Array(rows.map { $0 + "\n" }.joined().utf8), to: writing)
    // The rows are read and there are no more: the command waits in a read.
    while folder.bytes(of: "scored.jsonl") == nil { usleep(10_000) }
    usleep(300_000)
    command.interrupt()
    let outcome = command.wait()
    close(writing)
    #expect(outcome.exit == 130)
    #expect(outcome.errors.hasSuffix("rewardc: interrupted; what was complete is kept\n"))
    // Step 3 might have had more rows.
    #expect(Sample.ids(folder.text(of: "scored.jsonl")) == ["a", "b", "c"])
  }

  @Test func whatJudgesHaveAnsweredIsKept() throws {
    let server = try ScriptedServer { Chat.grades($0, delay: $0.number < 5 ? 0 : 100) }
    defer { server.stop() }
    let folder = JudgeSample.folder(
      JudgeSample.plans(20), models: ["good": .init(server.address, #""in_flight": 4"#)])
    let command = Command(["run", "judged.reward", "rows.jsonl", "--cache", "c.db", "--record", "r.jsonl"], in: folder)
    for _ in 0..<3000 where server.requests.count < 9 { usleep(10_000) }
    usleep(300_000)
    command.interrupt()
    let outcome = command.wait(seconds: 20)
    #expect(outcome.exit == 130)
    #expect(outcome.errors.hasSuffix("rewardc: interrupted; what was complete is kept\n"))
    // Those next in line may have gone when the others were ended.
    #expect((9...13).contains(server.requests.count))
    let lines = try ScoredLine.lines(outcome.output)
    #expect(lines.count { $0.missing.isEmpty } == 5 && lines.count == 20)
    #expect(lines.count { $0.missing["good"] == "failed: not asked any more" } == 15)
    #expect(folder.text(of: "r.jsonl").split(separator: "\n").count == 1 + 5)
  }

  @Test func aSecondOneEndsTheProgramAtOnce() {
    let folder = Sample.folder()
    // A reader that does not read: the command waits in a write.
    let (reading, writing) = pipe()
    let rows = (0..<40_000).map { Sample.row("\($0)", group: "g\($0 / 4)", step: $0 / 400) + "\n" }
    folder.write(rows.joined(), to: "rows.jsonl")
    let command = Command(["run", "task.reward", "rows.jsonl"], in: folder, output: .descriptor(writing))
    close(writing)
    // Something to read shows that the first block of output is on its way.
    var waiting = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    #expect(poll(&waiting, 1, 30_000) == 1)
    command.interrupt()
    usleep(100_000)
    command.interrupt()
    #expect(command.wait().exit == 130)
    close(reading)
  }
}
