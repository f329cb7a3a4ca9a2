/// Of the functions of open-instruct.
extension InstructionCase {
  static let functions: [InstructionCase] = [
    InstructionCase(
      "verify_keywords", #"{"keyword_list": ["fern", "Moss"]}"#,
      follow: ["Mossy ferns."],
      not: ["Ferns only."]),
    InstructionCase(
      "validate_forbidden_words", #"{"forbidden_words": ["fern"]}"#,
      follow: ["Moss."],
      not: ["FERNS"]),
    InstructionCase(
      "verify_keyword_frequency", #"{"word": "Fern", "N": 2}"#,
      follow: ["A fern, a FERN."],
      not: ["Fern and ferns.", "fern fern fern"]),
    InstructionCase(
      "verify_letter_frequency", #"{"letter": "n", "N": 2}"#,
      follow: ["inn"],
      not: ["Nine", "none on"]),
    InstructionCase(
      "validate_response_language", #"{"language": "fr"}"#,
      follow: ["Nous irons demain au bord de la mer avec les enfants, si le temps le permet."],
      not: ["We go to the sea tomorrow."]),
    InstructionCase(
      "verify_paragraph_count", #"{"N": 2}"#,
      follow: ["One.\n* * *\nTwo."],
      not: ["One.", "One.\n* * *", "One.\n***\nTwo."]),
    InstructionCase(
      "validate_word_constraint", #"{"N": 3, "quantifier": "around"}"#,
      follow: ["a b", "a-b c d e"],
      not: ["a", "a b c d e"]),
    InstructionCase(
      "validate_word_constraint", #"{"N": 30, "quantifier": "at most"}"#,
      follow: ["one"],
      not: ["w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w"]),
    InstructionCase(
      "verify_sentence_constraint", #"{"N": 2, "quantifier": "at least"}"#,
      follow: ["One. Two.", "A!\nB"],
      not: ["Mr. Fox, e.g. this.", "One.Two."]),
    InstructionCase(
      "verify_sentence_constraint", #"{"N": 5, "quantifier": "around"}"#,
      follow: ["A. B. C. D."],
      not: ["A. B. C."]),
    InstructionCase(
      "validate_paragraphs", #"{"N": 2, "first_word": "Then", "i": 2}"#,
      follow: ["First.\n\n Then, more."],
      not: ["Then.\n\nFirst.", "A\n\n\n\nThen", "a\n\nthen"]),
    InstructionCase(
      "verify_postscript", #"{"postscript_marker": "P.S."}"#,
      follow: ["Bye. P.S. call"],
      not: ["Bye. P.S.", "Bye. p.s. call"]),
    InstructionCase(
      "validate_placeholders", #"{"N": 2}"#,
      follow: ["[a] [b]"],
      not: ["[a]"]),
    InstructionCase(
      "verify_bullet_points", #"{"N": 2}"#,
      follow: ["* a\n - b", "**bold**\n- b"],
      not: ["* a", "1. a\n2. b"]),
    InstructionCase(
      "validate_title", #"{}"#,
      follow: ["<<Rain>> falls", "<<>>"],
      not: ["<Rain>", "<<Rain\n>>"]),
    InstructionCase(
      "validate_choice", #"{"options": ["tea", "milk"]}"#,
      follow: ["I take tea."],
      not: ["Coffee.", "TEA"]),
    InstructionCase(
      "validate_highlighted_sections", #"{"N": 2}"#,
      follow: ["*a* and *b*", "**a**"],
      not: ["*a*", "*a\n* b"]),
    InstructionCase(
      "validate_sections", #"{"N": 2, "section_splitter": "Part."}"#,
      follow: ["PART. 1 a part.2 b"],
      not: ["Part. 1", "Party 1 Party 2"]),
    InstructionCase(
      "validate_json_format", #"{}"#,
      follow: ["[1]", " {} "],
      not: ["```json\n{}\n```", "never"]),
    InstructionCase(
      "validate_repeat_prompt", #"{"original_prompt": "Name a bird."}"#,
      follow: ["Name a bird. A wren."],
      not: ["name a bird. A wren."]),
    InstructionCase(
      "validate_two_responses", #"{}"#,
      follow: ["a******b", "a******"],
      not: ["a******a", "a", "a******b******c"]),
    InstructionCase(
      "validate_uppercase", #"{}"#,
      follow: ["ALL 4 OF US!", "42"],
      not: ["ALL of us"]),
    InstructionCase(
      "validate_lowercase", #"{}"#,
      follow: ["all 4 of us"],
      not: ["All of us"]),
    InstructionCase(
      "validate_frequency_capital_words", #"{"N": 2, "quantifier": "at least"}"#,
      follow: ["I saw NASA"],
      not: ["NASA1 saw US"]),
    InstructionCase(
      "validate_end", #"{"end_phrase": "The end."}"#,
      follow: ["So: The end."],
      not: ["The end. ", "the end."]),
    InstructionCase(
      "validate_quotation", #"{}"#,
      follow: ["\"all\"", "\""],
      not: [" \"all\"", "\"half"]),
    InstructionCase(
      "validate_no_commas", #"{}"#,
      follow: ["none"],
      not: ["a, b"]),
  ]
}
