#!/usr/bin/env python3
"""The task of gsm8k_like.reward as it is usually written in Python: one process, `re`, numpy for the normalisation.

peer.py ROLLOUTS SCORED
"""
import re
import sys

import numpy as np

try:
    import orjson as json
except ImportError:
    import json

FORMAT = re.compile(r"\A<think>.*?</think>\s*<answer>.*?</answer>\s*\Z", re.DOTALL)
ANSWER = re.compile(r"<answer>(.*?)</answer>", re.DOTALL)
INTEGER = re.compile(r"\A[+-]?[0-9]+\Z")
EPS = 1e-4


def number(text):
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def number_equal(a, b):
    x, y = number(a), number(b)
    return a.strip() == b.strip() if x is None or y is None else x == y


def components(row):
    response = row["response"]
    found = ANSWER.search(response)
    final = found.group(1).strip() if found else ""
    return (
        number_equal(final, row["answer"]),
        FORMAT.search(response) is not None,
        INTEGER.search(final) is not None,
        len(response.split()) <= 320,
    )


def normalised(values, groups, count):
    """Each value less the mean of its group, divided by the group's standard deviation (ddof 1)."""
    sizes = np.bincount(groups, minlength=count)
    mean = (np.bincount(groups, values, count) / sizes)[groups]
    spread = np.bincount(groups, (values - mean) ** 2, count) / np.maximum(sizes - 1, 1)
    return (values - mean) / (np.sqrt(spread)[groups] + EPS)


def main(path, output):
    names, groups, ids, scores = {}, [], [], []
    with open(path, "rb") as file:
        for line in file:
            row = json.loads(line)
            ids.append(row["id"])
            groups.append(names.setdefault(row["group_id"], len(names)))
            scores.append(components(row))
    groups = np.array(groups)
    scores = np.array(scores, dtype=float)
    total = scores.sum(axis=1)
    grpo = normalised(total, groups, len(names))
    parts = sum(normalised(scores[:, part], groups, len(names)) for part in range(scores.shape[1]))
    advantage = (parts - parts.mean()) / (parts.std(ddof=1) + EPS)
    labels = list(names)
    with open(output, "wb") as file:
        for row, (correct, form, integer, brief) in enumerate(scores.tolist()):
            record = json.dumps(
                {
                    "id": ids[row],
                    "group": labels[groups[row]],
                    "scores": {
                        "format": form,
                        "correct": correct,
                        "integer": integer,
                        "brief": brief,
                        "total": float(total[row]),
                        "grpo_advantage": float(grpo[row]),
                    },
                    "advantage": float(advantage[row]),
                }
            )
            file.write((record if isinstance(record, bytes) else record.encode()) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
