import RewardSemantics

/// Where the answers of a panel come from.
extension JudgePanel {
  /// A panel of models that are asked over the network.
  ///
  /// - Parameters:
  ///   - models: by alias; all that the judges of the spec name.
  ///   - cache: the path of a file in which answers are kept and limits are shared; nil for neither.
  ///   - recordingOn: the day that stands in ``record``; nil to keep none.
  ///   - isInterrupted: asked now and then while answers are waited for; true ends what is under way, and no more is asked.
  /// - Throws: ``StoreError``; ``KeyError``, where the host of a model that is asked has a key that cannot be sent;
  ///   ``HTTPAddress/Unusable``.
  public convenience init(
    spec: TypedSpec, asking models: [String: JudgeModel], cache: String?, budget: Budget = Budget(),
    recordingOn day: String? = nil, isFenced: Bool = true, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let store = try cache.map { try JudgeStore(path: $0) }
    let most = models.values.map(\.limits.inFlight).max() ?? 1
    let used = models.filter { alias, _ in spec.judges.contains { $0.model == alias } }
    let keys = try Keys.load()
    // What is wrong with these would be wrong with every request.
    for model in used.values { _ = try keys.header(for: try HTTPAddress(model.address)) }
    let transport = JudgeTransport(
      client: HTTPClient(connections: most), limiter: RateLimiter(store: try store ?? JudgeStore()), keys: keys)
    let live = LiveSource(transport: transport, store: store, budget: budget)
    let source: any ModelSource =
      day.map { RecordingSource(live, into: AnswerRecord(made: $0, models: used)) } ?? live
    self.init(spec: spec, models: models, source: source, isFenced: isFenced, isInterrupted: isInterrupted)
  }

  /// A panel that says what a record says, and asks nobody.
  public convenience init(spec: TypedSpec, replaying record: AnswerRecord, isFenced: Bool = true) {
    self.init(spec: spec, models: record.models, source: ReplaySource(record: record), isFenced: isFenced)
  }

  /// What was answered so far, where it is recorded.
  public var record: AnswerRecord? { (source as? RecordingSource)?.record }
}
