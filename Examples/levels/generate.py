#!/usr/bin/env python3
"""Writes a group of rollouts for every combination of two binary rewards, for groups of 2 to 6 rollouts."""
import itertools
import json

for size in range(2, 7):
    for index, group in enumerate(itertools.product(itertools.product((0, 1), repeat=2), repeat=size)):
        for first, second in group:
            print(json.dumps({"group_id": f"{size}-{index}", "first": first, "second": second}))
