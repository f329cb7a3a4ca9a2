import RewardSyntax
import Testing

@Suite("partition")
struct ParserPartitionTests {
  private func read(_ text: String) -> String {
    guard case .partition(let partition)? = declarations(text).first else { return "<none>" }
    switch partition.form {
    case .chunks(let size, let unit, let whole):
      return "\(partition.name.text) = \(whole.map { "\($0.text) " } ?? "")chunks of \(outline(size)) \(unit.text)"
    case .keys(let keys, let condition):
      return "\(partition.name.text) by \(keys.map { outline($0) })\(suffix(" where ", condition))"
    }
  }

  @Test(
    "Chunks of so many, or elements with equal keys",
    arguments: [
      ("partition bundle = chunks of 5 groups", "bundle = chunks of 5 groups"),
      ("partition bundle = whole chunks of n * 2 rollouts", "bundle = whole chunks of (n * 2) rollouts"),
      ("partition paper by bundle", "paper by [\"bundle\"]"),
      (
        "partition paper by bundle, position(rollout) where position(rollout) < n",
        "paper by [\"bundle\", \"position(rollout)\"] where (position(rollout) < n)"
      ),
      ("partition paper\n  by bundle,\n    k\n  where c\n    and d", "paper by [\"bundle\", \"k\"] where (c and d)"),
      ("partition whole = chunks of chunks groups", "whole = chunks of chunks groups"),
      ("partition by_tag by k in [a] where c", "by_tag by [\"(k in [a])\"] where c"),
    ])
  func forms(source: String, expected: String) {
    #expect(read(source) == expected)
    #expect(findings(source) == [])
  }

  @Test(
    "Each mistake gives one message, and is mended where the mending is known",
    arguments: [
      ("partition p", "E113 1:12-12", nil),
      ("partition p: k", "E113 1:12-13", nil),
      ("partition p by", "E111 1:15-15", nil),
      ("partition p by a,", "E111 1:18-18", nil),
      ("partition p by a where", "E111 1:23-23", nil),
      ("partition p by a where b where c", "E119 1:26-31", nil),
      ("partition p = 5 groups", "E113 1:15-16", nil),
      ("partition p = chunk of 5 groups", "E113 1:15-20", "partition p = chunks of 5 groups"),
      ("partition p = chunks 5 groups", "E113 1:22-23", "partition p = chunks of 5 groups"),
      ("partition p = chunks of 3 rollout", "E113 1:27-34", "partition p = chunks of 3 rollouts"),
      ("partition p = chunks of 5", "E113 1:26-26", nil),
      ("partition p = chunks of 5 group", "E113 1:27-32", "partition p = chunks of 5 groups"),
      ("partition p = chunks of 5 groups by k", "E114 1:34-36", nil),
    ])
  func mistakes(source: String, finding: String, mending: String?) {
    let tree = parse("\(source)\nlet after = 1")
    #expect(findings(tree) == [finding])
    #expect(tree.root.declarations.count == 2)
    if let mending { #expect(mended(tree) == "\(mending)\nlet after = 1") }
  }
}
