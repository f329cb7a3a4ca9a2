/// Writes diagnostics for people.
///
/// ```
/// error[E108]: `&&` is written `and`
///  --> gsm8k.reward:3:18
///   |
/// 3 | rule both = long && right
///   |                  ^^ written `and` here
///   |
/// help: write `and`
///   |
/// 3 | rule both = long and right
///   |                  ~~~
/// ```
///
/// Whatever stands in the source, the output holds no control characters but line breaks and the renderer's own colors.
public struct DiagnosticRenderer: Sendable {
  /// A renderer has no settings of its own.
  public init() {}

  /// The full form, several lines, with a line break at the end.
  /// - Parameter color: adds ANSI colors.
  public func render(_ diagnostic: Diagnostic, in sources: SourceMap, color: Bool) -> String {
    var page = Page(sources: sources, color: color, digits: Self.digits(diagnostic, sources))
    let isError = diagnostic.severity == .error
    let headline = "\(isError ? "error" : "warning")[\(diagnostic.code.code)]"
    page.lines.append(
      page.paint(headline, isError ? .error : .warning)
        + page.paint(": \(DisplayText.escaped(diagnostic.message))", .strong))

    let main = diagnostic.primary.range.file
    let labels = [(diagnostic.primary, isError ? Page.Ink.error : .warning)] + diagnostic.secondary.map { ($0, .frame) }
    page.add(labels.filter { $0.0.range.file == main }, arrow: "-->")
    var others: [FileID] = []
    for (label, _) in labels where label.range.file != main && !others.contains(label.range.file) {
      others.append(label.range.file)
    }
    for file in others { page.add(labels.filter { $0.0.range.file == file }, arrow: ":::") }

    if !diagnostic.notes.isEmpty || diagnostic.fix != nil { page.addRule() }
    for note in diagnostic.notes {
      page.lines.append(
        page.margin + page.paint(" = ", .frame) + page.paint("note", .strong) + ": " + DisplayText.escaped(note))
    }
    if let fix = diagnostic.fix { page.add(fix) }
    return page.lines.joined(separator: "\n") + "\n"
  }

  /// `file:line:column: error[E108]: message`, without a line break.
  public func compact(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    let range = diagnostic.primary.range
    let position = sources[range.file].position(of: range.start)
    let severity = diagnostic.severity == .error ? "error" : "warning"
    return "\(DisplayText.escaped(sources[range.file].name)):\(position.line):\(position.column): "
      + "\(severity)[\(diagnostic.code.code)]: \(DisplayText.escaped(diagnostic.message))"
  }

  /// How wide the line numbers are.
  private static func digits(_ diagnostic: Diagnostic, _ sources: SourceMap) -> Int {
    var ranges = [diagnostic.primary.range] + diagnostic.secondary.map(\.range)
    if let fix = diagnostic.fix { ranges.append(fix.range) }
    let last = ranges.map { sources[$0.file].position(of: $0.start).line }.max() ?? 1
    return String(last + (diagnostic.fix?.replacement.utf8.count { $0 == UInt8(ascii: "\n") } ?? 0)).utf8.count
  }
}

/// The lines of one rendered diagnostic.
private struct Page {
  enum Ink: String {
    case error = "1;31"
    case warning = "1;33"
    case frame = "1;34"
    case help = "1;36"
    case strong = "1"
  }

  let sources: SourceMap
  let color: Bool
  /// Blanks as wide as the line numbers.
  let margin: String
  var lines: [String] = []

  init(sources: SourceMap, color: Bool, digits: Int) {
    self.sources = sources
    self.color = color
    margin = String(repeating: " ", count: digits)
  }

  func paint(_ text: String, _ ink: Ink) -> String { color ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text }

  mutating func addRule() { lines.append(margin + paint(" |", .frame)) }

  /// The lines of one file that carry labels; the first label says where the arrow points.
  mutating func add(_ labels: [(label: Diagnostic.Label, ink: Ink)], arrow: String) {
    guard let first = labels.first?.label.range else { return }
    let source = sources[first.file]
    let position = source.position(of: first.start)
    let place = "\(DisplayText.escaped(source.name)):\(position.line):\(position.column)"
    lines.append(margin + paint("\(arrow) ", .frame) + place)
    addRule()
    let placed = labels.map { (line: source.position(of: $0.label.range.start).line, label: $0.label, ink: $0.ink) }
    var previous: Int?
    for line in Set(placed.map(\.line)).sorted() {
      if let previous, line > previous + 1 { lines.append(paint("...", .frame)) }
      previous = line
      let here = placed.filter { $0.line == line }
      let excerpt = Excerpt(
        source.bytes, line: source.range(ofLine: line),
        spans: here.map { $0.label.range.start..<$0.label.range.end })
      add(excerpt.text, number: line)
      for (columns, item) in zip(excerpt.columns, here) {
        let isPrimary = item.ink != .frame
        add(mark: isPrimary ? "^" : "-", columns, item.label.text, item.ink)
      }
    }
  }

  /// The mended lines of a fix.
  mutating func add(_ fix: Diagnostic.Fix) {
    let source = sources[fix.range.file]
    let first = source.position(of: fix.range.start).line
    let last = source.position(of: fix.range.end).line
    let start = source.range(ofLine: first).lowerBound
    let end = source.range(ofLine: last).upperBound
    let replacement = Array(fix.replacement.utf8)
    let mended = Array(source.bytes[start..<fix.range.start]) + replacement + Array(source.bytes[fix.range.end..<end])
    let edit = fix.range.start - start..<fix.range.start - start + replacement.count

    lines.append(paint("help", .help) + ": " + DisplayText.escaped(fix.title))
    addRule()
    let file = SourceFile(name: source.name, bytes: mended)
    for line in 1...file.lineStarts.count {
      let range = file.range(ofLine: line)
      guard range.upperBound >= edit.lowerBound, range.lowerBound <= edit.upperBound else { continue }
      let part = max(edit.lowerBound, range.lowerBound)..<max(min(edit.upperBound, range.upperBound), range.lowerBound)
      let excerpt = Excerpt(mended, line: range, spans: [part])
      add(excerpt.text, number: first + line - 1)
      if !part.isEmpty, let columns = excerpt.columns.first {
        add(mark: fix.range.start == fix.range.end ? "+" : "~", columns, "", .help)
      }
    }
  }

  private mutating func add(_ text: String, number: Int) {
    let padding = String(repeating: " ", count: max(0, margin.utf8.count - String(number).utf8.count))
    lines.append(paint("\(padding)\(number) |", .frame) + (text.isEmpty ? "" : " " + text))
  }

  private mutating func add(mark: String, _ columns: Range<Int>, _ text: String, _ ink: Ink) {
    let underline = String(repeating: mark, count: columns.count)
    let label = text.isEmpty ? "" : " " + DisplayText.escaped(text)
    lines.append(
      margin + paint(" | ", .frame) + String(repeating: " ", count: columns.lowerBound) + paint(underline + label, ink))
  }
}

extension SourceFile {
  /// The bytes of line `line` (counted from 1) without its line break.
  func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }
}
