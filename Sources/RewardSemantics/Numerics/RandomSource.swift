/// Numbers that look random and are a function of where they stand: the same rows give the same numbers, whatever the
/// order, the threads and the batches before.
///
/// A number is uniform in [0, 1). It is a hash of the seed of the run, the spec, the name of the draw, the step, the
/// group and the places of the element in it.
public struct RandomSource: Sendable, Hashable {
  private var state: UInt64

  /// - Parameters:
  ///   - seed: of the run.
  ///   - spec: the name of the spec.
  ///   - step: the step as the rows name it; empty for rows without one.
  public init(seed: UInt64, spec: String, step: some Sequence<UInt8>) {
    state = seed
    mix(Array(spec.utf8))
    mix(step)
  }

  /// The source for one draw of the spec: `name` tells several apart.
  public func draw(_ name: String) -> RandomSource { with { $0.mix(Array(name.utf8)) } }
  /// The source for one group, by its key as the rows write it.
  public func group(_ key: some Sequence<UInt8>) -> RandomSource { with { $0.mix(key) } }
  /// The source for the element at a place inside the element that this source is for, from 0.
  public func element(_ place: Int) -> RandomSource {
    with { $0.mix(word: UInt64(truncatingIfNeeded: place) &+ 0x5851_F42D_4C95_7F2D) }
  }

  /// The number: a multiple of 2^-53 in [0, 1).
  public var uniform: Double { Double(RandomSource.finish(state) >> 11) * 0x1p-53 }

  private func with(_ change: (inout RandomSource) -> Void) -> RandomSource {
    var copy = self
    change(&copy)
    return copy
  }

  private mutating func mix(_ bytes: some Sequence<UInt8>) {
    // FNV-1a, closed off by the length, so that two texts cannot share their border.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var count: UInt64 = 0
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      count += 1
    }
    mix(word: hash)
    mix(word: count)
  }

  private mutating func mix(word: UInt64) {
    state = RandomSource.finish(state &+ 0x9E37_79B9_7F4A_7C15 ^ word)
  }

  /// The finalizer of SplitMix64.
  private static func finish(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
