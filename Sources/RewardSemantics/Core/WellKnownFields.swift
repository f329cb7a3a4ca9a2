/// The names under which trainers and rollout dumps keep the same columns.
///
/// A column is looked for under its own name first, then under these, in order. Sources: verl, TRL, OpenRLHF, NeMo RL and
/// NeMo Gym, SkyRL, slime.
public enum WellKnownFields {
  /// The paths to try after the name itself; none for a name of one's own.
  public static func aliases(of name: String) -> [[String]] {
    (fields[name] ?? []).map { $0.split(separator: ".").map(String.init) }
  }

  private static let fields: [String: [String]] = [
    "response": ["completion", "output", "solution_str", "completions", "responses"],
    "prompt": ["question", "input", "query"],
    "group_id": ["uid", "group", "group_index", "_ng_task_index", "prompt_id", "instance_id"],
    "id": ["rollout_id", "request_id", "index"],
    "rollout_id": ["trajectory_id", "traj_uid", "traj_id", "episode_id", "id"],
    "observation": ["next_observation", "tool_response"],
    "step": ["global_step"],
    "answer": [
      "ground_truth", "gts", "label", "expected_answer", "reward_model.ground_truth", "reward_spec.ground_truth",
    ],
    "ground_truth": [
      "answer", "gts", "label", "expected_answer", "reward_model.ground_truth", "reward_spec.ground_truth",
    ],
    "token_ids": ["completion_ids", "response_ids"],
    "logp": ["logprobs"],
    "old_logp": ["old_log_probs"],
    "ref_logp": ["ref_log_probs"],
  ]
}
