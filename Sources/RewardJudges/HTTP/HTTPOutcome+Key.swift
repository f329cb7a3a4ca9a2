extension HTTPOutcome {
  /// Shorter ones are no secrets (`none`, `EMPTY`), and may be words of an answer.
  private static let shortestKey = 8

  /// The same, without the key of a header `Authorization: Bearer ...` in what the host says: some repeat the key that they
  /// do not accept, and what they say is shown and kept.
  func without(keyOf header: HTTPHeader?) -> HTTPOutcome {
    guard case .answer(var answer) = self, let key = header?.value.split(separator: " ").last,
      key.utf8.count >= Self.shortestKey
    else { return self }
    // As it is, and as JSON may write it (RFC 8259, 7).
    for text in [String(key), key.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/")] {
      answer.body = answer.body.replacing(Array(text.utf8), with: Array("***".utf8))
    }
    return .answer(answer)
  }
}
