extension CoreFunction {
  private static func reducing(
    _ name: String, _ form: AggregateForm, _ signature: String, _ summary: String, _ details: String = ""
  ) -> CoreFunction {
    CoreFunction(
      name: name, signature: signature, summary: summary, details: details, examples: [], form: .aggregate(form))
  }

  /// The clauses every aggregate takes: `over h`, `by k`, `where c`.
  static let aggregates: [CoreFunction] = [
    reducing(
      "sum", .sum, "sum(x over h by k where c) -> real per h", "The sum of the elements under each h.",
      "One missing element makes it missing: a left-out reward would be a fabricated zero. No element: 0."),
    reducing(
      "product", .product, "product(x over h) -> real per h", "The product of the elements under each h.",
      "One missing element makes it missing. No element: 1."),
    reducing(
      "mean", .mean, "mean(x over h, weight: w) -> real per h", "The mean of the present elements under each h.",
      "Clamped into [min, max] of its inputs, so a constant column has exactly itself as mean. Weights are frequencies: "
        + "0 leaves an element out, and a weight below 0 makes the mean failed (`std.rubric` scores criteria whose "
        + "weights may be negative)."),
    reducing(
      "var", .variance, "var(x over h, ddof: 1, weight: w) -> real per h",
      "The variance of the present elements: two passes around the mean, divided by n - ddof.",
      "n <= ddof gives 0; a constant column gives exactly 0. Weights are those of `mean`."),
    reducing(
      "std", .deviation, "std(x over h, ddof: 1, weight: w) -> real per h", "The square root of `var`.",
      "ddof 1 unless `ddof: 0` is said."),
    reducing(
      "min", .minimum, "min(x over h) -> real per h, min(a, b) -> real",
      "The smallest present element; or the smaller of two values of one element.", "Equal: the first."),
    reducing(
      "max", .maximum, "max(x over h) -> real per h, max(a, b) -> real",
      "The largest present element; or the larger of two values of one element.", "Equal: the first."),
    reducing(
      "any", .any, "any(c over h) -> bool per h, any(a, b, ...) -> bool",
      "Whether a condition holds for one element at least (Kleene).", "One true decides; no element: false."),
    reducing(
      "all", .all, "all(c over h) -> bool per h, all(a, b, ...) -> bool",
      "Whether a condition holds for every element (Kleene).", "One false decides; no element: true."),
    reducing(
      "count", .count,
      "count(c over h) -> int per h, count(G over h) -> int per h, count(text, /re/) -> int, count(list) -> int",
      "How many elements make c true; how many elements of grain G there are; how often a pattern matches; how long a list is."
    ),
    reducing(
      "first", .first, "first(x over h where c, order: keys) -> T per h", "The first present element.",
      "`order` sorts them first: a key or several in parentheses, ascending; `desc(k)` turns one round."),
    reducing(
      "last", .last, "last(x over h where c, order: keys) -> T per h", "The last present element.",
      "`order`: see `first`."
    ),
    reducing(
      "pick", .pick, "pick(x over h where c, i, order: keys) -> T per h", "The present element at place i, from 0.",
      "`i` may differ from element to element: then there is a result for each. Beyond the last: abstained. `order`: see `first`."
    ),
    reducing(
      "collect", .collect, "collect(x over h where c, order: keys) -> list<T> per h", "The elements as a list.",
      "One missing element makes it missing. `order`: see `first`."),
    reducing(
      "median", .median, "median(x over h) -> real per h", "The middle of the present elements, linearly interpolated."),
    reducing(
      "quantile", .quantile, "quantile(x over h, q, kind: {linear, lower} = linear) -> real per h",
      "The q-quantile of the present elements.",
      "`linear` interpolates (type 7); `lower` is the inverse of the distribution function: element ceil(q n)."),
    reducing(
      "logsumexp", .logSumExp, "logsumexp(x over h, with: a) -> real per h",
      "log of the sum of exp(x), shifted by the maximum; `with` adds one constant term."),
    reducing(
      "entropy", .entropy, "entropy(k over h, base: e) -> real per h", "The entropy of the shares of the labels k.",
      "A missing label is left out."),
    reducing("mode", .mode, "mode(k over h) -> T per h", "The most frequent label; the first to appear among equals."),
  ]

  private static func keeping(
    _ name: String, _ form: WindowForm, _ signature: String, _ summary: String, _ details: String = ""
  ) -> CoreFunction {
    CoreFunction(
      name: name, signature: signature, summary: summary, details: details, examples: [], form: .window(form))
  }

  static let windows: [CoreFunction] = [
    keeping(
      "discounted", .discounted, "discounted(x over h by k where c, gamma: g) -> real",
      "What is to come, own element included: y_t = x_t + gamma * y_(t+1).",
      "A missing element makes itself and all earlier ones missing."),
    keeping(
      "previous", .previous, "previous(x over h by k where c, edge: v) -> T",
      "The value of the element before, v at the border.",
      "Without `edge` the first element abstains."),
    keeping(
      "next", .next, "next(x over h by k where c, edge: v) -> T, next(c) -> bool per rollout",
      "The value of the element after, v at the border; without `over`: whether c holds at the next turn, false at the last.",
      "Without `edge` the last element abstains."),
    keeping(
      "cumulative", .cumulative, "cumulative(x over h by k where c, with: sum, exclusive: false) -> T",
      "The elements so far, own one included, put together.",
      """
      `with` is sum, product, min, max, any, all, count (true conditions), append (a list) or union (lists joined without \
      repeats). `exclusive: true` leaves the own element out. From a missing element on it is missing. An element outside \
      `where` adds nothing and reads what came before it.
      """),
    keeping(
      "rank", .rank, "rank(key over h by k where c, ties: position) -> int",
      "The place of an element when they are sorted by key, from 0, ascending.",
      """
      Several keys stand in parentheses and are compared from left to right; `desc(k)` turns one round. Equal keys keep \
      element order (`ties: position`), or share the mean (`average`) or the least (`min`) of their places. A missing key \
      is missing; outside `where`: abstained.
      """),
    keeping("softmax", .softmax, "softmax(x over h) -> 0..1", "exp(x) as a share of the container's sum of exp(x)."),
    keeping("top", .top, "top(k, x over h) -> bool", "Whether x is among the k largest of its container."),
    keeping(
      "sample", .sample, "sample(w over h where c, at: u) -> int",
      "How often an element is drawn when weights are drawn from at u.",
      """
      u is one number in 0..1 or a list of them; each draws the first element whose cumulated share exceeds it. A missing \
      weight counts as 0; no weight at all: none is drawn.
      """),
  ]

  private static func lasting(
    _ name: String, _ form: TemporalForm, _ signature: String, _ summary: String, _ details: String
  ) -> CoreFunction {
    CoreFunction(
      name: name, signature: signature, summary: summary, details: details, examples: [], form: .temporal(form))
  }

  /// Operators over the turns of a trajectory: linear temporal logic over finite traces.
  static let temporal: [CoreFunction] = [
    lasting(
      "always", .always, "always(c) -> bool per rollout", "Whether c holds at every turn.",
      "Inside another temporal operator: from each turn on. A rollout without turns: true."),
    lasting(
      "eventually", .eventually, "eventually(c) -> bool per rollout", "Whether c holds at some turn.",
      "Inside another temporal operator: from each turn on. A rollout without turns: false."),
    lasting(
      "until", .until, "until(a, b) -> bool per rollout",
      "Whether b holds at some turn and a at every turn before it.",
      "Inside another temporal operator: from each turn on. b must come: a rollout where it never does is false."),
  ]
}
