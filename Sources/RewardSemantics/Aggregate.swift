/// What folds many values into one. Statistics leave missing elements out; `sum` and `product` are missing if one is.
public enum Reduction: Hashable, Sendable {
  case sum, product
  /// Clamped into [min, max] of its inputs.
  case mean
  case variance(ddof: Int)
  case deviation(ddof: Int)
  /// Of the elements that are not missing.
  case minimum, maximum
  /// Kleene.
  case any, all
  /// Number of elements whose condition is true.
  case countTrue
  /// The first or last element that is not missing, in element order.
  case first, last
  /// Linear interpolation (type 7) or the inverse distribution; the level is the extra operand.
  case quantile(lower: Bool)
  /// Max-shifted; the extra operand, if there is one, adds a constant term.
  case logSumExp
  /// Over label shares; base of the logarithm.
  case entropy(base: Double)
  /// The most frequent label; of equally frequent ones the first to appear.
  case mode
  /// The element that has the place of the extra operand, from 0, among those that are not missing, in the order of the
  /// keys; beyond them abstained. The extra operand may be finer than the container.
  case pick
  /// A list of the elements in the order of the keys; missing where one of them is.
  case collect
  /// The lists of the elements one after another, in the order of the keys; missing where one of them is.
  case concatenate
}

/// A reduction over the elements of each container: `mean(x over group by k where c, weight: w)`.
public struct Aggregate: Hashable, Sendable {
  /// How the values of one container become one.
  public var reduction: Reduction
  /// The grain after `over`. The expression has the meet of it and of the grains of `by` and of the extra operand. With
  /// `by` a container is (element of `over`, value of `by`).
  public var over: Grain
  /// The grain whose elements are counted: the value operand's own grain.
  public var population: Grain
  /// Which optional operands there are. They follow the value in this order: `by`, `where`, weight, extra, order.
  public var hasBy: Bool
  public var hasWhere: Bool
  public var hasWeight: Bool
  public var hasExtra: Bool
  /// How many keys the order of the elements has, compared from left to right; 0 for element order. An element with a
  /// missing key is left out. Of `first`, `last`, `pick`, `collect`, `concatenate`.
  public var orderKeys: Int

  /// - Parameters:
  ///   - over: The grain after `over`.
  ///   - population: The grain of the value operand.
  public init(
    _ reduction: Reduction, over: Grain, population: Grain, hasBy: Bool = false, hasWhere: Bool = false,
    hasWeight: Bool = false, hasExtra: Bool = false, orderKeys: Int = 0
  ) {
    self.reduction = reduction
    self.over = over
    self.population = population
    self.hasBy = hasBy
    self.hasWhere = hasWhere
    self.hasWeight = hasWeight
    self.hasExtra = hasExtra
    self.orderKeys = orderKeys
  }
}
