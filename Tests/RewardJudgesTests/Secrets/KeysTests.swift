import Foundation
import Testing

@testable import RewardJudges

@Suite("Keys go to the hosts of the user")
struct KeysTests {
  private static let secret = "sesame-77"

  private func environment(_ values: [String: String]) -> Keys.Environment { { values[$0] } }

  private func load(_ values: [String: String]) throws -> Keys {
    try Keys.load(environment: environment(["JUDGE_KEY": Self.secret].merging(values) { $1 }))
  }

  private func header(_ keys: Keys, _ url: String) throws -> String? { try keys.header(for: HTTPAddress(url))?.value }

  private func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      let texts = ["\(error)", String(reflecting: error)]
      for text in texts { #expect(!text.contains(Self.secret)) }
      return texts[0]
    }
  }

  @Test func `the bound host gets the key, and no other`() throws {
    let keys = try load(["REWARDC_KEYS": "API.Example.com=JUDGE_KEY"])
    for url in ["https://api.example.com/v1", "https://API.EXAMPLE.COM:443/v1"] {
      #expect(try header(keys, url) == "Bearer \(Self.secret)")
    }
    // What a lock from elsewhere might name.
    for url in [
      "https://evil.example/v1", "https://api.example.com.evil.example/", "https://xapi.example.com/",
      "https://api.example.com:8443/", "https://example.com/", "https://evil.example/api.example.com",
      "https://evil.example/?u=https://api.example.com", "https://api.example.com./", "https://api.example.com.:443/",
    ] {
      #expect(try header(keys, url) == nil, "\(url)")
    }
  }

  @Test(arguments: [
    "https://api.example.com@evil.example/", "https://api.example.com:x@evil.example/",
    "https://evil.example\\@api.example.com/", "https://evil.example#@api.example.com/",
    "https://api.example.com%2eevil.example/", "https://аpi.example.com/", "https://api.example.com:0443443/",
    "https://api.example.com\t/", "https://[::1/", "https://:443/", "//api.example.com/", "https:api.example.com",
  ])
  func `an address that can be read in two ways is none`(url: String) {
    #expect(throws: HTTPAddress.Unusable.self) { try HTTPAddress(url) }
  }

  @Test func `ports belong to the binding`() throws {
    let keys = try load(["REWARDC_KEYS": "127.0.0.1:8000=JUDGE_KEY, [::1]=JUDGE_KEY , a.example:443=JUDGE_KEY"])
    #expect(try header(keys, "http://127.0.0.1:8000/v1") != nil)
    #expect(try header(keys, "http://127.0.0.1:8001/v1") == nil)
    #expect(try header(keys, "http://127.0.0.1/v1") == nil)
    #expect(try header(keys, "http://[::1]/v1") != nil)
    #expect(try header(keys, "https://a.example/") != nil)
  }

  @Test func `a key goes over plain http to this machine only`() throws {
    let keys = try load(["REWARDC_KEYS": "api.example.com=JUDGE_KEY,127.0.0.1.example=JUDGE_KEY,localhost=JUDGE_KEY"])
    #expect(try header(keys, "http://localhost/") != nil)
    for url in ["http://api.example.com/", "http://127.0.0.1.example/"] {
      #expect(message { _ = try header(keys, url) }?.contains("without https") == true)
    }
  }

  @Test func `a bound host whose variable is not set is an error, and so is a key that is no line`() throws {
    let bound = ["REWARDC_KEYS": "api.example.com=JUDGE_KEY"]
    for value in ["", "\(Self.secret)\n", "\(Self.secret)\r\nX: y", "\(Self.secret)ä", " \(Self.secret)"] {
      let keys = try load(bound.merging(["JUDGE_KEY": value]) { $1 })
      #expect(message { _ = try header(keys, "https://api.example.com/") }?.contains("JUDGE_KEY") == true)
    }
  }

  @Test func `a key that stands where its variable should is not repeated`() {
    let text = message { _ = try load(["REWARDC_KEYS": "api.example.com=\(Self.secret)"]) }
    #expect(text?.contains("no name of an environment variable") == true)
    #expect(message { _ = try load(["REWARDC_KEYS": Self.secret]) } != nil)
    #expect(message { _ = try load(["REWARDC_KEYS": "https://api.example.com=JUDGE_KEY"]) } != nil)
  }

  @Test func `nothing that can be printed has the key`() throws {
    let keys = try load(["REWARDC_KEYS": "api.example.com=JUDGE_KEY"])
    let header = try #require(try keys.header(for: HTTPAddress("https://api.example.com/")))
    var dumped = ""
    dump(keys, to: &dumped)
    dump(header, to: &dumped)
    for text in ["\(keys)", String(reflecting: keys), "\(header)", String(reflecting: header), "\([header])", dumped] {
      #expect(!text.contains(Self.secret))
    }
  }

  @Test func `the user's file binds, and the environment comes before it`() throws {
    let folder = try TemporaryFolder()
    let values = ["XDG_CONFIG_HOME": folder.path, "OTHER_KEY": "other"]
    #expect(try header(load(values), "https://a.example/") == nil, "there is no file")
    try write(#"{"a.example": "JUDGE_KEY", "B.example:8443": "JUDGE_KEY"}"#, folder)
    let keys = try load(values)
    #expect(try header(keys, "https://a.example/") == "Bearer \(Self.secret)")
    #expect(try header(keys, "https://b.example:8443/") == "Bearer \(Self.secret)")
    let overridden = try load(values.merging(["REWARDC_KEYS": "a.example=OTHER_KEY"]) { $1 })
    #expect(try header(overridden, "https://a.example/") == "Bearer other")
    #expect(try header(overridden, "https://b.example:8443/") == "Bearer \(Self.secret)")
    // Without XDG_CONFIG_HOME it lies in the home; a path that is not absolute is no folder.
    let home = try TemporaryFolder()
    try write(#"{"c.example": "JUDGE_KEY"}"#, home, under: "/.config")
    #expect(try header(load(["HOME": home.path, "XDG_CONFIG_HOME": "here"]), "https://c.example/") != nil)
  }

  @Test(arguments: ["", "[]", "{", #"{"a.example": 7}"#, #"{"a.example": "no name"}"#, #"{"a b": "JUDGE_KEY"}"#])
  func `a file that is not such an object is an error that names it`(text: String) throws {
    let folder = try TemporaryFolder()
    try write(text, folder)
    #expect(message { _ = try load(["XDG_CONFIG_HOME": folder.path]) }?.contains("/rewardc/keys.json`") == true)
  }

  @Test func `a file that others can write is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try write(#"{"a.example": "JUDGE_KEY"}"#, folder)
    chmod(path, 0o646)
    #expect(message { _ = try load(["XDG_CONFIG_HOME": folder.path]) }?.contains("written by everybody") == true)
    chmod(path, 0o600)
    #expect(try load(["XDG_CONFIG_HOME": folder.path]).variable(for: HTTPAddress("https://a.example/")) == "JUDGE_KEY")
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
  func `a file of somebody else is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try write(#"{"a.example": "JUDGE_KEY"}"#, folder)
    #expect(chown(path, 65534, 65534) == 0)
    #expect(message { _ = try load(["XDG_CONFIG_HOME": folder.path]) }?.contains("another user") == true)
  }

  @discardableResult
  private func write(_ text: String, _ folder: TemporaryFolder, under: String = "") throws -> String {
    let directory = folder.path + under + "/rewardc"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let path = directory + "/keys.json"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }
}
