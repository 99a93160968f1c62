"""A store like S3 that checks signatures: SeaweedFS, with a bucket `digest`.

    python3 store.py WEED FOLDER KEY SECRET

Says the port of the store and that of the file server behind it, which shows the same files without any signature, and ends when
its standard input does.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

WEED, FOLDER, KEY, SECRET = sys.argv[1:]


def is_free(port):
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def base():
    """The first of ports for master, volume, filer and store; each needs another one 10,000 above."""
    while True:
        first = random.randrange(20_000, 30_000)
        if all(is_free(first + n) and is_free(first + n + 10_000) for n in range(4)):
            return first


first = base()
config = os.path.join(FOLDER, "s3.json")
with open(config, "w", encoding="utf-8") as file:
    identity = {"name": "editor", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin", "Read", "Write", "List"]}
    json.dump({"identities": [identity]}, file)
data = os.path.join(FOLDER, "data")
os.makedirs(data)
log = open(os.path.join(FOLDER, "weed.log"), "wb")
weed = subprocess.Popen(
    [
        WEED, "server", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.volumeSizeLimitMB=64", "-volume.max=100",
        f"-master.port={first}", f"-volume.port={first + 1}", "-filer", f"-filer.port={first + 2}",
        "-s3", f"-s3.config={config}", f"-s3.port={first + 3}", "-s3.port.iceberg=0", "-s3.port.lance=0",
    ],
    stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=FOLDER,
)  # fmt: skip


def answers(port, path="", method="GET"):
    try:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", method=method, data=b"x" if method == "PUT" else None)
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
try:
    end = time.time() + 90
    while time.time() < end and weed.poll() is None:
        # Until something can be written, every PUT to the store would fail.
        if answers(first + 2, "buckets/digest/.try", "PUT") == 201 and answers(first + 3):
            break
        time.sleep(0.5)
    else:
        sys.exit(f"weed does not answer; see {log.name}")
    answers(first + 2, "buckets/digest/.try", "DELETE")
    print(first + 3, first + 2, flush=True)
    sys.stdin.read()
finally:
    weed.terminate()
    try:
        weed.wait(10)
    except subprocess.TimeoutExpired:
        weed.kill()
