#!/usr/bin/env python3
"""A digest of texts whose words are as frequent as words are (Zipf's law), to judge the index for searching by: a text of 650
words, or of 1,200 Chinese characters, in each briefing.

    python3 tests/long/words.py --count 10000 --root DIGEST [--chinese]
    target/release/bulletin build --root DIGEST --quiet
    node tests/long/search-queries.mjs DIGEST/output/search en 20     # zh-Hans for Chinese
    python3 tests/long/words.py --add 100 --root DIGEST [--chinese]   # adds one at a time, builds, and counts the files written
"""

import argparse
import datetime
import itertools
import math
import pathlib
import random
import subprocess
import sys

PROGRAM = pathlib.Path(__file__).resolve().parent.parent.parent / "target/release/bulletin"
FIRST = datetime.date(2015, 1, 1)
SYLLABLES = [a + b for a in ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "pr", "tr"] for b in ["a", "e", "i", "o", "u", "an", "er", "in"]]


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--root", type=pathlib.Path, required=True)
    asked.add_argument("--count", type=int, default=0)
    asked.add_argument("--add", type=int, default=0)
    asked.add_argument("--chinese", action="store_true")
    asked.add_argument("--program", default=PROGRAM)
    asked = asked.parse_args()
    words = Words(asked.chinese)
    if asked.count:
        begin(asked.root, asked.chinese)
        for n in range(asked.count):
            briefing(asked.root, words, n, asked.count)
    if asked.add:
        counts = sorted(added(asked, words, n) for n in range(asked.add))
        at = lambda share: counts[math.ceil(len(counts) * share) - 1]
        print(f"{asked.add} additions: {at(0.5)} files of the index written at the median, {at(0.99)} at most in 99 of 100, {counts[-1]} at most")


class Words:
    """Words of a language that nobody speaks, the nth as frequent as 1/n."""

    def __init__(self, chinese):
        chance = random.Random(1)
        if chinese:
            # Words of two or three of 3,500 characters, of which few are frequent.
            signs = [chr(0x4E00 + n * 5) for n in range(3_500)]
            weights = list(itertools.accumulate(1 / (n + 20) for n in range(len(signs))))
            draw = lambda: "".join(chance.choices(signs, cum_weights=weights, k=chance.choice([2, 2, 2, 3])))
            count = 60_000
        else:
            draw = lambda: "".join(chance.choices(SYLLABLES, k=chance.choice([1, 2, 2, 3])))
            count = 134_000
        seen = {}
        while len(seen) < count:
            seen.setdefault(draw())
        self.all, self.chinese = list(seen), chinese
        self.weights = list(itertools.accumulate(1 / (n + 3) for n in range(count)))

    def text(self, chance):
        if self.chinese:
            sentences = ["".join(chance.choices(self.all, cum_weights=self.weights, k=12)) + "。" for _ in range(45)]
            return "\n\n".join("".join(sentences[n : n + 9]) for n in range(0, 45, 9))
        sentences = [" ".join(chance.choices(self.all, cum_weights=self.weights, k=13)).capitalize() + "." for _ in range(50)]
        return "\n\n".join(" ".join(sentences[n : n + 10]) for n in range(0, 50, 10))

    def title(self, chance):
        return ("" if self.chinese else " ").join(chance.choices(self.all, cum_weights=self.weights, k=7))


def begin(root, chinese):
    (root / "content/topics").mkdir(parents=True)
    language = "languages: [zh-Hans]\n" if chinese else ""
    (root / "content/site.yaml").write_text(f"title: Words\nbase_url: https://words.example\nfeed_authority: words.example,2024\n{language}")
    for n in range(20):
        (root / f"content/topics/topic-{n}.md").write_text(f"---\nname: Topic {n}\n---\n")


def briefing(root, words, n, count):
    chance = random.Random(n)
    # About as many in each month, and the newest last.
    day = FIRST + datetime.timedelta(days=n * 3_900 // count)
    folder = root / "content/briefings" / str(day.year)
    folder.mkdir(parents=True, exist_ok=True)
    front = f"title: {words.title(chance)}\ndate: {day}\nsummary: {words.title(chance)}.\ntopics: [topic-{n % 20}]\nsources: [{{title: Source {n}}}]"
    (folder / f"{day}-b{n}.md").write_text(f"---\n{front}\n---\n{words.text(chance)}\n", encoding="utf-8")


def added(asked, words, n):
    there = sum(1 for _ in (asked.root / "content/briefings").rglob("*.md"))
    before = index(asked.root)
    # Behind all others: the day of the newest.
    briefing(asked.root, words, there, there + 1)
    subprocess.run([asked.program, "build", "--root", asked.root, "--quiet"], check=True, stderr=subprocess.DEVNULL)
    after = index(asked.root)
    return sum(1 for path, stamp in after.items() if before.get(path) != stamp)


def index(root):
    folder = root / "output/search"
    if not folder.is_dir():
        sys.exit("build the digest first")
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.bin")}


if __name__ == "__main__":
    main()
