import CSimdjson
import Testing

@testable import RewardEngine

/// What the diagnosis says of single rows is tested in ``RowProblemTests``.
@Suite struct JSONDiagnosisTests {
  static let seeds = [
    #"{"id": 7, "response": "a\u00e9\ud83d\ude00\n\"é😀", "score": -1.5e-3, "l": [1, [], {}, null, true, false]}"#,
    #"[0, -0, 0.5, 1E+2, {"a": {"b": [[["x"]]]}}, "\\\/\b\f\r\t"]"#,
    #" {"a" : "b" , "c" : [ 1 , 2 ] } "#,
  ].map { Array($0.utf8) }

  @Test func `the diagnosis finds a problem exactly where the parser refuses`() throws {
    let parser = try #require(JSONParser(depthLimit: 20))
    let alphabet = Array(#"{}[]",:\u0d8cef123.-+eE tn\#u{0}\#u{FF}é"#.utf8)
    var state: UInt64 = 20_260_101
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var refused = 0
    for _ in 0..<60_000 {
      var row = Self.seeds[random(Self.seeds.count)]
      for _ in 0...random(3) {
        let place = random(row.count)
        switch random(4) {
        case 0: row[place] = alphabet[random(alphabet.count)]
        case 1: row.insert(alphabet[random(alphabet.count)], at: place)
        case 2: row.remove(at: place)
        default: row.removeSubrange(place..<min(place + random(8), row.count))
        }
        if row.isEmpty { row = [0x20] }
      }
      row.withUnsafeBufferPointer { bytes in
        let result = parser.parse(bytes, isPadded: false).result
        let finding = JSONDiagnosis.firstProblem(in: bytes, depthLimit: 20)
        if result != RW_JSON_GOOD { refused += 1 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect((finding == nil) == (result == RW_JSON_GOOD), "\(text): \(String(describing: finding))")
      }
    }
    #expect(refused > 20_000 && refused < 59_000)
  }
}
