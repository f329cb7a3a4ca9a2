extension LanguagePage {
  static let expressions: [LanguagePage] = [
    LanguagePage(
      name: "lists",
      form: "[a, b]   xs ++ ys   xs[i]   xs.map(x => ...)   sum(f(x) for x in xs where c)   [f(x) for x in xs]",
      summary: "Lists, and functions over their items.",
      details: """
        The items of a list are a grain of their own: what is said of each is an ordinary expression, and may read values of
        any grain. Methods: map filter flat_map sort_by; sum product mean median min max var std any all count; first last take
        drop distinct reverse contains union intersect. A missing item makes the list missing. `collect(x over h)` makes a list
        of a container's values.
        """,
      example: """
        spec list_example 1.0.0
        input words: list<text>
        input weights: list<real>
        input response: text
        metric named = words.count(w => response contains w)
        metric heavy = weights.filter(w => w > 1).sum
        metric longest = weights.sort_by(w => -w)[0] ?? 0
        """),
    LanguagePage(
      name: "records",
      form:
        "input NAME: tool_call | message | test_run | list<tool_call> ...   call.name   message.content   run.share",
      summary: "Tool calls, messages and runs of tests, with members.",
      details: """
        A `tool_call` has `name` (a text), `arguments` (JSON: `call.arguments.query`) and perhaps `id`; rows may hold it as
        OpenAI, Hermes and Anthropic write it, arguments as JSON or as a text of JSON; `tool_calls(text)` reads those that a text
        holds. A `message` has `role`, `content` (the texts of its parts put together), `tool_calls`, and perhaps `tool_call_id`,
        `name` and `reasoning_content`. Items of the OpenAI Responses API are messages, too: what the policy wrote without
        anything coming back between is one. `turn.tool_calls` are those of a turn. JSON and records are equal where they mean the
        same: in any order of members, `1` and `1.0`; records with all members, the id among them. A `test_run` is what
        `runs(...)` gives, or a row that was tested elsewhere: `passed` and `total`, the `share` of both (abstains where there was
        no test), `compiled`, `ran` and `message`. A test writes a record as a text of JSON with these members, in the order of
        their names.
        """,
      example: """
        spec record_example 1.0.0
        input messages: list<message>
        input wanted: list<tool_call> per group
        let called = messages.flat_map(m => m.tool_calls)
        metric found = wanted.count(w => called.any(c => c.name == w.name and c.arguments == w.arguments))
        metric searches = sum(turn.tool_calls.count(c => c.name == "search") over rollout)
        """),
    LanguagePage(
      name: "limits",
      form: "input x: text <= 8192 tok   input xs: list<T> <= 100   reward r: -1..1 = ...",
      summary: "What a response goes over by itself costs it the low end of its score.",
      details: """
        A text or list over its bound, a pattern that takes too many steps, items beside items of lists (`xs.count(x =>
        ys.count(y => y == x) > 1)`) beyond 2^20 for one rollout, lists made of lists or by `cumulative` with more items
        together: what reads them is *limited*, and a score that is takes the low end of its declared range, is marked *caused*
        and stays in the statistics. Within a rollout one limited turn or item makes every aggregate limited, but for an `any`
        or `all` that is decided; `??` does not replace it. Among rollouts a limited value that no score has settled is left out like any
        missing one, and `other.x` of one is abstained; it makes no key of a partition. A score without a low end that may be limited is an error; a metric is missing there, and an advantage
        that only the number of items can limit.
        """,
      example: """
        spec limit_example 1.0.0
        input response: text <= 4000 word
        let words = extract_all(response, /\\w+/)
        let repeated = words.count(w => words.count(v => v == w) > 1)
        reward varied: -1..1 = when { repeated == 0 -> 1  else -> 0 }
        advantage = varied - mean(varied over group)
        """),
    LanguagePage(
      name: "patterns",
      form: "text matches /.../s   extract(text, /.../)   extract_all   count_matches   replace",
      summary: "Regular expressions in PCRE2 syntax, whose searches are bounded.",
      details: """
        A search backtracks: it tries one way after another. Where a pattern can match a text in many ways and fails in the end,
        it tries them all. A search may take 50 million steps; a response that makes it take more is *limited* (`doc limits`).
        The checker looks for such texts. W501: the steps multiply with every few bytes, so that thirty bytes or a response
        that was cut off are enough (`(?:<call>.*?<\\/call>)+\\z`). W502: they grow with the third power of the length or a higher one,
        and a few hundred blanks are enough (`<answer>\\s*(.*?)\\s*<\\/answer>`: what two neighbours share can be shared in n ways, and a
        third makes n^2). Both show the text; it was run in parts, so what is reported is so. The second power is not
        reported: nearly every pattern has it (`\\s+$` begins anew at each blank), and it takes some ten thousand bytes made for it
        to reach the limit. Write instead: a class that leaves out what follows (`[^<]*`), an atomic round (`(?>...)`), a
        possessive repetition (`\\s*+`), or `trim` around what was extracted. Not analysed: patterns with back-references,
        recursion or conditional groups, and those with more than 400 characters in all copies of their counted parts;
        look-around and boundaries are taken to hold, and counts above 12 to be any number. The work of an analysis is bounded,
        too: of a pattern that takes more nothing is said. No warning is no promise.
        """,
      example: """
        spec pattern_example 1.0.0
        input response: text
        rule layout = response matches /\\A<think>.*?<\\/think>\\s*<answer>.*?<\\/answer>\\s*\\z/s
        let said = trim(extract(response, /<answer>(.*?)<\\/answer>/s) ?? "")
        rule short = length(said, in: char) <= 20 char
        """),
    LanguagePage(
      name: "vectors",
      form: "input v: vector   v + w   2 * v   dot(v, w)   cosine(v, w)   mean(v over group)",
      summary: "Lists of numbers with arithmetic element by element.",
      details: """
        A plain number goes with every element; vectors of unequal length fail. `sum` and `mean` over a grain are taken
        component by component. `norm`, `outer`, `one_hot`, `log_softmax`, `logdet` are rules of the library.
        """,
      example: """
        spec vector_example 1.0.0
        input hidden: vector
        let centre = mean(hidden over group)
        metric apart = norm(hidden - centre)
        metric alike = cosine(hidden, centre)
        """),
    LanguagePage(
      name: "tables",
      form: "input t: table<real>   t[key]   info.a.b   number(info.a)   count(info.items)",
      summary: "Values inside JSON: by a path known now, or by a key of the rows.",
      details: """
        A `table<T>` is a JSON object, or an array looked up by number. An absent key or path abstains: write `??`. `number`,
        `text`, `bool`, `numbers`, `texts`, `list` and `count` read a JSON value as one of the language.
        """,
      example: """
        spec table_example 1.0.0
        input prices: table<real> per group
        input choice: text
        input info: json
        metric price = prices[choice] ?? 0
        metric limit = number(info.budget.limit) ?? 0
        """),
    LanguagePage(
      name: "over",
      form: "AGGREGATE(x over GRAIN [by KEY] [where CONDITION] [, order: KEYS])   over others   over other GRAIN",
      summary: "From a finer grain to a coarser one, or along one.",
      details: """
        `by` parts the container into classes of equal keys, `where` leaves elements out. Windows (`rank`, `cumulative`,
        `previous`, ...) take the same clauses and keep the grain. `over others` goes over the other rollouts of the group,
        `over other group` over the other groups of the batch, `over other PARTITION` over the other parts of its parent;
        there `other.x` is the value of the other one.
        """,
      example: """
        spec over_example 1.0.0
        input r: real
        input kind: {easy, hard} per group
        input length: int
        metric in_kind = mean(r over batch by kind)
        metric place = rank((-r, length) over group where length > 0) ?? -1
        metric rivals = mean(other.r over others) ?? 0
        let level = mean(r over group)
        metric ahead = level - (mean(other.level over other group) ?? level)
        """),
  ]
}
