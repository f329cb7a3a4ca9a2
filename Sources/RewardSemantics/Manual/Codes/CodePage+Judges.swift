/// Models that are asked.
extension CodePage {
  static let judges: [CodePage] = [
    CodePage(
      .incompleteJudge, "a judge that leaves something open",
      """
      A judge says what is asked (`prompt`), how the answer is read (`answers`) and what happens when no answer comes \
      (`fault`). There is no default for a fault: a time-out that became a zero would train the policy, and one that \
      was left out unnoticed would change what a group is compared with.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
        }
        reward good = clear
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """),
    CodePage(
      .idlePrompt, "a prompt that names nothing of what is judged",
      """
      Names in braces stand for values of the rows. A prompt without one asks the same about every response, and one \
      that names only what a whole group shares asks the same about each of its rollouts: all get one score, and the \
      group learns nothing.
      """,
      wrong: """
        spec example 1.0.0
        input question: text per group
        input response: text
        judge clear: 0..1 {
          prompt "How clear is the answer to this, from 1 to 5? {question}"
          answers 1..5
          fault retry 2 then drop
        }
        metric long = length(response, in: word) > 100 word
        reward good = clear
        """,
      right: """
        spec example 1.0.0
        input question: text per group
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is the answer, from 1 to 5? {question} Answer: {response}"
          answers 1..5
          fault retry 2 then drop
        }
        metric long = length(response, in: word) > 100 word
        reward good = clear
        """),
    CodePage(
      .badJudge, "a judge that cannot be asked like this",
      """
      What a clause says does not fit the judge: a scale that does not ascend, a word that reads no answer, several \
      answers that nothing makes one, both orders of what is no pair. The message says which.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 5..1
          fault retry 2 then drop
        }
        reward good = clear
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """),
    CodePage(
      .oneOrder, "a pair that is judged in one order",
      """
      Models prefer the first or the last of two answers for its place. `swap` asks both orders and takes the mean, at \
      the price of a second call.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge better: 0..1 per pair {
          prompt "Is the first answer better? First: {response} Second: {other.response}"
          answers yes_no
          fault retry 2 then abstain
        }
        reward good = mean(better over others)
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge better: 0..1 per pair {
          prompt "Is the first answer better? First: {response} Second: {other.response}"
          answers yes_no
          fault retry 2 then abstain
          swap
        }
        reward good = mean(better over others)
        """),
    CodePage(
      .unboundedPrompt, "a prompt as long as the policy makes it",
      """
      Whoever writes the response decides how long the prompt is: what it costs, and whether the model can read it at \
      all. Bound the input; a longer text is not asked about, and takes the low end of the range. Or name its beginning, \
      `let shown = truncate(response, 4000 word)`, and show that; what comes after it is then not judged.
      """,
      wrong: """
        spec example 1.0.0
        input response: text
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """),
    CodePage(
      .askedForAll, "a judge that is asked for everyone in spite of its gate",
      """
      A gate asks its later levels only where the earlier ones passed. Where something else reads the same judge \
      without a condition, it is asked for every response all the same. Give the judge a condition of its own, or read \
      what the gate pays.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        gate answer {
          level source  = sourced  worth 1
          level quality = clear    passes at 0.5  worth 0.5
        }
        reward good = answer + 0.5 * (clear - mean(clear over group))
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          given sourced
          fault retry 2 then drop
        }
        gate answer {
          level source  = sourced  worth 1
          level quality = clear    passes at 0.5  worth 0.5
        }
        reward good = answer + 0.5 * (clear - mean(clear over group))
        """),
    CodePage(
      .neverAsked, "a judge that nothing needs",
      """
      Only what is trained on, recorded or kept from step to step asks a model; a metric shows what was answered for \
      others. Read the judge in a reward or the advantage, or remove it.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        metric clarity = clear
        reward good = sourced
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        rule sourced = response matches /\\[[0-9]+\\]/
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        metric clarity = clear
        reward good = 0.5 * sourced + 0.5 * clear
        """),
    CodePage(
      .literalBraces, "braces in a prompt that stay text",
      """
      `{name}` in a prompt is the value of that name. Blanks inside the braces, a call or anything else leave them as they \
      are, since prompts hold JSON, too: the model would see the words `{ response }` and judge nothing. Write the \
      name alone; what must be computed gets a name of its own.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "Clear, from 1 to 5? {trim(response)} Answer as {{response}}: {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        let shown = trim(response)
        judge clear: 0..1 {
          prompt "Clear, from 1 to 5? {shown}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        """),
  ]
}
