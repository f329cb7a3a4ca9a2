/// The words that mean something to the parser. To the lexer they are identifiers like all others.
enum Word: String, CaseIterable {
  // Reserved: never a plain name. They may stand after a dot and as labels.
  case and, or, not, `in`, matches, contains, given, `else`, when, at, over, by, `where`, `for`, from, per, implies
  case `true`, `false`

  // Declarations.
  case edition, spec, `import`, input, rows, param, `let`, `func`, rule, reward, metric, advantage, test
  case gate, partition, state, emit, optimize, machine, rubric, invariant, audit, judge, objective
  case request, hindsight, resample

  // Words with a meaning in one place.
  case `as`, trained, selects, other, abstain, list, table
  case with, stub, group, expect
  case level, normalized, worth, `if`, passed, passes, missing, fail, skip
  case whole, chunks, of, groups, rollouts
  case key, then, most, order
  case keep, until, within, rounds
  case pays
  case criterion, weight, tags, id
  case reject, accept, cost, allow, on, because
  case jointly, model, prompt, answers, expectation, samples, reduce, fault, retry, timeout, swap
  case onLimit = "on_limit"
  case rungs
  case score, verdicts, best, ties, met, first, bonus, mix, top, into, a, random, slot, copy

  // Units.
  case tok, char, word, line, byte, turn, call, ms, s, min, h, usd, rollout, step

  // Words of other languages.
  case elif, lambda, `return`, null, undefined
  case def, function, fn, `var`, const
  case nilWord = "nil"
  case pythonNone = "None"
  case pythonTrue = "True"
  case pythonFalse = "False"
  case upperAnd = "AND"
  case upperOr = "OR"
  case underscore = "_"
  case `default`, otherwise

  static let byText: [String: Word] = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
  static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

  var isReserved: Bool {
    switch self {
    case .and, .or, .not, .in, .matches, .contains, .given, .else, .when, .at, .over, .by, .where, .for, .from, .per,
      .implies, .true, .false:
      true
    default: false
    }
  }

  /// Stands between two operands, or begins a clause after one.
  var continuesExpression: Bool {
    switch self {
    case .and, .or, .in, .matches, .contains, .given, .else, .at, .by, .where, .implies: true
    default: false
    }
  }

  var isDeclaration: Bool {
    switch self {
    case .edition, .spec, .import, .input, .rows, .param, .let, .func, .rule, .reward, .metric, .advantage, .test,
      .gate, .partition, .state, .emit, .optimize, .machine, .rubric, .invariant, .audit, .judge, .objective, .request,
      .hindsight, .resample:
      true
    default: false
    }
  }

  var isUnit: Bool {
    switch self {
    case .tok, .char, .word, .line, .byte, .turn, .call, .ms, .s, .min, .h, .usd, .rollout, .step: true
    default: false
    }
  }
}
