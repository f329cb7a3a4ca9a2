/// How judges are asked.
extension LanguagePage {
  static let models = [
    LanguagePage(
      name: "models",
      form: """
        rewardc lock ALIAS --endpoint ADDRESS --model NAME [--api chat | score | classify | pooling | embeddings]
        rewardc run SPEC ROLLOUTS [--judges live | replay | stub] [--record FILE] [--lock FILE] [--cache FILE | --no-cache]
                    [--max-calls N] [--max-cost USD] [--stub JUDGE=VALUE]
        """,
      summary: "Which model answers for a judge, what it costs at most, and what becomes of faults.",
      details: """
        A spec names a model by an alias (`model "main"`; `judge` where it says nothing). `reward.lock` beside the spec says what that
        is: address, name, API, sampling, price and limits. `chat` is OpenAI's chat completions, as vLLM, SGLang, llama.cpp and
        hosted models speak them; the others are for `answers endpoint`: `/score`, `/classify` and `/pooling` of vLLM and SGLang,
        `/embeddings` of SGLang's reward models. There a line `---` in the prompt divides what was asked from what was answered.

          {"models": {"judge": {"endpoint": "http://127.0.0.1:8000/v1", "model": "qwen3-8b-2026-04", "api": "chat",
            "temperature": 0, "max_tokens": 512, "price": {"input": 0.1, "output": 0.4},
            "in_flight": 64, "requests_per_minute": 600, "tokens_per_minute": 200000}}}

        Keys come from the environment, and a key goes only to the host that the user's own configuration binds it to, whatever a
        lock file names: ~/.config/rewardc/keys.json holds {"api.example.com": "EXAMPLE_API_KEY"}, a variable for each host, and so
        does REWARDC_KEYS=api.example.com=EXAMPLE_API_KEY. No key goes over plain http to another machine, and no redirect is
        followed.

        Answers are kept in ~/.cache/rewardc/judges.db (`--cache`), for all runs and processes: no request that was answered is sent
        again, also after a run was killed. Equal questions on their way at the same time are asked once. Limits (`in_flight`, requests
        and tokens a minute; prices are US dollars for a million tokens) hold for all processes with the same file together.

        `--record FILE` writes what was answered, with model, settings and day; `--judges replay` makes the same run again from it, bit
        for bit, without a network (by default from SPEC.record.jsonl). `--judges stub` answers with constants, to try a spec out and
        to count what would be asked.

        A request that finds no connection, takes too long (`timeout`, 120 s without one), is cut off, or is answered 408, 409, 425, 5xx
        or in another form is sent again as often as `retry` says, after a random wait that grows. 429, and 503 with Retry-After, are
        waited for and use up no retry. Other refusals are final. What is left without an answer is what `fault` says: the rollout
        is dropped, the score abstains, or the run stops. A dropped rollout is failed wherever rewards are read (metrics, advantage,
        objective, records, states), so it is in no baseline and is not trained. A run with questions that nobody answered ends with
        exit code 3, and so does one whose budget (`--max-calls`, `--max-cost`) is spent: the rows of that batch are written, what was
        not asked is missing in them, and the next run goes on from what is kept.

        An answer without a readable verdict is asked for again with another seed, as often as `retry` says. What stays unreadable, and a
        prompt that is too long for the model, are caused by the response: the score takes `on_limit`. How answers are read: `rewardc
        doc verdicts`.

        Text that the author did not write stands in the prompt between marks with a number that follows from all of the prompt, so
        that no text can hold its own; the model is told that what stands there is data. `rewardc audit SPEC --judge ROLLOUTS`
        measures how far ten texts behind a response move each judge (`--unfenced`: without the marks).

        Judges are asked only where rewards, the advantage, the objective, records or states read them and their conditions and
        gates are open; rules, gates and metrics that read a judge besides show the answers that are there. Elements that are judged together
        (`jointly`) are shown in an order that follows from what they hold, under ids by which their verdicts are matched.
        """,
      example: """
        spec models_example 1.0.0
        input prompt: text per group
        input response: text <= 4000 word
        judge helpful: 0..1 {
          model   "main"
          prompt  "Does this answer help?\\nQuestion: {prompt}\\nAnswer: {response}"
          answers expectation yes_no
          fault   retry 2 then drop
          timeout 30 s
        }
        advantage = grpo(helpful)
        """),
    LanguagePage(
      name: "verdicts",
      form:
        "answers LOW..HIGH | yes_no | label(NAME: WORTH, ...) | expectation LOW..HIGH | expectation yes_no | json [SCHEMA] | text",
      summary: "How a verdict is read from what a model says: never by a guess.",
      details: """
        What is not plainly stated is unreadable, and a number outside the scale is no verdict; nothing is moved into the scale.

        What counts is what stands after the last `</think>`, `</thinking>` or `</reasoning>`; reasoning that opens and never closes has no
        verdict. Lines that begin with `>` are quotations. An answer that was cut off at its longest length, filtered or refused has
        none; being cut off does not matter where probabilities are read.

        Where it stands: (1) the whole text is a JSON object, in a code block or not: its `verdict`, else `score`, `rating`, `answer`;
        a name that occurs twice is unreadable. (2) Else the last line that begins with a label (`Verdict:`, `**Score (1-5):** 4`, `Final
        answer is`; the nouns are verdict, score, rating, answer, grade, judgement or judgment) or holds `\\boxed{..}`. Behind a bare
        label the next line is meant. That line must be readable: an earlier one does not stand in for it, and a last line that is
        another verdict alone makes the answer unreadable. (3) Else the whole text, or its last line, is the verdict alone. A text
        may also begin with yes or no, set off by punctuation or the end of a line, if the other word occurs nowhere. (4) Else the last
        JSON object, as in (1).

        Numbers are ASCII digits with an optional sign and fraction. `4/5` and `4 out of 5` count only with the scale's own high end.
        Ranges, alternatives, exponents, thousands separators, percent and other digits are unreadable. Words are whole words, the longest
        label that fits, capitals aside. Behind a labelled verdict a remark may follow, if it holds no digit of a number and no other
        word of the form.

        `expectation` reads the probabilities of tokens (G-Eval, arXiv 2303.16634) at the first place after the reasoning where the
        chosen or likeliest token is a word of the form; before it may stand marks, blanks or a label only. Spellings of a word are added up
        and normalised; less than half of the probability on the form is unreadable. Scales are whole numbers of one digit.

        Several elements together (`jointly`) are answered by {"verdicts": [{"id": .., "verdict": ..}]}: each id asked for, once, and no other.

        `json` is held to its schema (JSON Schema 2020-12) by the endpoint where it can, and checked here in any case; an endpoint that does
        not know `json_schema` is asked in three other ways, one after the other.
        """,
      example: """
        spec verdicts_example 1.0.0
        input response: text <= 4000 word
        judge tone: json {
          prompt  "Which tone has this text?\\n{response}"
          answers json "{\\"type\\": \\"object\\", \\"required\\": [\\"kind\\"], \\"properties\\": {\\"kind\\": {\\"type\\": \\"boolean\\"}}}"
          fault   retry 1 then abstain
        }
        reward kind = (text(tone.kind) ?? "") == "true"
        advantage = grpo(kind)
        """),
  ]
}
