/// A function of the core language: one that the checker turns into an ``Operation`` of its own.
///
/// Everything else that can be called is a ``Builtin`` or a library function. Names, documentation and forms are
/// declared here once; checker, hover and manual read them.
public struct CoreFunction: Sendable {
  /// How a call is read.
  enum Form: Sendable {
    /// Elementwise on numbers; the labels of arguments after the first, where they have one.
    case arithmetic(Arithmetic, labels: [String?])
    /// `f(x over h)`; `options` are its named arguments beside `weight`.
    case aggregate(AggregateForm)
    case window(WindowForm)
    case present, failed
    case detach
    case position
    case temporal(TemporalForm)
    case random
    case swap
  }

  enum AggregateForm: Sendable {
    case sum, product, mean, variance, deviation, minimum, maximum, any, all, count, first, last
    case median, quantile, logSumExp, entropy, mode
    case pick, collect
  }

  enum WindowForm: Sendable { case discounted, previous, next, cumulative, rank, softmax, top, sample }

  enum TemporalForm: Sendable { case always, eventually, until, next }

  /// As a spec calls it.
  public var name: String
  /// As the manual prints it.
  public var signature: String
  /// One sentence.
  public var summary: String
  /// Edges and definitions; may be empty.
  public var details: String
  /// Shown by the manual and checked by the tests.
  public var examples: [Builtin.Example]
  var form: Form

  /// Whether a call has `over`.
  public var takesOver: Bool {
    switch form {
    case .aggregate, .window: true
    default: false
    }
  }

  /// The core function of this name, or nil.
  public static func named(_ name: String) -> CoreFunction? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Every core function, in the order of the manual.
  public static let all: [CoreFunction] = elementwise + aggregates + windows + temporal
}
