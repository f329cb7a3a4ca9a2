#!/usr/bin/env python3
"""How many calls of each rule a second of CPU makes, beside what Python projects call for the same.

rules.py REWARDC FOLDER [ROWS]    FOLDER keeps the generated rows

Each rule is the only metric of a spec over ROWS rollouts; what reading the same rows costs is taken off. A peer gets the same
texts in this process. Peers that are not installed are left out. Programs are counted by the second of the clock: they run in
other processes, as many at once as there are processors.
"""
import json
import random
import subprocess
import sys
import time
from pathlib import Path

from measure import Run, cpu_model

ROUNDS = 3
# A peer is timed on as many calls as fit in this many seconds.
PEER_SECONDS = 1.5

WORDS = (
    "the of and to in is that it for was on are as with his they at be this from have or by one had not but what all were "
    "when we there can an your which their said if do will each about how up out them then she many some so these would "
    "other into has more her two like him see time could no make than first been its who now people my made over did down "
    "only way find use may water long little very after words called just where most know"
).split()


def rows(count):
    draw = random.Random(7)

    def words(number):
        return " ".join(draw.choice(WORDS) for _ in range(number))

    def sentence():
        return words(draw.randint(6, 18)).capitalize() + draw.choice(".?!")

    for index in range(count):
        prose = "\n\n".join(" ".join(sentence() for _ in range(6)) for _ in range(5))
        a, b = draw.randint(1, 99), draw.randint(2, 99)
        call = {"name": "search", "arguments": {"query": words(3), "limit": draw.randint(1, 9)}}
        yield {
            "id": str(index),
            "group": str(index // 8),
            "response": f"<think>{prose}</think>\n<answer>{a}</answer>",
            "prose": prose,
            "reference": "\n\n".join(" ".join(sentence() for _ in range(6)) for _ in range(5)),
            "short": words(12),
            "other": words(12),
            "number": f"{a},{b:03d}.50",
            "boxed": f"So the answer is $\\boxed{{\\frac{{{a}}}{{{b}}}}}$.",
            "truth": f"\\frac{{{2 * a}}}{{{2 * b}}}",
            "polynomial": f"\\boxed{{(x+{a})(x-{b})}}",
            "expanded": f"x^2+{a}x-{b}x-{a * b}",
            "text": json.dumps({"a": {"b": [1, 2]}, "n": a, "text": words(40)}),
            "document": {"a": {"b": [1, 2, {"c": words(20)}]}, "n": a, "text": words(40)},
            "calls": f"Let me look.\n<tool_call>\n{json.dumps(call)}\n</tool_call>",
            "wanted": [call],
            "items": words(40).split(),
            "others": words(40).split(),
            "vector": [draw.random() for _ in range(256)],
            "direction": [draw.random() for _ in range(256)],
            "program": f"def f(n):\n    return n + {a}",
            "tests": {"fn_name": "f", "inputs": [[1 + index]], "outputs": [1 + index + a]},
        }


TYPES = {
    "document": "json", "wanted": "list<tool_call>", "tests": "json", "items": "list<text>", "others": "list<text>", "vector": "vector", "direction": "vector",
}


class Rule:
    """A rule as a number over the inputs of a row, and the same by a peer, made by `peer` where it is installed."""

    def __init__(self, name, expression, inputs, peer=None, rows=None):
        self.name, self.expression, self.inputs = name, expression, inputs.split()
        self.peer, self.rows = peer, rows


def stdlib_re(pattern):
    def make():
        import re

        compiled = re.compile(pattern, re.S)
        return "re", lambda text: compiled.search(text) is not None

    return make


def rapidfuzz(function):
    def make():
        from rapidfuzz.distance import Levenshtein

        return "rapidfuzz", getattr(Levenshtein, function)

    return make


def rouge(kind):
    def make():
        from rouge_score.rouge_scorer import RougeScorer

        scorer = RougeScorer([kind])
        return "rouge-score", lambda text, reference: scorer.score(reference, text)

    return make


def sacrebleu(function):
    def make():
        import sacrebleu

        call = getattr(sacrebleu, function)
        return "sacrebleu", lambda text, reference: call(text, [reference])

    return make


SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "object"}, "n": {"type": "integer", "minimum": 1}, "text": {"type": "string"}},
    "required": ["a", "n", "text"],
    "additionalProperties": False,
}


def jsonschema():
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(SCHEMA)
    return "jsonschema", lambda text: validator.is_valid(json.loads(text))


def langdetect():
    from langdetect import detect

    return "langdetect", detect


def numpy_cosine():
    import numpy

    return "numpy", lambda a, b: numpy.dot(a, b) / (numpy.linalg.norm(a) * numpy.linalg.norm(b))


def math_verify():
    from math_verify import parse, verify

    return "math-verify", lambda text, truth: verify(parse(f"${truth}$"), parse(text))


def subprocess_python():
    def call(program, tests):
        code = f"{program}\nprint({tests['fn_name']}(*{tests['inputs'][0]!r}) == {tests['outputs'][0]!r})"
        return subprocess.run([sys.executable, "-I", "-c", code], capture_output=True).stdout == b"True\n"

    return "subprocess", call


RULES = [
    Rule("matches", r"response matches /\A<think>.*?<\/think>\s*<answer>.*?<\/answer>\s*\z/s", "response",
         stdlib_re(r"\A<think>.*?</think>\s*<answer>.*?</answer>\s*\Z")),
    Rule("extract", r'length(extract(response, /<answer>(.*?)<\/answer>/s) ?? "", in: byte)', "response",
         stdlib_re("<answer>(.*?)</answer>")),
    Rule("count_matches", r"count_matches(prose, /[.?!]/)", "prose"),
    Rule("contains", 'prose contains "zebra"', "prose", lambda: ("str", lambda text: "zebra" in text)),
    Rule("length", "length(prose, in: word)", "prose", lambda: ("str.split", lambda text: len(text.split()))),
    Rule("number", "number(number) ?? 0", "number"),
    Rule("token_f1", "token_f1(prose, reference)", "prose reference"),
    Rule("word_jaccard", "word_jaccard(prose, reference)", "prose reference"),
    Rule("edit_distance", "edit_distance(short, other)", "short other", rapidfuzz("distance")),
    Rule("rouge_l", "rouge_l(prose, reference)", "prose reference", rouge("rougeL")),
    Rule("rouge_n", "rouge_n(prose, reference, n: 2)", "prose reference", rouge("rouge2")),
    Rule("bleu", "bleu(prose, reference)", "prose reference", sacrebleu("sentence_bleu")),
    Rule("chrf", "chrf(prose, reference)", "prose reference", sacrebleu("sentence_chrf")),
    Rule("ngram_repetition", "ngram_repetition(prose, n: 3)", "prose"),
    Rule("copied_share", "copied_share(prose, reference, n: 3)", "prose reference"),
    Rule("tags_once", 'tags_once(response, "think", "answer")', "response"),
    Rule("math_equal", "math_equal(boxed, truth)", "boxed truth", math_verify),
    Rule("math_equal_poly", "math_equal(polynomial, expanded)", "polynomial expanded", math_verify),
    Rule("follows_comma", 'follows(prose, "punctuation:no_comma", "{}")', "prose"),
    Rule("follows_words", "follows(prose, \"length_constraints:number_words\", "
         '"{\\"num_words\\": 300, \\"relation\\": \\"at least\\"}")', "prose"),
    Rule("sentences", "sentences(prose).count", "prose"),
    Rule("language", 'length(language(prose) ?? "", in: byte)', "prose", langdetect),
    Rule("readability", "readability(prose) ?? 0", "prose"),
    Rule("json_at", "length(text(document.a.b[2].c) ?? \"\", in: byte)", "document"),
    Rule("json_valid", f"json_valid(text, {json.dumps(json.dumps(SCHEMA))})", "text", jsonschema),
    Rule("tool_calls", "tool_calls(calls).count", "calls"),
    Rule("argument_scores", "argument_scores(tool_calls(calls), wanted).sum", "calls wanted"),
    Rule("runs", "runs(program, tests).share ?? 0", "program tests", subprocess_python, rows=100),
    Rule("set_equal", "set_equal(items, others)", "items others"),
    Rule("jaccard", "jaccard(items, others)", "items others"),
    Rule("cosine", "cosine(vector, direction)", "vector direction", numpy_cosine),
]


def measure(rewardc, folder, data, name, metric, inputs, clock="cpu", threads=1):
    """Seconds of a run whose only metric is this one: of CPU, or of the clock where `clock` says so."""
    spec = folder / f"{name}.reward"
    declared = "\n".join(f"input {each}: {TYPES.get(each, 'text')}" for each in inputs)
    spec.write_text(f"spec rule_{name} 1.0.0\n{declared}\nmetric it = {metric}\n")
    runs = [Run(rewardc, "run", spec, data, "-q", "--threads", threads, "-o", folder / "rules.scored.jsonl") for _ in range(ROUNDS)]
    return min(getattr(run, clock) for run in runs)


def peer_rate(make, data, inputs, now):
    try:
        name, call = make()
    except ImportError:
        return None
    calls, start = 0, now()
    while now() - start < PEER_SECONDS:
        call(*(data[calls % len(data)][each] for each in inputs))
        calls += 1
    return name, calls / (now() - start)


def main(rewardc, folder, count=5000):
    rewardc, folder, count = Path(rewardc).resolve(), Path(folder), int(count)
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / f"rules-{count}.jsonl"
    kept = list(rows(count))
    data.write_text("".join(json.dumps(row) + "\n" for row in kept))
    print(f"{count} rollouts, one thread of {cpu_model()}; calls for each second of CPU, best of {ROUNDS} runs\n")
    print(f"{'rule':18} {'calls/s':>12}   {'peer':14} {'calls/s':>12}   {'ratio':>7}")
    baselines = {}
    for rule in RULES:
        inputs, data, count = tuple(rule.inputs), folder / f"rules-{len(kept)}.jsonl", len(kept)
        # What another process does is no CPU of this one.
        clock, now = ("wall", time.perf_counter) if rule.rows else ("cpu", time.process_time)
        if rule.rows:
            data, count = folder / f"rules-{rule.rows}.jsonl", rule.rows
            data.write_text("".join(json.dumps(row) + "\n" for row in kept[: rule.rows]))
            baselines.pop(inputs, None)
        if inputs not in baselines:
            metric = " + ".join(f"present({each})" for each in inputs)
            baselines[inputs] = measure(rewardc, folder, data, "baseline", metric, inputs, clock)
        cost = measure(rewardc, folder, data, rule.name, rule.expression, inputs, clock) - baselines[inputs]
        # A hundredth of a second is what the clock of a process tells apart.
        rate = count / max(cost, 0.01)
        mark = ">" if cost < 0.01 else " "
        line = f"{rule.name + (' (clock)' if rule.rows else ''):18} {mark}{rate:11,.0f}"
        peer = peer_rate(rule.peer, kept, inputs, now) if rule.peer else None
        if peer:
            line += f"   {peer[0]:14} {peer[1]:12,.0f}   {rate / peer[1]:6.1f}x"
        print(line, flush=True)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
