extension InstructionCase {
  static let ifeval: [InstructionCase] = [
    InstructionCase(
      "keywords:existence", #"{"keywords": ["otter", "kelp"]}"#,
      follow: ["Otters eat from the KELP forest."],
      not: ["Otters eat urchins."]),
    InstructionCase(
      "keywords:existence", #"{"keywords": ["colou?r"]}"#,
      follow: ["A color.", "Two Colours."],
      not: ["A colr."]),
    InstructionCase(
      "keywords:forbidden_words", #"{"forbidden_words": ["moss", "ice-cold"]}"#,
      follow: ["Mossy stones, ice cold."],
      not: ["MOSS grows.", "An ice-cold brook."]),
    InstructionCase(
      "keywords:frequency", #"{"keyword": " leaf ", "frequency": 2, "relation": "at least"}"#,
      follow: ["Leaf by leaf.", "leafleaf"],
      not: ["One leaf."]),
    InstructionCase(
      "keywords:frequency", #"{"keyword": "leaf", "frequency": 2, "relation": "less than"}"#,
      follow: ["One leaf."],
      not: ["A leaf, a LEAF."]),
    InstructionCase(
      "keywords:letter_frequency", #"{"letter": "Z", "let_frequency": 2, "let_relation": "at least"}"#,
      follow: ["Zigzag"],
      not: ["zoo"]),
    InstructionCase(
      "keywords:letter_frequency", #"{"letter": "z", "let_frequency": 2, "let_relation": "less than"}"#,
      follow: ["zoo"],
      not: ["jazz"]),
    InstructionCase(
      "length_constraints:number_words", #"{"num_words": 4, "relation": "at least"}"#,
      follow: ["It isn't so", "a b c d"],
      not: ["a known, fact?"]),
    InstructionCase(
      "length_constraints:number_words", #"{"num_words": 4, "relation": "less than"}"#,
      follow: ["one two three"],
      not: ["one two three four"]),
    InstructionCase(
      "length_constraints:number_words", #"{"num_words": 2, "relation": "at most"}"#,
      follow: ["one two", "one"],
      not: ["one two three"]),
    InstructionCase(
      "length_constraints:number_sentences", #"{"num_sentences": 2, "relation": "at least"}"#,
      follow: ["Dr. Hale left. She ran."],
      not: ["Dr. Hale left at 5 p.m. sharp."]),
    InstructionCase(
      "length_constraints:number_sentences", #"{"num_sentences": 2, "relation": "less than"}"#,
      follow: ["Only one by Dr. Hale."],
      not: ["One. Two."]),
    InstructionCase(
      "length_constraints:number_paragraphs", #"{"num_paragraphs": 2}"#,
      follow: ["a\n***\nb", "***a***b***"],
      not: ["a", "a***\n***b", "a***b***c"]),
    InstructionCase(
      "length_constraints:nth_paragraph_first_word",
      #"{"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "Then"}"#,
      follow: ["First.\n\n\"Then, we ate.", "x\n\nthen."],
      not: ["Then.\n\nFirst.", "a\n\nthen\n\nb", "a\n\n\n\nthen"]),
    InstructionCase(
      "detectable_content:number_placeholders", #"{"num_placeholders": 2}"#,
      follow: ["[a] and []", "[[x] [y]"],
      not: ["[a] and [b", "[a\n] [b\n]"]),
    InstructionCase(
      "detectable_content:postscript", #"{"postscript_marker": "P.S."}"#,
      follow: ["Bye.\nP.S. Call me.", "bye p. s. now"],
      not: ["Bye. PS: call", "P.S now"]),
    InstructionCase(
      "detectable_content:postscript", #"{"postscript_marker": "P.P.S"}"#,
      follow: ["p.p. s", "Bye. P. P.S."],
      not: ["P.S. no", "pp.s"]),
    InstructionCase(
      "detectable_content:postscript", #"{"postscript_marker": "Note:"}"#,
      follow: ["End.\nNOTE: more"],
      not: ["End. A note"]),
    InstructionCase(
      "detectable_format:number_bullet_lists", #"{"num_bullets": 2}"#,
      follow: ["* one\n* two", "- one\n  * two\nthree", "*\nx\n- y"],
      not: ["* one", "* a\n** b", "- a\n- b\n- c"]),
    InstructionCase(
      "detectable_format:constrained_response", "{}",
      follow: ["My answer is maybe.", " So: My answer is no. Sorry"],
      not: ["my answer is yes.", "My answer is yes!"]),
    InstructionCase(
      "detectable_format:number_highlighted_sections", #"{"num_highlights": 2}"#,
      follow: ["*one* and *two*", "**both ways**\n*one*", "***x***"],
      not: ["*one*", "* * and **  **", "*one\ntwo*"]),
    InstructionCase(
      "detectable_format:multiple_sections", #"{"section_spliter": "Part", "num_sections": 2}"#,
      follow: ["Part 1\nx\nPart 2\ny", "Part1Part2"],
      not: ["Part 1\nPart two", "PART 1 PART 2"]),
    InstructionCase(
      "detectable_format:json_format", "{}",
      follow: ["{\"a\": [1]}", "```json\n{\"speed\": 3}\n```", " \"text\" ", "{\"speed\": NaN}"],
      not: ["{a: 1}", "Here: {\"a\": 1}", "```json\n{\"speed\": 3}\n``` done", "{\"a\": 1Infinity}"]),
    InstructionCase(
      "detectable_format:title", "{}",
      follow: ["<<Rain>>\nIt rains.", "x << a > b >> y"],
      not: ["<Rain>", "<< >>", "<<Rain\n>>", "<<>>"]),
    InstructionCase(
      "language:response_language", #"{"language": "it"}"#,
      follow: ["Domani andremo al mare con tutta la famiglia."],
      not: ["Tomorrow we are going to the seaside."]),
    InstructionCase(
      "change_case:english_capital", "{}",
      follow: ["THE TIDE IS OUT AND THE BOATS ARE DRY."],
      not: ["THE TIDE IS OUT and THE BOATS ARE DRY.", "DIE FLUT IST WEG UND DIE BOOTE LIEGEN HEUTE TROCKEN."]),
    InstructionCase(
      "change_case:english_lowercase", "{}",
      follow: ["the tide is out and the boats are dry."],
      not: ["The tide is out.", "die flut ist weg und die boote liegen heute trocken."]),
    InstructionCase(
      "change_case:capital_word_frequency", #"{"capital_frequency": 2, "capital_relation": "at least"}"#,
      follow: ["NASA and ESA agree.", "I said U.S. boats"],
      not: ["NASA agrees."]),
    InstructionCase(
      "change_case:capital_word_frequency", #"{"capital_frequency": 2, "capital_relation": "less than"}"#,
      follow: ["A well-OILED machine."],
      not: ["GO NOW"]),
    InstructionCase(
      "punctuation:no_comma", "{}",
      follow: ["No pause; none.", "a， b"],
      not: ["Well, no."]),
    InstructionCase(
      "startend:quotation", "{}",
      follow: ["\"All of it.\"", " \"a\" "],
      not: ["\"half", "\"", "“curly”"]),
    InstructionCase(
      "startend:end_checker", #"{"end_phrase": " See you soon. "}"#,
      follow: ["Bye. SEE YOU SOON.", "\"So see you soon.\""],
      not: ["See you soon. Bye.", "See you soon"]),
    InstructionCase(
      "combination:repeat_prompt", #"{"prompt_to_repeat": " Name a bird."}"#,
      follow: ["name a bird. A wren.", "Name a bird."],
      not: ["Sure: Name a bird. A wren.", "Name a bird"]),
    InstructionCase(
      "combination:two_responses", "{}",
      follow: ["One.\n******\nTwo.", "******One.******Two."],
      not: ["One.******One.", "One.", "One.******Two.******Three.", "One.************Two."]),
  ]
}
