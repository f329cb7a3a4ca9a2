/// A repeatable source of choices (SplitMix64).
struct Choices: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
  mutating func isLucky(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &self) < chance }
  mutating func number() -> Double {
    let numbers: [Double] = [0, -0.0, 1, 1, -1, 0.1, 0.2, 0.3, 2.5, 1e17, -1e17, 3, 1e-9, 1e308]
    return isLucky(0.3) ? Double.random(in: -3...3, using: &self) : pick(numbers)
  }
}
