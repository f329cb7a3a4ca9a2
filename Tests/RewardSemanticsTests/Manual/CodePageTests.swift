import RewardEngine
import RewardGraph
import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// Every code has a page, and what the page shows is so.
@Suite struct CodePageTests {
  @Test(arguments: CodePage.all.map(\.code.code))
  func `the wrong example gives the code, and the right one nothing`(_ code: String) throws {
    let page = try #require(CodePage.all.first { $0.code.code == code })
    let found = check(page.wrong).map(\.code.code)
    #expect(found.last == code)
    #expect(found.count == 1 || code == "E123", "\(found)")
    #expect(check(page.right).map(\.message) == [])
  }

  @Test func `every declared code is listed once and has a page`() {
    let declared = Self.declaredCodes(in: "Sources")
    #expect(declared.count > 70)
    #expect(DiagnosticCode.all.map(\.code).sorted() == declared.sorted())
    #expect(CodePage.all.map(\.code.code) == declared.sorted())
  }

  @Test func `a page teaches its rule in two to six sentences`() {
    for page in CodePage.all {
      let ends = page.rule.split(whereSeparator: \.isWhitespace).count { $0.hasSuffix(".") }
      #expect((2...6).contains(ends), "\(page.code.code)")
      #expect(!page.title.hasSuffix("."))
    }
  }

  /// Every code that is made in the sources.
  private static func declaredCodes(in folder: String) -> [String] {
    DiagnosticFile.names(in: folder).filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      guard name.hasSuffix(".swift") else { return declaredCodes(in: "\(folder)/\(name)") }
      let text = String(decoding: DiagnosticFile.bytes(of: "\(folder)/\(name)"), as: UTF8.self)
      return text.components(behind: "DiagnosticCode(\"").map { String($0.prefix { $0 != "\"" }) }
    }
  }

  private func check(_ example: CodePage.Example) -> [Diagnostic] {
    let loader = ModuleLoader { path, _ in
      if path.hasPrefix("../") { return .failure(.init("`\(path)` is outside the project", isOutsideRoot: true)) }
      guard let text = example.files[path] else { return .failure(.init("there is no file `\(path)`")) }
      return .success(SourceFile(name: path, text: text))
    }
    func result(_ bytes: [UInt8]) -> CheckResult {
      Checker.check(
        SourceFile(name: "example.reward", bytes: bytes), registry: Registry(RewardRules.builtins), loader: loader,
        overrides: example.settings, contracts: example.trainers.compactMap { TrainerContract(named: $0) })
    }
    let checked = result(example.bytes)
    guard let spec = checked.spec else { return checked.diagnostics }
    var diagnostics = checked.diagnostics
    if let text = example.earlier, let earlier = result(Array(text.utf8)).spec,
      let stale = VersionCheck.diagnostic(of: spec, against: earlier, named: "earlier")
    {
      diagnostics.append(stale)
    }
    if let rows = example.rows {
      var census = InputCensus(of: spec)
      census.add(LineBlock(bytes: Array(rows.utf8)))
      diagnostics += DataCheck.diagnostics(of: spec, in: census, named: "rows.jsonl")
    }
    return diagnostics
  }
}

extension String {
  /// What follows each occurrence of `mark`.
  fileprivate func components(behind mark: String) -> [Substring] {
    ranges(of: mark).map { self[$0.upperBound...] }
  }
}
