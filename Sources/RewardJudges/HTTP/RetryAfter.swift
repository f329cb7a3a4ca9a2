import CCurl
import Glibc

/// How long a server asks to be left alone (RFC 9110, 10.2.3).
enum RetryAfter {
  /// Seconds.
  ///
  /// - Parameters:
  ///   - milliseconds: the value of `retry-after-ms`, which some hosts send beside the other and is finer.
  ///   - value: the value of `Retry-After`: seconds, or a date.
  ///   - date: the value of `Date`: dates are compared by the clock that wrote them.
  static func seconds(milliseconds: String?, value: String?, date: String?) -> Double? {
    if let wait = milliseconds.flatMap(number) { return wait / 1000 }
    guard let value else { return nil }
    if let wait = number(value) { return wait }
    let then = ccurl_date(value)
    guard then >= 0 else { return nil }
    let written = date.map { ccurl_date($0) } ?? -1
    return max(0, Double(then) - Double(written >= 0 ? written : Int64(time(nil))))
  }

  private static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    return isPlain ? Double(text) : nil
  }
}
