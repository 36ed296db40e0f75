"""Ask every engine 10,000 random definitions, each on people full of odd cases.

python3 run.py soak population [--definitions 10000] [--seed 1]
"""

from __future__ import annotations

import argparse

from benchmarks._population.random_definitions import agree

if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("--definitions", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    print(agree(asked.definitions, seed=asked.seed))
