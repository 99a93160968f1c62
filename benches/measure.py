"""Whole processes, measured side by side: `compare.py` and `scale.py` print what this returns. For Linux.

CPU time and peak memory are what the system counts for a process and for those that it waited for. They are taken in
rounds, in which each generator has its turn, so that whatever else the machine does meets all of them.
"""

import dataclasses
import http.client
import os
import re
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import time
import typing
import urllib.request

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WHAT = ["cold", "nothing", "added", "watch"]
# Longer than the newest briefing of any corpus is old, so that the clock decides nothing.
AT = "2026-01-01T00:00:00Z"
EDITS = 5


class Cost(typing.NamedTuple):
    """CPU seconds, peak memory in MB, and seconds from start to end."""

    user: float
    system: float
    peak: float
    wall: float

    @property
    def cpu(self):
        return self.user + self.system


@dataclasses.dataclass
class Generator:
    name: str
    flavour: str
    program: str
    root: str
    few: bool = False

    def prepare(self, count, seed):
        """Writes its digest, with our layouts for those that have none of their own."""
        corpus.digest(self.root, count, self.few, self.flavour, seed)
        if self.flavour != "bulletin":
            shutil.copytree(f"{HERE}/peers/{self.flavour}", self.root, dirs_exist_ok=True)

    def build(self, output):
        return {
            "bulletin": [self.program, "build", "--root", self.root, "--output", output, "--quiet", "--at", AT],
            "hugo": [self.program, "build", "--source", self.root, "--destination", output, "--noBuildLock", "--quiet"],
            "zola": [self.program, "--root", self.root, "build", "--output-dir", output, "--force"],
        }[self.flavour]

    def watch(self, output, port):
        """The command that builds whenever something was saved. Only peers serve over HTTP."""
        return {
            "bulletin": [self.program, "build", "--watch", "--root", self.root, "--output", output, "--quiet", "--at", AT],
            "hugo": [self.program, "server", "--source", self.root, "--destination", output, "--bind", "127.0.0.1", "--port", str(port), "--quiet"],
            "zola": [self.program, "--root", self.root, "serve", "--output-dir", output, "--force", "--interface", "127.0.0.1", "--port", str(port)],
        }[self.flavour]

    def version(self):
        flag = ["version"] if self.flavour == "hugo" else ["--version"]
        said = subprocess.run([self.program, *flag], check=True, capture_output=True, text=True).stdout
        return re.search(r"\d+\.\d+\.\d+", said)[0]

    def forget(self):
        shutil.rmtree(f"{self.root}/.bulletin", ignore_errors=True)


def cost(command):
    """Runs a command to its end. This process stays small, because a child's peak is never counted below its parent's."""
    os.sync()
    with open(os.devnull, "wb") as nowhere:
        since = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{shlex.join(command)} ended with {process.returncode}:\n{said[-2000:].decode(errors='replace')}")
    return Cost(usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - since)


def median(costs):
    return Cost(*(statistics.median(run) for run in zip(*costs)))


def measure(generators, count, what, runs, seed=1, say=lambda line: None):
    """Everything in `what` for each generator, as `{name: {"cold": [Cost, …], …}}`; for Bulletin with the floor beside it.

    Each cold build goes into a fresh folder: some file systems take long to write where much has just been deleted.
    """
    seen = {one.name: {"flavour": one.flavour, "few": one.few} for one in generators}

    def take(one, kind, command):
        seen[one.name].setdefault(kind, []).append(cost(command))
        last = seen[one.name][kind][-1]
        say(f"{count:,} {one.name}, {kind}: {last.user:.2f} + {last.system:.2f} s of CPU, {last.peak:.0f} MB, {last.wall:.1f} s")

    def look(one, output):
        if one.flavour == "bulletin":
            take(one, "find", ["find", f"{one.root}/content", output, "-printf", "%s %T@\n"])

    for one in generators:
        say(f"{count:,} {one.name}: writing the corpus")
        one.prepare(count, seed)
    outputs = {one.name: f"{one.root}/output-{runs - 1}" for one in generators}
    for run in range(runs):
        for one in generators:
            one.forget()
            output = f"{one.root}/output-{run}"
            take(one, "cold", one.build(output))
            if one.flavour == "bulletin":
                take(one, "copy", ["cp", "-r", output, f"{one.root}/copy-{run}"])
                take(one, "read", ["find", f"{one.root}/content", "-type", "f", "-exec", "cat", "{}", "+"])
    for one in generators:
        seen[one.name]["files"], seen[one.name]["pages"] = files(outputs[one.name])
        if one.flavour == "bulletin":
            cost(one.build(outputs[one.name]))  # notes the stamps, which are too young to be trusted before
    for _ in range(runs if "nothing" in what else 0):
        for one in generators:
            take(one, "nothing", one.build(outputs[one.name]))
            look(one, outputs[one.name])
    for run in range(runs if "added" in what else 0):
        for one in generators:
            _, page = corpus.write_briefing(one.root, one.flavour, seed, count + run, count)
            take(one, "added", one.build(outputs[one.name]))
            look(one, outputs[one.name])
            if not os.path.exists(f"{outputs[one.name]}/{page}"):
                raise SystemExit(f"{one.name} did not make {page}")
    for one in generators if "watch" in what else []:
        # A server of peers writes addresses of its own into the pages.
        output = outputs[one.name] if one.flavour == "bulletin" else f"{one.root}/served"
        seen[one.name]["saved"], seen[one.name]["watching"] = saved(one, output, count, seed)
        say(f"{count:,} {one.name}, saved: {' '.join(f'{seconds:.3f}' for seconds in seen[one.name]['saved'])} s")
    return seen


def files(folder):
    """How many there are, and how many of them are pages."""
    total = pages = 0
    for _, _, names in os.walk(folder):
        total += len(names)
        pages += sum(name.endswith(".html") for name in names)
    return total, pages


def saved(one, output, count, seed):
    """Seconds from saving the text of a briefing to the new page, for each edit, and the peak memory of the process in MB."""
    source, page = corpus.write_briefing(one.root, one.flavour, seed, count // 2, count)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = None if one.flavour == "bulletin" else f"http://127.0.0.1:{port}/{page.removesuffix('index.html')}"

    def shows(words):
        try:
            if address is None:
                with open(f"{output}/{page}", "rb") as file:
                    return words in file.read()
            with urllib.request.urlopen(address, timeout=60) as answer:
                return words in answer.read()
        except (OSError, http.client.HTTPException):
            return False  # a server may answer while it writes

    def wait(words, pause):
        since = time.monotonic()
        while not shows(words):
            if process.poll() is not None or time.monotonic() - since > 900:
                raise SystemExit(f"{one.name} does not show what was saved")
            time.sleep(pause)
        return time.monotonic() - since

    process = subprocess.Popen(one.watch(output, port), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(b"</html>", 0.05)
        seconds = []
        for edit in range(EDITS):
            idle(process.pid)
            words = f"Corrected for the {edit + 1}. time."
            with open(source, "a", encoding="utf-8") as file:
                file.write(f"\n{words}\n")
            seconds.append(wait(words.encode(), 0.001 if address is None else 0.01))
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return seconds, peak


def idle(pid):
    """Waits until a process has done nothing for a second."""
    last, quiet = None, 0
    while quiet < 5:
        time.sleep(0.2)
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            ticks = sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13]))
        # One tick is what a language's own timers take.
        quiet = quiet + 1 if last is not None and ticks - last <= 1 else 0
        last = ticks
