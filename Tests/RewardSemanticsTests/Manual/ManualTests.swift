import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// The whole manual: every page renders, and nothing in it points nowhere.
@Suite struct ManualTests {
  private static let manual = Manual(
    registry: Registry(RewardRules.builtins),
    verbs: [Manual.Verb(name: "check", summary: "Say what is wrong.", help: "USAGE: rewardc check\n")],
    exitCodes: "0  good\n")

  @Test func `everything that has a name has a page`() {
    let pages = Self.manual.pages
    let names = Set(pages.map(\.name))
    #expect(Set(pages.map(\.key)).count == pages.count)
    #expect(pages.allSatisfy { !$0.title.isEmpty && !$0.summary.isEmpty && !$0.body.isEmpty })
    for name in Self.manual.names where name != "codes" { #expect(names.contains(name), "\(name)") }
    for section in ManualPage.Section.allCases { #expect(pages.contains { $0.section == section }) }
  }

  @Test func `every page is printed by its name`() {
    for name in Self.manual.names { #expect(Self.manual.page(for: name)?.isEmpty == false, "\(name)") }
    #expect(Self.manual.page(for: "nothing of this name") == nil)
  }

  @Test func `no link of the document dangles`() {
    let text = Self.manual.document
    let anchors = text.parts(between: "<a id=\"", and: "\"")
    #expect(Set(anchors).count == anchors.count)
    let links = text.parts(between: "](#", and: ")")
    #expect(links.count > 300)
    #expect(Set(links).subtracting(anchors).isEmpty)
    #expect(!text.contains("](page:"))
  }

  @Test func `no link between the files dangles`() {
    let files = Self.manual.files
    let paths = Set(files.map(\.path))
    #expect(files.count == Self.manual.pages.count + 1)
    for file in files {
      let folder = file.path.contains("/") ? "../" : ""
      for link in file.text.parts(between: "](", and: ")") where link.hasSuffix(".md") {
        #expect(link.hasPrefix(folder) && paths.contains(String(link.dropFirst(folder.count))), "\(file.path): \(link)")
      }
      #expect(!file.text.contains("](page:"), "\(file.path)")
    }
  }

  @Test func `whatever page the manual names is there`() {
    let codes = Set(DiagnosticCode.all.map(\.code))
    for page in Self.manual.pages where page.section != .commands {
      for name in page.body.parts(between: "`rewardc doc ", and: "`") where name != "NAME" {
        #expect(Self.manual.page(for: name) != nil, "\(page.name): \(name)")
      }
      for code in page.body.parts(between: "`rewardc explain ", and: "`") { #expect(codes.contains(code)) }
    }
  }

  @Test func `a mention of a page becomes a link`() throws {
    let page = try #require(Self.manual.pages.first { $0.name == "E703" })
    #expect(page.body.contains("[`rewardc doc test`](page:language/test)"))
    #expect(Self.manual.document.contains("[`rewardc doc test`](#language-test)"))
  }
}

extension String {
  /// The texts between each `start` and the next `end` behind it.
  fileprivate func parts(between start: String, and end: Character) -> [String] {
    ranges(of: start).map { String(self[$0.upperBound...].prefix { $0 != end }) }
  }
}
