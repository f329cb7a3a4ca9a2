import RewardSyntax
import Testing

@Suite("The layout of comments") struct FormatterCommentsTests {
  @Test("documentation and comments stand above what they speak of")
  func declarations() {
    #expect(
      formatted(
        """
        // A note on the file.


        /// What it is.
          ///   With a second line.\u{20}\u{20}
        let a = 1   // why
            // ---- a part
        //// a line by hand

        let b = 2
        // the end
        """) == """
          // A note on the file.

          /// What it is.
          ///   With a second line.
          let a = 1  // why
          // ---- a part
          //// a line by hand

          let b = 2
          // the end

          """)
  }

  @Test("a file of comments is a file")
  func alone() {
    #expect(formatted("  // a\n\n\n\n  // b") == "// a\n\n// b\n")
  }

  @Test("comments in braces stand with the items")
  func braces() {
    #expect(
      formatted(
        """
        test "t" { // about the test
            // before
          expect a // behind
          // between
          expect b

          // last
        }
        gate g {
          level a = b worth 1 // first
          // on its own
          level cc = b worth 2 // second
        }
        let c = when { // none
          a -> 1 // one

          // else
          else -> 2
        }
        test "empty" {
          // nothing yet
        }
        """) == """
          test "t" {  // about the test
            // before
            expect a  // behind
            // between
            expect b

            // last
          }
          gate g {
            level a  = b  worth 1  // first
            // on its own
            level cc = b  worth 2  // second
          }
          let c = when {  // none
            a -> 1  // one

            // else
            else -> 2
          }
          test "empty" {
            // nothing yet
          }

          """)
  }

  @Test("a comment in brackets breaks them")
  func brackets() {
    #expect(
      formatted("let a = f(b, // the first\nc)") == "let a = f(\n  b,  // the first\n  c)\n")
    #expect(
      formatted("let a = [ // all\n1, 2 // two\n// three\n]") == "let a = [  // all\n  1, 2  // two\n  // three\n]\n")
    #expect(formatted("let a = f(\n// nothing\n)") == "let a = f(\n  // nothing\n)\n")
    #expect(
      formatted("func f(\n// a\nx: real, // b\n/// c\ny: real // d\n) = x")
        == "func f(\n  // a\n  x: real,  // b\n  /// c\n  y: real  // d\n) = x\n")
  }

  @Test("a comment between operators and clauses stays there")
  func operators() {
    #expect(formatted("let a = b // one\n+ c // two\n") == "let a = b  // one\n  + c  // two\n")
    #expect(formatted("let a = // why\nb") == "let a =  // why\n  b\n")
    #expect(formatted("let a =\n// why\nb") == "let a =\n  // why\n  b\n")
    #expect(
      formatted("gate g {\nlevel a = b\n// why\nworth 1 // much\nmissing skip }")
        == "gate g {\n  level a = b\n    // why\n    worth 1  // much\n    missing skip\n}\n")
    #expect(formatted("let a = b. // of b\nc") == "let a = b.  // of b\nc\n")
  }
}
