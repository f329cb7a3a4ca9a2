import RewardEngine
import Testing

@Suite("What comes back for requests")
struct AnswerTableTests {
  private static let mended = """
    spec example 1.0.0
    input response: text
    input level: int?
    rule polite = response contains "please"
    request again where not polite {
      prompt "Politely: {response}"
      answers 2
    }
    metric came = count(again over rollout)
    metric mended = max(again.polite over rollout) ?? -1
    metric highest = max(again.level over rollout) ?? -1
    """

  private let rows: [[String: JSONValue]] = [
    ["id": .text("a"), "group_id": .text("g"), "response": .text("now")],
    ["id": .text("b"), "group_id": .text("g"), "response": .text("please")],
    ["id": .text("c"), "group_id": .text("g"), "response": .text("at once")],
  ]

  private func scores(_ name: String, _ outcome: RequestRun.Outcome) -> [JSONValue?] {
    outcome.scored.map { $0["scores"]?[name] }
  }

  @Test("A run says what it asks, under ids that stay")
  func requests() throws {
    let run = try RequestRun(Self.mended)
    defer { run.close() }
    let first = try run.score(rows)
    let requests = try #require(first.records["again.requests"])
    #expect(requests.map { $0["rollout"] } == [.text("a"), .text("c")])
    #expect(requests.map { $0["group"] } == [.text("g"), .text("g")])
    #expect(requests.map { $0["prompt"] } == [.text("Politely: now"), .text("Politely: at once")])
    #expect(requests.map { $0["answers"] } == [.number(2), .number(2)])
    #expect(requests[0]["id"] != requests[1]["id"])
    let second = try run.score(rows, threads: 2, block: 1)
    #expect(second.records["again.requests"] == requests)
    // Another prompt is another request.
    var changed = rows
    changed[0]["response"] = .text("soon")
    let outcome = try run.score(changed)
    let third = try #require(outcome.records["again.requests"])
    #expect(third[0]["id"] != requests[0]["id"])
    #expect(third[1]["id"] == requests[1]["id"])
  }

  @Test("Answers are scored where they belong, and whatever is wrong with one is told with its line")
  func answers() throws {
    let run = try RequestRun(Self.mended)
    defer { run.close() }
    let first = try run.score(rows)
    let requests = try #require(first.records["again.requests"])
    let id = requests[0]["id"] ?? .null
    let outcome = try run.score(
      rows,
      [
        ["revises": id, "response": .text("now, please"), "level": .number(3)],
        ["revises": id, "response": .text(" \n")],
        ["revises": .text("0123456789abcdef"), "response": .text("please")],
        ["revises": id, "response": .text("soon")],
        ["revises": id, "response": .text("one too many, please"), "level": .number(9)],
        ["revises": id],
        ["response": .text("please")],
      ])
    #expect(scores("came", outcome) == [.number(2), .number(0), .number(0)])
    #expect(scores("mended", outcome) == [.number(1), .number(-1), .number(-1)])
    #expect(scores("highest", outcome) == [.number(3), .number(-1), .number(-1)])
    #expect(outcome.problems.map(\.problem.line).sorted() == [2, 3, 5, 6, 7])
    #expect(outcome.problems.map(\.isLeftOut) == Array(repeating: true, count: 5))
    #expect(outcome.records["again.requests"] == requests)
  }

  private static let ladder = """
    spec example 1.0.0
    input prompt: text per group
    input solution: text per group
    input response: text
    reward right = response contains "4"
    resample ladder {
      when not any(right over group)
      rungs [0.5, 1]
      of solution
      prompt "{prompt} {hint}"
    }
    metric attempt = ladder.attempt
    metric share = mean(right over group)
    metric size = count(rollout over group)
    advantage = grpo(right)
    """

  private func rollout(_ id: String, _ response: String, revises: JSONValue? = nil) -> [String: JSONValue] {
    var row: [String: JSONValue] = [
      "id": .text(id), "group_id": .text(String(id.prefix(1))), "prompt": .text("2 + 2"), "solution": .text("it is 4!"),
      "response": .text(response),
    ]
    row["revises"] = revises
    return row
  }

  @Test("A whole attempt takes the place of its group; one with too few rollouts is told of")
  func attempts() throws {
    let run = try RequestRun(Self.ladder)
    defer { run.close() }
    // The members of a group need not stand together.
    let rows = [rollout("g0", "5"), rollout("h0", "4"), rollout("g1", "6"), rollout("h1", "3")]
    let first = try run.score(rows)
    let asked = try #require(first.records["ladder.requests"])
    #expect(asked.map { $0["prompt"] } == [.text("2 + 2 it i")])
    #expect(asked.map { $0["rung"] } == [.number(0.5)])
    #expect(asked.map { $0["answers"] } == [.number(2)])
    let id = asked[0]["id"] ?? .null
    let half = try run.score(rows, [rollout("g2", "4", revises: id)])
    #expect(scores("attempt", half) == [.number(0), .number(0), .number(0), .number(0)])
    #expect(half.problems.map(\.problem.message) == ["the attempt has 1 of 2 rollouts"])
    let whole = try run.score(
      rows, [rollout("g2", "4", revises: id), rollout("g3", "7", revises: id), rollout("g4", "8", revises: id)])
    #expect(whole.scored.map { $0["id"] } == [.text("g2"), .text("h0"), .text("g3"), .text("h1")])
    #expect(scores("attempt", whole) == [.number(1), .number(0), .number(1), .number(0)])
    #expect(scores("share", whole) == [.number(0.5), .number(0.5), .number(0.5), .number(0.5)])
    #expect(scores("size", whole) == [.number(2), .number(2), .number(2), .number(2)])
    #expect(whole.problems.map(\.problem.line) == [3])
    #expect(whole.records["ladder.requests"] == [])
    // The next rung, with the rows of both.
    let failed = [rollout("g2", "1", revises: id), rollout("g3", "7", revises: id)]
    let second = try run.score(rows, failed)
    let next = try #require(second.records["ladder.requests"]?.first)
    #expect(next["prompt"] == .text("2 + 2 it is 4!"))
    let last = try run.score(
      rows,
      failed + [
        rollout("g5", "4", revises: next["id"] ?? .null), rollout("g6", "4", revises: next["id"] ?? .null),
      ], threads: 2, block: 1)
    #expect(scores("attempt", last) == [.number(2), .number(0), .number(2), .number(0)])
    #expect(last.problems == [])
  }
}
