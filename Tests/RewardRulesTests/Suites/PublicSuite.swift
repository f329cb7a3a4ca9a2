import Foundation

@testable import RewardRules

/// A case of a public suite: a JSON object, whose members are read with their source kept (`1.0` is no `1`).
struct SuiteCase: Sendable {
  /// The source of each member.
  private let members: [String: String]
  /// Which case it is, for messages.
  let id: String

  init?(_ source: String) {
    guard let members = SuiteCase.members(of: source) else { return nil }
    self.members = members
    id = members["id"].flatMap(SuiteCase.text) ?? source
  }

  /// The JSON source of a member; nil where it is absent or null.
  func json(_ name: String) -> String? { members[name].flatMap { $0 == "null" ? nil : $0 } }
  /// The text of a member; nil where it is no string.
  func text(_ name: String) -> String? { members[name].flatMap(SuiteCase.text) }
  /// The number of a member, or a condition as 0 or 1; nil where it is neither.
  func number(_ name: String) -> Double? {
    members[name].flatMap { source in SuiteCase.borrowing(source) { JSONValue($0)?.number } }
  }
  /// The condition of a member; nil where it is none.
  func bool(_ name: String) -> Bool? { json(name).flatMap(Bool.init) }
  /// The JSON sources of the elements of a member; nil where it is no array.
  func elements(_ name: String) -> [String]? {
    members[name].flatMap { source in
      SuiteCase.borrowing(source) { JSONValue($0)?.elements?.map { String(decoding: $0.bytes, as: UTF8.self) } }
    }
  }

  private static func text(_ source: String) -> String? {
    borrowing(source) { JSONValue($0)?.string.map { String(decoding: $0.decoded, as: UTF8.self) } }
  }

  private static func members(of source: String) -> [String: String]? {
    borrowing(source) { bytes in
      guard JSONValue(bytes)?.kind == .object else { return nil }
      var members: [String: String] = [:]
      var scanner = JSONScanner(bytes)
      scanner.skipBlanks()
      _ = scanner.members { scanner, name in
        let name = String(decoding: JSONString(scanner.text.slice(name)).decoded, as: UTF8.self)
        guard let value = scanner.value() else { return false }
        members[name] = String(decoding: scanner.text.slice(value), as: UTF8.self)
        return true
      }
      return members
    }
  }

  private static func borrowing<T>(_ source: String, _ body: (UnsafeBufferPointer<UInt8>) -> T?) -> T? {
    var source = source
    return source.withUTF8(body)
  }
}

/// Cases of public suites. They are no part of the project: every JSON file of the folder `REWARDC_SUITES_DIR` whose head
/// names the format is read, and without the folder the tests say that they were skipped.
enum PublicSuite {
  static let folder = ProcessInfo.processInfo.environment["REWARDC_SUITES_DIR"].map { URL(filePath: $0) }
  static let isThere = folder != nil
  static let whySkipped = "REWARDC_SUITES_DIR names no folder of public suites"

  struct Unreadable: Error { var file: String }

  /// The cases of every file whose head says `format` (before its version) or `suite` as named, in the order of the files' names.
  /// None where no file has the format, which is said.
  static func cases(of format: String) throws -> [SuiteCase] {
    guard let folder else { return [] }
    let found = try cases(of: format, in: folder)
    if found.isEmpty { print("\(folder.path) has no cases of the format \(format)") }
    return found
  }

  private static func cases(of format: String, in folder: URL) throws -> [SuiteCase] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    return try files.flatMap { file -> [SuiteCase] in
      guard let whole = SuiteCase(try String(contentsOf: file, encoding: .utf8)),
        let head = whole.json("head").flatMap(SuiteCase.init)
      else { return [] }
      let names = [head.text("format"), head.text("suite")].compactMap {
        $0?.split(separator: "/").first.map(String.init)
      }
      guard names.contains(format) else { return [] }
      let cases = (whole.elements("cases") ?? []).map(SuiteCase.init)
      guard !cases.isEmpty, cases.allSatisfy({ $0 != nil }) else { throw Unreadable(file: file.lastPathComponent) }
      return cases.compactMap { $0 }
    }
  }

  /// How many of the cases agree, and what to print of the others.
  struct Agreement {
    var agreeing = 0
    var disagreements: [String] = []
    var share: Double { Double(agreeing) / Double(max(agreeing + disagreements.count, 1)) }

    mutating func add(_ isAgreeing: Bool, _ otherwise: @autoclosure () -> String) {
      if isAgreeing { agreeing += 1 } else { disagreements.append(otherwise()) }
    }
  }
}
