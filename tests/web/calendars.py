"""Calendars as Python's `icalendar` reads them, a reader of its own beside `ical.js`.

    python3 tests/web/calendars.py SITE_DIR

It collects what is wrong with a property instead of stopping, so the errors of every component are asked for.
"""

import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, __version__

MOST_LINES = 60  # of findings
ONCE = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "TRANSP"]
SEVERAL = "more than one"


def check_calendar(content: bytes) -> tuple[list[str], int]:
    """What is wrong with a calendar, and how many events it has."""
    findings = check_bytes(content)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except ValueError as error:
        return [*findings, f"cannot be read: {error}"], 0
    if len(calendars) != 1 or calendars[0].name != "VCALENDAR":
        return [*findings, f"holds {[calendar.name for calendar in calendars]} instead of one calendar"], 0
    calendar = calendars[0]
    for component in calendar.walk():
        identity = component.get("UID", component.name)
        findings += [f"{identity}: {name}: {message}" for name, message in component.errors]
    if not calendar.subcomponents:
        findings.append("has no component (RFC 5545, 3.6)")
    events = calendar.walk("VEVENT")
    for event in events:
        findings += [f"{event.get('UID', 'an event without UID')}: {finding}" for finding in check_event(event)]
    identities = [str(event.get("UID")) for event in events]
    findings += [f"{identity}: stands there twice" for identity in sorted(set(identities)) if identities.count(identity) > 1]
    if Calendar.from_ical(calendar.to_ical()) != calendar:
        findings.append("does not come back from being written again")
    return findings, len(events)


def check_bytes(content: bytes) -> list[str]:
    """Lines end with CRLF and nothing else, and each is UTF-8 by itself."""
    findings = []
    if content.count(b"\r\n") != content.count(b"\n") or content.count(b"\r\n") != content.count(b"\r"):
        findings.append("has an end of line that is not CRLF")
    if not content.endswith(b"\r\n"):
        findings.append("does not end with CRLF")
    for number, line in enumerate(content.split(b"\r\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            findings.append(f"line {number} is not UTF-8")
        if len(line) > 75:
            findings.append(f"line {number} has {len(line)} octets, more than 75")
    return findings


def check_event(event) -> list[str]:
    """What is wrong with an event beyond its grammar."""
    if event.errors:
        return []  # told already, and its values cannot be asked for
    found = {name: 0 if name not in event else SEVERAL if isinstance(event[name], list) else 1 for name in ONCE}
    findings = [f"has {number} {name}, not 1" for name, number in found.items() if number != 1]
    if findings:
        return findings
    stamp, start, end = (event[name].dt for name in ("DTSTAMP", "DTSTART", "DTEND"))
    if not is_day(start) or not is_day(end):
        findings.append(f"{start} to {end} are not whole days")
    elif start >= end:
        findings.append(f"DTEND {end} is not after DTSTART {start}")
    if not isinstance(stamp, datetime) or stamp.utcoffset() != timedelta(0):
        findings.append(f"DTSTAMP {stamp} is not in UTC")
    if not str(event["SUMMARY"]).strip():
        findings.append("has no summary")
    return findings


def is_day(value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def main() -> int:
    if len(sys.argv) != 2:
        print(f"usage: python3 {sys.argv[0]} SITE_DIR", file=sys.stderr)
        return 2
    site = Path(sys.argv[1])
    files = sorted(site.rglob("*.ics"))
    lines, events = [], 0
    for file in files:
        findings, number = check_calendar(file.read_bytes())
        lines += [f"{file.relative_to(site).as_posix()}: {finding}" for finding in findings]
        events += number
    if not files:
        lines.append("the site: has no calendar")
    elif not events:
        lines.append("the site: has no event in any calendar")
    for line in lines[:MOST_LINES]:
        print(" ".join(line.split()))
    if len(lines) > MOST_LINES:
        print(f"… and {len(lines) - MOST_LINES} more")
    print(f"{f'{len(lines)} found' if lines else 'ok'}: icalendar {__version__}, {len(files)} calendars, {events} events")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
