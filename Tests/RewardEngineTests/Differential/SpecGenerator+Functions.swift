import RewardSemantics

/// Functions of the spec's own, with parameters that are grains, symbols and bundles; and calls of the library.
extension SpecGenerator {
  func writeFunctions() {
    for number in 0..<Int.random(in: 0...2, using: &choices) {
      let name = "fold\(number)"
      let statistic = choices.pick(["mean", "median", "max", "min", "sum", "std"])
      let last = choices.pick(["rank(x over within) + y", "softmax(x over within) * y", "cumulative(x over within)"])
      spec.declarations.append(
        """
        func \(name)(x: real, y: real = 2, within: grain = group, how: {raw, centred, placed} = raw) -> real {
          let middle = \(statistic)(x over within)
          let shifted = x \(choices.pick(["+", "-", "*"])) y
          when { how == raw -> shifted  how == centred -> shifted - (middle ?? y)  else -> \(last) }
        }
        """)
      folds.append(name)
    }
    for number in 0..<Int.random(in: 0...2, using: &choices) {
      let name = "blend\(number)"
      let value = choices.pick(["(p.value ?? low)", "p.value", "abs(p.value)"])
      let best = choices.pick(["max", "min", "mean", "product"])
      let test = choices.pick(["any(p.value > low for p in parts)", "all(present(p.value) for p in parts)"])
      spec.declarations.append(
        """
        func \(name)(parts: bundle, low: real = 0) {
          let weighted = sum(p.weight * \(value) for p in parts)
          let best = \(best)(p.value for p in parts)
          when { \(test) -> weighted  count(p.value >= low for p in parts) > 1 -> best  else -> low }
        }
        """)
      bundlers.append(name)
    }
  }

  /// A call of one of the spec's functions.
  func function(at grain: Grain, depth: Int) -> Term? {
    if choices.isLucky(0.5) {
      let own = choices.pick(readable(at: grain))
      let containers = containers(of: own)
      if folds.isEmpty || containers.isEmpty { return nil }
      let x = exactly(.number, own, depth: depth)
      let y = leaf(.number, at: own)
      let how = choices.pick(["raw", "centred", "placed"])
      let arguments = "\(x.text), y: \(y.text), within: \(choices.pick(containers).name), how: \(how)"
      return Term("\(choices.pick(folds))(\(arguments))", of: [x, y]).at(own).abstaining()
    }
    let scores = named.filter { $0.isScore && $0.isDeclared && grain.refines($0.term.grain) }.map(\.term)
    guard scores.count >= 3, !bundlers.isEmpty else { return nil }
    let parts = scores.shuffled(using: &choices).prefix(3)
    let weights = parts.map { "\($0.text): \(choices.pick(["1", "0.5", "-2", "3"]))" }.joined(separator: ", ")
    let low = choices.isLucky(0.5) ? ", low: \(choices.pick(["-1", "0.5"]))" : ""
    return Term("\(choices.pick(bundlers))(\(weights)\(low))", of: Array(parts)).abstaining()
  }

  /// A call of the library that can be read at `grain`.
  func library(at grain: Grain, depth: Int) -> Term? {
    if grain == .token, choices.isLucky(0.3) {
      let r = exactly(.number, .rollout, depth: depth)
      let call = choices.pick([
        "reinforce_pp(\(r.text), logp, 0.5 * logp, kl_coef: 0.1, gamma: 0.9)", "at_last(\(r.text))",
        "reinforce_pp_baseline(\(r.text), ddof: 0)",
      ])
      return Term(call, of: [r]).at(.token).abstaining()
    }
    guard grain.refines(.rollout) else { return nil }
    let scores = named.filter { $0.isScore && $0.isDeclared && $0.term.grain == .rollout }.map(\.term)
    if scores.count >= 2, choices.isLucky(0.3) {
      let parts = scores.shuffled(using: &choices).prefix(2)
      // A part of weight 0 is left out; one at least must stay.
      let weights =
        "\(parts[0].text): \(choices.pick(["1", "0.5"])), \(parts[1].text): \(choices.pick(["1", "-2", "0"]))"
      let like = choices.pick(["nvlabs_trl", "nvlabs_verl", "trl", "verl", "nemo_rl", "ms_swift"])
      return Term("gdpo(\(weights), like: \(like))", of: Array(parts)).at(.rollout).abstaining()
    }
    let r = exactly(.number, .rollout, depth: depth)
    let x = r.text
    let length = leaf(.number, at: .rollout)
    let call = choices.pick([
      "grpo(\(x))", "grpo(\(x), like: verl)", "grpo(\(x), scale: batch, ddof: 0)", "grpo(\(x), scale: none)",
      "dr_grpo(\(x))", "rloo(\(x))", "rloo(\(x), normalize: batch, lone: raw)", "opo(\(x), abs(\(length.text)))",
      "gpg(\(x))", "gpg(\(x), alpha: verl, scale: group)", "reinforce(\(x), baseline: batch)", "whiten(\(x))",
      "zscore(\(x), within: batch, lone: raw)", "center(\(x))", "(\(x) - spread(\(x), within: batch))",
    ])
    return Term(call, of: [r, length]).at(.rollout).abstaining()
  }
}
