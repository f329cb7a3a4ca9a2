import Testing

@testable import RewardSemantics

/// What both evaluators make of some rows; an issue where they differ.
@discardableResult
func agree(
  _ declarations: String, _ rows: [String], sourceLocation: SourceLocation = #_sourceLocation
) throws -> [String: [Value]] {
  let spec = GeneratedSpec(declarations: declarations.split(separator: "\n").map(String.init))
  let pinned = DifferentialCase(spec: spec, batches: [rows], showsLets: false)
  let (typed, errors) = pinned.checked()
  let checked = try #require(typed, "\(errors)", sourceLocation: sourceLocation)
  let difference = try pinned.difference()
  #expect(difference == nil, sourceLocation: sourceLocation)
  return pinned.meanings(of: checked).first?.outputs ?? [:]
}
