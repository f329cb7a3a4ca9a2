import CEdit
import Glibc

/// Lines that are typed at a terminal: with editing, a history in a file, and completion.
final class LineEditor {
  /// What came of asking for a line.
  enum Line {
    case text(String)
    /// Ctrl-C: what was typed does not count.
    case interrupted
    /// Ctrl-D.
    case end
  }

  /// What a word before the cursor may become, and how many characters of it are typed.
  typealias Completer = (_ before: String) -> (typed: Int, names: [String])

  private static let historySize: Int32 = 1000

  private let editor: OpaquePointer
  private let events: OpaquePointer
  /// Where the history is kept; nil where there is no such place.
  private let historyFile: String?
  private var prompt = strdup("")
  private var isInterrupted = false
  /// Asked at every Tab.
  var complete: Completer = { _ in (0, []) }

  /// Nil where the terminal cannot be used.
  init?(history path: String?) {
    // What is typed is UTF-8, also where the locale does not say so.
    if setlocale(LC_CTYPE, "") == nil || __ctype_get_mb_cur_max() == 1 { setlocale(LC_CTYPE, "C.UTF-8") }
    guard let editor = cedit_open("rewardc"), let events = history_init() else { return nil }
    self.editor = editor
    self.events = events
    _ = cedit_set_history_size(events, Self.historySize)
    _ = cedit_set_history_unique(events, 1)
    historyFile = path.flatMap { Self.canKeep(events, in: $0) ? $0 : nil }
    _ = cedit_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
    _ = cedit_set_prompt(editor) { LineEditor.of($0)?.prompt }
    _ = cedit_set_editor(editor, "emacs")
    _ = cedit_set_history(editor, events)
    // The size of the terminal is followed, and the terminal is given back before a signal ends the program.
    _ = cedit_set_signals(editor, 1)
    _ = cedit_add_function(editor, "complete", "Complete the word") { editor, _ in
      LineEditor.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    _ = cedit_bind(editor, "^I", "complete")
    // Ctrl-C is a key while a line is edited, so that it always ends that line and nothing else.
    _ = cedit_set_terminal(editor, "-isig")
    _ = cedit_add_function(editor, "interrupt", "Give up the line") { editor, _ in
      LineEditor.of(editor)?.isInterrupted = true
      return UInt8(CC_EOF)
    }
    _ = cedit_bind(editor, "^C", "interrupt")
    // So is Ctrl-Z then, and does what it always does.
    _ = cedit_add_function(editor, "suspend", "Stop the program") { _, _ in
      kill(getpid(), SIGTSTP)
      return UInt8(CC_NORM)
    }
    _ = cedit_bind(editor, "^Z", "suspend")
    _ = cedit_bind(editor, "^R", "em-inc-search-prev")
  }

  deinit {
    if let historyFile { _ = cedit_save(events, historyFile) }
    el_end(editor)
    history_end(events)
    free(prompt)
  }

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let data = cedit_client_data(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  /// The next line, without its line break; what is not blank goes into the history.
  func read(prompt text: String) -> Line {
    free(prompt)
    prompt = strdup(text)
    isInterrupted = false
    var count: Int32 = 0
    // Keys that are pressed as soon as the prompt is there are keys.
    _ = cedit_prepare(editor)
    let line = el_gets(editor, &count)
    if isInterrupted {
      Terminal.print("^C")
      return .interrupted
    }
    guard let line, count > 0 else {
      Terminal.print("")
      return .end
    }
    if line.pointee != 0, String(cString: line).contains(where: { !$0.isWhitespace }) { _ = cedit_enter(events, line) }
    var typed = String(cString: line)
    if typed.last?.isNewline ?? false { typed.removeLast() }
    return .text(typed)
  }

  // MARK: Completion

  private func completeWord() -> UInt8 {
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor else {
      return UInt8(CC_ERROR)
    }
    let before = String(
      decoding: UnsafeRawBufferPointer(start: start, count: start.distance(to: cursor)), as: UTF8.self)
    let (typed, names) = complete(before)
    guard let first = names.first else { return UInt8(CC_REFRESH_BEEP) }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let rest = common.dropFirst(typed)
    if !rest.isEmpty { return el_insertstr(editor, String(rest)) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR) }
    guard names.count > 1 else { return UInt8(CC_REFRESH) }
    Terminal.print("\n" + Self.inColumns(names, width: Terminal.width), terminator: "")
    return UInt8(CC_REDISPLAY)
  }

  private static func inColumns(_ names: [String], width: Int) -> String {
    let cell = (names.map(\.count).max() ?? 0) + 2
    let perLine = max(1, width / cell)
    var text = ""
    for (index, name) in names.enumerated() {
      let isLast = index % perLine == perLine - 1 || index == names.count - 1
      text += isLast ? name + "\n" : name + String(repeating: " ", count: cell - name.count)
    }
    return text
  }

  // MARK: History

  /// `$REWARDC_HISTORY`, else a file of the user's state; nil where there is neither, and for the empty name.
  static var historyPath: String? {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if let path = variable("REWARDC_HISTORY") { return path.isEmpty ? nil : path }
    let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let folder = state ?? variable("HOME").map({ $0 + "/.local/state" }) else { return nil }
    return folder + "/rewardc/history"
  }

  /// Reads the history. False where the file is not one, which is then left as it is, or cannot be written.
  private static func canKeep(_ events: OpaquePointer, in path: String) -> Bool {
    var info = stat()
    if stat(path, &info) == 0 {
      guard info.st_mode & S_IFMT == S_IFREG, access(path, W_OK) == 0 else { return false }
      return info.st_size == 0 || cedit_load(events, path) >= 0
    }
    return Files.makeFolders(Files.directory(of: path)) && access(Files.directory(of: path), W_OK) == 0
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
