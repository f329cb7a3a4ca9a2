import RewardSyntax

/// A place of the main file where values decide between parts of it: what tests may take or leave out.
///
/// Conditions that parameters decide are none, and neither are those of the library.
public struct TypedBranch: Sendable {
  /// One of the ways to go.
  public struct Side: Sendable, Hashable {
    /// What a test does that takes it: `takes this arm`.
    public var what: String
    /// Where it stands.
    public var range: SourceRange
    /// The side of the same branch that is taken wherever this one is.
    public var inside: Int?
  }

  /// What tells which side was taken.
  public enum Decision: Sendable, Hashable {
    /// A `when`; its sides are its arms, `else` last.
    case arms(ExpressionID)
    /// A `given`; open, closed.
    case given(ExpressionID)
    /// A gate by the expressions that walk through its levels, and whether each level passes. Sides of a level: opened,
    /// passed, failed.
    case levels(walks: [ExpressionID], passed: [ExpressionID])
    /// The criteria of the spec's own rubric, by the conditions that hold a value for each where there is one.
    /// Sides of a criterion: met, not met.
    case criteria(verdicts: [ExpressionID])
    /// A rule; true, false.
    case rule(ExpressionID)
  }

  /// What tells.
  public var decision: Decision
  /// In the order that the decision names.
  public var sides: [Side]

  /// The arms of a `when`, each from its condition to its value.
  static func when(_ id: ExpressionID, arms: [SourceRange], otherwise: SourceRange) -> TypedBranch {
    let sides = arms.map { Side(what: "takes this arm", range: $0) }
    return TypedBranch(decision: .arms(id), sides: sides + [Side(what: "takes this `else`", range: otherwise)])
  }

  static func given(_ id: ExpressionID, condition: SourceRange) -> TypedBranch {
    TypedBranch(
      decision: .given(id),
      sides: [
        Side(what: "has this condition true", range: condition),
        Side(what: "has this condition false", range: condition),
      ])
  }

  /// The same branch where the expression that tells was copied; nil where it was not.
  func copied(_ copies: [ExpressionID: ExpressionID]) -> TypedBranch? {
    func copy(_ id: ExpressionID) -> ExpressionID? { copies[id].flatMap { $0 == id ? nil : $0 } }
    return switch decision {
    case .arms(let id): copy(id).map { TypedBranch(decision: .arms($0), sides: sides) }
    case .given(let id): copy(id).map { TypedBranch(decision: .given($0), sides: sides) }
    case .levels, .criteria, .rule: nil
    }
  }

  static func gate(_ walks: [ExpressionID], levels: [(name: Name, passed: ExpressionID)]) -> TypedBranch {
    var sides: [Side] = []
    for (name, _) in levels {
      let opened = sides.count
      sides.append(Side(what: "opens level `\(name.text)`", range: name.range))
      sides.append(Side(what: "passes level `\(name.text)`", range: name.range, inside: opened))
      sides.append(Side(what: "fails level `\(name.text)`", range: name.range, inside: opened))
    }
    return TypedBranch(decision: .levels(walks: walks, passed: levels.map(\.passed)), sides: sides)
  }

  static func criteria(_ ranges: [SourceRange], verdicts: [ExpressionID]) -> TypedBranch {
    TypedBranch(
      decision: .criteria(verdicts: verdicts),
      sides: ranges.flatMap {
        [Side(what: "meets this criterion", range: $0), Side(what: "does not meet this criterion", range: $0)]
      })
  }

  static func rule(_ declaration: TypedDeclaration) -> TypedBranch {
    TypedBranch(
      decision: .rule(declaration.value),
      sides: [
        Side(what: "has `\(declaration.name)` true", range: declaration.range),
        Side(what: "has `\(declaration.name)` false", range: declaration.range),
      ])
  }
}
