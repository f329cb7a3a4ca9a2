#!/usr/bin/env python3
"""Writes what the benchmark reads. The same arguments give the same bytes.

generate.py rollouts FILE [COUNT]   rollouts in groups of 8, each of about 2 KB, some of them malformed
generate.py spec FILE [LINES]       a spec of so many lines
"""
import json
import random
import sys

GROUP = 8
WORDS = (
    "so then we have the total of each number times price per box and that gives what is left after half were sold "
    "which means adding them up again to check step by step before writing down a result because it must be whole"
).split()


def sentences(source, count):
    """A pool of sentences: drawing from it is faster than drawing every word."""
    for _ in range(count):
        words = source.choices(WORDS, k=source.randrange(8, 16))
        yield f"{' '.join(words)} {source.randrange(1000)} + {source.randrange(1000)}.\n"


def response(source, pool, truth):
    thought = "".join(source.choices(pool, k=source.randrange(18, 36)))
    value = truth if source.random() < 0.5 else truth + source.randrange(1, 50)
    draw = source.random()
    if draw < 0.15:
        written = f"{value:,}"
    elif draw < 0.2:
        written = f" {value}.0 "
    elif draw < 0.25:
        written = f"{value} apples"
    else:
        written = str(value)
    draw = source.random()
    if draw < 0.8:
        return f"<think>{thought}</think>\n<answer>{written}</answer>"
    if draw < 0.85:
        return f"<think>{thought}<answer>{written}</answer>"
    if draw < 0.9:
        return f"Sure! <think>{thought}</think>\n<answer>{written}</answer>"
    if draw < 0.95:
        return f"<think>{thought}</think>\nThe answer is {written}"
    return f"<think>{thought}"


def write_rollouts(path, count):
    source = random.Random(2026)
    pool = list(sentences(source, 2000))
    with open(path, "w") as file:
        for row in range(count):
            group, member = divmod(row, GROUP)
            if member == 0:
                truth = source.randrange(10, 100_000)
                prompt = "".join(source.choices(pool, k=2)) + "How many are left?"
            record = {
                "id": f"m{group}-{member}",
                "group_id": f"m{group}",
                "prompt": prompt,
                "response": response(source, pool, truth),
                "answer": str(truth),
                "finish_reason": "stop",
            }
            file.write(json.dumps(record) + "\n")


def write_spec(path, lines):
    head = ["spec generated 1.0.0", "input response: text", "input answer: text per group"]
    rules = []
    for number in range((lines - len(head) - 1) // 2):
        part = f"part_{number}"
        rules.append(f'let {part} = trim(extract(response, /<a{number}>(.*?)<\\/a{number}>/s) ?? "")')
        rules.append(
            f"rule rule_{number} = number_equal({part}, answer) and length(response, in: word) <= {number} word"
        )
    parts = ", ".join(f"rule_{number}: 1" for number in range(len(rules) // 2))
    with open(path, "w") as file:
        file.write("\n".join(head + rules + [f"advantage = gdpo({parts})"]) + "\n")


if __name__ == "__main__":
    kind, path, *size = sys.argv[1:]
    if kind == "rollouts":
        write_rollouts(path, int(size[0]) if size else 100_000)
    else:
        write_spec(path, int(size[0]) if size else 500)
