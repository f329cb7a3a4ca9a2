import Synchronization
import Testing

@testable import RewardSemantics

/// Counts how often a builtin is called and made ready.
private final class Calls: Sendable {
  private let made = Mutex(0)
  private let prepared = Mutex(0)
  var count: Int { made.withLock { $0 } }
  var preparations: Int { prepared.withLock { $0 } }

  /// A builtin that gives its argument back.
  func builtin(_ missing: Builtin.MissingRule = .propagates) -> Builtin {
    Builtin(
      "ask", parameters: [.init("x", .number)], result: { _, _ in .real }, missing: missing, cost: .scan,
      summary: "Counts its calls.", examples: []
    ) { _ in
      self.prepared.withLock { $0 += 1 }
      return { operands in
        self.made.withLock { $0 += 1 }
        return .number(operands[0].isMissing ? -1 : operands[0].number)
      }
    }
  }
}

/// Elementwise builtins: their arguments, their results, and when they are not called.
@Suite struct CallTests {
  /// A builtin with so many parameters, those in `statics` static.
  private func builtin(
    parameters: Int = 1, statics: Set<Int> = [], isVariadic: Bool = false,
    _ prepare: @escaping @Sendable ([StaticValue?]) throws(PreparationError) -> ElementFunction
  ) -> Builtin {
    Builtin(
      "f", parameters: (0..<parameters).map { .init("p\($0)", .any, isStatic: statics.contains($0)) },
      isVariadic: isVariadic, result: { _, _ in .real }, summary: "An example.", examples: [], prepare: prepare)
  }

  /// One call on constants of the given types.
  private func call(_ builtin: Builtin, _ arguments: [(Value, ValueType)], present: [Bool]? = nil) -> Value {
    var spec = SpecBuilder()
    let operands = arguments.map { value, type in spec.add(.constant(value), [], type) }
    let result = spec.call(builtin, present: present, operands)
    return spec.evaluate(result, groups: [0], [:])[0]
  }

  @Test func aBuiltinIsMadeReadyOnceAndCalledOncePerElement() {
    let calls = Calls()
    var spec = SpecBuilder()
    let asked = spec.call(calls.builtin(), [spec.input("r")])
    let twice = spec.add(.arithmetic(.add), [asked, asked])
    #expect(spec.evaluate(twice, groups: [0, 0, 0], ["r": [1, 2, 3]]) == [2, 4, 6])
    #expect(calls.count == 3)
    #expect(calls.preparations == 1)
  }

  @Test func aMissingArgumentSparesTheCall() {
    let calls = Calls()
    #expect(call(calls.builtin(), [(.abstained, .real)]) == .abstained)
    #expect(calls.count == 0)
    #expect(call(calls.builtin(.sees), [(.abstained, .real)]) == -1)
    #expect(calls.count == 1)
  }

  @Test func aCausedArgumentMakesACausedResult() {
    #expect(call(Calls().builtin(), [(.caused(2), .real)]) == .caused(2))
    #expect(call(Calls().builtin(.sees), [(.caused(2), .real)]) == .caused(2))
  }

  @Test func whatIsNotDemandedIsNotCalled() {
    for (operation, operands) in [
      (.and, [0, -1]), (.or, [1, -1]), (.given(hasElse: false), [-1, 0]), (.given(hasElse: true), [-1, 0, 5]),
      (.given(hasElse: true), [3, 1, -1]), (.when, [0, -1, 5]), (.when, [1, 5, -1, 6, 7]), (.coalesce, [5, -1]),
    ] as [(RewardSemantics.Operation, [Double])] {
      let calls = Calls()
      var spec = SpecBuilder()
      // -1 stands for the call.
      let ids = operands.map { number in
        let constant = spec.constant(Value(number))
        return number == -1 ? spec.call(calls.builtin(), [constant]) : constant
      }
      let result = spec.add(operation, ids)
      #expect(spec.evaluate(result, groups: [0], [:])[0] != -1)
      #expect(calls.count == 0, "\(operation)")
    }
  }

  @Test func anUnknownConditionDemandsNoValue() {
    let calls = Calls()
    var spec = SpecBuilder()
    let asked = spec.call(calls.builtin(), [spec.constant(1)])
    let given = spec.add(.given(hasElse: false), [asked, spec.constant(.failed)])
    #expect(spec.evaluate(given, groups: [0], [:]) == [.failed])
    #expect(calls.count == 0)
  }

  @Test func anAggregateDemandsOnlyWhatPassesItsCondition() {
    let calls = Calls()
    var spec = SpecBuilder()
    let asked = spec.call(calls.builtin(), [spec.input("r")])
    let sum = spec.aggregate(.sum, asked, over: .group, where: spec.input("good", .bool))
    let columns: [String: [Value]] = ["r": [1, 2, 4], "good": [true, false, .failed]]
    #expect(spec.evaluate(sum, groups: [0, 0, 0], columns) == [1])
    #expect(calls.count == 1)
  }

  @Test func aStubbedDeclarationIsNotEvaluated() {
    let calls = Calls()
    var spec = SpecBuilder()
    let judge = spec.declare("judge", spec.call(calls.builtin(), [spec.input("r")]))
    let reference = spec.add(.reference(judge), [], per: .rollout)
    let interpreter = spec.interpreter(groups: [0], ["r": [1]], stubs: [judge: 0.5])
    #expect(interpreter.value(ofExpression: reference, at: .rollout(0)) == 0.5)
    #expect(calls.count == 0)
  }

  @Test func argumentsArriveInTheirForm() {
    let sizes = builtin { _ in
      { operands in
        switch operands[0] {
        case .missing: .number(-1)
        case .number(let number): .number(number)
        case .text(let bytes): .number(Double(bytes.count))
        case .numbers(let numbers): .number(numbers.reduce(0, +))
        case .texts(let texts): .text(texts.flatMap { Array($0) })
        case .lists(let lists):
          .numbers(lists.map { if case .numbers(let numbers) = $0 { numbers.reduce(0, +) } else { -1 } })
        }
      }
    }
    #expect(call(sizes, [(7, .real)]) == 7)
    #expect(call(sizes, [("häh", .text)]) == 4)
    #expect(call(sizes, [([1, 2, 3.5], ValueType(.list(.real)))]) == 6.5)
    #expect(call(sizes, [(["ab", "c"], ValueType(.list(.text)))]) == "abc")
    #expect(call(sizes, [([], ValueType(.list(.text)))]) == "")
    #expect(call(sizes, [([], ValueType(.list(.real)))]) == 0)
    #expect(call(sizes, [(Value(list: [[1, 2], []]), ValueType(.list(.list(.real))))]) == [3, 0])
  }

  @Test func anArgumentThatWasLeftOutHasNoValue() {
    let second = builtin(parameters: 2) { _ in
      { operands in if case .missing(let status) = operands[1] { .missing(status) } else { .number(operands[1].number) }
      }
    }
    #expect(call(second, [(1, .real)], present: [true, false]) == .missing(.noValue))
    #expect(call(second, [(1, .real), (2, .real)]) == 2)
  }

  @Test func theLastParameterOfAVariadicBuiltinTakesAllThatRemain() {
    let count = builtin(parameters: 2, isVariadic: true) { _ in { .number(Double($0.count)) } }
    #expect(call(count, [(1, .real), (2, .real), (3, .real), (4, .real)]) == 4)
  }

  @Test func slicesAreCutFromTheArguments() {
    let text = Value(text: Array("xxhello worldxx".utf8)[2..<13])
    func outcome(_ outcome: @escaping @Sendable () -> Outcome) -> Value {
      call(builtin(parameters: 2) { _ in { _ in outcome() } }, [(1, .real), (text, .text)])
    }
    #expect(outcome { .slice(argument: 1, range: 0..<5) } == "hello")
    #expect(outcome { .slices(argument: 1, ranges: [0..<1, 6..<11]) } == ["h", "world"])
    #expect(outcome { .texts([[97], []]) } == ["a", ""])
    #expect(outcome { .text([97]) } == "a")
    #expect(outcome { .numbers([1, 2]) } == [1, 2])
    #expect(outcome { .bool(true) } == true)
    #expect(outcome { .missing(.stepLimit) } == .limited)
    #expect(outcome { .number(.nan) } == .missing(.notFinite))
  }

  @Test func staticArgumentsAreHandedOverOnce() {
    let offset = builtin(parameters: 2, statics: [0]) { statics in
      let shift = statics[0]?.number ?? 0
      return { .number($0[0].number + shift) }
    }
    var spec = SpecBuilder()
    let result = spec.call(offset, statics: [.number(10), nil], [spec.constant(1)])
    #expect(spec.evaluate(result, groups: [0], [:]) == [11])
  }

  @Test func aBuiltinThatCannotBeMadeReadyHasFailed() {
    let broken = builtin { _ throws(PreparationError) in throw PreparationError("no such group", parameter: "x") }
    #expect(call(broken, [(1, .real)]) == .failed)
  }
}
