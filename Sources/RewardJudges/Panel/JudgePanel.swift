import Dispatch
import RewardSemantics
import Synchronization

/// Asks the judges of a spec: many questions at once, each as often as its judge says, and counts what became of them.
public final class JudgePanel: ReportingJudges {
  private let judges: [PreparedJudge]
  let source: any ModelSource
  private let state: Mutex<State>

  private struct State {
    var stop: JudgingStop?
    var report: JudgeReport
  }

  /// More questions than requests may be on their way, so that there is always one to send.
  private let window: Int
  private let isInterrupted: @Sendable () -> Bool

  /// How often it looks whether it is interrupted.
  private static let lookMilliseconds = 50

  /// - Parameters:
  ///   - models: by alias; all that the judges of the spec name.
  ///   - isInterrupted: asked now and then while answers are waited for; true ends what is under way, and no more is asked.
  init(
    spec: TypedSpec, models: [String: JudgeModel], source: any ModelSource, isFenced: Bool = true,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.isInterrupted = isInterrupted
    judges = spec.judges.indices.map { id in
      let alias = spec.judges[id].model
      return PreparedJudge(
        id, of: spec, model: models[alias] ?? JudgeModel(alias: alias, endpoint: "", model: alias), isFenced: isFenced)
    }
    self.source = source
    window = 2 * (judges.map(\.model.limits.inFlight).max() ?? 1)
    state = Mutex(State(report: JudgeReport(judges: spec.judges.map { .init(name: $0.name, alias: $0.model) })))
  }

  /// What was asked so far, and what became of it.
  public var report: JudgeReport { state.withLock(\.report) }

  public var stop: JudgingStop? { state.withLock(\.stop) }

  public func answers(to questions: [JudgeQuestion]) -> [[Value]] {
    // The scoring thread waits here; what it waits for runs on threads of its own.
    let isDone = DispatchSemaphore(value: 0)
    let result = Mutex<[[Value]]>([])
    let task = Task(executorPreference: PanelExecutor.shared) {
      let answers = await self.answered(questions)
      result.withLock { $0 = answers }
      isDone.signal()
    }
    while isDone.wait(timeout: .now() + .milliseconds(Self.lookMilliseconds)) == .timedOut {
      guard isInterrupted() else { continue }
      end(.interrupted)
      task.cancel()
    }
    return result.withLock(\.self)
  }

  private func answered(_ questions: [JudgeQuestion]) async -> [[Value]] {
    await withTaskGroup(of: (Int, [Value]).self) { group in
      var answers = [[Value]](repeating: [], count: questions.count)
      var waiting = questions.indices.makeIterator()
      func ask(_ index: Int) { group.addTask { (index, await self.answer(questions[index])) } }
      for _ in 0..<window { if let index = waiting.next() { ask(index) } }
      for await (index, values) in group {
        answers[index] = values
        if let index = waiting.next() { ask(index) }
      }
      return answers
    }
  }

  // MARK: One question

  /// For each item a value, or why there is none.
  private func answer(_ question: JudgeQuestion) async -> [Value] {
    let judge = judges[question.judge]
    note(question.judge) { $0.questions += 1 }
    let orders = [question.items] + (question.swapped.map { [[$0]] } ?? [])
    var results: [[Result<[Value], Unanswered>]] = orders.map { _ in [] }
    await withTaskGroup(of: (Int, Int, Result<[Value], Unanswered>).self) { group in
      for (order, items) in orders.enumerated() {
        results[order] = Array(repeating: .failure(.stopped), count: judge.declared.samples)
        for sample in 0..<judge.declared.samples {
          group.addTask { (order, sample, await self.verdict(question.judge, items, sample: sample)) }
        }
      }
      for await (order, sample, result) in group { results[order][sample] = result }
    }
    do throws(Unanswered) {
      var reduced: [[Value]] = []
      for results in results {
        var samples: [[Value]] = []
        for result in results { samples.append(try result.get()) }
        reduced.append(question.items.indices.map { item in judge.reduced(samples.map { $0[item] }) })
        note(question.judge) { report in
          guard samples.count > 1 else { return }
          for item in question.items.indices { report.samples.add(isAgreed: Set(samples.map { $0[item] }).count == 1) }
        }
      }
      guard reduced.count == 2 else { return reduced[0] }
      let (own, swapped) = (reduced[0][0], reduced[1][0])
      let middle = (judge.low + judge.high) / 2
      note(question.judge) { $0.orders.add(isAgreed: (own.number > middle) == (swapped.number < middle)) }
      return [judge.joined(own, swapped: swapped)]
    } catch {
      let status = status(of: error, question.judge, items: question.items.count)
      return question.items.map { _ in Value(missing: status) }
    }
  }

  /// Why a question has no verdict.
  private enum Unanswered: Error {
    case fault(String), unreadable, tooLong, stopped
  }

  /// One verdict for each item, asked again while what is said cannot be read.
  private func verdict(
    _ id: JudgeID, _ items: [[Value]], sample: Int
  ) async -> Result<[Value], Unanswered> {
    let judge = judges[id]
    for attempt in 0...judge.declared.retries {
      if stop != nil { return .failure(.stopped) }
      let seed = sample + attempt * judge.declared.samples
      let order = judge.prompt.order(of: items, seed: seed)
      let request = judge.prompt.request(about: order.map { items[$0] }, seed: seed)
      let reply = await source.reply(
        to: ModelCall(
          judge: judge.declared.name, model: judge.model, request: request, tries: judge.declared.retries + 1,
          timeout: judge.declared.timeout))
      note(id) { $0.add(reply, price: judge.model.price) }
      switch reply.outcome {
      // Whatever became of it, it was not waited for.
      case .fault where Task.isCancelled: return .failure(.stopped)
      case .fault(.promptTooLong): return .failure(.tooLong)
      case .fault(.host(let reason)): return .failure(.fault(reason))
      case .fault(.budget(let reason)):
        end(.budget(reason))
        return .failure(.stopped)
      case .answer(let answer):
        switch read(answer, by: judge, order: order) {
        case .success(let values): return .success(values)
        case .failure(let problem):
          note(id) { $0.add(unreadable: problem, answer.text) }
          // A model that scores says the same again.
          if judge.form == .score { return .failure(.fault(problem.reason)) }
        }
      }
    }
    return .failure(.unreadable)
  }

  /// The values of the items, in their own order.
  private func read(
    _ answer: ModelAnswer, by judge: PreparedJudge, order: [Int]
  ) -> Result<[Value], Unreadable> {
    let form =
      judge.declared.jointly == nil
      ? judge.form : .joint(ids: JudgePrompt.ids(count: order.count), of: judge.form)
    let verdicts: [Verdict]
    switch form.read(answer) {
    case .unreadable(let reason): return .failure(Unreadable(reason))
    case .read(.joint(let several)): verdicts = several
    case .read(let verdict): verdicts = [verdict]
    }
    if let reason = verdicts.lazy.compactMap(judge.objection(to:)).first { return .failure(Unreadable(reason)) }
    var values = [Value?](repeating: nil, count: order.count)
    for (place, verdict) in zip(order, verdicts) { values[place] = judge.value(of: verdict) }
    let known = values.compactMap(\.self)
    return known.count == values.count
      ? .success(known) : .failure(Unreadable("the score is outside the range of the judge"))
  }

  // MARK: What became of it

  private func status(of problem: Unanswered, _ id: JudgeID, items: Int) -> Status {
    switch problem {
    case .stopped:
      note(id) { $0.notAsked += items }
      return .notAskedAnyMore
    case .unreadable:
      note(id) { $0.unreadable += items }
      return .unreadable
    case .tooLong:
      note(id) { $0.tooLong += items }
      return .promptTooLong
    case .fault(let reason):
      note(id) { $0.add(unanswered: items, reason: reason) }
      switch judges[id].declared.fault {
      case .drop: return .noAnswer
      case .abstain: return .unansweredOnPurpose
      case .stop:
        end(.fault(judge: judges[id].declared.name, reason: reason))
        return .noAnswer
      }
    }
  }

  private func end(_ reason: JudgingStop) {
    state.withLock { state in if state.stop == nil { state.stop = reason } }
  }

  private func note(_ judge: JudgeID, _ change: (inout JudgeReport.Judge) -> Void) {
    state.withLock { change(&$0.report.judges[judge]) }
  }
}
