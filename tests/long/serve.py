#!/usr/bin/env python3
"""How long a save takes until its bytes are there: on HTTP with `serve`, in the file with `build --watch`.

    cargo build --release
    python3 tests/long/serve.py                               # 10,000 briefings, 20 saves each
    python3 tests/long/serve.py --count 1000 --saves 5
    python3 tests/long/serve.py --before PATH/TO/bulletin     # beside `build --watch` of another program

The two take turns, one save each, on two copies of one digest, so that a busy machine is as busy for both. A save is written
beside the file and moved into its place; time counts from that move.
"""

import argparse
import http.client
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parents[2]
AT = "2026-11-22"
PAUSE = 0.5  # between two saves, so that stamps have settled and no one is still busy with the one before


class Program:
    """A program that runs beside someone who writes."""

    def __init__(self, program, root, arguments, ready):
        command = [program, *arguments, "--root", root, "--at", AT]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if ready in line:
                self.line = line
                return
        sys.exit(f"{command} ended")

    def end(self):
        self.process.terminate()
        self.process.wait()


class Serve:
    name = "serve, on HTTP"

    def __init__(self, program, root):
        self.running = Program(program, root, ["serve", "--port", "0"], "serving ")
        self.connection = http.client.HTTPConnection("localhost", int(self.running.line.split("localhost:")[1].split("/")[0]))

    def page(self, path):
        self.connection.request("GET", f"/{path}/")
        return self.connection.getresponse().read()


class Watch:
    name = "build --watch, in the file"

    def __init__(self, program, root):
        self.running = Program(program, root, ["build", "--watch"], "watching ")
        self.output = pathlib.Path(root) / "output"

    def page(self, path):
        return (self.output / path / "index.html").read_bytes()


def save(one, source, path, mark):
    """Saves a text with a mark in it, and waits until the page has it."""
    text = source.read_text(encoding="utf-8").rstrip().split("\n\nMark ")[0]
    beside = source.with_suffix(".tmp")
    beside.write_text(f"{text}\n\nMark {mark} stands here.\n", encoding="utf-8")
    wanted = f"Mark {mark} stands".encode()
    started = time.perf_counter()
    beside.rename(source)
    while wanted not in one.page(path):
        time.sleep(0.001)
    return time.perf_counter() - started


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=10000)
    arguments.add_argument("--saves", type=int, default=20)
    arguments.add_argument("--bulletin", default=f"{HERE}/target/release/bulletin")
    arguments.add_argument("--before", help="the program whose `build --watch` is compared with; else the same")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = [f"{folder}/serve", f"{folder}/watch"]
        corpus = [sys.executable, f"{HERE}/benches/corpus.py", "--count", str(given.count), "--root", roots[0]]
        subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(roots[0], roots[1])
        both = [Serve(given.bulletin, roots[0]), Watch(given.before or given.bulletin, roots[1])]
        times = {one.name: [] for one in both}
        sources = [sorted(pathlib.Path(root).glob("content/briefings/*/*.md")) for root in roots]
        try:
            for n in range(given.saves):
                for one, files in zip(both, sources):
                    # Old and new ones, all over the years.
                    source = files[(n * 7919) % len(files)]
                    year, name = source.parent.name, source.stem[11:]
                    time.sleep(PAUSE)
                    times[one.name].append(save(one, source, f"briefings/{year}/{name}", f"{n}-{time.time_ns()}"))
        finally:
            for one in both:
                one.running.end()
    print(f"{given.count:,} briefings, {given.saves} saves each: seconds from the save to the new bytes\n")
    print("| | median | least | most |\n| --- | --- | --- | --- |")
    for name, all in times.items():
        print(f"| {name} | {statistics.median(all):.3f} | {min(all):.3f} | {max(all):.3f} |")
    serve, watch = (statistics.median(times[one.name]) for one in both)
    print(f"\nserve takes {serve / watch:.2f} of the other")


if __name__ == "__main__":
    main()
