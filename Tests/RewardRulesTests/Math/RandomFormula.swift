/// Formulas made at random, the same for the same seed.
struct RandomFormula {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// From 0 up to, but not with, `count` (SplitMix64).
  mutating func below(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(count))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Two texts of one value, written with the operands of sums and products in different orders.
  mutating func pair(depth: Int) -> (String, String) {
    guard depth > 0 else {
      let leaf = pick(["2", "3", "7", "x", "y", "t", #"\pi"#, #"\sqrt{5}"#, "4", #"\frac{2}{3}"#])
      return (leaf, leaf)
    }
    let (a, b) = (pair(depth: depth - 1), pair(depth: depth - 1))
    switch below(6) {
    case 0: return ("\(a.0)+\(b.0)", "\(b.1)+\(a.1)")
    case 1: return (#"(\#(a.0))\cdot(\#(b.0))"#, "(\(b.1))(\(a.1))")
    case 2: return ("(\(a.0))-(\(b.0))", "-(\(b.1))+(\(a.1))")
    case 3: return (#"\frac{\#(a.0)}{(\#(b.0))^2+1}"#, #"(\#(a.1))/(1+(\#(b.1))^{2})"#)
    case 4: return ("(\(a.0))^{2}", "(\(a.1))*(\(a.1))")
    default: return (#"\sin(\#(a.0)+1)"#, #"\sin\left(1+\#(a.1)\right)"#)
    }
  }

  private static let pieces = [
    "{", "}", "(", ")", "[", "]", #"\{"#, #"\}"#, "|", "^", "_", "+", "-", "*", "/", "=", "<", ">", ",", ";", "!", "%",
    "&", "$", ".", ":",
    "'", "~", "#", "@", "\\", "1", "23", "4.5", "x", "y", "e", "i", "d", "dx", "E", " ", "\n", "π", "√", "²", "é", "∪",
    #"\frac"#, #"\sqrt"#,
    #"\left"#, #"\right"#, #"\pm"#, #"\cup"#, #"\in"#, #"\le"#, #"\sum"#, #"\int"#, #"\lim"#, #"\to"#, #"\sin"#,
    #"\log"#, #"\binom"#, #"\choose"#,
    #"\text{a}"#, #"\text{"#, #"\boxed{"#, #"\begin{pmatrix}"#, #"\end{pmatrix}"#, #"\\"#, #"\infty"#, #"\mathbb{R}"#,
    #"\%"#, #"\max"#, #"\gcd"#,
    #"\operatorname{"#, #"\overline{"#, #"\lfloor"#, #"\rfloor"#, #"\pmod{"#, #"\approx"#, #"\emptyset"#, "and",
    "answer", "final answer is",
    "percent", "cm", #"\("#, #"\)"#, #"\["#, #"\]"#, #"\begin{vmatrix}"#, #"\end{vmatrix}"#, #"\prod"#, #"\setminus"#,
    "0",
  ]

  /// Pieces of formulas in no order.
  mutating func soup() -> String { (0..<below(30)).map { _ in pick(Self.pieces) }.joined() }
}
