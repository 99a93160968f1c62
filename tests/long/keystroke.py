#!/usr/bin/env python3
"""What a keystroke costs in a digest of 10,000 made-up briefings, beside a plain `bulletin check` of it.

    python3 tests/long/keystroke.py
    COUNT=1000 python3 tests/long/keystroke.py
    BULLETIN=PATH/TO/bulletin python3 tests/long/keystroke.py

It types into one briefing and waits, each time, for what is told of it: once with pauses in which the whole digest is looked at
again, once as fast as people type, when it is not, and once just when the look at the whole has begun. Counted is what was parsed.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COUNT = os.environ.get("COUNT", "10000")
KEYS = 25


class Server:
    """The server, spoken to as an editor does."""

    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.asked:
                return message.get("result")

    def told_of(self, uri, version):
        """The next word on a version of a file."""
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                if message["params"]["version"] == version:
                    return message["params"]["diagnostics"]

    def settled(self):
        """How much was done, once nothing is left to do."""
        while (work := self.ask("bulletin/work", {}))["due"]:
            time.sleep(0.8)
        return work


def milliseconds(times):
    ordered = sorted(times)
    return f"median {1000 * statistics.median(ordered):.1f} ms, slowest {1000 * ordered[-1]:.1f} ms of {len(ordered)}"


def main():
    program = os.environ.get("BULLETIN") or str(ROOT / "target/release/bulletin")
    if "BULLETIN" not in os.environ:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([sys.executable, ROOT / "benches/corpus.py", "--count", COUNT, "--root", folder], check=True, stdout=subprocess.DEVNULL)
        check = []
        for _ in range(3):
            start = time.monotonic()
            subprocess.run([program, "check", "--quiet", "--root", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            check.append(time.monotonic() - start)
        print(f"check of {COUNT} briefings: {milliseconds(check)}")

        start = time.monotonic()
        server = Server(program, folder)
        begun = server.settled()
        print(f"start: {1000 * (time.monotonic() - start):.0f} ms until all is told, {begun['parsed']} files parsed")
        briefings = sorted((folder / "content/briefings").rglob("*.md"))
        path = next(path for path in briefings[len(briefings) // 2 :] if "{id: f0" in path.read_text())
        uri, text, version = path.as_uri(), path.read_text() + "\nSee [[fig:f0]].\n", 1
        server.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": version, "text": text}})
        server.told_of(uri, version)
        for pause, how in [(1.5, "with pauses"), (0.12, "without"), (0.2, "within a look at the whole")]:
            before, times = server.settled(), []
            for _ in range(KEYS):
                version, text = version + 1, text + "x"
                start = time.monotonic()
                server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
                server.told_of(uri, version)
                times.append(time.monotonic() - start)
                time.sleep(pause)
                while pause > 1 and server.settled()["due"]:
                    pass
            after = server.settled()
            parsed, checked = after["parsed"] - before["parsed"], after["checked"] - before["checked"]
            print(f"a keystroke, {how}: {milliseconds(times)}; {parsed} files parsed, the whole digest looked at {checked} times")

        version, text = version + 1, text + "x"
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
        start = time.monotonic()
        server.told_of(uri, version)
        server.told_of(uri, version)
        print(f"all that is wrong anywhere: {1000 * (time.monotonic() - start):.0f} ms after a keystroke, of which 150 ms are waited")

        version, text = version + 1, text + "\nSee [[fig:"
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})
        lines = text.split("\n")
        figure = next(n for n, line in enumerate(lines) if line.startswith("See [[fig:f0]]"))
        topics = next(n for n, line in enumerate(lines) if line.startswith("topics: ["))
        for what, method, line, column in [
            ("completion of a figure", "completion", len(lines) - 1, len(lines[-1])),
            ("completion of a topic", "completion", topics, len("topics: [")),
            ("hover on a figure", "hover", figure, len("See [[fig:f")),
            ("hover on a topic", "hover", topics, len("topics: [a")),
            ("definition of a figure", "definition", figure, len("See [[fig:f")),
        ]:
            times = []
            for _ in range(10):
                start = time.monotonic()
                answer = server.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
                times.append(time.monotonic() - start)
            assert answer, what
            print(f"{what}: {milliseconds(times)}")
        topic = next((folder / "content/topics").glob("*.md"))
        start = time.monotonic()
        uses = server.ask(
            "textDocument/references",
            {"textDocument": {"uri": topic.as_uri()}, "position": {"line": 0, "character": 0}, "context": {"includeDeclaration": False}},
        )
        print(f"references to the topic {topic.stem}: {1000 * (time.monotonic() - start):.0f} ms, {len(uses or [])} found")
        server.ask("shutdown", None)
        server.tell("exit", None)
        sys.exit(server.process.wait())


main()
