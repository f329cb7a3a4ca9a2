import RewardSemantics

extension Builtin {
  static let codeBlock = Builtin(
    "code_block", parameters: [.text, Parameter("language", .text, isStatic: true, isOptional: true)],
    result: { _, _ in .text }, absence: .abstain, cost: .scan,
    summary: "The program in the last fenced block of a text.",
    details: """
      A block begins with a line of three or more backquotes and ends with a line of as many (CommonMark 4.5); one that the
      text does not close reaches to its end. With `language`, the last block whose first line names it, in any letter
      case; `py` and `python3` are `python`, `sh` and `bash` are `shell`. Abstains where there is none.
      """,
    examples: [
      Example(#"code_block("So:\n```python\nprint(1)\n```\nDone.")"#, #""print(1)\n""#),
      Example(#"code_block("```sh\nls\n```\n```py\nx = 1\n```", "shell")"#, #""ls\n""#),
      Example(#"code_block("print(1)")"#, "missing"),
    ]
  ) { statics throws(PreparationError) in
    let arguments = StaticArguments(statics)
    let wanted: [UInt8]? = statics.count > 1 && statics[1] != nil ? try arguments.text(1, parameter: "language") : nil
    let language = wanted.map { CodeFence.language($0[...]) }
    return { arguments in
      let found = CodeFence.blocks(in: arguments[0].text).last { language == nil || $0.language == language }
      return found.map { .slice(argument: 0, range: $0.content) } ?? .missing(.noMatch)
    }
  }
}

/// A fenced block of a text in Markdown.
private struct CodeFence {
  var language: [UInt8]
  var content: Range<Int>

  private static let names = ["py": "python", "python3": "python", "sh": "shell", "bash": "shell"]

  /// The language that the first word after a fence names.
  static func language(_ info: ArraySlice<UInt8>) -> [UInt8] {
    let word = info.split { $0 <= 0x20 || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ",") }.first ?? []
    let name = String(decoding: word, as: UTF8.self).lowercased()
    return Array((names[name] ?? name).utf8)
  }

  static func blocks(in text: UnsafeBufferPointer<UInt8>) -> [CodeFence] {
    var blocks: [CodeFence] = []
    var open: (width: Int, language: [UInt8], start: Int)?
    var line = 0
    while line < text.count {
      let end = text[line...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let next = min(end + 1, text.count)
      let trimmed = text[line..<end].drop { $0 == 0x20 }
      let indent = trimmed.startIndex - line
      let width = trimmed.prefix { $0 == UInt8(ascii: "`") }.count
      let info = trimmed.dropFirst(width)
      if width >= 3, indent <= 3 {
        if let block = open {
          if width >= block.width, info.allSatisfy({ $0 <= 0x20 }) {
            blocks.append(CodeFence(language: block.language, content: block.start..<line))
            open = nil
          }
        } else if !info.contains(UInt8(ascii: "`")) {
          open = (width, language(Array(info)[...]), next)
        }
      }
      line = next
    }
    if let block = open { blocks.append(CodeFence(language: block.language, content: block.start..<text.count)) }
    return blocks
  }
}
