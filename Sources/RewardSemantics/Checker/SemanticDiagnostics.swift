import RewardSyntax

/// The codes of the checker. Names in the code say what is wrong; messages say it with the spec's own names.
extension DiagnosticCode {
  // Names.
  static let unknownName = DiagnosticCode("E150")
  static let duplicateName = DiagnosticCode("E151")
  static let cycle = DiagnosticCode("E152")
  static let unknownFunction = DiagnosticCode("E153")
  static let recursion = DiagnosticCode("E154")
  static let notAValue = DiagnosticCode("E155")
  static let unknownMember = DiagnosticCode("E156")
  static let notYet = DiagnosticCode("E190")

  // Types, grains, ranges and units.
  static let wrongType = DiagnosticCode("E201")
  static let wrongUnit = DiagnosticCode("E202")
  static let outOfRange = DiagnosticCode("E203")
  static let divisionByZero = DiagnosticCode("E204")
  static let outsideDomain = DiagnosticCode("E205")
  static let mixedGrains = DiagnosticCode("E210")
  static let nothingToAggregate = DiagnosticCode("E211")
  static let aggregateMissing = DiagnosticCode("E212")
  static let unknownGrain = DiagnosticCode("E213")
  static let mayBeAbsent = DiagnosticCode("E220")
  static let notConstant = DiagnosticCode("E221")
  static let unknownType = DiagnosticCode("E222")

  // Calls.
  static let unknownArgument = DiagnosticCode("E230")
  static let duplicateArgument = DiagnosticCode("E231")
  static let missingArgument = DiagnosticCode("E232")
  static let tooManyArguments = DiagnosticCode("E233")
  static let optionName = DiagnosticCode("E234")
  static let emptyBundle = DiagnosticCode("E235")

  // Scores and declarations.
  static let constantScore = DiagnosticCode("E301")
  static let wrongGrainOfScore = DiagnosticCode("E302")
  /// The file declares no score.
  public static let nothingToScore = DiagnosticCode("E303")
  /// The file does not say which spec it is.
  public static let noSpec = DiagnosticCode("E304")
  static let noTokens = DiagnosticCode("E305")
  static let unknownLimitValue = DiagnosticCode("E306")
  static let unknownEdition = DiagnosticCode("E307")
  /// `--set` names no parameter, or gives it a value it cannot have: the command's mistake, not the spec's.
  public static let badSetting = DiagnosticCode("E310")
  static let duplicateInput = DiagnosticCode("E308")
  static let tooLarge = DiagnosticCode("E309")

  // Gates.
  static let thresholdOutside = DiagnosticCode("E320")
  static let badBand = DiagnosticCode("E321")

  // Machines, states, emissions, selections.
  static let badMachine = DiagnosticCode("E330")
  static let misplacedState = DiagnosticCode("E331")
  static let badState = DiagnosticCode("E332")
  static let badSelection = DiagnosticCode("E333")
  static let noCriteria = DiagnosticCode("E334")

  // Objectives.
  static let noGradient = DiagnosticCode("E360")
  static let wrongGrainOfObjective = DiagnosticCode("E361")
  static let untrainable = DiagnosticCode("E362")
  static let readObjective = DiagnosticCode("E363")
  static let termWithoutGradient = DiagnosticCode("W331")
  static let notDifferentiated = DiagnosticCode("W332")

  // Judges.
  static let incompleteJudge = DiagnosticCode("E370")
  static let idlePrompt = DiagnosticCode("E371")
  static let badJudge = DiagnosticCode("E372")

  // Requests.
  static let badRequest = DiagnosticCode("E373")
  static let notGroupFree = DiagnosticCode("E374")
  static let badHindsight = DiagnosticCode("E375")
  static let badResample = DiagnosticCode("E376")
  static let unreadMix = DiagnosticCode("W333")

  // Rows, as `check --data` finds them.
  /// No row of a file has a value for an input that every row must have.
  public static let noSource = DiagnosticCode("E380")
  /// No row of a file has a value for an input that rows may lack.
  public static let noOptionalSource = DiagnosticCode("W380")
  /// Some rows of a file lack a value that every row must have.
  public static let lackingRows = DiagnosticCode("W381")

  // Promises.
  static let refutedInvariant = DiagnosticCode("E340")
  static let badInvariant = DiagnosticCode("E341")
  static let badAudit = DiagnosticCode("E350")
  static let costExceeded = DiagnosticCode("E351")

  // Patterns.
  static let badPattern = DiagnosticCode("E501")
  static let exponentialPattern = DiagnosticCode("W501")
  static let polynomialPattern = DiagnosticCode("W502")

  // Modules.
  static let unreadableImport = DiagnosticCode("E601")
  static let unknownModule = DiagnosticCode("E602")
  static let importCycle = DiagnosticCode("E603")
  static let importOutsideRoot = DiagnosticCode("E604")
  /// The spec scores differently from an earlier one and has no higher version: found by `check --against`.
  public static let staleVersion = DiagnosticCode("E610")

  // Tests.
  static let noExpectation = DiagnosticCode("E701")
  static let constantExpectation = DiagnosticCode("E702")
  static let badTest = DiagnosticCode("E703")
  static let missingStub = DiagnosticCode("E704")

  // Contracts of trainers.
  static let unseenStatistic = DiagnosticCode("E801")
  static let missingReward = DiagnosticCode("W802")
  static let unheldState = DiagnosticCode("E803")
  static let unequalKeys = DiagnosticCode("W804")
  static let severalRewards = DiagnosticCode("W805")
  static let weightsByPlace = DiagnosticCode("W806")
  static let finerReward = DiagnosticCode("W807")
  static let advantageNotCarried = DiagnosticCode("W808")

  // Warnings.
  /// Nothing reads a declaration.
  public static let unused = DiagnosticCode("W150")
  static let optimisticDefault = DiagnosticCode("W230")
  static let emptyNeedle = DiagnosticCode("W231")
  static let policyAbstains = DiagnosticCode("W232")
  static let sumOfAbsent = DiagnosticCode("W233")
  static let hiddenFailure = DiagnosticCode("W234")
  static let emptyList = DiagnosticCode("W235")
  static let closedBeatsLow = DiagnosticCode("W310")
  static let alwaysDecided = DiagnosticCode("W311")
  static let noDominance = DiagnosticCode("W322")
  static let drowned = DiagnosticCode("W323")
  static let tiedComponents = DiagnosticCode("W324")
  static let lostGroups = DiagnosticCode("W325")
  /// The advantage does not read a reward; the same.
  public static let unreadReward = DiagnosticCode("W330")
  static let oneOrder = DiagnosticCode("W335")
  static let unboundedPrompt = DiagnosticCode("W336")
  static let askedForAll = DiagnosticCode("W337")
  /// Nothing that is trained on reads a judge; the same.
  public static let neverAsked = DiagnosticCode("W338")
  static let literalBraces = DiagnosticCode("W339")
  static let undecidedInvariant = DiagnosticCode("W340")
  static let unusedAllowance = DiagnosticCode("W350")

  /// Every code of the checker.
  static let semantics: [DiagnosticCode] = [
    .unknownName, .duplicateName, .cycle, .unknownFunction, .recursion, .notAValue, .unknownMember, .notYet,
    .wrongType, .wrongUnit, .outOfRange, .divisionByZero, .outsideDomain, .mixedGrains, .nothingToAggregate,
    .aggregateMissing, .unknownGrain, .mayBeAbsent, .notConstant, .unknownType, .unknownArgument, .duplicateArgument,
    .missingArgument, .tooManyArguments, .optionName, .emptyBundle, .constantScore, .wrongGrainOfScore,
    .nothingToScore, .noSpec, .noTokens, .unknownLimitValue, .unknownEdition, .badSetting, .duplicateInput,
    .tooLarge, .thresholdOutside, .badBand, .badMachine, .misplacedState, .badState, .badSelection, .noCriteria,
    .badPattern, .unreadableImport, .unknownModule, .importCycle, .importOutsideRoot, .staleVersion, .noExpectation,
    .constantExpectation, .badTest, .refutedInvariant, .badInvariant, .badAudit, .costExceeded, .unused,
    .optimisticDefault, .emptyNeedle, .policyAbstains, .sumOfAbsent, .closedBeatsLow, .alwaysDecided, .noDominance,
    .drowned, .tiedComponents, .lostGroups, .unreadReward, .undecidedInvariant, .unusedAllowance, .exponentialPattern,
    .polynomialPattern, .unseenStatistic, .missingReward, .unheldState, .unequalKeys, .severalRewards, .weightsByPlace,
    .finerReward, .advantageNotCarried, .noGradient, .wrongGrainOfObjective, .untrainable, .readObjective,
    .termWithoutGradient, .notDifferentiated, .incompleteJudge, .idlePrompt, .badJudge, .badRequest, .notGroupFree,
    .badHindsight, .badResample, .unreadMix, .missingStub, .oneOrder,
    .unboundedPrompt, .askedForAll, .neverAsked, .literalBraces, .hiddenFailure, .emptyList,
  ]

  /// What only a file of rows can tell.
  static let ofData: [DiagnosticCode] = [.noSource, .noOptionalSource, .lackingRows]

  /// Every code that `rewardc` knows: each has a page of the manual.
  public static let all: [DiagnosticCode] = syntax + semantics + ofData
}
