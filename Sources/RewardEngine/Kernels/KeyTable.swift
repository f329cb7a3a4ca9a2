/// Numbers distinct keys 0, 1, 2, ... in order of first appearance. Keys are found by hash and compared by the caller.
struct KeyTable {
  private var slots: [Int32]
  private var hashes: [UInt64] = []

  init() { slots = Array(repeating: -1, count: 64) }

  var count: Int { hashes.count }

  mutating func removeAll() {
    if hashes.isEmpty { return }
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  /// The number of a key, or nil for one that was not inserted.
  ///
  /// - Parameter isKey: whether the key of a number is the one looked for.
  func find(_ hash: UInt64, where isKey: (Int) -> Bool) -> Int? {
    let number = slots[slot(of: hash, where: isKey)]
    return number < 0 ? nil : Int(number)
  }

  /// The number of a key, new if it was not there.
  mutating func insert(_ hash: UInt64, where isKey: (Int) -> Bool) -> Int {
    let slot = slot(of: hash, where: isKey)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    let number = hashes.count
    slots[slot] = Int32(number)
    hashes.append(hash)
    if hashes.count * 2 > slots.count { grow() }
    return number
  }

  private func slot(of hash: UInt64, where isKey: (Int) -> Bool) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, isKey(number) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}
