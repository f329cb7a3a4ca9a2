import RewardSemantics

extension Builtin {
  private static let loose = Parameter("loose", .bool, isStatic: true, default: .number(0))

  private static let verdictDetails = """
    Strict, unless `loose: true`: then the response is looked at in up to eight forms, without its first line, its last
    line and both, each also without asterisks, and one that follows is enough. A response that is blank follows nothing.
    Whoever lets the model think first hands over what it says after that.

    The verdicts are those of the evaluators of IFEval and of IFBench at db69a6f, with their quirks: keywords are regular
    expressions without regard to case, a sentence of `length_constraints:number_sentences` is one of `sentences`, those
    of IFBench end at every `.`, `?` and `!` but for some abbreviations, and `ratio:overlap` is one of characters. They
    differ where upstream asks the package langdetect and `language` is asked here: on short texts, on capitals, which
    langdetect leaves out, and for `zh`, which it never answers. `keywords:letter_frequency` counts any character, where
    upstream draws a letter in its place; relations are `less than`, `at least` and, only here, `at most` and `around`
    (within a tenth). `words:start_verb` is failed, as there is no tagger that could tell a verb.

    Arguments that are null count as absent, others than those below are not looked at, and what upstream would draw at
    random because it is absent or negative is failed here, as is an unknown instruction or a pattern that is no good or
    longer than 2000 bytes. A response that makes a pattern take too many steps or has more than 4 MiB is limited.
    """

  private static let idDetails = Instruction.all.map { instruction in
    let parameters = instruction.parameters.map { "\($0.key) (\($0.value.rawValue))" }.joined(separator: ", ")
    return "  \(instruction.id)" + (parameters.isEmpty ? "" : ": \(parameters)")
  }.joined(separator: "\n")

  static let follows = Builtin(
    "follows",
    parameters: [
      Parameter("response", .text), Parameter("instruction", .text), Parameter("kwargs", .textOrJSON), loose,
    ],
    result: { _, _ in .bool }, absence: [.limit, .fail], cost: .scan,
    summary: "Whether a response follows an instruction that a rule can check, named and with arguments as in IFEval.",
    details: """
      An input `list<criterion>` reads `instruction_id_list` and `kwargs` of IFEval and IFBench, and `ground_truth` of
      open-instruct; then `follows(response, criterion.instruction_id, criterion.kwargs)` is a verdict on each, and
      `std.rubric` has the accuracies. The older data of open-instruct (RLVR-IFeval) name functions, which are known by
      those names, with the same object as arguments: `follows(response, json_text(ground_truth, "func_name") ?? "",
      ground_truth)`.

      \(verdictDetails)

      The instructions and what they need:
      \(idDetails)
      """,
    examples: [
      Example(#"follows("no capitals here, only small ones", "change_case:english_lowercase", "{}")"#, "true"),
      Example(
        #"follows("Dear [name],", "detectable_content:number_placeholders", "{\"num_placeholders\": 2}")"#, "false"),
      Example(#"follows("Well, sure.\nOf course.", "punctuation:no_comma", "{}")"#, "false"),
      Example(#"follows("Well, sure.\nOf course.", "punctuation:no_comma", "{}", loose: true)"#, "true"),
      Example(#"follows("four words are here", "length_constraints:number_words", "{\"num_words\": 4}")"#, "missing"),
    ]
  ) { statics in
    let isLoose = Self.isLoose(statics, at: 3)
    return { arguments in
      do throws(Obstacle) {
        let check = try Instruction.check(arguments[1].text, arguments[2].text)
        return .bool(try Verdict(on: arguments[0].text, isLoose: isLoose).holds(check))
      } catch { return .missing(error.status) }
    }
  }

  static let followsEach = Builtin(
    "follows_each",
    parameters: [
      Parameter("response", .text), Parameter("instructions", .textList), Parameter("kwargs", .anyList), loose,
    ],
    result: { _, _ in ValueType(.list(.bool), domain: .boolean) }, absence: [.limit, .fail], cost: .scan,
    summary: "Which of several instructions a response follows, as `follows` has it.",
    details: """
      The lists are those of a row, `instruction_id_list` and `kwargs`, and equally long: else it is failed, as where
      one of the instructions is. IFEval's accuracies of one response are `all` and `mean` of the result. Of JSON such as
      open-instruct's `ground_truth` they are `json_texts(ground_truth, "0.instruction_id")` and
      `json_list(ground_truth, "0.kwargs")`; `null` in place of the arguments of an instruction is none.
      """,
    examples: [
      Example(
        #"follows_each("Yes, but [why]?", ["punctuation:no_comma", "format:no_whitespace"], ["{}", "null"])"#, "[0, 0]"),
      Example(
        #"follows_each("ONE two", ["change_case:capital_word_frequency"], ["{\"capital_frequency\": 1, \"capital_relation\": \"at least\"}"])"#,
        "[1]"),
      Example(#"follows_each("a", ["punctuation:no_comma"], [])"#, "missing"),
    ]
  ) { statics in
    let isLoose = Self.isLoose(statics, at: 3)
    return { arguments in
      guard case .texts(let ids) = arguments[1], case .texts(let kwargs) = arguments[2] else {
        return .missing(.badValue)
      }
      guard ids.count == kwargs.count else { return .missing(.lengthsDiffer) }
      do throws(Obstacle) {
        let verdict = try Verdict(on: arguments[0].text, isLoose: isLoose)
        var results: [Double] = []
        for (id, kwargs) in zip(ids, kwargs) {
          results.append(try verdict.holds(Instruction.check(id, kwargs)) ? 1 : 0)
        }
        return .numbers(results)
      } catch { return .missing(error.status) }
    }
  }.sized(by: "instructions")

  private static func isLoose(_ statics: [StaticValue?], at index: Int) -> Bool {
    index < statics.count && statics[index]?.number == 1
  }
}

/// A response with the forms in which instructions are looked for.
private struct Verdict {
  private let forms: [Response]

  init(on response: UnsafeBufferPointer<UInt8>, isLoose: Bool) throws(Obstacle) {
    guard response.count <= Response.longest else { throw .stepLimit }
    let text = Scalars(of: response)
    forms = isLoose ? Response.forms(of: text).map(Response.init) : text.isBlank ? [] : [Response(text)]
  }

  func holds(_ check: Instruction.Check) throws(Obstacle) -> Bool {
    for form in forms where try check(form) { return true }
    return false
  }
}

extension Instruction {
  /// The check for an id and the JSON source of its arguments.
  fileprivate static func check(
    _ id: UnsafeBufferPointer<UInt8>, _ kwargs: UnsafeBufferPointer<UInt8>
  ) throws(Obstacle) -> Check {
    guard let instruction = table[Array(id)], let kwargs = JSONValue(kwargs) else { throw .badArguments }
    return try instruction.check(kwargs)
  }
}

extension Obstacle {
  fileprivate var status: Status {
    switch self {
    case .badArguments: .badValue
    case .stepLimit: .stepLimit
    case .failed: .failed
    }
  }
}
