import Foundation
import Testing

@Suite("Golden vectors run through the library in the engine")
struct GoldenTests {
  @Test("every case of every file", arguments: GoldenRunner.files)
  func file(_ url: URL) throws {
    let file = try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: url))
    guard let binding = GoldenBindings.all[file.key] else {
      print("golden \(file.key): skipped, the system is not in this version yet")
      return
    }
    for golden in file.cases {
      guard binding.covers(golden) else {
        print("golden \(file.key), \(golden.name): skipped, it scores no rollouts")
        continue
      }
      let outputs = try GoldenRunner.outputs(of: golden, key: file.key, with: binding)
      for (name, want) in golden.expected.sorted(by: { $0.key < $1.key }) where !binding.gradients.contains(name) {
        let got = try #require(outputs[name])
        let difference = GoldenRunner.difference(got, want, tolerance: golden.tolerance, at: name)
        #expect(difference == nil, "\(file.key), \(golden.name)")
      }
    }
  }

  @Test("the folder is there and has files this version knows")
  func folder() throws {
    let keys = Set(GoldenRunner.files.map { $0.deletingPathExtension().lastPathComponent })
    #expect(!keys.isDisjoint(with: GoldenBindings.all.keys))
  }
}
