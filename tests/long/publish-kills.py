#!/usr/bin/env python3
"""Publications that are killed at any moment. After each, every file at the target is one that a build has made, whole; and a
publication that is not killed makes the target what the output is, with the files of others as they were.

    cargo build --release
    python3 tests/long/publish-kills.py                            # 200 kills, to a folder
    python3 tests/long/publish-kills.py --to git                   # a bare repository
    BULLETIN_PYTHON=FOLDER/bin/python python3 tests/long/publish-kills.py --to rsync  # as tests/publish/requirements.txt says
    BULLETIN_PYTHON=FOLDER/bin/python python3 tests/long/publish-kills.py --to s3
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PARTNERS = HERE.parent / "publish"
PYTHON = os.environ.get("BULLETIN_PYTHON", sys.executable)
FOREIGN = {"CNAME": b"digest.example", "briefings/note.txt": b"mine"}
OURS = {".bulletin-published", ".nojekyll", "_headers", "_redirects", ".bulletin-lock", ".bulletin-staging/new"}


class Folder:
    """A folder on this machine, and how the targets of other kinds are alike."""

    def __init__(self, folder):
        self.www = folder / "www"
        self.environment = {}
        self.place = f"{{to: folder, path: {self.www}}}"

    def put(self, path, data):
        (self.www / path).parent.mkdir(parents=True, exist_ok=True)
        (self.www / path).write_bytes(data)

    def files(self):
        return {str(path.relative_to(self.www)): path.read_bytes() for path in self.www.rglob("*") if path.is_file()}

    def end(self):
        pass


class Git(Folder):
    def __init__(self, folder):
        super().__init__(folder)
        self.bare = folder / "digest.git"
        subprocess.run(["git", "init", "--quiet", "--bare", self.bare], check=True)
        self.place = f"{{to: git, path: {self.bare}, branch: gh-pages}}"

    def git(self, *arguments, data=b""):
        return subprocess.run(["git", "--git-dir", self.bare, *arguments], input=data, check=True, stdout=subprocess.PIPE).stdout

    def put(self, path, data):
        tip = self.git("for-each-ref", "--format=from %(objectname)", "refs/heads/gh-pages").decode()
        head = f"commit refs/heads/gh-pages\ncommitter Me <me@a.example> 1700000000 +0000\ndata 2\nx\n{tip}M 100644 inline {path}\ndata {len(data)}\n"
        self.git("fast-import", "--quiet", data=head.encode() + data + b"\n")

    def files(self):
        entries = self.git("ls-tree", "-r", "-z", "gh-pages").decode().split("\0")[:-1]
        named = [entry.split("\t", 1) for entry in entries]
        blobs = self.git("cat-file", "--batch", data="".join(f"{head.split()[2]}\n" for head, _ in named).encode())
        files, at = {}, 0
        for _, path in named:
            end = blobs.index(b"\n", at)
            size = int(blobs[at:end].split()[2])
            files[path] = blobs[end + 1 : end + 1 + size]
            at = end + size + 2
        return files


class Served(Folder):
    """With a server of tests/publish."""

    def serve(self, script, *arguments):
        self.server = subprocess.Popen([PYTHON, PARTNERS / script, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self.server.stdout.readline().split()

    def end(self):
        self.server.stdin.close()
        self.server.wait()


class Rsync(Served):
    def __init__(self, folder):
        super().__init__(folder)
        [port] = self.serve("ssh.py", folder)
        ssh = f"ssh -F /dev/null -p {port} -i {folder}/key -o IdentitiesOnly=yes -o UserKnownHostsFile={folder}/known_hosts"
        self.environment = {"RSYNC_RSH": ssh}
        self.place = f"{{to: rsync, host: 127.0.0.1, path: {self.www}}}"


class S3(Served):
    def __init__(self, folder):
        super().__init__(folder)
        weed = pathlib.Path(PYTHON).with_name("weed")
        store, self.filer = self.serve("store.py", weed if weed.is_file() else "weed", folder, "editor", "secret")
        self.environment = {"AWS_ACCESS_KEY_ID": "editor", "AWS_SECRET_ACCESS_KEY": "secret"}
        self.place = f"{{to: s3, bucket: digest, endpoint: 'http://127.0.0.1:{store}'}}"

    def ask(self, path, **options):
        address = f"http://127.0.0.1:{self.filer}/buckets/digest/{urllib.parse.quote(path)}"
        query = "?limit=100000" if path.endswith("/") or not path else ""
        with urllib.request.urlopen(urllib.request.Request(address + query, **options), timeout=60) as answer:
            return answer.read()

    def put(self, path, data):
        self.ask(path, method="PUT", data=data, headers={"Content-Type": "text/plain"})

    def files(self, below=""):
        files = {}
        for entry in json.loads(self.ask(below, headers={"Accept": "application/json"}))["Entries"] or []:
            path = below + entry["FullPath"].rsplit("/", 1)[1]
            if entry["Mode"] & 1 << 31:
                files.update(self.files(path + "/"))
            else:
                files[path] = self.ask(path)
        return files


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--count", type=int, default=100, help="briefings")
    asked.add_argument("--to", choices=["folder", "git", "rsync", "s3"], default="folder")
    asked.add_argument("--program", default=str(HERE.parent.parent / "target/release/bulletin"))
    asked.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    asked = asked.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        target = {"folder": Folder, "git": Git, "rsync": Rsync, "s3": S3}[asked.to](folder)
        try:
            campaign(asked, chance, folder, target)
        finally:
            target.end()


def campaign(asked, chance, folder, target):
    root, program = folder / "digest", pathlib.Path(asked.program).resolve()
    corpus = [sys.executable, str(HERE.parent.parent / "benches/corpus.py"), "--count", str(asked.count), "--root", str(root)]
    subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
    with (root / "content/site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"\npublish: {{there: {target.place}}}\n")
    for path, data in FOREIGN.items():
        target.put(path, data)
    command = [program, "publish", "--root", root, "--quiet", "--max-deletions", "1000000"]
    environment = {**os.environ, **target.environment}
    environment.pop("CI", None)
    subprocess.run(command, check=True, env=environment)
    build = [program, "build", "--root", root, "--quiet"]
    # How long one takes that sends much: most kills should come while it does.
    briefings = sorted((root / "content/briefings").rglob("*.md"))
    for briefing in briefings:
        edit(briefing, 0)
    subprocess.run(build, check=True)
    started = time.monotonic()
    subprocess.run([*command, "--built"], check=True, env=environment)
    longest = time.monotonic() - started
    made, landed, begun = {}, 0, 0
    remember(made, root)
    for kill in range(1, asked.kills + 1):
        change(chance, briefings, kill)
        # It would refuse that a briefing goes, and this is about the target.
        shutil.rmtree(root / "content/record", ignore_errors=True)
        # Built before, so that the kill comes while it is sent.
        subprocess.run(build, check=True)
        remember(made, root)
        landed += killed([*command, "--built"], environment, chance.uniform(0, longest))
        there = target.files()
        begun += there[".bulletin-published"].startswith(b"bulletin publishing")
        wrong = [path for path, data in there.items() if path not in OURS and not is_waiting(path) and path not in FOREIGN and digest(data) not in made.get(path, ())]
        wrong += [path for path, data in FOREIGN.items() if there.get(path) != data]
        if wrong:
            sys.exit(f"seed {asked.seed}, kill {kill}: {', '.join(sorted(wrong)[:10])}")
        if kill % 5 == 0 or kill == asked.kills:
            subprocess.run(command, check=True, env=environment)
            there, output = target.files(), root / "output"
            built = {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file() and path.name != ".bulletin-files"}
            wanted = {**built, **FOREIGN}
            wrong = {path for path in (wanted.keys() | there.keys()) - OURS if wanted.get(path) != there.get(path)}
            if wrong or not there[".bulletin-published"].startswith(b"bulletin published"):
                sys.exit(f"seed {asked.seed}, after {kill} kills: {', '.join(sorted(wrong)[:10])}")
            print(f"{kill} kills, {landed} before the end, {begun} with files on their way: the target is as the output", flush=True)


def is_waiting(path):
    """Whether a file is one of those that rsync puts into place together."""
    return "/.~tmp~/" in f"/{path}"


def change(chance, briefings, kill):
    """Edits a few or all, and one more briefing comes or goes."""
    for briefing in chance.sample(briefings, chance.choice([1, 3, len(briefings)])):
        edit(briefing, kill)
    name = f"2024-10-{chance.randrange(10, 30)}-passing.md"
    passing = briefings[0].parent.parent / "2024" / name
    topic = min(path.stem for path in (briefings[0].parent.parent.parent / "topics").glob("*.md"))
    if passing.exists():
        passing.unlink()
    elif not list(passing.parent.glob("*-passing.md")):
        passing.parent.mkdir(exist_ok=True)
        front = f"title: Passing\ndate: {name[:10]}\ntopics: [{topic}]\nsources: [{{title: The paper}}]"
        passing.write_text(f"---\n{front}\n---\nThe text.\n", encoding="utf-8")
    else:
        next(passing.parent.glob("*-passing.md")).unlink()


def edit(briefing, kill):
    text = briefing.read_text(encoding="utf-8").split("\n\nEdited ")[0].rstrip("\n")
    briefing.write_text(f"{text}\n\nEdited before a publication that is killed, time {kill}.\n", encoding="utf-8")


def remember(made, root):
    """What the output has been."""
    for path in (root / "output").rglob("*"):
        if path.is_file():
            made.setdefault(str(path.relative_to(root / "output")), set()).add(digest(path.read_bytes()))


def digest(data):
    return hashlib.sha256(data).digest()


def killed(command, environment, after):
    """Whether it still ran when it was killed, with all that it called."""
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    running = child.poll() is None
    if running:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return running


if __name__ == "__main__":
    main()
