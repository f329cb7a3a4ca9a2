/// The form of a builtin: everything that checker, engine, hover, completion and manual need to know of it.
///
/// A target contributes its builtins beside the code that computes them; the command assembles them in a ``Registry``.
/// No builtin bears a published algorithm's name: algorithms are library functions.
public struct Builtin: Sendable {
  /// What one argument may be, and whether it must be known at compile time.
  public struct Parameter: Sendable {
    /// The kinds of value that a parameter takes.
    public enum Accepts: Sendable, Hashable {
      /// One kind each; `anyList` is a list of any elements, `any` is everything.
      case number, bool, text, json, pattern, anyList, textList, numberList, any
      /// Text or JSON text.
      case textOrJSON
      /// Text, JSON text or a list of texts.
      case textsOrJSON
      /// A list of tool calls.
      case calls
      /// One of these names, known at compile time.
      case symbol([String])
      /// A number in one of these units, such as `4000 word`, known at compile time: `prepare` gets the list of the number
      /// and the unit's symbol.
      case amount([String])
    }
    /// As a labelled argument names it.
    public var name: String
    /// The kinds of value that fit.
    public var accepts: Accepts
    /// Must be known at compile time; handed to `prepare`, not to the element function.
    public var isStatic: Bool
    /// Used when the argument is left out. Only static parameters have one.
    public var defaultValue: StaticValue?
    /// May be left out without a default: `prepare` then gets nil.
    public var isOptional: Bool

    /// Dynamic and required unless said otherwise.
    public init(
      _ name: String, _ accepts: Accepts, isStatic: Bool = false, default defaultValue: StaticValue? = nil,
      isOptional: Bool = false
    ) {
      self.name = name
      self.accepts = accepts
      self.isStatic = isStatic
      self.defaultValue = defaultValue
      self.isOptional = isOptional
    }
  }

  /// What happens to missing arguments.
  public enum MissingRule: Sendable {
    /// A missing argument makes the result missing (``Status/joined(_:)`` in argument order); the function is not called.
    case propagates
    /// The function is called with ``Operand/missing(_:)`` and decides.
    case sees
  }

  /// What one call costs, for the scheduler and the cost report.
  public enum Cost: Sendable, Hashable {
    /// A few arithmetic operations.
    case cheap
    /// Proportional to the bytes of its texts.
    case scan
    /// Another process, and the wait for it: called in a run alone, never while a spec is checked.
    case process
  }

  /// What is to be said of static arguments that can be used, and better are not.
  public struct Finding: Sendable {
    /// What is wrong with them.
    public enum Kind: Sendable, Hashable {
      /// A text can make a search take a time that doubles with every few bytes more.
      case exponentialTime
      /// A text can make a search take a time that grows with a high power of its length.
      case polynomialTime
    }
    /// What is wrong.
    public var kind: Kind
    /// Lower case, no full stop.
    public var message: String
    /// The parameter it is about.
    public var parameter: String
    /// The bytes of a pattern or text argument that are at fault; empty for all of it.
    public var bytes: Range<Int>
    /// What those bytes do.
    public var label: String
    /// How it shows, and what to write instead.
    public var notes: [String]
    /// `parameter` names the parameter it is about; `bytes` counts inside it.
    public init(
      _ kind: Kind, _ message: String, parameter: String, bytes: Range<Int>, label: String, notes: [String]
    ) {
      self.kind = kind
      self.message = message
      self.parameter = parameter
      self.bytes = bytes
      self.label = label
      self.notes = notes
    }
  }

  /// An expression of the language and the value it must have: documentation and test at once.
  public struct Example: Sendable {
    /// Constant expression, e.g. `extract("a=12", /[0-9]+/)`.
    public var expression: String
    /// Its value as a literal of the language, or `missing`.
    public var value: String
    /// `expression` is constant; `value` is a literal of the language, or `missing`.
    public init(_ expression: String, _ value: String) {
      self.expression = expression
      self.value = value
    }
  }

  /// As a spec calls it.
  public var name: String
  /// The first `arity` parameters are positional in this order; any may also be named.
  public var parameters: [Parameter]
  /// The last parameter takes any number of further positional arguments.
  public var isVariadic: Bool
  /// Type of the result from the types of the dynamic arguments and the static arguments, both by parameter
  /// (nil where left out).
  public var result: @Sendable (_ arguments: [ValueType?], _ statics: [StaticValue?]) -> ValueType
  /// How the result may be missing although every argument is there.
  public var absence: Absence
  /// What happens to missing arguments.
  public var missing: MissingRule
  /// What one call costs.
  public var cost: Cost
  /// One sentence, no markup but backquotes.
  public var summary: String
  /// Edges, limits, the standard or paper.
  public var details: String
  /// Shown by the manual and checked by the tests.
  public var examples: [Example]
  /// Makes the element function for these static arguments (by parameter; nil for dynamic ones and those left out).
  /// The function gets the dynamic arguments in parameter order; one left out is `.missing(.noValue)`.
  public var prepare: @Sendable ([StaticValue?]) throws(PreparationError) -> ElementFunction
  /// What the checker warns of in static arguments that `prepare` takes, in bounded time.
  public var inspect: @Sendable ([StaticValue?]) -> [Finding]

  /// The names of the dynamic parameters through which a derivative passes; by default none.
  public var differentiableParameters: [String] = []

  /// The parameter whose list has as many items as the resulting list; nil where none decides that alone.
  public var sizingParameter: String?

  /// For a builtin that looks for something and gives no part of its text: a function that gives the parts it found, for
  /// those who ask why.
  public var locate: (@Sendable ([StaticValue?]) throws(PreparationError) -> ElementFunction)?

  /// By default: a cheap function that is missing only where an argument is.
  public init(
    _ name: String, parameters: [Parameter], isVariadic: Bool = false,
    result: @escaping @Sendable ([ValueType?], [StaticValue?]) -> ValueType, absence: Absence = [],
    missing: MissingRule = .propagates, cost: Cost = .cheap, summary: String, details: String = "",
    examples: [Example], inspect: @escaping @Sendable ([StaticValue?]) -> [Finding] = { _ in [] },
    prepare: @escaping @Sendable ([StaticValue?]) throws(PreparationError) -> ElementFunction
  ) {
    self.name = name
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.result = result
    self.absence = absence
    self.missing = missing
    self.cost = cost
    self.summary = summary
    self.details = details
    self.examples = examples
    self.inspect = inspect
    self.prepare = prepare
  }

  /// The same builtin, whose result has a derivative by these parameters.
  public func differentiable(by parameters: String...) -> Builtin {
    var copy = self
    copy.differentiableParameters = parameters
    return copy
  }

  /// The same builtin, whose result has an item for each of this list.
  public func sized(by parameter: String) -> Builtin {
    var copy = self
    copy.sizingParameter = parameter
    return copy
  }

  /// The same builtin, which can say where it found what it looks for.
  public func locating(
    _ locate: @escaping @Sendable ([StaticValue?]) throws(PreparationError) -> ElementFunction
  ) -> Builtin {
    var copy = self
    copy.locate = locate
    return copy
  }
}

extension Builtin {
  /// For each dynamic argument that the element function gets, whether it is an operand or was left out.
  ///
  /// - Parameters:
  ///   - present: by parameter, as in `Operation.call`.
  ///   - operands: how many there are; the last parameter of a variadic builtin takes all that remain.
  public func dynamic(_ present: [Bool], operands: Int) -> [Bool] {
    let named = zip(parameters, present).filter { !$0.0.isStatic }.map(\.1)
    return named + Array(repeating: true, count: max(operands - named.count { $0 }, 0))
  }
}

/// The builtins a spec may call, as a value.
public struct Registry: Sendable {
  /// In the order given; `Operation.call` refers to them by place.
  public private(set) var builtins: [Builtin]
  private let indexByName: [String: Int]

  /// - Precondition: no two builtins have the same name.
  public init(_ builtins: [Builtin]) {
    self.builtins = builtins
    indexByName = Dictionary(uniqueKeysWithValues: builtins.enumerated().map { ($1.name, $0) })
  }

  /// The builtin of this name, or nil.
  public subscript(name: String) -> Builtin? { indexByName[name].map { builtins[$0] } }
  /// The place in ``builtins`` of the builtin of this name, or nil.
  public func index(of name: String) -> Int? { indexByName[name] }
}
