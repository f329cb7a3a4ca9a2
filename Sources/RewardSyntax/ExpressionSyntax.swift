/// What an expression node says, one level deep: operands are nodes again.
public enum ExpressionSyntax: Sendable {
  /// `12`, `4000 tok`, `50%` (value 0.5, unit nil). `isInteger` tells whether it was written without point or exponent.
  case number(Double, isInteger: Bool, unit: Name?)
  /// A text with its escapes resolved.
  case text([UInt8])
  /// `/pattern/flags`; `patternStart` is the byte offset of the pattern's first byte in the file.
  case regex(pattern: [UInt8], flags: [UInt8], patternStart: Int)
  /// `true`, `false`
  case boolean(Bool)
  /// A name by itself: `response`
  case name(Name)
  /// `a.b`
  case member(SyntaxNode, Name)
  /// `a[i]`
  case index(SyntaxNode, SyntaxNode)
  /// `f(a, b: c)`, `mean(x over group by k where c, weight: w)`, `sum(p.weight for p in parts)`, `list.sum(x => ..)`
  case call(callee: SyntaxNode, CallSyntax)
  /// `[a, b]`
  case list([SyntaxNode])
  /// `(a, b)`: the keys of a rank
  case tuple([SyntaxNode])
  /// `(a)`
  case parenthesized(SyntaxNode)
  /// `-a`
  case negate(SyntaxNode)
  /// `not a`
  case not(SyntaxNode)
  /// The operator's range comes with its text in `Name`.
  case binary(BinaryOperator, SyntaxNode, SyntaxNode, operator: Name)
  /// `value given condition`, `value given condition else other`, `value given condition else abstain`
  case given(SyntaxNode, condition: SyntaxNode, otherwise: Otherwise)
  /// `x at token`
  case at(SyntaxNode, Name)
  /// `when { c -> v  else -> w }`; `otherwise` is nil when it was forgotten (reported by the parser).
  case when([WhenArm], otherwise: SyntaxNode?)
  /// `[element for variable in source where condition]`
  case comprehension(SyntaxNode, variable: Name, source: SyntaxNode, condition: SyntaxNode?)
  /// `x => expression`
  case lambda(Name, SyntaxNode)
  /// What could not be read; already reported.
  case error

  /// What a `given` is where its condition is false: 0 without `else`, abstained, or a value.
  public enum Otherwise: Sendable { case zero, abstain(Name), value(SyntaxNode) }
}

/// `condition -> value`
public struct WhenArm: Sendable {
  public var condition: SyntaxNode
  public var value: SyntaxNode
}

/// `for variable in source where condition`
public typealias ComprehensionSyntax = (variable: Name, source: SyntaxNode, condition: SyntaxNode?)

/// What stands in the parentheses of a call.
public struct CallSyntax: Sendable {
  /// `value` or `label: value`
  public struct Argument: Sendable {
    public var label: Name?
    public var value: SyntaxNode
  }
  /// In order, labelled and unlabelled.
  public var arguments: [Argument]
  /// `over group by k where c`, which follows the first argument.
  public var over: OverSyntax?
  /// `for p in parts where c`, which follows the only argument.
  public var comprehension: ComprehensionSyntax?
}

/// `over group by k where c`
public struct OverSyntax: Sendable {
  /// `group`, `others`, `within`, `common.bundle`, ...
  public var grain: Name
  /// `over other group`
  public var isOther: Bool
  /// The key after `by`.
  public var by: SyntaxNode?
  /// The condition after `where`.
  public var condition: SyntaxNode?
}

/// An operator with an operand on either side, by its spelling.
public enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
  case concatenate = "++"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and
  case or
  case `in`
  case matches
  case contains
  case coalesce = "??"
}
