import Glibc
import RewardSyntax

/// The exit codes of every verb.
enum Exit: Int32 {
  case good = 0
  /// Asked and answered: the answer is bad.
  case bad = 1
  /// Could not be asked: bad flags, unreadable file, nothing collected.
  case unasked = 2
  /// Not fully answered: faults, limits; partial output is kept.
  case partial = 3
  /// Our bug.
  case bug = 4
  case interrupted = 130

  /// What each means, a line each.
  static let table = """
    0    good
    1    bad: errors in the spec, a failed test
    2    could not be asked: wrong flags, an unreadable file, no rollouts
    3    not fully answered: rows left out; partial output is kept
    4    a bug of ours
    130  interrupted
    """
}

/// Ends a command with an exit code after everything was said.
struct Stop: Error {
  var exit: Exit
  /// Said on standard error, if there is something left to say.
  var message: String?
  init(_ exit: Exit, _ message: String? = nil) {
    self.exit = exit
    self.message = message
  }
}

/// Where people read and where programs read.
enum Terminal {
  /// A line on standard error.
  static func say(_ text: String) { write(harmless(text) + "\n", to: 2) }
  /// What was asked for, on standard output, as it is: programs read it.
  static func print(_ text: String, terminator: String = "\n") { write(text + terminator, to: 1) }
  static func print(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// The text without what steers a terminal or hides in it: controls other than line breaks and tabs, and formatting
  /// characters such as those that reverse the direction. Text of a policy may hold them.
  static func harmless(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isHarmful =
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t"
        // The joiner of emoji sequences.
        case .format: scalar != "\u{200D}"
        case .lineSeparator, .paragraphSeparator: true
        default: false
        }
      if isHarmful {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(written)
    }
  }

  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// Width of standard error in columns; 100 where it has none.
  static var width: Int {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 100
  }
}

enum ColorChoice: String, CaseIterable {
  case auto, always, never

  var isOn: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: Terminal.errorIsTerminal && getenv("NO_COLOR") == nil
    }
  }
}
