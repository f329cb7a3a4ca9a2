import RewardSemantics

/// A file beside the spec, with values, functions, a partition and a parameter that the import may set.
extension SpecGenerator {
  func writeImport() {
    spec.library = """
      param weight: 0..1 = 0.25
      param style: {plain, bold} = plain
      input extra: real?
      let scaled = when { style == plain -> extra * weight, else -> extra + weight }
      let size = count(present(extra) over group)
      partition trio = chunks of 3 rollouts
      func shifted(value: real, more: real = 1) = value * weight + more

      """
    let settings = choices.pick(["", " with weight: 0.5", " with weight: 0, style: bold", " with style: bold"])
    spec.declarations.insert("import \"./common.reward\" as common\(settings)", at: 0)
    spec.inputs.append(.init(name: "extra", form: .real, grain: .rollout, isOptional: true))
    named.append(
      Named(term: Term("common.scaled", .rollout, mayAbstain: true), kind: .number, isDeclared: false))
    named.append(Named(term: Term("common.size", .group), kind: .number, isDeclared: false))
    let parts = derive("common.trio", .parts, of: .rollout, in: [.batch])
    partitions.append(parts)
    grains.append(.derived(parts))
    let value = term(.number, at: .rollout, depth: 2)
    declare("let", freshName("shifted"), .number, Term("common.shifted(\(value.text))", of: [value]))
  }
}
