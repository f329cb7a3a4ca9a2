import RewardSemantics

/// Immutable bytes that text columns point into. Shared, never copied.
public final class ByteArena: Sendable {
  /// The bytes that ranges count in.
  public let bytes: [UInt8]
  /// Takes over `bytes`, which must be valid UTF-8 wherever a text points.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Texts as ranges of one arena: element i is `arena.bytes[starts[i]..<ends[i]]`.
///
/// Ranges may overlap and stand in any order, so that an extraction is a new pair of ranges and no copy.
public struct TextStorage: Sendable {
  /// The bytes that the ranges are of.
  public var arena: ByteArena
  /// Byte offset of the first byte of each text.
  public var starts: [Int]
  /// Byte offset after the last byte of each text; as many as `starts`.
  public var ends: [Int]
  /// `starts` and `ends` are equally long and within the arena.
  public init(arena: ByteArena, starts: [Int], ends: [Int]) {
    self.arena = arena
    self.starts = starts
    self.ends = ends
  }
  /// Number of texts.
  public var count: Int { starts.count }

  /// The bytes of one text.
  public subscript(element: Int) -> ArraySlice<UInt8> { arena.bytes[starts[element]..<ends[element]] }
}

/// One value per element of a grain, with the status of each.
public struct Column: Sendable {
  /// The values, by form.
  public enum Storage: Sendable {
    /// Numbers and booleans. A missing element holds 0.
    case numbers([Double])
    /// Text and JSON source. A missing element holds an empty range.
    case texts(TextStorage)
    /// Element i is a list: the elements `offsets[i]..<offsets[i + 1]` of `items`.
    indirect case lists(offsets: [Int], items: Column)
  }
  /// The values of all elements.
  public var storage: Storage
  /// Raw ``Status`` of each element.
  public var status: [UInt8]

  /// `status` has one entry for each element of `storage`.
  public init(_ storage: Storage, status: [UInt8]) {
    self.storage = storage
    self.status = status
  }
  /// Number of elements.
  public var count: Int { status.count }
}
