/// A small spec and rows for it.
enum Sample {
  static let spec = """
    spec task 1.0.0

    input response: text
    input answer: text per group

    /// The response names the answer.
    rule correct = response contains answer
    metric size = length(response, in: char) / 1 char

    advantage = grpo(correct)

    """

  /// A folder with `task.reward`, and `rows.jsonl` with these lines.
  static func folder(_ rows: [String] = [], spec: String = spec) -> Folder {
    Folder(["task.reward": spec, "rows.jsonl": rows.map { $0 + "\n" }.joined()])
  }

  static func row(
    _ id: String, group: String = "g", step: Int? = nil, answer: String = "4", _ response: String = "it is 4"
  ) -> String {
    let step = step.map { #""step": \#($0), "# } ?? ""
    return #"{\#(step)"id": "\#(id)", "group_id": "\#(group)", "answer": "\#(answer)", "response": "\#(response)"}"#
  }

  /// Ids of scored rows, in their order.
  static func ids(_ outcome: Command.Outcome) -> [String] { ids(outcome.output) }

  static func ids(_ scored: String) -> [String] {
    scored.split(separator: "\n").compactMap { row in
      row.split(separator: "\"", omittingEmptySubsequences: false).dropFirst(3).first.map(String.init)
    }
  }
}
