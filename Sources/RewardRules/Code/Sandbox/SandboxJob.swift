/// A program, its tests and its limits, as the driver inside a sandbox reads them.
struct SandboxJob: Hashable, Sendable {
  var language: CodeLanguage
  /// UTF-8.
  var code: [UInt8]
  var tests: [CodeTest]
  var limits: SandboxLimits

  /// The program inside a sandbox, in Python, that runs the tests, each in a process of its own.
  static let driver = String(decoding: PackageResources.driver_py, as: UTF8.self)

  /// What the driver reads. What is expected of the program stays here.
  ///
  /// - Parameter isAlone: no other processes are in the driver's namespace, so that it may end all it sees.
  func json(isAlone: Bool) -> [UInt8] {
    var json = JSONSource()
    let head = "{\"language\": \"\(language.rawValue)\", \"alone\": \(isAlone), \(limits.members), \"code\": "
    json.bytes += Array(head.utf8)
    json.append(string: code)
    json.append(", \"tests\": [")
    for (index, test) in tests.enumerated() {
      if index > 0 { json.append(", ") }
      test.append(to: &json)
    }
    json.append("]}")
    return json.bytes
  }
}

/// The language of a program.
enum CodeLanguage: String, CaseIterable, Sendable {
  case python, shell
}

/// What a program may use. Whoever goes over a limit fails the test.
struct SandboxLimits: Hashable, Sendable {
  /// Of processor time, for each process of a test.
  var seconds = 5.0
  /// In bytes: of each process, and resident of all together.
  var memory = 512 << 20
  /// At once.
  let processes = 32
  /// Of each test, in bytes.
  let output = 1 << 20
  /// Of all files together, in bytes.
  let scratch = 64 << 20

  /// What the driver itself may need beside the program.
  static let driverMemory = 64 << 20

  /// Of time that passes, for a test: some tests wait, and some machines are busy.
  var wallSeconds: Double { 3 * seconds + 1 }
  /// Of time that passes, for a program with so many tests.
  func totalSeconds(of tests: Int) -> Double { min(wallSeconds * Double(max(tests, 1)), max(60, 2 * wallSeconds)) }

  fileprivate var members: String {
    """
    "seconds": \(max(1, seconds.rounded(.up))), "wall": \(wallSeconds), "total": \(max(60, 2 * wallSeconds)), \
    "memory": \(memory), "processes": \(processes), "output": \(output), "files": \(scratch)
    """
  }
}

/// Why a sandbox gave no answer, through no fault of the program's.
public struct SandboxFault: Error, Sendable {
  /// Lower case, no full stop.
  public var message: String

  init(_ message: String) { self.message = message }
}
