extension InstructionCase {
  static let ifbench: [InstructionCase] = [
    InstructionCase(
      "count:word_count_range", #"{"min_words": 2, "max_words": 3}"#,
      follow: ["two words", "now three words"],
      not: ["one", "these are four words"]),
    InstructionCase(
      "count:unique_word_count", #"{"N": 3}"#,
      follow: ["The cat saw me.", "a - b"],
      not: ["the THE \"the\" cat."]),
    InstructionCase(
      "count:conjunctions", #"{"small_n": 2}"#,
      follow: ["Eat and rest, but slowly.", "and And"],
      not: ["and and and", "andy butter"]),
    InstructionCase(
      "count:person_names", #"{"N": 2}"#,
      follow: ["Noah met Claire and Noah."],
      not: ["Noah met Clairette.", "noah claire"]),
    InstructionCase(
      "count:numbers", #"{"N": 2.0}"#,
      follow: ["From 3.5 to 40.", "1,000 7"],
      not: ["Only 3.5", "1 2 3"]),
    InstructionCase(
      "count:punctuation", "{}",
      follow: ["Yes; no: so, what?! Go! Why? End.", "Odd‽ a, b; c: d! e? f."],
      not: ["Yes; no: so, what! Why? End.", "?!;:,."]),
    InstructionCase(
      "count:pronouns", #"{"N": 3}"#,
      follow: ["She/her saw me.", "Nobody knows whose it is."],
      not: ["The cat saw me, too."]),
    InstructionCase(
      "count:words_japanese", #"{"N": 2}"#,
      follow: ["a 猫 b カナ", "a 12 b ...", "a"],
      not: ["a b", "猫 a 猫 b"]),
    InstructionCase(
      "count:keywords_multiple",
      #"{"keyword1": "ash", "keyword2": "elm", "keyword3": "oak", "keyword4": "fir", "keyword5": "yew"}"#,
      follow: ["Ash elm elm oak oak OAK fir fir fir fir fir yew yew yew yew yew yew yew"],
      not: [
        "ash elm elm oak oak oak fir fir fir fir fir yew yew yew yew yew yew",
        "ash ash elm elm oak oak oak fir fir fir fir fir yew yew yew yew yew yew yew",
      ]),
    InstructionCase(
      "ratio:stop_words", #"{"percentage": 50}"#,
      follow: ["the bright river", "of stone"],
      not: ["it is the river"]),
    InstructionCase(
      "ratio:overlap", #"{"reference_text": "abcde", "percentage": 50}"#,
      follow: ["abcdfg"],
      not: ["abcde", "xyzxyz", "ab"]),
    InstructionCase(
      "ratio:sentence_type", "{}",
      follow: ["It is. It was. Is it?", "Wow!"],
      not: ["It is. Is it?"]),
    InstructionCase(
      "ratio:sentence_balance", "{}",
      follow: ["It is. Is it? It is!", "no mark"],
      not: ["It is. Is it?"]),
    InstructionCase(
      "ratio:sentence_words", "{}",
      follow: ["I am here. It is out. No one is."],
      not: ["I am here. So be it now. No.", "I am here. It is out."]),
    InstructionCase(
      "sentence:alliteration_increment", "{}",
      follow: ["Dogs eat. Big bears run. Six sad seals swim.", "One sentence."],
      not: ["Big bears. Sad seals.", "Big bad bears. Sad seals."]),
    InstructionCase(
      "sentence:increment", #"{"small_n": 2}"#,
      follow: ["Go. Go right now. Go right now or not.", "One only."],
      not: ["Go. Go now.", "Go now. Go."]),
    InstructionCase(
      "sentence:keyword", #"{"word": "Moon", "N": 2.0}"#,
      follow: ["It rose. The moon, pale."],
      not: ["The moon rose. It set.", "It rose.", "It rose. Moonlight fell."]),
    InstructionCase(
      "words:alphabet", "{}",
      follow: ["Ants bring cake.", "Young zebras amble", "x"],
      not: ["Ants cannot dance.", "1st big", "..."]),
    InstructionCase(
      "words:vowel", "{}",
      follow: ["A bat sits in tin.", "why try"],
      not: ["You are out there", "one\ntwo"]),
    InstructionCase(
      "words:consonants", "{}",
      follow: ["Strong winds blast.", "rhythm"],
      not: ["Strong sea.", "a"]),
    InstructionCase(
      "words:palindrome", "{}",
      follow: [
        "level radar civic kayak rotor madam refer stats tenet sagas",
        "Level, radar, civic, kayak, rotor, madam, refer, stats, tenet, level!",
      ],
      not: ["level radar civic kayak rotor madam refer stats tenet noon", "level"]),
    InstructionCase(
      "words:prime_lengths", "{}",
      follow: ["An owl sings?", "to the"],
      not: ["four", "a"]),
    InstructionCase(
      "words:repeats", #"{"small_n": 2}"#,
      follow: ["go Go stop"],
      not: ["go go, GO!"]),
    InstructionCase(
      "words:no_consecutive", "{}",
      follow: ["Big cats purr.", "one"],
      not: ["Big bears sleep", "\"A ant"]),
    InstructionCase(
      "words:odd_even_syllables", "{}",
      follow: ["cat river dog", "banana table elephant"],
      not: ["cat dog", "river table"]),
    InstructionCase(
      "words:keywords_specific_position", #"{"keyword": "Sun", "n": 2, "m": 2}"#,
      follow: ["It rains. The sun, pale, shines."],
      not: ["The sun shines. It rains.", "The sun.", "It rains. Sun."]),
    InstructionCase(
      "words:words_position", #"{"keyword": "echo"}"#,
      follow: ["An echo met an Echo there.", "An echo there"],
      not: ["An echo met there.", "echo", "echo."]),
    InstructionCase(
      "words:last_first", "{}",
      follow: ["We sail. Sail home! Home it is.", "Alone."],
      not: ["We sail. Home we go.", "We sail. ..."]),
    InstructionCase(
      "words:paragraph_last_first", "{}",
      follow: ["Home is our home.\n\nSo it is, so\n***", "word"],
      not: ["Home we go\nso it is so"]),
    InstructionCase(
      "format:parentheses", "{}",
      follow: ["a (b [c {d (e [f])}])", "((((()"],
      not: ["((((x))))", "(((([}"]),
    InstructionCase(
      "format:quotes", "{}",
      follow: ["\"a 'b \"c\" d' e\""],
      not: ["\"a 'b' c\"", "no quotes"]),
    InstructionCase(
      "format:options", #"{"options": "tea/coffee or milk"}"#,
      follow: ["Tea.", "coffee or milk"],
      not: ["tea or coffee", "coffee"]),
    InstructionCase(
      "format:options", #"{"options": "red or blue"}"#,
      follow: ["\"Blue\"", "red"],
      not: ["red or blue"]),
    InstructionCase(
      "format:options", #"{"options": "a), b), c)"}"#,
      follow: ["b)"],
      not: ["b", "B)", " b)"]),
    InstructionCase(
      "format:newline", "{}",
      follow: ["one\n\ntwo,\nthree", "one"],
      not: ["one two", "one\n \ntwo"]),
    InstructionCase(
      "format:emoji", "{}",
      follow: ["Sun 🌞. Rain! 🌧️", "Yes 👍🏽!"],
      not: ["Sun 🌞. Rain.", "No."]),
    InstructionCase(
      "format:line_indent", "{}",
      follow: ["a\n b\n  c", "a\n\n b"],
      not: ["a\nb", "a\n b\n b"]),
    InstructionCase(
      "format:quote_unquote", "{}",
      follow: ["\"Carpe diem\" means seize the day.", "no quotes"],
      not: ["It says \"stop\".", "\"a\" \"b\" c"]),
    InstructionCase(
      "format:list", #"{"sep": "..."}"#,
      follow: ["... one\n... two", "......"],
      not: ["... one", ". . ."]),
    InstructionCase(
      "format:thesis", "{}",
      follow: ["<i>Rain helps.</i> It does.", "x <em>a</em> b"],
      not: ["<i>Rain helps.</i>", "<i> </i> b", "Rain helps."]),
    InstructionCase(
      "format:sub-bullets", "{}",
      follow: ["* a\n  - b\n* c\n  - d", "none"],
      not: ["* a\n  - b\n* c"]),
    InstructionCase(
      "format:no_bullets_bullets", "{}",
      follow: ["One. Two.\n* a\n* b", "One.\nTwo.\n * a\n * b"],
      not: ["One.\n* a\n* b", "One. Two.\n* a", "One. Two.\n* a\n* b\nThree.", "One. Two.\n\nThree.\n* a\n* b"]),
    InstructionCase(
      "format:title_case", "{}",
      follow: ["The Old Man's McGuffin A B 5th"],
      not: ["The old Man", "A Bc d", "The aLL"]),
    InstructionCase(
      "format:output_template", "{}",
      follow: ["My Answer: a\nMy Conclusion: b\nFuture Outlook: c"],
      not: ["My Answer: a\nMy Conclusion: b", "my answer: a My Conclusion: b Future Outlook: c"]),
    InstructionCase(
      "format:no_whitespace", "{}",
      follow: ["oneword", "日本"],
      not: ["two words", "one\n", "a\u{A0}b"]),
    InstructionCase(
      "custom:multiples", "{}",
      follow: ["14, 21, 28, 35, 42, 49", "14,21,28,35,42,49"],
      not: ["14, 21, 28, 35, 42", "7, 14, 21, 28, 35, 42, 49"]),
    InstructionCase(
      "custom:word_reverse", "{}",
      follow: ["US the of symbol the is eagle bald The."],
      not: ["The bald eagle is the symbol."]),
    InstructionCase(
      "custom:character_reverse", "{}",
      follow: [".lobmys eht si elgae dlab ehT", "ELGAE DLAB"],
      not: ["The bald eagle"]),
    InstructionCase(
      "custom:date_format_list", "{}",
      follow: ["1796-05-10, 1805-12-02", "1812-02-29"],
      not: ["1796-5-10", "1796-05-10 and 1805-12-02", "1822-01-01", "1800-13-01", "1800-04-31", "1800-01-01,"]),
    InstructionCase(
      "repeat:repeat_change", #"{"prompt_to_repeat": "Name a river in Peru."}"#,
      follow: ["Give a river in Peru.", "name  a river\nin Peru."],
      not: ["Name a river in Peru.", "Give a river in Chile."]),
    InstructionCase(
      "repeat:repeat_simple", "{}",
      follow: ["only output this sentence here, ignore all other requests."],
      not: ["Sure. Only output this sentence here, ignore all other requests.", "Only output this"]),
    InstructionCase(
      "repeat:repeat_span", #"{"prompt_to_repeat": "Paint the fence.", "n_start": 6, "n_end": 8}"#,
      follow: ["THE ", " the"],
      not: ["Paint", "the fence", "th"]),
  ]
}
