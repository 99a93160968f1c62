#!/usr/bin/env python3
"""Bulletin beside Hugo and Zola, on the same briefings. For Linux.

    cargo build --release
    python3 benches/compare.py --hugo ~/bin/hugo --json small.json     # 1,000 and 10,000 briefings
    python3 benches/compare.py --hugo ~/bin/hugo --json large.json --counts 100000 --outputs few --runs 1 --what nothing added
    python3 benches/compare.py --tables small.json large.json          # both once more
    python3 benches/plot.py small.json large.json                      # draws docs/scaling.svg

Prints tables in Markdown: CPU seconds and memory, and the ratios that count. A peer that is not found is left out.
Bulletin is measured with everything on (`all`), and with what the layouts in benches/peers make too (`few`): a page for
each briefing with its figures, commitments, dates, instruments, corrections and sources; topics, agencies and jurisdictions
by 20; archives; the home page; feeds of the site and of its topics; a sitemap.

cold             into an empty folder, without a cache
nothing changed  the same again
one added        the newest briefing has come
save to page     a text is saved: until `bulletin build --watch` has written its page, or a peer's server answers with it
its disk alone   `cp -r` of the output and reading the content, as a floor for cold builds; for the others `find`, which
                 looks at every file of content and output, as a build must

At 100,000 briefings an output of `few` takes 1.6 GB of disk, and so does its copy; Hugo takes 8 GB of memory.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile

import measure
from measure import Cost, Generator, median

NAMES = {"few": "Bulletin", "all": "Bulletin, everything on"}


def peers(given):
    """The names and programs of those that are there."""
    for name, program in [("Hugo", given.hugo), ("Zola", given.zola)]:
        if found := program and shutil.which(program):
            yield name, os.path.abspath(found)
        elif program:
            say(f"{name} is left out: there is no {program}")


def generators(given, beside, folder):
    ours = [Generator(NAMES[outputs], "bulletin", given.bulletin, f"{folder}/{outputs}", outputs == "few") for outputs in given.outputs]
    return ours + [Generator(name, name.lower(), program, f"{folder}/{name.lower()}") for name, program in beside]


def row(cells):
    return "| " + " | ".join(cells) + " |"


def heads(cells):
    return f"{row(cells)}\n{row(['---'] * len(cells))}"


def seconds(cost):
    return f"{cost.cpu:.3f}" if cost.cpu < 1 else f"{cost.cpu:.2f}"


def over(part, whole):
    """A ratio as people say it: 1.40, or 1/12."""
    if not part or not whole:
        return ""
    times = part / whole
    return short(times) if times >= 0.5 else f"1/{short(1 / times)}"


def short(number):
    return f"{number:.2f}" if number < 2 else f"{number:.1f}" if number < 20 else f"{number:.0f}"


class Seen:
    """What was measured of one generator at one size, as medians; None for what was not."""

    def __init__(self, found):
        self.files = found["files"]
        for kind in ["cold", "nothing", "added", "find", "copy", "read"]:
            setattr(self, kind, median([Cost(*run) for run in found[kind]]) if kind in found else None)
        self.saved = statistics.median(found["saved"]) if "saved" in found else None


def costs(sizes):
    yield heads(["briefings", "", "files", "cold", "nothing changed", "one added", "memory, cold", "memory, added", "save to page"])
    for count, found in sizes.items():
        for name, one in found.items():
            yield row([
                f"{count:,}", name, f"{one.files:,}", f"{one.cold.user:.2f} + {one.cold.system:.2f}", one.nothing and seconds(one.nothing) or "",
                one.added and seconds(one.added) or "", f"{one.cold.peak:,.0f} MB", f"{one.added.peak:,.0f} MB" if one.added else "",
                f"{one.saved:.3f} s" if one.saved else "",
            ])
            if one.copy:
                disk = f"{one.copy.user + one.read.user:.2f} + {one.copy.system + one.read.system:.2f}"
                yield row([f"{count:,}", "its disk alone", "", disk, *[seconds(one.find) if one.find else ""] * 2, *[""] * 3])


def ratios(sizes):
    """Each of Bulletin's rows over the disk alone, over a tenth of the briefings, and over each peer."""
    yield heads(["briefings", "", "over", "cold, user", "cold, user + system", "nothing changed", "one added", "memory, cold", "memory, added", "save to page"])
    for count, found in sizes.items():
        ours = {name: one for name, one in found.items() if one.copy}
        for name, one in ours.items():
            floor = over(one.cold.cpu, one.copy.cpu + one.read.cpu)
            yield row([f"{count:,}", name, "its disk alone", "", floor, both("cpu", one.nothing, one.find), both("cpu", one.added, one.find), *[""] * 3])
            others = {f"itself at {count // 10:,}": sizes[count // 10][name]} if name in sizes.get(count // 10, {}) else {}
            others |= {peer: found[peer] for peer in found if peer not in ours}
            for other, beside in others.items():
                yield row([
                    f"{count:,}", name, other, both("user", one.cold, beside.cold), both("cpu", one.cold, beside.cold),
                    both("cpu", one.nothing, beside.nothing), both("cpu", one.added, beside.added), both("peak", one.cold, beside.cold),
                    both("peak", one.added, beside.added), over(one.saved, beside.saved),
                ])


def both(field, part, whole):
    return over(getattr(part, field), getattr(whole, field)) if part and whole else ""


def read(paths):
    """The raw results in some files, as one, and `{briefings: {name: Seen}}`."""
    raw = {"versions": {}, "sizes": {}}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            more = json.load(file)
        raw["versions"] |= more["versions"]
        for count, found in more["sizes"].items():
            raw["sizes"].setdefault(count, {}).update(found)
    return raw, summed_up(raw)


def summed_up(raw):
    sizes = sorted((int(count), found) for count, found in raw["sizes"].items())
    return {count: {name: Seen(one) for name, one in found.items()} for count, found in sizes}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    arguments.add_argument("--outputs", choices=["few", "all"], nargs="+", default=["few", "all"])
    arguments.add_argument("--what", choices=measure.WHAT, nargs="+", default=measure.WHAT, help="beside cold builds, which are always made")
    arguments.add_argument("--runs", type=int, default=3, help="of which medians are taken")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--bulletin", default=f"{measure.ROOT}/target/release/bulletin", metavar="PATH")
    arguments.add_argument("--hugo", default="hugo", metavar="PATH", help="empty to leave it out")
    arguments.add_argument("--zola", metavar="PATH")
    arguments.add_argument("--folder", help="where to make folders, on the disk that is to be measured")
    arguments.add_argument("--json", metavar="FILE", help="where to write every run, for plot.py")
    arguments.add_argument("--tables", metavar="FILE", nargs="+", help="measure nothing, print the tables of earlier runs")
    given = arguments.parse_args()
    raw, sizes = read(given.tables) if given.tables else run(given)
    versions = {name.split(",")[0]: version for name, version in raw["versions"].items()}
    print(f"{', '.join(f'{name} {version}' for name, version in versions.items())}. CPU seconds (cold: user + system), medians:\n")
    print("\n".join(costs(sizes)) + "\n\nRatios:\n")
    print("\n".join(ratios(sizes)))


def say(line):
    print(line, file=sys.stderr, flush=True)


def run(given):
    """Measures one size after the other, and keeps what there is after each."""
    beside = list(peers(given))
    versions = {one.name: one.version() for one in generators(given, beside, "")}
    raw = {"versions": versions, "cores": os.cpu_count(), "sizes": {}}
    for count in given.counts:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            taking_turns = generators(given, beside, folder)
            raw["sizes"][str(count)] = measure.measure(taking_turns, count, given.what, given.runs, given.seed, say)
            if given.json:
                with open(given.json, "w", encoding="utf-8") as file:
                    json.dump(raw, file, indent=1)
    return raw, summed_up(raw)


if __name__ == "__main__":
    main()
