import Foundation
import ScriptedHTTP

/// What tests of judged runs share: models that play a part, lock files, and what a run leaves.
enum JudgeSample {
  /// A spec with one judge, whose clauses are given, and rows that all ask it.
  static func spec(_ clauses: String = "answers 1..5 fault drop") -> String {
    """
    spec judged 1.0.0
    input response: text
    judge good: 0..1 { model "good" prompt "Rate {response}." \(clauses) }
    reward total = good
    advantage = grpo(total)

    """
  }

  /// A folder with `judged.reward`, `rows.jsonl` and `reward.lock`.
  static func folder(_ responses: [String], spec: String = spec(), models: [String: Model]) -> Folder {
    Folder([
      "judged.reward": spec, "rows.jsonl": rows(responses), "reward.lock": lock(models),
    ])
  }

  /// Rows of one group, whose ids count from 0.
  static func rows(_ responses: [String]) -> String {
    responses.enumerated().map { index, response in
      #"{"id": "\#(index)", "group_id": "g", "response": "\#(response)"}"# + "\n"
    }.joined()
  }

  /// Responses that ``Model/reply(to:)`` gives grades to: `plan 1 of row 0`.
  static func plans(_ count: Int) -> [String] { (0..<count).map { "plan \($0 % 5 + 1) of row \($0)" } }

  /// An entry of a lock file.
  struct Model {
    var endpoint: String
    /// Further members, `"in_flight": 2`.
    var more: [String] = []

    init(_ endpoint: String, _ more: String...) {
      self.endpoint = endpoint
      self.more = more
    }
  }

  static func lock(_ models: [String: Model]) -> String {
    let entries = models.sorted { $0.key < $1.key }.map { alias, model in
      let members = [#""endpoint": "\#(model.endpoint)""#, #""model": "\#(alias)-1""#] + model.more
      return #""\#(alias)": {\#(members.joined(separator: ", "))}"#
    }
    return #"{"models": {\#(entries.joined(separator: ", "))}}"#
  }
}

/// A model that plays its part.
enum Chat {
  /// An answer in the words of chat completions, of 100 tokens in and 10 out.
  static func says(_ text: String, more: String = "", delay: Double = 0) -> ScriptedServer.Reply {
    .json(
      #"{"choices": [{"index": 0, "message": {"role": "assistant", "content": "\#(text)"}, "finish_reason": "stop"\#(more)}], "#
        + #""usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}}"#, delay: delay)
  }

  /// The grade that a response has in its name: `plan 3` gets 3.
  static func grades(_ request: ScriptedServer.Request, delay: Double = 0) -> ScriptedServer.Reply {
    says("Verdict: \(grade(request) ?? 1)", delay: delay)
  }

  private static func grade(_ request: ScriptedServer.Request) -> Int? {
    request.text.firstMatch(of: /plan ([1-5])/).flatMap { Int($0.1) }
  }

  /// Which of ``JudgeSample/plans(_:)`` a request asks about.
  static func row(_ request: ScriptedServer.Request) -> Int? {
    request.text.firstMatch(of: /of row ([0-9]+)/).flatMap { Int($0.1) }
  }
}

/// A line of scored rows.
struct ScoredLine: Decodable, Equatable {
  var id: String
  /// Those that are one number for the rollout, nil where it is missing.
  var scores: [String: Double?]
  var missing: [String: String]
  var advantage: Double?
  var kept: Bool

  private enum Key: CodingKey {
    case id, scores, missing, advantage, kept
  }

  /// A score of any grain.
  private struct Score: Decodable {
    var number: Double??
    init(from decoder: any Decoder) throws { number = try? decoder.singleValueContainer().decode(Double?.self) }
  }

  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: Key.self)
    id = try line.decode(String.self, forKey: .id)
    scores = try line.decode([String: Score].self, forKey: .scores).compactMapValues(\.number)
    missing = try line.decode([String: String].self, forKey: .missing)
    advantage = try line.decodeIfPresent(Double.self, forKey: .advantage)
    kept = try line.decode(Bool.self, forKey: .kept)
  }

  static func lines(_ text: String) throws -> [ScoredLine] {
    try text.split(separator: "\n").map { try JSONDecoder().decode(ScoredLine.self, from: Data($0.utf8)) }
  }
}

/// What `--metrics` says about judges.
struct JudgeCounts: Decodable, Equatable {
  var questions, calls, known, timeouts, inputTokens, outputTokens, unread, unreadable, tooLong: Int
  var unanswered, notAsked: Int
  var usd: Double
  var samplesAgree: Double?
  var ordersAgree: Double?
  var reasons: [String: Int]?

  private struct Metrics: Decodable {
    var judges: [String: JudgeCounts]
  }

  /// By judge.
  static func read(_ text: String) throws -> [String: JudgeCounts] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Metrics.self, from: Data(text.utf8)).judges
  }
}
