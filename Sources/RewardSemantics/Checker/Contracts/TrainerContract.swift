/// What the wire between a trainer and its rewards carries: the facts that `check --for` judges a spec by.
public struct TrainerContract: Sendable {
  /// How much of a group or batch one call shows.
  public enum View: String, Sendable {
    case whole, part, nothing
  }
  /// What becomes of several rewards of a rollout.
  public enum Rewards: Sendable {
    /// Each arrives under its own name.
    case named(String)
    /// One number arrives.
    case one(String)
  }
  /// How the trainer's own weights find their rewards.
  public enum Weights: Sendable {
    /// It has none, or they name what they weigh.
    case named(String)
    /// By place: in the order that the spec declares the rewards in, or by name.
    case inOrder(String)
    case alphabetically(String)
  }

  /// As `--for` names it.
  public var name: String
  /// The version whose source the facts were read from.
  public var version: String
  /// What it calls, and with what.
  public var call: String
  /// How much of its group a rollout is shown with, and how much of its batch.
  public var group: View
  public var batch: View
  /// How else to call what needs a whole group, or a whole batch, with this trainer; nil where there is no such way.
  public var wider: (group: String?, batch: String?)
  /// What becomes of a reward that is missing, and whether it arrives as missing.
  public var missing: (isCarried: Bool, how: String)
  /// What several rewards of a rollout are.
  public var rewards: Rewards
  /// What weighs them.
  public var weights: Weights
  /// What happens where the other scores of two rollouts do not have the same keys, each with one number; nil where they
  /// need not.
  public var unequalKeys: String?
  /// What it computes of the rewards by itself, instead of an advantage of the spec.
  public var advantage: String
}

extension TrainerContract {
  /// All of them, in the order of the manual.
  public static let all: [TrainerContract] = [trl, verl, openRLHF, nemoRL, nemoGym, verifiers, slime]

  /// The contract of this name, or nil.
  public init?(named name: String) {
    guard let contract = Self.all.first(where: { $0.name == name }) else { return nil }
    self = contract
  }

  static let trl = TrainerContract(
    name: "trl", version: "1.10.0.dev0 (f2cd57710)",
    call: "each function of reward_funcs, in every process with its own slice of the batch",
    group: .part, batch: .part,
    wider: ("the asynchronous GRPO trainer calls with one whole group", nil),
    missing: (true, "None for a function and a sample leaves that column out; a row without any is not trained on"),
    rewards: .named("one function, one column"),
    weights: .inOrder("reward_weights has one number for each of reward_funcs, by place"),
    unequalKeys: nil,
    advantage:
      "GRPO of the weighted sum, or GDPO (multi_objective_aggregation=\"normalize_then_sum\"), std with ddof 1 and 1e-4"
  )

  static let verl = TrainerContract(
    name: "verl", version: "0.10.0.dev (1dda039b9)",
    call: "compute_score or run_single of a reward manager, with one sample",
    group: .nothing, batch: .nothing,
    wider: (
      "the legacy batch manager calls with the whole batch", "the legacy batch manager calls with the whole batch"
    ),
    missing: (false, "there is no missing reward: it is 0.0 or a crash"),
    rewards: .named("keys of the returned dict beside `score`"),
    weights: .named("gdpo_reward_weights beside gdpo_reward_keys, which names them"),
    unequalKeys:
      "extras are collected under the keys of the first sample: a KeyError where one is absent, and ragged lists break",
    advantage: "adv_estimator of `score` (grpo, rloo, ...), or gdpo of the keys in gdpo_reward_keys")

  static let openRLHF = TrainerContract(
    name: "openrlhf", version: "0.11.0 (3c3be623)",
    call: "the server of remote_url or reward_func, with one sample",
    group: .nothing, batch: .nothing,
    wider: (nil, nil),
    missing: (false, "a reward that is None or NaN ends the step with an error"),
    rewards: .one("`rewards` is one number; what is in extra_logs is only logged"),
    weights: .named("none"),
    unequalKeys:
      "extra_logs must have one number under the same keys for every sample of a micro-batch, or splitting it fails",
    advantage: "its advantage estimator of `rewards`, clamped to clip_range after the normalization")

  static let nemoRL = TrainerContract(
    name: "nemo-rl", version: "0.6.0 (7ea279abf)",
    call: "step of an environment actor, with a batch of conversations",
    group: .whole, batch: .whole,
    wider: (nil, nil),
    missing: (false, "there is no missing reward: one that is masked still enters the baseline of its group"),
    rewards: .named("a dict of tensors under `reward/<name>`, summed"),
    weights: .alphabetically(
      "reward_weights has one number for each component, in the alphabetical order of their names"),
    unequalKeys: nil,
    advantage: "GRPO of the sum, or GDPO (adv_estimator.name: gdpo), leave-one-out baseline by default")

  static let nemoGym = TrainerContract(
    name: "nemo-gym", version: "0.5.1 (07d6b0d07)",
    call: "POST /verify, with one rollout",
    group: .nothing, batch: .nothing,
    wider: ("a resources server may hold its answers back until a group is complete (genrm_compare)", nil),
    missing: (
      false, "a component that is absent is filled with 0.0, which enters the group; a failure is a row of its own"
    ),
    rewards: .named("reward_components, whose plain sum `reward` must be"),
    weights: .alphabetically("those of NeMo-RL, in the alphabetical order of the names"),
    unequalKeys: nil,
    advantage: "what NeMo-RL computes: GRPO of the sum, or GDPO")

  static let verifiers = TrainerContract(
    name: "verifiers", version: "0.3.0+62 (a60a606ec)",
    call: "@reward methods of a task, with one trace",
    group: .nothing, batch: .nothing,
    wider: ("Env.finalize sees all traces of an episode", nil),
    missing: (false, "a reward cannot be missing: raising takes the whole trace out"),
    rewards: .named("a mapping of named scores, all with the weight of their decorator"),
    weights: .named("@reward(weight: ...)"),
    unequalKeys: nil,
    advantage: "prime-rl: the weighted sum minus the mean of its group, without a division")

  static let slime = TrainerContract(
    name: "slime", version: "0.3.1 (624b824a8)",
    call: "custom_rm or the server of rm_url, with one sample",
    group: .nothing, batch: .nothing,
    wider: ("with --group-rm a function is called with one whole group", nil),
    missing: (false, "there is no missing reward: None fails where rewards are summed"),
    rewards: .one("of a dict --reward-key picks one; without it the sum of int and dict fails"),
    weights: .named("none"),
    unequalKeys: nil,
    advantage: "mean and std (ddof 1, 1e-6) of the group, unless custom_reward_post_process replaces it")
}
