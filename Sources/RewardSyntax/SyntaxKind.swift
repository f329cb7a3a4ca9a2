/// What one node of a ``SyntaxTree`` is.
public enum SyntaxKind: UInt8, Sendable, Hashable, CaseIterable {
  /// The root.
  case file

  // Declarations.
  case editionDeclaration, specDeclaration, importDeclaration, inputDeclaration, rowsDeclaration
  case parameterDeclaration
  /// `let`, `rule`, `reward`, `metric`, `advantage`, `objective`
  case valueDeclaration
  case functionDeclaration, testDeclaration
  case gateDeclaration, partitionDeclaration, stateDeclaration, emitDeclaration, optimizeDeclaration
  case machineDeclaration, rubricDeclaration, invariantDeclaration, auditDeclaration, judgeDeclaration
  case requestDeclaration, hindsightDeclaration, resampleDeclaration
  /// What could not be read as a declaration; already reported.
  case errorDeclaration

  // Parts of declarations.
  case functionParameter
  /// `{ let .. expression }`
  case functionBody
  case localDeclaration
  case testWith, testStub, testGroup, testExpect
  /// `answer "4"` after `group`
  case groupBinding
  case groupMember
  /// `n: 3` of a member in braces
  case memberField
  /// `weight: 0.5` behind the `with` of an import
  case importSetting
  case gateLevel
  /// `chosen: response` of an `emit`
  case emitField
  case optimizeKeep, optimizeWith
  case machineEdge, rubricCriterion
  /// `reject empty, echo on correct`, `cost judge_calls <= 6 per rollout`, `allow W204 on format because ".."`
  case auditReject, auditAccept, auditCost, auditAllow
  /// `good: 1` behind `answers label`
  case judgeLabel
  /// A word and what it introduces: `worth 1 if passed`, `where c`, `then x`. The word is its first token.
  case clause
  /// Tokens that the parser passed over to find its way again.
  case skipped

  // Parts of expressions.
  case argument
  case overClause
  /// `for p in parts where c`
  case forClause
  case whenArm, elseArm

  // Expressions.
  case numberExpression, textExpression, regexExpression, booleanExpression, nameExpression
  case memberExpression, indexExpression, callExpression, listExpression, tupleExpression, parenthesizedExpression
  case negateExpression, notExpression, binaryExpression, givenExpression, atExpression, whenExpression
  case lambdaExpression
  /// `[f(x) for x in xs]`
  case comprehensionExpression
  /// What could not be read as an expression; already reported.
  case errorExpression

  // Types.
  case nameType, rangeType, numbersType, symbolsType, listType, tableType, unitType, boundedType, optionalType
  /// What could not be read as a type; already reported.
  case errorType

  /// A child of the file that ``SyntaxNode/declaration`` reads.
  public var isDeclaration: Bool {
    rawValue >= SyntaxKind.editionDeclaration.rawValue && rawValue <= SyntaxKind.errorDeclaration.rawValue
  }
  /// A node that ``SyntaxNode/expression`` reads.
  public var isExpression: Bool {
    rawValue >= SyntaxKind.numberExpression.rawValue && rawValue <= SyntaxKind.errorExpression.rawValue
  }
  /// A node that ``SyntaxNode/type`` reads.
  public var isType: Bool { rawValue >= SyntaxKind.nameType.rawValue }
}
