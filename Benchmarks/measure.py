#!/usr/bin/env python3
"""Runs rewardc and its Python peer in turn on the same rollouts, holds their results together, prints a table.

measure.py REWARDC FOLDER [ROWS]    FOLDER keeps the generated files
"""
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 3
TOLERANCE = 1e-9


class Run:
    """One run of a command: seconds of CPU and of the clock, and the most memory it had (MiB)."""

    def __init__(self, *command):
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{errors.decode()}")


def generated(folder, kind, name, size):
    path = folder / name
    if not path.exists():
        print(f"generating {path} ...", flush=True)
        unfinished = path.with_suffix(".part")
        subprocess.run([sys.executable, HERE / "generate.py", kind, unfinished, str(size)], check=True)
        unfinished.rename(path)
    return path


def compare(ours, theirs):
    """Sums of the scores, and every advantage; returns the largest difference of an advantage."""
    worst = 0.0
    sums = {}
    rows = 0
    with open(ours) as left, open(theirs) as right:
        for one, other in zip(left, right, strict=True):
            one, other = json.loads(one), json.loads(other)
            rows += 1
            assert one["id"] == other["id"], (one["id"], other["id"])
            for name, value in other["scores"].items():
                pair = sums.setdefault(name, [0.0, 0.0])
                pair[0] += one["scores"][name]
                pair[1] += value
            worst = max(worst, abs(one["advantage"] - other["advantage"]))
            worst = max(worst, abs(one["scores"]["grpo_advantage"] - other["scores"]["grpo_advantage"]))
    for name, (mine, peers) in sums.items():
        if abs(mine - peers) > TOLERANCE * rows:
            sys.exit(f"the sums of `{name}` differ: {mine} and {peers}")
    if worst > TOLERANCE:
        sys.exit(f"the advantages differ by {worst}")
    counts = ", ".join(f"{name} {sums[name][0]:.0f}" for name in ("correct", "format", "integer", "brief"))
    print(f"\nBoth agree on {rows} rows: {counts}; advantages differ by at most {worst:.1e}.")


def cpu_model():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main(rewardc, folder, rows=100_000):
    rewardc, folder, rows = Path(rewardc).resolve(), Path(folder), int(rows)
    folder.mkdir(parents=True, exist_ok=True)
    rollouts = generated(folder, "rollouts", f"rollouts-{rows}.jsonl", rows)
    spec = generated(folder, "spec", "generated-500.reward", 500)
    ours, theirs = folder / "rewardc.jsonl", folder / "peer.jsonl"
    task = HERE / "gsm8k_like.reward"
    commands = {
        "rewardc, 1 thread": (rewardc, "run", task, rollouts, "-q", "--threads", 1, "-o", ours),
        "rewardc, 2 threads": (rewardc, "run", task, rollouts, "-q", "--threads", 2, "-o", ours),
        "Python peer": (sys.executable, HERE / "peer.py", rollouts, theirs),
    }
    size = rollouts.stat().st_size
    load = os.getloadavg()
    try:
        import orjson

        reader = f"orjson {orjson.__version__}"
    except ImportError:
        reader = "json"
    # So that nobody waits for the disk. Not read here: a child's peak memory begins with that of its parent.
    subprocess.run(["cat", rollouts], stdout=subprocess.DEVNULL, check=True)
    print(f"{rows} rollouts of {size / rows:.0f} bytes ({size / 2**20:.0f} MiB) in groups of 8; {ROUNDS} rounds in turn")
    print(f"{cpu_model()}, {os.cpu_count()} cores; load average {load[0]:.1f} before, ", end="", flush=True)

    runs = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            runs[name].append(Run(*command))
    print(f"{os.getloadavg()[0]:.1f} after; Python {platform.python_version()} with {reader}\n")

    # Of several rounds the least disturbed one says what the program needs.
    best = {name: min(found, key=lambda run: run.cpu) for name, found in runs.items()}
    print(f"{'':20}{'rows per CPU s':>16}{'median':>10}{'rows per s':>12}{'MB per CPU s':>14}{'peak MiB':>10}")
    for name, found in runs.items():
        middle = statistics.median(run.cpu for run in found)
        quickest = min(run.wall for run in found)
        memory = max(run.memory for run in found)
        print(
            f"{name:20}{rows / best[name].cpu:16,.0f}{rows / middle:10,.0f}{rows / quickest:12,.0f}"
            f"{size / 1e6 / best[name].cpu:14,.0f}{memory:10,.0f}"
        )
    ratio = best["Python peer"].cpu / best["rewardc, 1 thread"].cpu
    print(f"\nrewardc needs 1/{ratio:.1f} of the peer's CPU time.")
    compare(ours, theirs)

    checks = [Run(rewardc, "check", spec) for _ in range(5)]
    starts = [Run(rewardc, "--version") for _ in range(20)]
    print(f"check of a spec of 500 lines: {1000 * min(run.wall for run in checks):.0f} ms")
    print(f"start (rewardc --version): {1000 * min(run.wall for run in starts):.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
