/// The page `rewardc doc trainers`, made from the facts that `check --for` judges by.
enum TrainersPage {
  static let name = "trainers"
  static let summary = "What the wires of the trainers carry, and what `check --for` says."

  static var text: String {
    var text = """
      rewardc check SPEC --for trl,verl

      \(summary)
      E801: a score needs its whole group or batch, and a call shows less. E803: state, under a trainer that never calls with
      a whole step. W802: a reward that may be missing. W804: another score that may be, where all rollouts need the same keys.
      W805: several rewards where one number arrives. W806, W808: the trainer computes the advantage itself; W806 where its
      weights stand by place. W807: a score per turn or token.

      """
    for contract in TrainerContract.all { text += "\n" + section(contract) }
    return text
  }

  private static func section(_ contract: TrainerContract) -> String {
    var lines = [
      ("calls", contract.call), ("shows", shown(contract)), ("missing", contract.missing.how),
      ("rewards", rewards(contract)), ("weights", weights(contract)),
    ]
    if let keys = contract.unequalKeys { lines.append(("keys", keys)) }
    lines.append(("advantage", contract.advantage))
    if let wider = contract.wider.batch ?? contract.wider.group { lines.append(("else", wider)) }
    return "\(contract.name)  as of \(contract.version)\n"
      + lines.map { "  \($0)\(String(repeating: " ", count: 11 - $0.count))\($1)\n" }.joined()
  }

  private static func shown(_ contract: TrainerContract) -> String {
    func part(_ view: TrainerContract.View, _ what: String) -> String {
      switch view {
      case .whole: "the whole \(what)"
      case .part: "a part of the \(what)"
      case .nothing: "nothing of the \(what)"
      }
    }
    return "\(part(contract.group, "group")), \(part(contract.batch, "batch"))"
  }

  private static func rewards(_ contract: TrainerContract) -> String {
    switch contract.rewards {
    case .named(let how), .one(let how): how
    }
  }

  private static func weights(_ contract: TrainerContract) -> String {
    switch contract.weights {
    case .named(let how), .inOrder(let how), .alphabetically(let how): how
    }
  }
}
