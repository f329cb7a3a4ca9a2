/// Quantiles of the present elements of a container, sorted ascending. Levels outside 0...1 act as the nearer end.
public enum Quantile {
  /// Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). The median has level 0.5.
  ///
  /// Nil without elements.
  @inlinable public static func linear(_ sorted: Span<Double>, level: Double) -> Double? {
    if sorted.isEmpty { return nil }
    let place = Double(sorted.count - 1) * Scalar.clamp(level, 0, 1)
    let below = Int(place)
    let value = sorted[below]
    // At an element there is nothing to interpolate, and the next one may be too far away for a difference.
    if place == Double(below) { return value }
    return value + (place - Double(below)) * (sorted[below + 1] - value)
  }

  /// The inverse distribution function: the `ceil(level * n)`-th smallest element, the first at level 0.
  ///
  /// The product is lowered by 1e-12, so that 0.2 of 5 elements is one of them. Nil without elements.
  @inlinable public static func lower(_ sorted: Span<Double>, level: Double) -> Double? {
    if sorted.isEmpty { return nil }
    let ordinal = (Scalar.clamp(level, 0, 1) * Double(sorted.count) - 1e-12).rounded(.up)
    return sorted[max(Int(ordinal), 1) - 1]
  }
}
