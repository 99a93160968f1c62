#!/usr/bin/env python3
"""Draws what compare.py measured: CPU seconds by number of briefings, both in powers of ten.

    python3 benches/plot.py small.json large.json                # writes docs/scaling.svg
    python3 benches/plot.py small.json --output /tmp/plot.svg --outputs all

Files may hold different sizes; where two hold the same one, the later file counts. Colours follow the reader's scheme.
"""

import argparse
import dataclasses
import math
from xml.sax.saxutils import escape

import compare
import measure

WIDTH, HEIGHT = 720, 470
LEFT, RIGHT, TOP, BOTTOM = 52, 286, 40, 56
# The least distance between the baselines of two labels.
APART = 20
STYLE = """
text { font: 15px system-ui, sans-serif; fill: var(--ink) }
.paper { fill: var(--paper) }
.grid { stroke: var(--grid) }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round }
.leader { fill: none; stroke: var(--grid) }
.added { stroke-dasharray: 8 5 }
.nothing { stroke-dasharray: 2 4 }
.bulletin { --colour: var(--claret) } .hugo { --colour: var(--blue) } .zola { --colour: var(--ochre) } .find { --colour: var(--grey) }
.line { stroke: var(--colour) } .dot, .label { fill: var(--colour) }
svg { --paper: #ffffff; --ink: #24242a; --grid: #dcdce2; --claret: #9c1f3a; --blue: #1d5fa6; --ochre: #85600a; --grey: #63636d }
@media (prefers-color-scheme: dark) {
  svg { --paper: #16171b; --ink: #e4e4e8; --grid: #3a3b42; --claret: #f2899b; --blue: #82b7f2; --ochre: #dcb45c; --grey: #a9a9b3 }
}
"""


@dataclasses.dataclass
class Line:
    name: str
    colour: str
    dashes: str
    points: list  # (briefings, CPU seconds), by size


def lines(sizes, outputs):
    """The lines that there are numbers for, of the given set of outputs. Peers have only one."""
    wanted = [
        (compare.NAMES[outputs], "cold", "Bulletin, cold", "bulletin"), (compare.NAMES[outputs], "added", "Bulletin, one added", "bulletin"),
        (compare.NAMES[outputs], "nothing", "Bulletin, nothing changed", "bulletin"), (compare.NAMES[outputs], "find", "find", "find"),
        ("Hugo", "cold", "Hugo, cold", "hugo"), ("Hugo", "added", "Hugo, one added", "hugo"), ("Zola", "cold", "Zola, cold", "zola"),
        ("Zola", "added", "Zola, one added", "zola"),
    ]
    for generator, kind, name, colour in wanted:
        found = {count: getattr(seen[generator], kind) for count, seen in sorted(sizes.items()) if generator in seen}
        points = [(count, cost.cpu) for count, cost in found.items() if cost and cost.cpu > 0]
        if points:
            yield Line(name, colour, kind, points)


def said(seconds):
    """Two digits that count."""
    digits = max(0, 1 - math.floor(math.log10(seconds)))
    return f"{seconds:.{digits}f}"


def draw(drawn):
    counts = sorted({count for line in drawn for count, _ in line.points})
    costs = [cost for line in drawn for _, cost in line.points]
    ended = [line for line in drawn if line.points[-1][0] != counts[-1]]
    low, high = math.log10(min(costs)) - 0.1, math.log10(max(costs)) + 0.1
    if ended:  # room for their labels
        high = max(high, math.log10(max(line.points[-1][1] for line in ended)) + 0.3 * len(ended) + 0.1)
    first, last = math.log10(counts[0]), math.log10(max(counts[-1], counts[0] + 1))
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(count):
        return LEFT + 10 + (math.log10(count) - first) / (last - first) * (across - 10)

    def y(cost):
        return TOP + (high - math.log10(cost)) / (high - low) * down

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title">'
    yield f'<title id="title">CPU seconds of a build by number of briefings</title>\n<style>{STYLE}</style>'
    yield f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n<text x="{LEFT - 44}" y="{TOP - 18}">CPU seconds, user and system</text>'
    for power in range(math.ceil(low), math.floor(high) + 1):
        place = y(10**power)
        yield f'<path class="grid" d="M{LEFT} {place:.1f}H{LEFT + across}"/><text x="{LEFT - 8}" y="{place + 5:.1f}" text-anchor="end">{10.0**power:g}</text>'
    for count in counts:
        yield f'<path class="grid" d="M{x(count):.1f} {TOP}V{TOP + down}"/><text x="{x(count):.1f}" y="{TOP + down + 20}" text-anchor="middle">{count:,}</text>'
    yield f'<text x="{LEFT + across / 2:.1f}" y="{HEIGHT - 10}" text-anchor="middle">briefings</text>'
    for line in drawn:
        path = " ".join(f"{x(count):.1f},{y(cost):.1f}" for count, cost in line.points)
        yield f'<g class="{line.colour}"><polyline class="line {line.dashes}" points="{path}"/>'
        yield "".join(f'<circle class="dot" cx="{x(count):.1f}" cy="{y(cost):.1f}" r="3.5"/>' for count, cost in line.points) + "</g>"
    yield from labels([line for line in drawn if line not in ended], x, y)
    yield from early(ended, x, y)
    yield "</svg>"


def labels(drawn, x, y):
    """Beside the ends of the lines, pushed apart where they would lie on each other."""
    drawn = sorted(drawn, key=lambda line: y(line.points[-1][1]))
    places = [y(line.points[-1][1]) for line in drawn]
    for _ in range(200):
        for k in range(len(places) - 1):
            if (short := APART - (places[k + 1] - places[k])) > 0:
                places[k] -= short / 2
                places[k + 1] += short / 2
    for line, place in zip(drawn, places):
        count, cost = line.points[-1]
        yield f'<path class="leader" d="M{x(count) + 6:.1f} {y(cost):.1f}L{x(count) + 20:.1f} {place:.1f}"/>'
        yield f'<text class="label {line.colour}" x="{x(count) + 24:.1f}" y="{place + 5:.1f}">{escape(line.name)}: {said(cost)}</text>'


def early(drawn, x, y):
    """Above the ends of lines that stop before the others do, one upon the other."""
    drawn = sorted(drawn, key=lambda line: -y(line.points[-1][1]))
    for k, line in enumerate(drawn):
        count, cost = line.points[-1]
        place = min(y(other.points[-1][1]) for other in drawn) - 12 - APART * k
        yield f'<text class="label {line.colour}" x="{x(count) + 8:.1f}" y="{place:.1f}" text-anchor="end">{escape(line.name)}: {said(cost)}</text>'


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("results", nargs="+", metavar="FILE")
    arguments.add_argument("--outputs", choices=["few", "all"], default="few")
    arguments.add_argument("--output", default=f"{measure.ROOT}/docs/scaling.svg")
    given = arguments.parse_args()
    _, sizes = compare.read(given.results)
    drawn = list(lines(sizes, given.outputs))
    if not drawn:
        raise SystemExit("these files hold nothing to draw")
    with open(given.output, "w", encoding="utf-8") as file:
        file.write("\n".join(draw(drawn)) + "\n")


if __name__ == "__main__":
    main()
