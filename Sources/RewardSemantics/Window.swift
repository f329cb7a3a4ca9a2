/// One result for each element, found from the elements of its container in their order.
///
/// With `by` the elements of one container with equal keys are a container of their own; an element without a key has
/// no container and abstains (``Status/noElement``). Elements that fail `where` are no elements; what the window gives
/// them all the same stands at each ``Kind``.
public struct Window: Hashable, Sendable {
  /// Which function it is.
  public enum Kind: Hashable, Sendable {
    /// To go, own element included: `y_t = x_t + gamma * y_(t+1)`; the extra operand is gamma. An element outside
    /// `where` has the value of the next one inside, 0 behind the last.
    case discounted
    /// Neighbour in the container; the extra operand, if there is one, is the value at the edge. An element outside
    /// `where` has the nearest one inside as its neighbour.
    case previous, next
    /// The elements so far put together; `exclusive` leaves the own element out. An element outside `where` has what
    /// was put together before it. From a missing element on it is missing.
    case cumulative(Fold, exclusive: Bool)
    /// 0-based ordinal, ascending by the values (several: compared from left to right). A missing value is missing,
    /// with its status; outside `where`: abstained.
    case rank(Ties)
    /// The share of `exp(x)` among the elements of the container; a missing element keeps its status; outside `where`:
    /// abstained.
    case softmax
    /// How often an element is drawn when weights x are drawn from at the numbers of the extra operand (one, or a list
    /// of them, per container): each draws the first element whose cumulated share exceeds it. Outside `where`, with a
    /// missing weight, and where all weights are 0: 0. A weight below 0: ``Status/badValue``.
    case sample
    /// A machine that takes one step an element. The values are conditions, one for each edge; the result is what the
    /// automaton reports. From an element on where an edge that is tried is unknown it is missing.
    case automaton(Automaton)
    /// `until(hold, goal)` of two conditions, from each element on (LTL over finite traces): true where the goal holds
    /// now, or where hold holds now and the result is true at the next element. Kleene; false behind the last.
    case until
  }

  /// What `cumulative` puts elements together with.
  public enum Fold: String, Hashable, Sendable, CaseIterable {
    case sum, product, min, max
    /// Kleene.
    case any, all
    /// The number of true conditions so far; a missing one is not counted.
    case count
    /// A list: elements appended one by one, or lists joined without repeats. Memory grows with the square of the
    /// container.
    case append, union

    /// Whether each element has a list.
    public var makesLists: Bool { self == .append || self == .union }
  }

  /// What equal keys are given by `rank`.
  public enum Ties: String, Hashable, Sendable, CaseIterable {
    /// Their places in element order; the mean of those places; the least of them.
    case position, average, min
  }

  /// A finite machine; states are numbered from 0, which is where it starts.
  public struct Automaton: Hashable, Sendable {
    /// One way from a state (nil: from any) to another. The first edge from the present state whose condition is true
    /// is taken.
    public struct Edge: Hashable, Sendable {
      public var from: Int?
      public var to: Int
      public init(from: Int?, to: Int) {
        self.from = from
        self.to = to
      }
    }
    /// What the result is at each element.
    public enum Report: Hashable, Sendable {
      /// The number of the edge taken, or -1.
      case edge
      /// The number of the state after the element.
      case state
    }
    /// In file order; as many as the window has values.
    public var edges: [Edge]
    /// What the result is.
    public var reports: Report
    /// `edges` in file order.
    public init(edges: [Edge], reports: Report = .edge) {
      self.edges = edges
      self.reports = reports
    }
  }

  /// What is computed.
  public var kind: Kind
  /// The grain of the container.
  public var over: Grain
  /// How many operands are values: the keys of a rank, the conditions of a machine; otherwise 1.
  public var values: Int
  /// Which optional operands follow the values, in this order.
  public var hasBy: Bool
  public var hasWhere: Bool
  public var hasExtra: Bool

  /// - Parameters:
  ///   - over: the grain of the container.
  ///   - values: how many operands are values.
  public init(
    _ kind: Kind, over: Grain, values: Int = 1, hasBy: Bool = false, hasWhere: Bool = false, hasExtra: Bool = false
  ) {
    self.kind = kind
    self.over = over
    self.values = values
    self.hasBy = hasBy
    self.hasWhere = hasWhere
    self.hasExtra = hasExtra
  }
}
