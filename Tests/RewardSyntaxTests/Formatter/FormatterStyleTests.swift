import RewardSyntax
import Testing

@Suite("The layout of code") struct FormatterStyleTests {
  @Test(
    "a line has one blank where one belongs",
    arguments: [
      ("let  a=1+2*-3", "let a = 1 + 2 * -3"),
      ("let a = not(b)and(c or- d)", "let a = not (b) and (c or -d)"),
      ("let a = f ( x ,y: z )[ 0 ] . b", "let a = f(x, y: z)[0].b"),
      ("let a=[ 1,2 , ]++[ ]", "let a = [1, 2,] ++ []"),
      ("let a = xs.map( x=>x^2 )", "let a = xs.map(x => x ^ 2)"),
      ("let a = mean( x over  group by  k where c,weight: w )", "let a = mean(x over group by k where c, weight: w)"),
      ("let a = [x for x  in xs where x>0]", "let a = [x for x in xs where x > 0]"),
      ("let a = b given c else d", "let a = b given c else d"),
      ("let a = 5tok+3", "let a = 5 tok + 3"),
      ("let a = when{b->1,c->2 else->3}", "let a = when { b -> 1, c -> 2  else -> 3 }"),
      ("let a = when {b->1  else->3}", "let a = when { b -> 1  else -> 3 }"),
      ("let a = x at  turn??- 1", "let a = x at turn ?? -1"),
      ("let a = x matches/a b/i", "let a = x matches /a b/i"),
      ("let a = contains (x,y)", "let a = contains(x, y)"),
      ("let a = x contains (y)", "let a = x contains (y)"),
      ("input  a:int   tok?per  group from\"b\"", "input a: int tok? per group from \"b\""),
      ("input a: list < list<real> >", "input a: list<list<real>>"),
      ("input a: real ? ?", "input a: real? ?"),
      ("param a:{ x ,y }= x", "param a: {x, y} = x"),
      ("param a: - 1 .. 1 tok = 0 tok", "param a: -1..1 tok = 0 tok"),
      ("param a: int<=5tok = 0 tok", "param a: int <= 5 tok = 0 tok"),
      ("spec a . b 1.0.0", "spec a.b 1.0.0"),
      ("import std . risk as  risk  with a:1 ,b:2", "import std.risk as risk with a: 1, b: 2"),
      ("partition p=whole  chunks of 3groups", "partition p = whole chunks of 3 groups"),
      ("partition p by a ,b where c", "partition p by a, b where c"),
      ("state s:real per group key k=0 then s+1", "state s: real per group key k = 0 then s + 1"),
      ("invariant i:for a ,b:a.x>b.x implies a.y", "invariant i: for a, b: a.x > b.x implies a.y"),
      ("audit{reject a ,b on c . d}", "audit { reject a, b on c.d }"),
      ("audit {cost a<=2*3 per turn}", "audit { cost a <= 2 * 3 per turn }"),
      ("audit {allow W204 on a . b because\"c\"}", "audit { allow W204 on a.b because \"c\" }"),
      ("func f ( a:real=1,b:bool )->real=a", "func f(a: real = 1, b: bool) -> real = a"),
      ("advantage:real per token=a", "advantage: real per token = a"),
      (
        "gate g:real per turn normalized{level a=b in -1..0.5}",
        "gate g: real per turn normalized { level a = b  in -1..0.5 }"
      ),
    ])
  func blanks(_ source: String, _ expected: String) {
    #expect(formatted(source) == expected + "\n")
  }

  @Test("braces that stood on one line stay there if they fit")
  func braces() {
    #expect(
      formatted(
        """
        test "a" { expect b }
        test "b" {
        expect c }
        let d = when { e -> 1
          else -> 2 }
        """) == """
          test "a" { expect b }
          test "b" {
            expect c
          }
          let d = when {
            e -> 1
            else -> 2
          }

          """)
    let arms = (0..<8).map { "name_\($0) == 1 -> value_\($0)" }
    #expect(
      formatted("let a = when { " + arms.joined(separator: "  ") + "  else -> 0 }")
        == "let a = when {\n" + arms.map { "  \($0)\n" }.joined() + "  else -> 0\n}\n")
  }

  @Test("a value that is too long goes on a line of its own, or breaks inside its brackets")
  func values() {
    let name = String(repeating: "n", count: 50)
    #expect(
      formatted("metric \(name) = \(name) + second_name_of_some_length")
        == "metric \(name) =\n  \(name) + second_name_of_some_length\n")
    #expect(
      formatted("metric total = \(name) + \(name) * 2 + third_name_of_some_length")
        == "metric total = \(name)\n  + \(name) * 2\n  + third_name_of_some_length\n")
    #expect(
      formatted("metric \(name) = f(\(name), a: \(name))")
        == "metric \(name) =\n  f(\(name), a: \(name))\n")
    #expect(
      formatted("metric total = f(\(name), a: \(name), b: 1)")
        == "metric total =\n  f(\(name), a: \(name), b: 1)\n")
    #expect(
      formatted("metric total = f(\(name), a: \(name), b: \(name))")
        == "metric total = f(\n  \(name),\n  a: \(name),\n  b: \(name))\n")
    #expect(
      formatted("let a = \(name) given \(name) and \(name) else abstain")
        == "let a = \(name)\n  given \(name) and \(name)\n  else abstain\n")
  }

  @Test("a list closes on a line of its own; numbers and names fill its lines")
  func lists() {
    let numbers = (0..<60).map { "\($0)" }
    let text = formatted("let a = [\(numbers.joined(separator: ","))]")
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.utf8.count <= Formatter.columnLimit })
    #expect(lines.first == "let a = [" && lines.last == "]")
    let texts = (0..<3).map { "\"" + String(repeating: "\($0)", count: 50) + "\"" }
    #expect(
      formatted("let a = [\(texts.joined(separator: ","))]")
        == "let a = [\n" + texts.map { "  \($0)" }.joined(separator: ",\n") + "\n]\n")
  }

  @Test("parameters stand on one line of their own, or each on one")
  func functions() {
    #expect(
      formatted(
        "func long(first: real, second: {none, zero, raw} = none, third: 0..1 = 1, fourth: real = 100000, the_fifth: bool = false) {\nfirst }"
      )
        == """
        func long(
          first: real, second: {none, zero, raw} = none, third: 0..1 = 1, fourth: real = 100000, the_fifth: bool = false
        ) {
          first
        }

        """)
    #expect(
      formatted("func f(x: real) { let a = x\n\n\n  let b = a\n b }")
        == "func f(x: real) {\n  let a = x\n\n  let b = a\n  b\n}\n")
  }

  @Test("levels, edges and rollouts stand in columns")
  func columns() {
    #expect(
      formatted(
        """
        gate g {
        level first = a worth 1 if passed else -1
        level second = a + b passes at 0.5 worth 2 missing skip

        level c = a worth 1
        }
        machine m over turn {
        start -[a]-> found
        found -[called("b")]-> done pays 1
        }
        test "t" {
        group x 1 {
        a: "one"
        long: { y: 1, z: 2 }
        other: {
        y: 2,
        z: 3 }
        }
        }
        """) == """
          gate g {
            level first  = a                     worth 1 if passed else -1
            level second = a + b  passes at 0.5  worth 2  missing skip

            level c = a  worth 1
          }
          machine m over turn {
            start -[a]->           found
            found -[called("b")]-> done  pays 1
          }
          test "t" {
            group x 1 {
              a:    "one"
              long: { y: 1, z: 2 }
              other: {
                y: 2,
                z: 3
              }
            }
          }

          """)
  }

  @Test("the clauses of a judge have a column; those on one line stay there")
  func judges() {
    let block = "\"\"\"\n    Rate it:\n    {a}\n    \"\"\""
    #expect(
      formatted("judge j: 0..1 per turn {\nprompt \(block)\n answers label( good:1 ,poor:-0 )\nswap\nfault   stop\n}")
        == """
        judge j: 0..1 per turn {
          prompt  \(block)
          answers label(good: 1, poor: -0)
          swap
          fault   stop
        }

        """)
    let line = "judge j { prompt \"{a}\" answers 1..5 given b else abstain fault retry 2 then drop timeout 30 s }\n"
    #expect(formatted(line) == line)
  }

  @Test("clauses in orders that contradict one another have no columns")
  func contradiction() {
    #expect(
      formatted("gate g {\nlevel a = b worth 1 missing skip\nlevel cc = b missing skip worth 100\n}")
        == "gate g {\n  level a  = b  worth 1  missing skip\n  level cc = b  missing skip  worth 100\n}\n")
  }

  @Test("at most one empty line stays, and none at the ends of braces or the file")
  func emptyLines() {
    #expect(
      formatted("\n\nlet a = 1\n\n\n\nlet b = 2\nlet c = 3\ntest \"t\" {\n\n  expect a\n\n\n  expect b\n\n}\n\n\n")
        == "let a = 1\n\nlet b = 2\nlet c = 3\ntest \"t\" {\n  expect a\n\n  expect b\n}\n")
    #expect(formatted("") == "")
    #expect(formatted(" \n\n") == "")
  }

  @Test("texts, blocks of text and patterns are kept to the byte")
  func literals() {
    let block = "\"\"\"\n      a  b\t\n     \\n\r\n    \"\"\""
    #expect(formatted("let a  = \(block)") == "let a = \(block)\n")
    #expect(formatted("let a  = \"b  \t c\"") == "let a = \"b  \t c\"\n")
  }

  @Test("a word that is no unit of the number before it does not become one")
  func units() {
    #expect(formatted("test \"t\" { group n 4  s 5 { a: \"x\" } }") == "test \"t\" { group n 4  s 5 { a: \"x\" } }\n")
    #expect(
      formatted("test \"t\" { group { a: { n: 4  s: 5 } } }") == "test \"t\" { group { a: { n: 4  s: 5 } } }\n")
  }

  @Test("a file with syntax errors has no layout")
  func errors() {
    #expect(Formatter.format(SourceFile(name: "a.reward", text: "let a = ")) == nil)
    #expect(Formatter.format(SourceFile(name: "a.reward", bytes: [0xFF])) == nil)
  }
}
