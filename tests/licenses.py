#!/usr/bin/env python3
"""Writes src/cli/third-party.txt: what `bulletin licenses` prints.

    python3 tests/licenses.py

Run it after every change of Cargo.lock; a test (`cargo test --test it licenses`) says when it is due. It asks cargo for all
packages that the program is made from, on any system, and takes the licence texts out of their sources. Where a package
may be had under one of several licences, the first of PREFERRED is taken.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/cli/third-party.txt"

# How the text of each licence is known. Short ones that ask for little come first.
PREFERRED = {
    "MIT": "Permission is hereby granted, free of charge",
    "Zlib": "altered source versions",
    "ISC": "Permission to use, copy, modify, and",
    "BSD-2-Clause": "Redistribution and use in source and binary forms",
    "BSD-3-Clause": "Neither the name",
    "Unicode-3.0": "UNICODE LICENSE V3",
    "Apache-2.0": "Apache License",
    "CC0-1.0": "CC0 1.0 Universal",
    "MPL-2.0": "Mozilla Public License",
    "CDLA-Permissive-2.0": "Community Data License Agreement",
}

# Data in the program that comes in no package of its own.
DATA = [
    (
        "Unicode CLDR: names of countries, units and languages (src/locale/regions.tsv and units.tsv)",
        "Unicode-3.0",
        ROOT / "src/locale/LICENSE-UNICODE",
    ),
]


def packages():
    """The packages that the program is made from, by name and version."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--all-features"]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    found, open_ = set(), [root]
    while open_:
        own = open_.pop()
        for dependency in nodes[own]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            # Of the program itself, what tests and its build script need is left out.
            wanted = None in kinds or (own != root and "build" in kinds)
            if wanted and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                open_.append(dependency["pkg"])
    return sorted((p for p in metadata["packages"] if p["id"] in found), key=lambda p: (p["name"], version(p)))


def version(package):
    return [int(part) if part.isdigit() else part for part in re.split(r"[.+-]", package["version"])]


def chosen(expression):
    """The licences that are taken of an expression of SPDX: one of each OR, all of an AND."""
    parts = re.split(r"\s+AND\s+", expression.replace("/", " OR "))
    taken = []
    for part in parts:
        offered = [name.strip(" ()") for name in re.split(r"\s+OR\s+", part)]
        fit = [name for name in PREFERRED if name in offered]
        if not fit:
            sys.exit(f"no licence of `{expression}` is known here: add it to PREFERRED")
        taken.append(fit[0])
    return taken


def expression(package):
    """The licence of a package as SPDX has it; of one that names a file instead, the licence that the file is."""
    if package["license"]:
        return package["license"]
    text = (pathlib.Path(package["manifest_path"]).parent / package["license_file"]).read_text(encoding="utf-8")
    fit = [name for name, sign in PREFERRED.items() if sign in re.sub(r"\s+", " ", text)]
    if not fit:
        sys.exit(f"the licence of {package['name']} is not known here: see its {package['license_file']}")
    return fit[0]


NAMED = re.compile(r"(licen[cs]e|copying|notice|unlicense)([-_.].*)?$", re.IGNORECASE)


def texts(package):
    """The licence texts in the sources of a package: its own, and those of what it has taken in, which lie further down."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and NAMED.match(path.name) and path.suffix != ".rs"]
    read = lambda path: path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").replace("\f", "\n").strip("\n")
    own = [read(path) for path in files if path.parent == folder]
    return own, [read(path) for path in files if path.parent != folder]


def is_text_of(text, licence):
    squeezed = " ".join(text.split()).lower()
    if PREFERRED[licence].lower() not in squeezed:
        return False
    return licence != "BSD-2-Clause" or PREFERRED["BSD-3-Clause"].lower() not in squeezed


def standard(licence, package, known):
    """The text of a licence for a package whose sources do not bring it."""
    if licence == "MIT":
        text = (ROOT / "LICENSE-MIT").read_text(encoding="utf-8")
        authors = ", ".join(re.sub(r"\s*<[^>]*>", "", author) for author in package["authors"]) or f"the authors of {package['name']}"
        return text.replace("2026 The Bulletin authors", authors).strip("\n")
    if licence == "Apache-2.0":
        return (ROOT / "LICENSE-APACHE").read_text(encoding="utf-8").strip("\n")
    for text in known:
        if is_text_of(text, licence):
            return text
    sys.exit(f"no text of {licence} for {package['name']}")


def main():
    all_packages = packages()
    found = {package["id"]: texts(package) for package in all_packages}
    known = [text for own, _ in found.values() for text in own if len(text) < 20000]
    groups = {}  # the text without its white space: the text, and what it is for

    def add(text, licence, name):
        entry = groups.setdefault("".join(text.split()), (licence, text, []))
        if name not in entry[2]:
            entry[2].append(name)

    lines = []
    for package in all_packages:
        name = f"{package['name']} {package['version']}"
        licences = chosen(expression(package))
        where = package["repository"] or f"https://crates.io/crates/{package['name']}"
        lines.append(f"{name}  {' and '.join(licences)}  {where}")
        own, taken_in = found[package["id"]]
        for licence in licences:
            text = next((text for text in own if is_text_of(text, licence)), None)
            # Apache's own text says nothing of whose work it is: one copy serves all.
            if licence == "Apache-2.0":
                text = None
            add(text or standard(licence, package, known), licence, name)
        for text in taken_in:
            add(text, next(licence for licence in PREFERRED if is_text_of(text, licence)), f"parts of {name}")
        for text in own:
            if "Apache-2.0" in licences and len(text) < 4000 and not any(is_text_of(text, licence) for licence in PREFERRED):
                add(text, "notice", name)
    for what, licence, path in DATA:
        lines.append(f"{what}  {licence}")
        add(path.read_text(encoding="utf-8").strip("\n"), licence, what.split(":")[0])

    head = [
        "Bulletin is made from the work of many others: the packages and data below, each with the licence under which it is",
        "passed on here and where its source is. Some of them only take part in building the program, or are there on other",
        "systems than yours. Packages under MPL-2.0 are unchanged. The texts of the licences follow the list.",
    ]
    rule = "-" * 100
    body = []
    for licence, text, names in sorted(groups.values(), key=lambda group: (list(PREFERRED).index(group[0]) if group[0] in PREFERRED else 99, group[2][0])):
        wrapped, line = [], ""
        for part in names:
            if line and len(line) + len(part) + 2 > 100:
                wrapped.append(line + ",")
                line = part
            else:
                line = f"{line}, {part}" if line else part
        body += ["", rule, f"{licence}, for", *wrapped, line, rule, "", "\n".join(line.rstrip() for line in text.split("\n"))]
    TARGET.write_text("\n".join([*head, "", *lines, *body]) + "\n", encoding="utf-8")
    print(f"{len(all_packages)} packages, {len(groups)} texts, {TARGET.stat().st_size} bytes in {TARGET.relative_to(ROOT)}")


main()
