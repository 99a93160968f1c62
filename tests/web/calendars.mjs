// Calendars as `ical.js` reads them, which Thunderbird uses, and as RFC 5545 wants their lines.
//
// Beyond the grammar: ids are unique in a file, an entry that stands in several files is the same in all of them, days are
// whole and in order, and stamps are of a day, because they come from the content and not from the clock.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import ICAL from "ical.js";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { openSite } from "./lib/site.mjs";

const WIDTH = 75; // octets in a line (RFC 5545, 3.1)
const YEARS = [1900, 2200]; // of events that a digest tells of
const ONCE = ["uid", "dtstamp", "dtstart", "dtend", "summary", "status", "sequence", "transp"];
const STATUSES = ["TENTATIVE", "CONFIRMED", "CANCELLED"];

ICAL.design.strict = true;
const site = openSite(siteArgument());
const findings = [];
const note = (file, message) => findings.push(`${file}: ${oneLine(message)}`);
const entries = new Map(); // id -> what the first file says of it
let events = 0;

const calendars = site.files.filter((file) => file.endsWith(".ics"));
for (const file of calendars) {
  checkLines(file);
  checkCalendar(file);
}
if (calendars.length === 0) note("the site", "has no calendar");
else if (events === 0) note("the site", "has no event in any calendar");
finish(findings, `ical.js, ${calendars.length} calendars, ${events} events, of them ${entries.size} different`);

// The bytes: lines that end with CRLF, none too long, none cut within a character.
function checkLines(file) {
  const bytes = readFileSync(join(site.directory, file)); // not as text: that would mend what is broken
  const text = bytes.toString("latin1"); // one character for each octet
  if (!text.endsWith("\r\n")) note(file, "does not end with CRLF");
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (const [index, line] of text.split("\r\n").slice(0, -1).entries()) {
    const here = (message) => note(`${file}:${index + 1}`, message);
    if (line.length > WIDTH) here(`has ${line.length} octets, more than ${WIDTH}`);
    if (line === "") here("is empty");
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) here("holds a control character, or ends without CRLF");
    if (line.startsWith("\xef\xbb\xbf")) here("starts with a byte-order mark");
    try {
      const read = utf8.decode(Buffer.from(line, "latin1"));
      if (/^ \p{M}/u.test(read)) here("starts with a mark that belongs to the letter before it");
    } catch {
      here("is not UTF-8: a character is cut, or of another encoding");
    }
  }
}

function checkCalendar(file) {
  let parsed;
  try {
    parsed = ICAL.parse(site.read(file));
  } catch (error) {
    note(file, `cannot be read: ${error.message}`);
    return;
  }
  if (parsed[0] !== "vcalendar") {
    note(file, "does not hold one calendar and nothing else");
    return;
  }
  const calendar = new ICAL.Component(parsed);
  for (const name of ["prodid", "version"]) {
    const found = calendar.getAllProperties(name).length;
    if (found !== 1) note(file, `has ${found} ${name.toUpperCase()}, not 1`);
  }
  if (calendar.getFirstPropertyValue("version") !== "2.0") note(file, "is not of version 2.0");
  if (!calendar.getFirstPropertyValue("x-wr-calname")) note(file, "has no name");
  checkAddress(file, calendar);
  const children = calendar.getAllSubcomponents();
  if (children.length === 0) note(file, "has no component (RFC 5545, 3.6)");
  const ids = new Set();
  for (const event of children.filter((child) => child.name === "vevent")) {
    events += 1;
    const id = event.getFirstPropertyValue("uid");
    const where = `${file}: ${id ?? "an event without UID"}`;
    if (ids.has(id)) note(where, "stands there twice");
    ids.add(id);
    try {
      checkEvent(where, event);
    } catch (error) {
      note(where, `cannot be understood: ${error.message}`); // a value is read only when it is asked for
    }
  }
  if (!isDeepStrictEqual(ICAL.parse(ICAL.stringify(parsed)), parsed)) note(file, "does not come back from being written again");
}

function checkEvent(where, event) {
  for (const name of ONCE) {
    const found = event.getAllProperties(name).length;
    if (found !== 1) note(where, `has ${found} ${name.toUpperCase()}, not 1`);
  }
  const value = (name) => event.getFirstPropertyValue(name);
  const [stamp, start, end] = ["dtstamp", "dtstart", "dtend"].map(value);
  if (!value("summary")?.trim()) note(where, "has no summary");
  if (!STATUSES.includes(value("status"))) note(where, `has the status ${value("status")}`);
  if (!(value("sequence") >= 0)) note(where, `has the sequence ${value("sequence")}`);
  for (const [name, time] of Object.entries({ DTSTAMP: stamp, DTSTART: start, DTEND: end })) {
    if (!time) continue;
    const [written] = event.getFirstProperty(name.toLowerCase()).toJSON()[3].split("T"); // `time` is 1 March for 30 February
    const read = new Date(`${written}T00:00:00Z`);
    if (!/^\d{4}-\d\d-\d\d$/.test(written) || Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== written) {
      note(where, `${name} ${written} is no day of the calendar`);
    } else if (time.year < YEARS[0] || time.year > YEARS[1]) note(where, `${name} ${written} is not of our time`);
  }
  if (start && !start.isDate) note(where, `DTSTART ${start} is not a whole day`);
  if (start && end && (!end.isDate || end.compare(start) <= 0)) note(where, `DTEND ${end} is not a day after DTSTART ${start}`);
  if (stamp && (stamp.isDate || stamp.zone !== ICAL.Timezone.utcTimezone)) note(where, `DTSTAMP ${stamp} is not in UTC`);
  else if (stamp && (stamp.hour || stamp.minute || stamp.second)) note(where, `DTSTAMP ${stamp} is not the first moment of a day`);
  checkAddress(where, event);

  const said = ["dtstart", "dtend", "dtstamp", "status", "sequence"].map((name) => `${name.toUpperCase()} ${value(name)}`).join(", ");
  const first = entries.get(value("uid")) ?? { where, said };
  entries.set(value("uid"), first);
  if (first.said !== said) note(where, `says ${said}; but ${first.where} says ${first.said}`);
}

function checkAddress(where, component) {
  for (const property of component.getAllProperties("url")) {
    const address = property.getFirstValue();
    if (!URL.canParse(address) || !/^https?:/i.test(address)) note(where, `has the address ${address}`);
  }
}
