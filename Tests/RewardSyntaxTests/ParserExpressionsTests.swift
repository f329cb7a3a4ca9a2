import RewardSyntax
import Testing

@Suite("Expressions")
struct ParserExpressionsTests {
  @Test(
    "Operators bind from `^` (tightest) to `given` (loosest)",
    arguments: [
      ("a + b * c", "(a + (b * c))"),
      ("a * b + c", "((a * b) + c)"),
      ("a - b - c", "((a - b) - c)"),
      ("a / b * c", "((a / b) * c)"),
      ("a ++ b ++ c", "((a ++ b) ++ c)"),
      ("a + b ++ c", "((a + b) ++ c)"),
      ("a ^ b ^ c", "(a ^ (b ^ c))"),
      ("-a ^ 2", "(-(a ^ 2))"),
      ("a ^ -b ^ c", "(a ^ (-(b ^ c)))"),
      ("2 * -a", "(2 * (-a))"),
      ("-a * b", "((-a) * b)"),
      ("a - -b", "(a - (-b))"),
      ("a * b ^ c", "(a * (b ^ c))"),
      ("-a.b", "(-a.b)"),
      ("a ?? b ?? c", "(a ?? (b ?? c))"),
      ("a ?? b + c", "(a ?? (b + c))"),
      ("a ?? b == c", "((a ?? b) == c)"),
      ("a + b < c * d", "((a + b) < (c * d))"),
      ("not a == b", "(not (a == b))"),
      ("not a and b", "((not a) and b)"),
      ("not not a", "(not (not a))"),
      ("a and not b", "(a and (not b))"),
      ("a or b and c", "(a or (b and c))"),
      ("a and b or c", "((a and b) or c)"),
      ("a in b and c matches d or e contains f", "(((a in b) and (c matches d)) or (e contains f))"),
      ("r + x at token", "(r + (x at token))"),
      ("-x at token", "(-(x at token))"),
      ("x at turn ^ 2", "((x at turn) ^ 2)"),
      ("(r - 1) at token", "((r - 1) at token)"),
      ("a + b given c or d", "((a + b) given (c or d))"),
      ("a given b else c", "(a given b else c)"),
      ("a given b else abstain", "(a given b else abstain)"),
      ("a given b else c given d else e", "(a given b else (c given d else e))"),
      ("a given b given c", "((a given b) given c)"),
    ])
  func precedence(source: String, expected: String) {
    #expect(expression(source) == expected)
    #expect(findings("let x = \(source)") == [])
  }

  @Test(
    "Every form of operand",
    arguments: [
      ("12", "12"), ("0.5", "0.5"), ("1e-6", "1e-06"), ("50%", "0.5"), ("0.1%", "0.001"),
      ("4000 tok", "4000 tok"), ("30s", "30 s"), ("2 usd + 1 usd", "(2 usd + 1 usd)"),
      ("true", "true"), ("false", "false"),
      (#""a\n\t\r\"\\\u{1F600}""#, "\"a\n\t\r\"\\\u{1F600}\""),
      (#"/a\/[/]b/si"#, #"/a\/[/]b/si"#),
      ("a.b.c", "a.b.c"), ("a[1].b", "a[1].b"), ("a[i][j]", "a[i][j]"),
      ("a.in", "a.in"), ("a.contains(b)", "a.contains(b)"), ("a.matches", "a.matches"),
      ("[]", "[]"), ("[a, 2, [3],]", "[a, 2, [3]]"),
      ("(a)", "a"), ("(a, -b)", "tuple(a, (-b))"),
      ("[f(x) for x in xs]", "[f(x) for x in xs]"),
      (
        "[x * 2 for x in a ++ b where x > 0 and x in c]",
        "[(x * 2) for x in (a ++ b) where ((x > 0) and (x in c))]"
      ),
      ("[[y for y in x] for x in xs].first", "[[y for y in x] for x in xs].first"),
      ("rule + input * test", "(rule + (input * test))"),
      ("x.y at token", "(x.y at token)"),
    ])
  func operands(source: String, expected: String) {
    #expect(expression(source) == expected)
    #expect(findings("let x = \(source)") == [])
  }

  @Test(
    "Every form of call",
    arguments: [
      ("f()", "f()"),
      ("f(a, b: c,)", "f(a, b: c)"),
      ("length(x, in: tok)", "length(x, in: tok)"),
      ("divide(a, b, or: 0)", "divide(a, b, or: 0)"),
      ("contains(a, b) and a contains (b)", "(contains(a, b) and (a contains b))"),
      ("not matches(a, /b/)", "(not matches(a, /b/))"),
      ("mean(x over group)", "mean(x over group)"),
      ("mean(x over group, weight: w)", "mean(x over group, weight: w)"),
      ("quantile(x over group, 0.2)", "quantile(x over group, 0.2)"),
      ("mean(x over batch by source where x > 0)", "mean(x over batch by source where (x > 0))"),
      ("mean(x over batch where x > 0 by source)", "mean(x over batch by source where (x > 0))"),
      ("mean(x over batch by (a, b), weight: w)", "mean(x over batch by tuple(a, b), weight: w)"),
      ("mean(other.r over other group)", "mean(other.r over other group)"),
      ("mean(other.r over other paper by k where c)", "mean(other.r over other paper by k where c)"),
      ("pick(x over h, i, order: (a, -b))", "pick(x over h, i, order: tuple(a, (-b)))"),
      ("previous(x over rollout, edge: [])", "previous(x over rollout, edge: [])"),
      ("rank(random(per turn) over batch)", "rank(random(per: turn) over batch)"),
      ("mean(other.r over others)", "mean(other.r over others)"),
      ("pick(x over h where c, i, order: keys)", "pick(x over h where c, i, order: keys)"),
      ("rank((-r, n) over group where good)", "rank(tuple((-r), n) over group where good)"),
      ("random(per rollout)", "random(per: rollout)"),
      ("sum(p.weight * p.value for p in parts)", "sum((p.weight * p.value) for p in parts)"),
      ("sum(p.value for p in parts where p.weight > 0)", "sum(p.value for p in parts where (p.weight > 0))"),
      ("sum(f(x) for x in [y for y in ys where c])", "sum(f(x) for x in [y for y in ys where c])"),
      ("xs.sum(x => x * 2)", "xs.sum(x => (x * 2))"),
      ("xs.map(x => ys.any(y => y == x))", "xs.map(x => ys.any(y => (y == x)))"),
      ("xs.sort_by(by: x => -x)", "xs.sort_by(by: x => (-x))"),
    ])
  func calls(source: String, expected: String) {
    #expect(expression(source) == expected)
    #expect(findings("let x = \(source)") == [])
  }

  @Test("Numbers tell how they are written")
  func numbers() throws {
    let tree = parse("let a = 50%\nlet b = 12\nlet c = 12.0\nlet d = 1e2")
    let flags = tree.root.declarations.compactMap { node -> Bool? in
      guard case .value(let value) = node.declaration, let expression = value.value?.expression,
        case .number(_, let isInteger, _) = expression
      else { return nil }
      return isInteger
    }
    #expect(flags == [false, true, false, false])
  }

  @Test("A pattern knows where it begins in the file")
  func patternStart() throws {
    let text = #"rule a = x matches /[0-9]+/i"#
    guard case .value(let rule)? = declarations(text).first,
      case .binary(_, _, let right, let sign)? = rule.value?.expression,
      case .regex(let pattern, let flags, let start) = right.expression
    else {
      Issue.record("not a comparison with a pattern")
      return
    }
    #expect(sign.text == "matches")
    #expect(String(decoding: pattern, as: UTF8.self) == "[0-9]+")
    #expect(flags == [UInt8(ascii: "i")])
    #expect(Array(text.utf8)[start] == UInt8(ascii: "["))
  }

  @Test("`/` divides behind an operand and begins a pattern elsewhere")
  func slashes() {
    #expect(expression("a / b / c") == "((a / b) / c)")
    #expect(expression("f(x) / 2 / g[1] / 3") == "(((f(x) / 2) / g[1]) / 3)")
    #expect(expression("f(/a/, x / 2, /b/)") == "f(/a/, (x / 2), /b/)")
    #expect(expression("x matches /a/ or y matches /b/") == "((x matches /a/) or (y matches /b/))")
    #expect(expression("a.contains / 2 / 1") == "((a.contains / 2) / 1)")
  }

  @Test("Two comparisons in a row are one mistake, and are mended", arguments: ["a < b < c", "a == b != c"])
  func chains(source: String) {
    let tree = parse("let x = \(source)")
    #expect(findings(tree).count == 1)
    #expect(tree.diagnostics.first?.code == .chainedComparison)
    #expect(findings(mended(tree)) == [])
  }

  @Test("A clause outside its place names that place")
  func misplaced() {
    let over = parse("let x = mean(a) over group")
    #expect(findings(over) == ["E114 1:17-21"])
    #expect(over.diagnostics.first?.notes.first?.contains("mean(x over group)") == true)
    #expect(findings("let x = mean(a over group by b where c by d)") == ["E119 1:40-42"])
    #expect(findings("let x = mean(a over group where b where c)") == ["E119 1:35-40"])
    #expect(findings("let x = [a for b in c, d]") == ["E113 1:22-23"])
    #expect(findings("let x = [a, b for c in d]") == ["E113 1:15-18"])
    #expect(findings("let x = [a for in b]") == ["E110 1:16-18"])
    #expect(findings("let x = [a for b of c]") == ["E113 1:18-20"])
    #expect(findings("let x = f(a, b over group)") == ["E119 1:16-20"])
    #expect(findings("let x = a == not b") == ["E111 1:14-17"])
    #expect(findings("let x = 30  s") == ["E114 1:13-14"])
    #expect(mended(parse("let x = 30  s")) == "let x = 30 s")
  }
}
