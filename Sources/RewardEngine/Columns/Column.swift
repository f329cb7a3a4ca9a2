import RewardSemantics

/// Immutable bytes that text columns point into. Shared, never copied.
public final class ByteArena: Sendable {
  public let bytes: [UInt8]
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Texts as ranges of one arena: element i is `arena.bytes[starts[i]..<ends[i]]`.
///
/// Ranges may overlap and stand in any order, so that an extraction is a new pair of ranges and no copy.
public struct TextStorage: Sendable {
  public var arena: ByteArena
  public var starts: [Int]
  public var ends: [Int]
  public init(arena: ByteArena, starts: [Int], ends: [Int]) {
    self.arena = arena
    self.starts = starts
    self.ends = ends
  }
  public var count: Int { starts.count }

  /// The bytes of one text.
  public subscript(element: Int) -> ArraySlice<UInt8> { arena.bytes[starts[element]..<ends[element]] }
}

/// One value per element of a grain, with the status of each.
public struct Column: Sendable {
  public enum Storage: Sendable {
    /// Numbers and booleans. A missing element holds 0.
    case numbers([Double])
    /// Text and JSON source. A missing element holds an empty range.
    case texts(TextStorage)
    /// Element i is `values[offsets[i]..<offsets[i + 1]]`.
    case numberLists(offsets: [Int], values: [Double])
    case textLists(offsets: [Int], values: TextStorage)
  }
  public var storage: Storage
  /// Raw ``Status`` of each element.
  public var status: [UInt8]

  public init(_ storage: Storage, status: [UInt8]) {
    self.storage = storage
    self.status = status
  }
  public var count: Int { status.count }
}
