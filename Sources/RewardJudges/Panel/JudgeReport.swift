import RewardSemantics

/// Whoever answers for judges and can say what they were asked.
public protocol ReportingJudges: Judging {
  /// Until now.
  var report: JudgeReport { get }
}

/// What the judges of a run were asked, and what became of it.
public struct JudgeReport: Sendable, Hashable {
  /// In file order.
  public var judges: [Judge]

  /// Of one judge.
  public struct Judge: Sendable, Hashable {
    /// As declared, and the alias of its model.
    public var name, alias: String
    /// Questions about elements, or about elements that are shown together.
    public var questions = 0
    /// Requests that were sent, those that were sent again included.
    public var calls = 0
    /// Answers that were there already: kept, recorded, or on their way for somebody else.
    public var known = 0
    /// Requests that took too long.
    public var timeouts = 0
    /// Answers that could not be read, so that it was asked again, while it may be.
    public var unread = 0
    /// Elements whose verdict stayed unreadable, or whose prompt is too long: both caused by the response.
    public var unreadable = 0, tooLong = 0
    /// Elements without an answer through no fault of theirs, and those that came after the end.
    public var unanswered = 0, notAsked = 0
    /// Tokens of prompts and of answers, as far as the endpoint says; of calls alone.
    public var inputTokens = 0, outputTokens = 0
    /// US dollars; 0 where the model has no price.
    public var cost = 0.0
    /// How often all samples said the same, and both orders of a pair.
    public var samples = Agreement(), orders = Agreement()
    /// Why there was no answer or no verdict, with how often.
    public var reasons: [String: Int] = [:]
    /// Why the first of those that are unanswered is; nil where none is.
    public var firstFault: String?
    /// A few of the texts that could not be read, shortened.
    public var unreadTexts: [String] = []

    /// Of a judge that was asked nothing yet.
    public init(name: String, alias: String) {
      self.name = name
      self.alias = alias
    }
  }

  /// How often answers to the same were the same.
  public struct Agreement: Sendable, Hashable {
    /// Times that it could be seen, and times that it was so.
    public var count = 0, agreed = 0
    /// Nothing seen yet.
    public init() {}

    mutating func add(isAgreed: Bool) {
      count += 1
      if isAgreed { agreed += 1 }
    }
  }
}

extension JudgeReport.Judge {
  /// Kinds of reasons that are told apart.
  private static let reasonLimit = 20
  private static let textLimit = 5

  mutating func add(_ reply: ModelReply, price: JudgeModel.Price?) {
    calls += reply.calls
    timeouts += reply.timeouts
    if reply.isKnown { known += 1 }
    guard !reply.isKnown, case .answer(let answer) = reply.outcome, let usage = answer.usage else { return }
    inputTokens += usage.input
    outputTokens += usage.output
    cost += price.map { $0.cost(of: usage) } ?? 0
  }

  mutating func add(unreadable problem: Unreadable, _ text: [UInt8]) {
    unread += 1
    note(problem.reason)
    if unreadTexts.count < Self.textLimit { unreadTexts.append(String(decoding: text.suffix(200), as: UTF8.self)) }
  }

  mutating func add(unanswered items: Int, reason: String) {
    unanswered += items
    if firstFault == nil { firstFault = reason }
    note(reason)
  }

  private mutating func note(_ reason: String) {
    if reasons[reason] != nil || reasons.count < Self.reasonLimit { reasons[reason, default: 0] += 1 }
  }
}

extension JudgeModel.Price {
  /// In US dollars.
  func cost(of usage: ModelAnswer.Usage) -> Double {
    (Double(usage.input) * input + Double(usage.output) * output) / 1e6
  }
}
