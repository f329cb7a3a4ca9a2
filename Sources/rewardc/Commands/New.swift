import ArgumentParser

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a spec and sample rollouts that run.",
    discussion: "Nothing that exists is overwritten.")

  @Argument(help: "The name of the spec: lower case, digits and underscores.")
  var name: String

  func validate() throws {
    let isGood = name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
    guard isGood, let first = name.utf8.first, first >= 97, first <= 122 else {
      throw ValidationError("a name is made of a-z, 0-9 and _, and begins with a letter: `my_task`")
    }
  }

  func run() throws {
    let spec = "\(name).reward"
    let rows = "\(name).rollouts.jsonl"
    for path in [spec, rows] where Files.exists(path) { throw Stop(.unasked, "\(path) exists already") }
    try Files.write(Array(Self.spec(named: name).utf8), to: spec, replacing: false)
    try Files.write(Array(Self.rollouts.utf8), to: rows, replacing: false)
    Terminal.say(
      """
      Wrote \(spec) and \(rows). Now:
        rewardc check \(spec)
        rewardc test \(spec)
        rewardc run \(spec) \(rows)
      """)
  }

  private static func spec(named name: String) -> String {
    #"""
    /// What good behaviour is worth in this task.
    spec \#(name) 0.1.0

    input response: text
    input answer: text per group

    /// What stands between the answer tags.
    let final = trim(extract(response, /<answer>(.*?)<\/answer>/s) ?? "")

    /// Thought first, then the answer.
    rule format = response matches /\A<think>.*?<\/think>\s*<answer>.*?<\/answer>\s*\z/s
    /// The right number, however it is written.
    rule correct = number_equal(final, answer)
    /// Short, and only where it is right.
    rule concise = length(response, in: word) <= 60 word  given correct

    advantage = gdpo(correct: 1, format: 0.5, concise: 0.25)

    test "a right answer beats a wrong one" {
      group answer "4" {
        right: "<think>2 + 2</think><answer>4</answer>"
        wrong: "<think>2 + 2</think><answer>5</answer>"
      }
      expect right.correct and not wrong.correct
      expect right.advantage > wrong.advantage
    }

    """#
  }

  private static let rollouts = #"""
    {"id": "a0", "group_id": "a", "prompt": "What is 6 * 7?", "answer": "42", "response": "<think>6 * 7 = 42</think>\n<answer>42</answer>"}
    {"id": "a1", "group_id": "a", "prompt": "What is 6 * 7?", "answer": "42", "response": "<think>6 * 7 = 48</think>\n<answer>48</answer>"}
    {"id": "a2", "group_id": "a", "prompt": "What is 6 * 7?", "answer": "42", "response": "42"}
    {"id": "a3", "group_id": "a", "prompt": "What is 6 * 7?", "answer": "42", "response": "The answer is <answer>42</answer>"}
    {"id": "b0", "group_id": "b", "prompt": "What is 1000 + 1?", "answer": "1001", "response": "<think>1000 + 1</think>\n<answer>1,001</answer>"}
    {"id": "b1", "group_id": "b", "prompt": "What is 1000 + 1?", "answer": "1001", "response": "<answer>1001</answer>"}
    {"id": "b2", "group_id": "b", "prompt": "What is 1000 + 1?", "answer": "1001", "response": "<think>I am not sure</think>\n<answer>10001</answer>"}
    {"id": "b3", "group_id": "b", "prompt": "What is 1000 + 1?", "answer": "1001", "response": "I do not know."}

    """#
}
