import RewardSemantics

/// What the requests of a batch are told apart by.
///
/// The id of a request follows from the spec, the step, the group and the rollout that it is about, and its prompt: the
/// same rows give the same ids in every run, and an answer to another prompt is no answer.
struct RequestIdentity {
  let spec: String
  let step: String
  /// JSON source of each rollout's id.
  var ids = Column(.numbers([]), status: [])
  /// By group.
  var groupNames: [String] = []

  /// The id of a request: 16 hexadecimal digits, FNV-1a over what it is about.
  ///
  /// - Parameters:
  ///   - place: of the rollout in its group; nil for a request about the group.
  func id(of request: String, group: Int, rollout: Int?, place: Int?, prompt: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      // No text has this byte, so that two texts are never one.
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    mix(spec.utf8)
    mix(request.utf8)
    mix(step.utf8)
    mix(group < groupNames.count ? groupNames[group].utf8 : "\(group)".utf8)
    if let rollout, let place {
      if rollout < ids.count, ids.status[rollout] < 16, case .texts(let texts) = ids.storage { mix(texts[rollout]) }
      mix("\(place)".utf8)
    }
    mix(prompt)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
