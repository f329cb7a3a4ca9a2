/// What `rank` gives to elements that are sorted by their keys.
public enum Ranks {
  /// The rank of the element that stands at `place` of the stable ascending order, from 0.
  ///
  /// - Parameter equals: The places of the elements whose keys equal its own, itself included.
  @inlinable public static func rank(at place: Int, among equals: Range<Int>, ties: Window.Ties) -> Double {
    switch ties {
    case .position: Double(place)
    case .average: Double(equals.lowerBound + equals.upperBound - 1) / 2
    case .min: Double(equals.lowerBound)
    }
  }
}
