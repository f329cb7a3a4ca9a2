extension RowSchema {
  /// The names under which trainers usually write a column, by the name that a spec gives it. Paths are tried in order.
  ///
  /// Sources: verl, TRL, OpenRLHF, NeMo RL and NeMo Gym, SkyRL, slime.
  public static let wellKnown: [String: [[String]]] = [
    "response": paths("response completion output solution_str completions responses"),
    "prompt": paths("prompt question input query"),
    "answer": answerPaths,
    "ground_truth": answerPaths,
    "group_id": paths("group_id uid group group_index _ng_task_index prompt_id instance_id"),
    "id": paths("id rollout_id request_id index"),
    "step": paths("step global_step"),
    "token_ids": paths("token_ids completion_ids response_ids"),
    "logp": paths("logp logprobs"),
    "old_logp": paths("old_logp old_log_probs"),
    "ref_logp": paths("ref_logp ref_log_probs"),
  ]

  /// Paths to try for an input of this name: the name itself, then the usual ones.
  public static func candidates(for inputName: String) -> [[String]] {
    let own = [inputName]
    return [own] + (wellKnown[inputName] ?? []).filter { $0 != own }
  }

  private static let answerPaths = paths(
    "answer ground_truth gts label expected_answer reward_model.ground_truth reward_spec.ground_truth")

  private static func paths(_ names: String) -> [[String]] {
    names.split(separator: " ").map { $0.split(separator: ".").map(String.init) }
  }
}
