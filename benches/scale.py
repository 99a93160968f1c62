#!/usr/bin/env python3
"""How the cost of a build grows with the digest, beside what the disk alone costs.

    cargo build --release
    python3 benches/scale.py                       # 1,000 and 10,000 briefings
    python3 benches/scale.py --counts 1000 100000  # others
    python3 benches/scale.py --outputs few         # with the set of outputs that peers have

The short form of compare.py, without peers: one line for each size. Machines are noisy: compare what one run prints, and
nothing else.
"""

import argparse
import tempfile

import measure
from measure import Generator, median


def line(bulletin, count, runs):
    seen = measure.measure([bulletin], count, ["nothing", "added"], runs)[bulletin.name]
    cold, nothing, added, find, copy = (median(seen[kind]) for kind in ["cold", "nothing", "added", "find", "copy"])
    return (
        f"| {count:,} | {seen['files']:,} | {cold.user:.2f} + {cold.system:.2f} | {nothing.cpu:.3f} | {added.cpu:.3f} "
        f"| {cold.peak:.0f} MB | {added.peak:.0f} MB | {find.cpu:.3f} | {copy.cpu:.2f} | {nothing.cpu / find.cpu:.1f} | {added.cpu / find.cpu:.1f} |"
    )


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    arguments.add_argument("--outputs", choices=["all", "few"], default="all")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--bulletin", default=f"{measure.ROOT}/target/release/bulletin")
    given = arguments.parse_args()
    print(f"CPU seconds (user + system), medians of {given.runs}; outputs: {given.outputs}\n")
    print("| briefings | files | cold | nothing changed | one added | peak, cold | peak, added | `find` | `cp -r` | nothing / find | added / find |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            print(line(Generator("Bulletin", "bulletin", given.bulletin, folder, given.outputs == "few"), count, given.runs), flush=True)


if __name__ == "__main__":
    main()
