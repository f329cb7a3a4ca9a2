import RewardSemantics
import Testing

@testable import RewardRules

/// What counts as the same in mathematics.
struct MathEqualTests {
  private func verdict(
    _ candidate: String, _ truth: String, extract: String = "whole", statics: [String: StaticValue] = [:]
  ) throws -> Result {
    try Builtin.mathEqual.call(
      .text(candidate), .text(truth), statics: statics.merging(["extract": .symbol(extract)]) { own, _ in own })
  }

  @Test(arguments: [
    // Numbers in any form.
    [
      "8", "8.0", "+8", "08", #"\frac{16}{2}"#, "16/2", #"2^3"#, #"\sqrt{64}"#, #"8\text{ km}"#, #"\text{8}"#, "8 km",
      #"\$8"#,
      #"8^\circ"#,
    ],
    ["3.5", #"3\frac12"#, "3 1/2", "7/2", #"\frac72"#, #"\frac{7}2"#, #"\dfrac{7}{2}"#, "3.50"],
    ["41000", "41,000", #"41{,}000"#, #"41\,000"#, "41 000", #"4.1\times10^4"#, #"4.1 \cdot 10^{4}"#, "4.1E4"],
    ["-5", "−5", #"-\frac{10}{2}"#, #"\frac{-10}{2}"#, #"\lfloor -4.5 \rfloor"#],
    [#"35\%"#, "35%", "35 percent", "0.35", #"\frac{7}{20}"#],
    [
      #"4!"#, "24", #"\binom{24}{1}"#, #"{24 \choose 23}"#, #"\gcd(48, 72)"#, #"\max(3, 24)"#, #"\sum_{k=1}^{24} 1"#,
      #"|{-24}|"#,
    ],
    // Algebra.
    ["(p+q)^2", "p^2+2pq+q^2", #"q^{2} + 2\cdot p q + p^{2}"#, "(q+p)(p+q)", #"\left(p+q\right)^2"#],
    [#"\frac{t^2-4}{t-2}"#, "t+2", "2+t", #"\frac{t^3-8}{t^2+2t+4} + 4"#],
    [#"3\sqrt{5}"#, #"\sqrt{45}"#, #"\sqrt5 \cdot 3"#, #"\frac{15}{\sqrt5}"#, "6.708204"],
    [#"\sqrt{9+2\sqrt{14}}"#, #"\sqrt{7}+\sqrt2"#],
    [#"\sqrt[3]{z^2}"#, #"z^{2/3}"#, #"\sqrt[3]{z}^2"#],
    [#"\ln 9"#, #"2\ln 3"#, #"\frac{\log_5 9}{\log_5 e}"#, #"\ln(3) \cdot 2"#],
    [#"\sin(2u)"#, #"2\sin u\cos u"#, #"2 \cdot \sin(u) \cdot \cos(u)"#],
    [#"\arctan 1"#, #"\frac{\pi}{4}"#, #"\tan^{-1}(1)"#, #"\pi/4"#, "0.785398"],
    [#"e^{a+b}"#, #"e^a e^b"#, #"\exp(a+b)"#],
    ["5+2i", "2i+5", #"\frac{10+4i}{2}"#],
    // Lists, sets and tuples.
    [#"\{4, 9\}"#, #"\{9, 4\}"#, "4, 9", "9 and 4", #"x = 4 \text{ or } x = 9"#, #"x \in \{4, 9\}"#],
    [#"6 \pm \sqrt2"#, #"6+\sqrt{2}, 6-\sqrt{2}"#, #"\{6-\sqrt2, 6+\sqrt2\}"#],
    ["(9, 4)", #"\left(9, 4\right)"#, #"(9.0, \frac{8}{2})"#],
    [
      #"\begin{pmatrix} 1 & 6 \\ 0 & 2 \end{pmatrix}"#, #"\begin{bmatrix}1&6\\0&2\end{bmatrix}"#,
      #"2\begin{pmatrix} \frac12 & 3 \\ 0 & 1 \end{pmatrix}"#,
    ],
    // Intervals and relations.
    ["[2, 7)", #"\left[2, 7\right)"#, #"[2, 3] \cup [3, 7)"#, #"[2, 9) \cap [0, 7)"#],
    [#"\mathbb{R} \setminus \{0\}"#, #"(-\infty, 0) \cup (0, \infty)"#],
    [#"y \ge 4"#, #"4 \le y"#, #"2y \geq 8"#, #"-y \leqslant -4"#],
    ["v = 3u + 2", "3u + 2 = v", "3u - v + 2 = 0", "2v = 6u + 4"],
  ])
  func `these are the same, whichever is the truth`(forms: [String]) throws {
    for candidate in forms {
      for truth in forms {
        #expect(try verdict(candidate, truth) == .yes, "\(candidate) against \(truth)")
      }
    }
  }

  @Test(arguments: [
    ("8", "9"), ("8", "-8"), ("8", "8.0000001"), ("0.333", #"\frac13"#), ("3.14", #"\pi"#), ("35%", "0.36"),
    ("(p+q)^2", "p^2+q^2"), ("x", "y"), ("x^2", "2x"), (#"\sqrt{x^2}"#, "x"), (#"\sqrt5"#, #"\sqrt6"#),
    (#"\frac1{0}"#, #"\frac2{0}"#),
    ("(4, 9)", "(9, 4)"), (#"\{4, 9\}"#, #"\{4\}"#), (#"\{4, 4\}"#, #"\{4, 9\}"#), ("[4, 9]", "(4, 9)"),
    ("[4, 9)", "[4, 9]"),
    (#"y \ge 4"#, "y > 4"), (#"y \ge 4"#, #"y \le 4"#), ("u = 4", "v = 4"), ("1 < u < 4", #"1 < u \le 4"#),
    (#"\begin{pmatrix} 1 \\ 6 \end{pmatrix}"#, #"\begin{pmatrix} 6 \\ 1 \end{pmatrix}"#), (#"\text{13}"#, "14"),
    (#"\text{red}"#, #"\text{blue}"#), ("5+2i", "5-2i"), (#"\ln x^2"#, #"2\ln x"#),
    (#"\sqrt{ab}"#, #"\sqrt{a}\sqrt{b}"#), (#"\sin x"#, #"\cos x"#),
    (#"2^{60}"#, #"2^{60}+1"#),
    ("f(x)", "g(x)"),
  ])
  func `these are different, whichever is the truth`(one: String, other: String) throws {
    #expect(try verdict(one, other) == .no)
    #expect(try verdict(other, one) == .no)
  }

  @Test(arguments: [
    ("v = 12", "12", true), ("12", "v = 12", true), ("u = v = 12", "12", true), ("3v = 12", "v", false),
    ("12 + v", "12 = v", false),
    ("[3, 5]", #"3 \le w \le 5"#, true), (#"3 \le w \le 5"#, "[3, 5]", false), ("(-2, 2)", "w^2 < 4", true),
    ("{1, 2}", "(1, 2)", true),
    ("2, 1", "(1, 2)", false), ("north", #"\text{north}"#, true),
  ])
  func `what the truth is decides how the candidate is taken`(candidate: String, truth: String, expected: Bool) throws {
    #expect(try verdict(candidate, truth) == .number(expected ? 1 : 0))
  }

  @Test func `decimals, names and solving are options`() throws {
    #expect(try verdict("3.14", #"\pi"#, statics: ["decimals": .number(2)]) == .yes)
    #expect(try verdict("0.3333", #"\frac13"#, statics: ["decimals": .number(4)]) == .yes)
    #expect(try verdict("f(t)", "f(x)") == .no)
    #expect(try verdict("f(t)", "f(x)", statics: ["same_names": .number(0)]) == .yes)
    #expect(try verdict("2a + b", "2x + y", statics: ["same_names": .number(0)]) == .yes)
    #expect(try verdict("2a + b", "2x + x", statics: ["same_names": .number(0)]) == .no)
    #expect(try verdict(#"3 \le w"#, #"[3, \infty)"#, statics: ["solve": .number(1)]) == .yes)
    #expect(throws: PreparationError.self) { try verdict("1", "1", statics: ["decimals": .number(-1)]) }
    #expect(throws: PreparationError.self) { try verdict("1", "1", statics: ["decimals": .number(1000)]) }
  }

  @Test func `a truth that cannot be read is no fault of the candidate`() throws {
    for truth in ["", "   ", "no idea"] { #expect(try verdict("7", truth, extract: "auto") == .missing(.badValue)) }
    #expect(try verdict("7", #"\unknown{7}"#) == .missing(.badValue))
    // The same text needs no reading.
    #expect(try verdict("\\boxed{no idea}", "no idea", extract: "auto") == .yes)
    #expect(try verdict(#"\unknown {7}"#, #"\unknown{7}"#) == .yes)
    #expect(try verdict("no idea", "7", extract: "auto") == .no)
    #expect(try verdict(#"\unknown{7}"#, "7") == .no)
    #expect(try verdict("", "7", extract: "auto") == .no)
  }

  @Test(arguments: [
    ("I get 12 dollars.", "12", true), (#"So $5x = 10$, thus \boxed{x = 2}."#, "2", true), ("1e3", "1000", true),
    ("$18", "18", true),
    ("pi/14", #"\frac{\pi}{14}"#, true), ("sqrt(2)/2", #"\frac{1}{\sqrt2}"#, true), ("2**10", "1024", true),
    ("5 cm", "5", true),
    (#"Either \boxed{3} or \boxed{4}."#, "3, 4", true), ("The answer is 3, not 4.", "3", true),
    ("x^2 - 1", "(x-1)(x+1)", true),
    ("It is 3.", "4", false), ("It is 2.5e3 or so.", "2500", true), ("<answer>42</answer>", "42", true),
    ("2t", "2", false), ("3t^2 + 2t", "3t^2 + 2", false),
    ("1,5", "1.5", false), ("Yes", #"\text{yes}"#, true),
    ("no", "yes", false), (#"\frac{abc}{2}"#, "abc/2", true), ("C", #"\text{(C)}"#, true),
    (#"\begin{pmatrix} 1 & 2 \end{pmatrix}"#, #"\begin{bmatrix} 1 & 2 \end{bmatrix}"#, true),
  ])
  func `both a bare answer and a text are understood without being told`(
    candidate: String, truth: String, expected: Bool
  ) throws {
    #expect(try verdict(candidate, truth, extract: "auto") == .number(expected ? 1 : 0))
  }
}
