/// What the driver said of a job: a JSON object a line, as far as it came.
struct SandboxReport: Sendable {
  struct Test: Sendable {
    /// The program's own end: `done`, or why it did not come to it.
    var ended: String
    /// The program itself ran to its end, whatever the test then found.
    var isLoaded: Bool
    /// What the function returned, as JSON.
    var value: [UInt8]?
    var output: [UInt8]
    var errors: [UInt8]
  }

  /// The driver has begun: what ends it from here on may be the program's doing.
  private(set) var isReady = false
  /// Nil where it did not come so far.
  private(set) var isCompiled: Bool?
  private(set) var compilerErrors: [UInt8] = []
  /// By place of the test; those not reported were not run to their end.
  private(set) var tests: [Int: Test] = [:]
  private(set) var isFinished = false
  /// The sandbox was ended because the program went over a limit of all its processes together.
  var isStopped = false

  /// - Parameter output: whole lines, and perhaps the beginning of one.
  init(_ output: [UInt8]) {
    for line in output.split(separator: UInt8(ascii: "\n")) {
      line.withUnsafeBufferPointer { read($0) }
    }
  }

  private mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
    func member(_ name: String) -> JSONValue? {
      guard case .value(let value) = JSONValue.find([Array(name.utf8)], in: line), value.kind != .null else {
        return nil
      }
      return value
    }
    func text(_ name: String) -> [UInt8] { member(name)?.string?.decoded ?? [] }

    if let test = member("test")?.number.flatMap({ Int(exactly: $0) }) {
      tests[test] = Test(
        ended: String(decoding: text("ended"), as: UTF8.self), isLoaded: member("loaded")?.number == 1,
        value: member("value")?.string?.decoded, output: text("output"), errors: text("errors"))
    } else if let compiled = member("compiled")?.number {
      isCompiled = compiled == 1
      compilerErrors = text("errors")
    } else if member("ready") != nil {
      isReady = true
    } else if member("finished") != nil {
      isFinished = true
    }
  }
}
