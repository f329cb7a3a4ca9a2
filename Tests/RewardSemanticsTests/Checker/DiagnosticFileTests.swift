import Glibc
import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// `Tests/Diagnostics/*.reward`: specs with mistakes, in which each line that is wrong says what must be reported of it.
///
/// ```
/// rule short = length(finl, in: char) < 10 char  // ! E150 21..25
/// ```
///
/// Code, first column, column behind the last one; several are separated by commas. A comment that stands alone on its
/// line speaks of the line below it. A file without such comments is in order. `// for: trl, verl` in the first line names
/// the trainers whose wires must carry the spec.
@Suite struct DiagnosticFileTests {
  @Test(arguments: DiagnosticFile.all)
  func `says what is wrong, where, and nothing else`(_ file: DiagnosticFile) {
    let result = Checker.check(file.source, registry: Registry(RewardRules.builtins), contracts: file.contracts)
    let found = result.diagnostics.map { Finding($0, in: result.sources) }
    #expect(found.sorted() == file.expected.sorted())
    #expect(result.hasErrors == (result.spec == nil))
  }

  /// A code without a file is a mistake that nobody has seen reported.
  @Test func `every code of the checker has a file with a mistake and one without`() {
    let reported = Set(DiagnosticFile.all.flatMap(\.expected).map(\.code))
    let withoutFile = Self.codes.subtracting(Self.elsewhere).subtracting(reported)
    #expect(Self.codes.count > 40)
    #expect(withoutFile.isEmpty)

    let healthy = Set(DiagnosticFile.all.filter(\.expected.isEmpty).map { $0.name.prefix { $0 != "_" }.uppercased() })
    let alone = Self.codes.subtracting(Self.elsewhere).filter { !healthy.contains($0) }
    #expect(alone.isEmpty)
  }

  /// Every code that the checker declares, from its source.
  private static let codes: Set<String> = {
    let source = SourceFile(
      name: "codes", bytes: DiagnosticFile.bytes(of: "Sources/RewardSemantics/Checker/SemanticDiagnostics.swift"))
    let lines = source.text(in: SourceRange(file: FileID(0), start: 0, end: source.bytes.count)).split(separator: "\n")
    return Set(lines.filter { $0.contains("DiagnosticCode(\"") }.map { String($0.split(separator: "\"")[1]) })
  }()

  /// They need other files, rows, options or a long spec: ``ModuleTests``, ``ParameterTests``, ``RobustnessTests``,
  /// ``CodePageTests``.
  private static let elsewhere: Set<String> = ["E308", "E309", "E310", "E380", "E603", "E604", "E610", "W380", "W381"]
}

/// One message by what a file can say of it.
struct Finding: Comparable, CustomStringConvertible {
  var line: Int
  var columns: Range<Int>
  var code: String

  init(line: Int, columns: Range<Int>, code: String) {
    self.line = line
    self.columns = columns
    self.code = code
  }

  /// A span of several lines is taken to the end of its first one.
  init(_ diagnostic: Diagnostic, in sources: SourceMap) {
    let range = diagnostic.primary.range
    let file = sources[range.file]
    let start = file.position(of: range.start)
    let end = file.position(of: range.end)
    let last = end.line == start.line ? end.column : file.text(ofLine: start.line).unicodeScalars.count + 1
    self.init(line: start.line, columns: start.column..<max(start.column, last), code: diagnostic.code.code)
  }

  var description: String { "line \(line): \(code) \(columns.lowerBound)..\(columns.upperBound)" }

  static func < (a: Finding, b: Finding) -> Bool {
    (a.line, a.columns.lowerBound, a.code) < (b.line, b.columns.lowerBound, b.code)
  }
}

/// A file and what it expects to be said of it.
struct DiagnosticFile: CustomTestStringConvertible {
  var name: String
  var source: SourceFile
  var expected: [Finding]
  var contracts: [TrainerContract] = []

  var testDescription: String { name }

  /// The files of `Tests/Diagnostics`, by name.
  static let all = files(in: "Tests/Diagnostics")

  /// The specs of a folder of the package, by name.
  static func files(in folder: String) -> [DiagnosticFile] {
    names(in: folder).filter { $0.hasSuffix(".reward") }.sorted().map { name in
      DiagnosticFile(
        name: String(name.dropLast(7)), source: SourceFile(name: name, bytes: bytes(of: "\(folder)/\(name)")))
    }
  }

  /// The folder of the package.
  private static let package =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/") + "/"

  init(name: String, source: SourceFile) {
    self.name = name
    self.source = source
    expected = []
    if source.text(ofLine: 1).hasPrefix("// for: ") {
      let names = source.text(ofLine: 1).dropFirst(8).split(separator: ",").map { $0.filter { $0 != " " } }
      contracts = names.compactMap { TrainerContract(named: $0) }
      // A name that is not known is a finding that nothing equals.
      if contracts.count != names.count { expected.append(Finding(line: 0, columns: 0..<0, code: "for")) }
    }
    for number in 1...source.lineStarts.count {
      let line = source.text(ofLine: number)
      guard let mark = line.firstRange(of: "// ! ") else { continue }
      let isAlone = line[..<mark.lowerBound].allSatisfy { $0 == " " }
      for entry in line[mark.upperBound...].split(separator: ",") {
        expected.append(Self.finding(String(entry), line: isAlone ? number + 1 : number))
      }
    }
  }

  /// `E150 21..25`; what cannot be read is a finding that nothing equals.
  private static func finding(_ text: String, line: Int) -> Finding {
    let words = text.split(separator: " ")
    let columns = words.count == 2 ? words[1].split(separator: ".").compactMap { Int($0) } : []
    guard columns.count == 2, columns[0] <= columns[1] else { return Finding(line: 0, columns: 0..<0, code: text) }
    return Finding(line: line, columns: columns[0]..<columns[1], code: String(words[0]))
  }

  /// The names in a folder of the package; none if it is no folder.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(package + folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  /// The bytes of a file of the package; none if it cannot be read.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(package + path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }
}
