import Glibc
import RewardSemantics

extension Builtin {
  static let logSoftmax = Builtin(
    "log_softmax", parameters: [Parameter("v", .numberList)],
    result: { _, _ in ValueType(.list(.real), domain: Domain(low: -.infinity, high: 0)) }, absence: .fail, cost: .scan,
    summary: "The logarithms of the probabilities that a vector of logits stands for.",
    details:
      "Each element minus the logarithm of the sum of all exponentials, shifted by the largest so that none overflows.",
    examples: [
      Example("log_softmax([7])", "[0]"),
      Example("log_softmax([1000, 0])", "[0, -1000]"),
    ]
  ) { _ in
    { arguments in
      let logits = arguments[0].numbers
      let largest = logits.max() ?? 0
      var sum = CompensatedSum()
      for logit in logits { sum.add(exp(logit - largest)) }
      let total = log(sum.value)
      return .finite(logits.map { min(0, $0 - largest - total) })
    }
  }.differentiable(by: "v")
}
