import RewardGraph
import RewardSemantics

/// What a run was: enough to tell whether the scores of two runs may be compared.
///
/// They may if and only if their digests are equal: the digest covers everything that the graph computes, with the
/// parameters folded into it.
public struct Manifest {
  /// The version of the tool, as `--version` prints it.
  public static let toolVersion = "0.1.0"
  /// The edition of the language.
  public static let edition = 2026

  private let spec: TypedSpec
  private let digest: String
  /// Whether the scores follow from the seed, too.
  private let isRandom: Bool
  private let report: ScoringRun.Report

  /// `plan` and `report` are those of a run of `spec`.
  public init(spec: TypedSpec, plan: Plan, report: ScoringRun.Report) {
    self.spec = spec
    digest = plan.graph.digest
    isRandom = plan.graph.nodes.contains { if case .random = $0.operation { true } else { false } }
    self.report = report
  }

  /// The manifest as one JSON object, UTF-8. `complete` is true if the run read all its input and left no row out.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (name, text) in [
      ("format_version", "1.0"), ("rewardc", Self.toolVersion), ("edition", String(Self.edition)),
      ("spec", spec.name), ("spec_version", spec.version), ("score_digest", digest),
    ] {
      json.key(name)
      json.string(text)
    }
    json.key("params")
    json.beginObject()
    for parameter in spec.parameters {
      json.key(parameter.name)
      if let number = parameter.value.number { json.number(number) } else { json.string(parameter.value.description) }
    }
    json.endObject()
    if isRandom {
      json.key("seed")
      json.raw(String(report.seed))
    }
    for (name, count) in [
      ("rows", report.totals.rows), ("rows_left_out", report.summary.badRowCount),
      ("batches", report.totals.batches), ("groups", report.summary.groupCount), ("lines", report.totals.lines),
    ] {
      json.key(name)
      json.integer(count)
    }
    json.key("complete")
    json.bool(report.failure == nil && report.summary.badRowCount == 0)
    json.endObject()
    return json.bytes
  }
}
