#!/usr/bin/env python3
"""How the cost of a build grows with the digest, beside what the disk alone costs.

    cargo build --release
    python3 benches/scale.py                       # 1,000 and 10,000 briefings
    python3 benches/scale.py --counts 1000 100000  # others
    python3 benches/scale.py --outputs few         # without indicators, tracker, calendar, editions, citations, data

Each build is a process of its own; its CPU time (user and system) and its peak memory are what the system counts for it.
The medians of --runs runs are printed, and beside them the same for `find` over content and output, which looks at every
file as a build must, and for copying the output. Machines are noisy: compare what one run prints, and nothing else.
"""

import argparse
import datetime
import os
import random
import shutil
import statistics
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOPICS = [f"topic-{i}" for i in range(24)]
AGENCIES = [f"agency-{i}" for i in range(60)]
INDICATORS = [f"indicator-{i}" for i in range(80)]
WORDS = """the ministry counted stations and lines in every province while operators reported revenue from services that
homes and firms use each day so that a reader can compare one month with another and see what was promised and what was
done about networks prices coverage quality and safety of data""".split()
FEW = "outputs: {indicators: false, instruments: false, commitments: false, calendar: false, editions: false, citations: false, data: false}\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def briefing(root, number, day, dice):
    paragraphs = []
    for _ in range(dice.randint(4, 9)):
        words = [dice.choice(WORDS) for _ in range(dice.randint(40, 110))]
        paragraphs.append(" ".join(words).capitalize() + ".")
    topics = dice.sample(TOPICS, dice.randint(1, 3))
    figures = [
        f"  - {{id: f{k}, indicator: {name}, value: {dice.randint(100, 999)}.{dice.randint(0, 9)}, period: {day:%Y-%m}, source: s1, checked: made up}}"
        for k, name in enumerate(dice.sample(INDICATORS, dice.randint(0, 3)))
    ]
    front = [
        f'title: "Briefing {number} on {topics[0]}"', f"date: {day}", f"topics: [{', '.join(topics)}]",
        f"agencies: [{dice.choice(AGENCIES)}]", f"jurisdictions: [{dice.choice(['cn', 'eu', 'us', 'in', 'br', 'za'])}]",
        f"sources: [{{id: s1, title: Source of {number}, publisher: Gazette, url: 'https://example.org/{number}'}}]",
    ]
    if figures:
        front += ["figures:", *figures]
    if number % 5 == 0:
        front.append(f"commitments: [{{id: c1, text: Report on {number} again.}}]")
    body = paragraphs[0] + " [@s1]\n\n## What was said\n\n" + "\n\n".join(paragraphs[1:])
    write(f"{root}/content/briefings/{day:%Y}/{day}-b{number}.md", "---\n" + "\n".join(front) + f"\n---\n{body}\n")


def digest(root, count, few):
    dice = random.Random(count)
    write(f"{root}/content/site.yaml", "title: Scale\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n" + (FEW if few else ""))
    for name in TOPICS:
        write(f"{root}/content/topics/{name}.md", f"---\nname: {name.capitalize()}\n---\nAll about it.\n")
    for name in AGENCIES:
        write(f"{root}/content/agencies/{name}.md", f"---\nname: {name.capitalize()}\n---\n")
    for name in INDICATORS:
        write(f"{root}/content/indicators/{name}.md", f"---\nname: {name.capitalize()}\nunit: percent\nmeasure: rate\n---\nA rate.\n")
    first, span = datetime.date(2015, 1, 1), 3650
    days = sorted(first + datetime.timedelta(days=dice.randrange(span)) for _ in range(count))
    for number, day in enumerate(days):
        briefing(root, number, day, dice)
    return days[-1] + datetime.timedelta(days=1)


def cost(command):
    """CPU seconds (user, system) of a process, and its peak memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command} ended with {status}")
    return usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024


def median(runs):
    return [statistics.median(run[i] for run in runs) for i in range(3)]


def measure(bulletin, folder, count, few, runs):
    root = f"{folder}/{count}"
    newest = digest(root, count, few)
    build = [bulletin, "build", "--root", root, "--quiet", "--at", "2026-01-01T00:00:00Z"]
    cold = []
    for run in range(runs):
        # Into a fresh folder each time: some file systems take long to write where much has just been deleted.
        shutil.rmtree(f"{root}/.bulletin", ignore_errors=True)
        cold.append(cost(build + ["--output", f"{root}/output-{run}"]))
    output = f"{root}/output-{runs - 1}"
    build += ["--output", output]
    cost(build)
    nothing = [cost(build) for _ in range(runs)]
    added = []
    for run in range(runs):
        briefing(root, count + run, newest, random.Random(run))
        added.append(cost(build))
    find = [cost(["find", f"{root}/content", output, "-printf", "%s %T@\n"]) for _ in range(runs)]
    copy = [cost(["cp", "-r", output, f"{root}/copy-{run}"]) for run in range(runs)]
    files = sum(len(files) for _, _, files in os.walk(output))
    return {"files": files, "cold": median(cold), "nothing": median(nothing), "added": median(added), "find": median(find), "copy": median(copy)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    arguments.add_argument("--outputs", choices=["all", "few"], default="all")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--bulletin", default=f"{ROOT}/target/release/bulletin")
    given = arguments.parse_args()
    print(f"CPU seconds (user + system), medians of {given.runs}; outputs: {given.outputs}\n")
    print("| briefings | files | cold | nothing changed | one added | peak, cold | `find` | `cp -r` | nothing / find | added / find |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            seen = measure(given.bulletin, folder, count, given.outputs == "few", given.runs)
            total = {name: value[0] + value[1] for name, value in seen.items() if name != "files"}
            split = f"{seen['cold'][0]:.2f} + {seen['cold'][1]:.2f}"
            print(
                f"| {count:,} | {seen['files']:,} | {split} | {total['nothing']:.3f} | {total['added']:.3f} | {seen['cold'][2]:.0f} MB "
                f"| {total['find']:.3f} | {total['copy']:.2f} | {total['nothing'] / total['find']:.1f} | {total['added'] / total['find']:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
