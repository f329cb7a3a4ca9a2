import RewardSemantics
import Testing

@Suite struct ArithmeticApplyTests {
  @Test(arguments: [
    (Arithmetic.add, 9.0), (.subtract, 5), (.multiply, 14), (.divide, 3.5), (.power, 49), (.equal, 0), (.notEqual, 1),
    (.less, 0), (.lessOrEqual, 0), (.greater, 1), (.greaterOrEqual, 1), (.minimum, 2), (.maximum, 7),
  ])
  func twoOperands(operation: Arithmetic, result: Double) {
    #expect(operation.operandCount == 2)
    #expect(operation.apply(7, 2) == result)
  }

  @Test(arguments: [
    (Arithmetic.negate, -2.25), (.absolute, 2.25), (.sign, 1), (.floor, 2), (.round, 2), (.squareRoot, 1.5),
  ])
  func oneOperand(operation: Arithmetic, result: Double) {
    #expect(operation.operandCount == 1)
    #expect(operation.apply(2.25) == result)
  }

  @Test func threeOperands() {
    #expect(Arithmetic.clamp.operandCount == 3 && Arithmetic.divideOr.operandCount == 3)
    #expect(Arithmetic.clamp.apply(5, 0, 1) == 1)
    #expect(Arithmetic.divideOr.apply(5, 0, 3) == 3)
  }

  @Test func functionsOfTheLibraryOfC() {
    #expect(Arithmetic.exponential.apply(0) == 1)
    #expect(Arithmetic.logarithm.apply(1) == 0)
    #expect(Arithmetic.power.apply(0, 0) == 1)
    #expect(Arithmetic.sigmoid.apply(0) == 0.5)
  }

  @Test func whatDoesNotExistIsNotFinite() {
    #expect(!Arithmetic.divide.apply(1, 0).isFinite)
    #expect(!Arithmetic.logarithm.apply(0).isFinite)
    #expect(!Arithmetic.squareRoot.apply(-1).isFinite)
    #expect(!Arithmetic.exponential.apply(1000).isFinite)
  }
}
