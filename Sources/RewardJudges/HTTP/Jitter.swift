import Synchronization

/// Random waits, so that those who failed together do not come again together. The same seed gives the same ones.
final class Jitter: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed) }

  /// From 0 to `most`.
  func next(upTo most: Double) -> Double {
    // SplitMix64.
    let word = state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
    return most * Double(word >> 11) * 0x1p-53
  }
}
