"""A host that one key opens, and that runs rsync and nothing else.

    python3 ssh.py FOLDER

Writes the key of the client and its known_hosts into the folder, says its port, and ends when its standard input does.
"""

import asyncio
import os
import sys
import warnings

import asyncssh

FOLDER = sys.argv[1]
warnings.simplefilter("ignore")  # a client that is killed leaves something that nobody waits for


async def run(process):
    command = process.command or ""
    if not command.startswith("rsync --server "):
        process.stderr.write("this host runs rsync alone\n")
        process.exit(1)
        return
    server = await asyncio.create_subprocess_shell(
        command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    await process.redirect(stdin=server.stdin, stdout=server.stdout, stderr=server.stderr)
    process.exit(await server.wait())


async def main():
    host, client = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    client.write_private_key(os.path.join(FOLDER, "key"))
    os.chmod(os.path.join(FOLDER, "key"), 0o600)
    known = asyncssh.import_authorized_keys(client.export_public_key().decode())
    server = await asyncssh.listen(
        "127.0.0.1", 0, server_host_keys=[host], authorized_client_keys=known, process_factory=run, encoding=None
    )
    port = server.get_port()
    with open(os.path.join(FOLDER, "known_hosts"), "w", encoding="utf-8") as file:
        file.write(f"[127.0.0.1]:{port} {host.export_public_key().decode()}")
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
