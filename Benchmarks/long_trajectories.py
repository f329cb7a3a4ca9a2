#!/usr/bin/env python3
"""Long trajectories cost linear time: one group of four rollouts, ten times as long each time.

    long_trajectories.py REWARDC [TURNS ...]

Prints the seconds of each run and how much longer it took than the one before. Linear is a ratio near the ratio of
the lengths (less while starting up still counts). A turn has 100 tokens.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time

SPEC = """\
/// Scans, windows with keys, machines and temporal operators over turns; sums, shares and scans over tokens.
spec long_trajectories 1.0.0

input reward: real per turn
input kind: text per turn
input ok: bool per turn
input logp: real per token
input turn_index: int per token selects turn

let to_go   = discounted(reward over rollout where ok, gamma: 0.99)
let earlier = cumulative(1 over rollout by kind, exclusive: true)
let place   = rank((-reward, earlier) over rollout by kind)
let before  = previous(reward over rollout by kind, edge: 0)
let belief  = sum(logp over turn)
machine progress over turn {
  start -[kind == "a"]-> middle
  middle -[kind == "b"]-> start pays 0.1
}
rule orderly = always(ok or eventually(kind == "a"))
let share = logp - mean(logp over rollout)
let so_far = cumulative(share over rollout)
metric turns = sum(to_go + earlier + place + before over rollout) + progress
metric beliefs = mean(belief over rollout)
metric tokens = sum(discounted(share over rollout, gamma: 0.999) over rollout)
metric highest = max(so_far over rollout)
let whole = zscore(turns)
advantage = to_go - mean(to_go over group by kind) + whole
"""


def write_rows(path, turns):
    rng = random.Random(turns)
    per_rollout = turns // 4
    with open(path, "w") as file:
        for index in range(4):
            row = {
                "id": index,
                "group_id": "long",
                "reward": [round(rng.random(), 3) for _ in range(per_rollout)],
                "kind": [rng.choice("abcd") for _ in range(per_rollout)],
                "ok": [rng.random() < 0.9 for _ in range(per_rollout)],
                "logp": [round(-rng.random(), 4) for _ in range(100 * per_rollout)],
                "turn_index": [token // 100 for token in range(100 * per_rollout)],
            }
            file.write(json.dumps(row) + "\n")


def main():
    rewardc = sys.argv[1]
    lengths = [int(word) for word in sys.argv[2:]] or [1000, 10000, 100000]
    with tempfile.TemporaryDirectory() as folder:
        spec = os.path.join(folder, "long.reward")
        with open(spec, "w") as file:
            file.write(SPEC)
        last = None
        print(f"{'turns':>8} {'tokens':>10} {'seconds':>9} {'ratio':>7}")
        for turns in lengths:
            rows = os.path.join(folder, f"{turns}.jsonl")
            write_rows(rows, turns)
            start = time.perf_counter()
            subprocess.run([rewardc, "run", spec, rows, "-o", os.devnull], check=True, stderr=subprocess.DEVNULL)
            seconds = time.perf_counter() - start
            ratio = f"{seconds / last:7.1f}" if last else ""
            print(f"{turns:8} {100 * turns:10} {seconds:9.2f} {ratio}")
            last = seconds


main()
