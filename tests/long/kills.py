#!/usr/bin/env python3
"""Builds that are killed at any moment, each followed by one that is not: its output must be that of a cold build.

    cargo build --release
    python3 tests/long/kills.py                    # 300 kills, on 500 briefings
    python3 tests/long/kills.py --kills 5000 --count 2000 --program target/debug/bulletin
"""

import argparse
import filecmp
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
AT = "2026-11-22"


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--count", type=int, default=500, help="briefings")
    asked.add_argument("--program", default=str(HERE.parent.parent / "target/release/bulletin"))
    asked.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    asked = asked.parse_args()
    chance = random.Random(asked.seed)
    program = pathlib.Path(asked.program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        warm, cold = folder / "warm", folder / "cold"
        corpus = [sys.executable, str(HERE.parent.parent / "benches/corpus.py"), "--count", str(asked.count), "--root", str(warm)]
        subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
        started = time.monotonic()
        build(program, warm)
        longest = time.monotonic() - started
        briefings = sorted((warm / "content/briefings").rglob("*.md"))
        landed = 0
        for kill in range(1, asked.kills + 1):
            for briefing in chance.sample(briefings, chance.choice([1, 1, 1, len(briefings)])):
                edit(briefing, kill)
            landed += killed(program, warm, chance.uniform(0, longest))
            if kill % 10 == 0 or kill == asked.kills:
                build(program, warm)
                shutil.rmtree(cold, ignore_errors=True)
                shutil.copytree(warm / "content", cold / "content")
                build(program, cold)
                wrong = differences(warm / "output", cold / "output")
                if wrong:
                    sys.exit(f"seed {asked.seed}, after {kill} kills: {', '.join(wrong[:10])}")
                print(f"{kill} kills, {landed} of them before the build ended: all is as a cold build has it", flush=True)


def edit(briefing, kill):
    text = briefing.read_text(encoding="utf-8").split("\nEdited ")[0].rstrip("\n")
    briefing.write_text(f"{text}\n\nEdited before a build that is killed, time {kill}.\n".replace("\n\nEdited", "\nEdited"), encoding="utf-8")


def build(program, root):
    subprocess.run([program, "build", "--root", root, "--at", AT, "--quiet"], check=True)


def killed(program, root, after):
    """Whether the build still ran when it was killed."""
    child = subprocess.Popen(
        [program, "build", "--root", root, "--at", AT, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    running = child.poll() is None
    if running:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return running


def differences(one, other):
    files = [{path.relative_to(root) for path in root.rglob("*") if path.is_file()} for root in (one, other)]
    wrong = sorted(str(path) for path in files[0] ^ files[1])
    return wrong + sorted(str(path) for path in files[0] & files[1] if not filecmp.cmp(one / path, other / path, shallow=False))


if __name__ == "__main__":
    main()
