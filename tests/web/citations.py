"""Every citation.json, citation.bib and citation.ris below a folder, read by libraries that we did not write.

    python tests/web/citations.py SITE_DIR

Needs bibtexparser 2.1, pybtex 0.26 and rispy 0.10. The three files of a page must hold the same items under the same keys.
No library for CSL-JSON brings its schema along, so the part of it that we use is written down here.
"""

import json
import re
import sys
from pathlib import Path

import bibtexparser
import pybtex.database
import rispy
from pylatexenc.latex2text import LatexNodes2Text

# The types and variables of CSL 1.0.2 that our files may use.
CSL_TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter dataset document event hearing "
    "interview legal_case legislation manuscript motion_picture paper-conference periodical personal_communication post "
    "post-weblog regulation report speech standard thesis treaty webpage".split()
)
CSL_TEXTS = set(
    "id type title container-title publisher URL archive_location language abstract keyword note event-title event-place".split()
)
CSL_DATES = {"issued", "accessed", "event-date"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\x00-\x1f]*")

findings = []


def note(path, message):
    findings.append(f"{path}: {message}")


def day(date):
    return "-".join(f"{part:0{4 if i == 0 else 2}}" for i, part in enumerate(date["date-parts"][0]))


def check_csl(path):
    """Keys to (title, day of issue, address), or None for what is unreadable."""
    items = json.loads(path.read_text("utf-8"))
    for item in items:
        name = item.get("id")
        if item.get("type") not in CSL_TYPES:
            note(path, f"{name}: `{item.get('type')}` is no type of CSL 1.0.2 that we write")
        for field, value in item.items():
            if field in CSL_TEXTS:
                good = isinstance(value, str) and value != ""
            elif field in CSL_DATES:
                parts = value.get("date-parts", [[]])
                good = set(value) == {"date-parts"} and len(parts) == 1 and 1 <= len(parts[0]) <= 3 and all(type(p) is int for p in parts[0])
            elif field == "author":
                good = value and all(set(a) == {"literal"} and a["literal"] for a in value)
            else:
                good = False
            if not good:
                note(path, f"{name}: `{field}` is not as the schema of CSL-JSON has it: {value!r}")
    return {item["id"]: (item["title"], day(item["issued"]) if "issued" in item else None, item.get("URL")) for item in items}


def plain(text):
    """The letters and digits: LaTeX has its own circumflex, and spaces differ."""
    return re.sub(r"[\W_ˆ]+", "", text).lower()


def address(text):
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def check_bib(path):
    text = path.read_text("utf-8")
    library = bibtexparser.parse_string(text)
    for block in library.failed_blocks:
        note(path, f"line {block.start_line}: {block.error}")
    found = {}
    for entry in library.entries:
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        if not entry.key.isascii():
            note(path, f"the key {entry.key} is not ASCII")
        date = None
        if "year" in fields:
            # As exact as it is known: a source may be of a month or a year.
            parts = [fields["year"]]
            if "month" in fields:
                parts.append(f"{MONTHS.index(fields['month']) + 1:02}")
            if "day" in fields:
                parts.append(f"{int(fields['day']):02}")
            date = "-".join(parts)
        found[entry.key] = (LatexNodes2Text().latex_to_text(fields["title"]), date, fields.get("url"))
    # The older parser reads as BibTeX itself does, and is strict about what it does not know.
    strict = pybtex.database.parse_string(text, "bibtex")
    if list(strict.entries) != list(found):
        note(path, f"two parsers read different keys: {list(strict.entries)} and {list(found)}")
    return found


def check_ris(path):
    data = path.read_bytes()
    if data.replace(b"\r\n", b"").count(b"\n") or data.replace(b"\r\n", b"").count(b"\r"):
        note(path, "a line does not end with CR LF")
    for number, line in enumerate(data.decode("utf-8").removesuffix("\r\n").split("\r\n"), 1):
        if not RIS_LINE.fullmatch(line):
            note(path, f"line {number} is no line of RIS: {line!r}")
    found = {}
    for record in rispy.loads(data.decode("utf-8")):
        if "unknown_tag" in record:
            note(path, f"{record['id']}: unknown tags {dict(record['unknown_tag'])}")
        urls = record.get("urls") or [None]
        found[record["id"]] = (record["title"], record["date"].rstrip("/").replace("/", "-") if "date" in record else None, urls[0])
    return found


def main():
    root = Path(sys.argv[1])
    stems = {}
    for ending, check in ((".json", check_csl), (".bib", check_bib), (".ris", check_ris)):
        for path in sorted(root.rglob(f"citation{ending}")):
            try:
                found = check(path)
            except Exception as error:  # whatever a library says of a file that it cannot read
                note(path, f"{type(error).__name__}: {error}")
                continue
            stems.setdefault(str(path).removesuffix(ending), {})[ending] = found
    for stem, files in stems.items():
        if len(files) != 3:
            note(stem, f"has only {', '.join(files)}")
            continue
        keys = list(files[".json"])
        for ending in (".bib", ".ris"):
            if list(files[ending]) != keys:
                note(stem + ending, f"has the keys {list(files[ending])}, the CSL-JSON {keys}")
                continue
            for key in keys:
                for what, same, ours, theirs in zip(("title", "date", "address"), (plain, str, address), files[".json"][key], files[ending][key]):
                    if same(ours or "") != same(theirs or ""):
                        note(stem + ending, f"{key}: the {what} is {theirs!r}, in CSL-JSON {ours!r}")
    if not stems:
        note(root, "holds no citations")
    for finding in findings[:60]:
        print(finding)
    summary = f"{len(stems)} lists of citations in three formats (bibtexparser, pybtex, rispy)"
    print(f"{len(findings)} found: {summary}" if findings else f"ok: {summary}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
