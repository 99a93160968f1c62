// Newsletters as mail programs get them: their HTML by the data of caniemail.com and by rules of our own, the messages read
// back by a MIME parser. Nothing is asked of the network.
//
//   node tests/web/newsletters.mjs SITE_DIR

import { readFileSync, readdirSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { caniemail } from "caniemail";
import PostalMime from "postal-mime";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";

// Gmail cuts a message off behind this many bytes.
const MOST_BYTES = 102_400;

// The programs that a letter must not break in.
const CLIENTS = ["apple-mail.*", "gmail.*", "outlook.*", "yahoo.*", "thunderbird.*", "samsung-email.*", "protonmail.*", "fastmail.*"];

// What some of them leave out, and why the letter is whole without it.
const MAY_BE_LEFT_OUT = {
  "@media": "the letter is in one column and in light colours without it",
  "display:none": "a program that shows the preheader shows one sentence more",
  "aria-hidden attribute": "the preheader may be read out before the title",
  "height property": "this is `line-height`, which the tool takes for `height`",
  "<style> element": "only dark mode and narrow screens depend on it; all else stands in attributes",
  "<body> element": "webmail puts a div in its place; the outer cell has the colours too",
  "role attribute": "a table that is not told to be for layout is read out as one",
  "text-decoration": "links in titles are then underlined",
  "word-break": "an address longer than the column then makes the letter as wide as itself",
};

const directory = resolve(siteArgument());
const files = readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
  .sort();
const findings = [];
const leftOut = new Set();
const note = (file, message) => findings.push(`${file}: ${oneLine(message)}`);

const letters = files.filter((file) => /^newsletter.*\.html$/.test(basename(file)));
const messages = files.filter((file) => file.endsWith(".eml"));
for (const file of letters) checkHtml(file, readFileSync(join(directory, file), "utf8"));
for (const file of messages) await checkMessage(file, readFileSync(join(directory, file)));
for (const title of Object.keys(MAY_BE_LEFT_OUT)) if (letters.length > 0 && !leftOut.has(title)) note("newsletters.mjs", `${title} need not be excused any more`);
if (letters.length === 0) note("the site", "has no newsletter");
if (messages.length === 0) note("the site", "has no message (.eml)");
finish(findings, `${letters.length} newsletters (caniemail, ${CLIENTS.length} families of programs), ${messages.length} messages (postal-mime)`);

function checkHtml(file, html) {
  const bytes = Buffer.byteLength(html);
  if (bytes > MOST_BYTES) note(file, `has ${bytes} bytes; Gmail cuts it off at ${MOST_BYTES}`);
  // Conditional comments are for Outlook on Windows alone, the rest of the rules for all others.
  const shown = html.replace(/<!--[^]*?-->/g, "");
  const tags = [...shown.matchAll(/<([a-z][a-z0-9]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)].map(([, name, rest]) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries([...rest.matchAll(/([a-z][a-z-]*)(?:="([^"]*)")?/gi)].map(([, key, value]) => [key.toLowerCase(), value ?? ""])),
  }));
  const all = (name) => tags.filter((tag) => tag.name === name);
  for (const name of ["script", "form", "input", "iframe", "object", "embed", "link", "base", "svg", "video", "audio"]) {
    if (all(name).length > 0) note(file, `has a <${name}>`);
  }
  for (const { name, attributes } of tags) {
    for (const key of ["href", "src"].filter((key) => key in attributes)) {
      if (!/^(https?:\/\/|mailto:|tel:)/.test(attributes[key])) note(file, `<${name} ${key}="${attributes[key]}"> is not absolute`);
    }
    for (const key of ["background", "srcset", ...Object.keys(attributes).filter((key) => key.startsWith("on"))]) {
      if (key in attributes) note(file, `<${name}> has the attribute ${key}`);
    }
    const unsafe = attributes.style?.matchAll(/(?:^|;)\s*(position|float|z-index|transform|animation)\s*:|display\s*:\s*(?:inline-)?(?:flex|grid)|url\(|var\(|@import/gi);
    for (const [style] of unsafe ?? []) note(file, `<${name}> has the style ${style}`);
  }
  for (const { attributes } of all("img")) if (!("alt" in attributes)) note(file, `the picture ${attributes.src} has no alt`);
  for (const { attributes } of all("table")) if (attributes.role !== "presentation") note(file, "has a table without role=presentation");
  for (const { attributes } of all("td")) if (!attributes.style) note(file, "has a cell whose styles are not in its attribute");
  const root = all("html")[0]?.attributes ?? {};
  if (!root.lang || !root.dir) note(file, "does not say its language and direction");
  if (!all("meta").some(({ attributes }) => attributes.charset?.toLowerCase() === "utf-8")) note(file, "does not say that it is UTF-8");
  const preheader = shown.match(/<body[^>]*>\s*<div[^>]*style="[^"]*display:\s*none[^"]*"[^>]*>([^<]*)/)?.[1];
  if (!preheader || /^\W*$/u.test(preheader.replace(/&\w+;/g, "").replace(/\p{L}|\p{N}/gu, "x"))) note(file, "has no preheader at its top");
  checkSupport(file, html);
}

function checkSupport(file, html) {
  const { issues } = caniemail({ clients: CLIENTS, html });
  const titles = new Map();
  for (const [client, found] of issues.errors) {
    for (const { title } of found) titles.set(title, [...(titles.get(title) ?? []), client]);
  }
  for (const [title, clients] of titles) {
    leftOut.add(title);
    if (!(title in MAY_BE_LEFT_OUT)) note(file, `caniemail: ${title} is not supported by ${[...new Set(clients)].join(", ")}`);
  }
}

async function checkMessage(file, bytes) {
  const source = bytes.toString("latin1");
  if (/[^\x00-\x7f]/.test(source)) note(file, "is not ASCII");
  if (/(^|[^\r])\n|\r(?!\n)/.test(source)) note(file, "a line does not end with CR LF");
  if (source.split("\r\n").some((line) => line.length > 78)) note(file, "a line is longer than 78 characters");
  const mail = await PostalMime.parse(bytes);
  const header = (name) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  for (const name of ["date", "message-id", "subject", "mime-version"]) {
    if (header(name).length !== 1) note(file, `has ${header(name).length} headers ${name}`);
  }
  if (header("x-unsent")[0] !== "1") note(file, "does not say that it is a draft");
  if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(mail.messageId ?? "")) note(file, `the Message-ID is ${mail.messageId}`);
  if (!mail.date || !/T00:00:00/.test(mail.date)) note(file, `is of ${mail.date}, not of the beginning of a day`);
  if (!mail.subject) note(file, "has no subject");
  if (!mail.text?.trim()) note(file, "has no plain text");
  if (!mail.html?.trim()) note(file, "has no HTML");
  if (mail.attachments.length > 0) note(file, `has ${mail.attachments.length} attachments`);
  if (mail.html) checkHtml(`${file} (HTML)`, mail.html);
  for (const line of (mail.text ?? "").split(/\r?\n/)) {
    if (columns(line) > 72 && !line.trim().startsWith("<http")) note(file, `the plain text has a line of ${columns(line)} columns: ${line}`);
  }
  // What a subject promises stands in both forms.
  for (const [what, text] of [["plain text", mail.text], ["HTML", mail.html]]) {
    const plain = (words) => words.replace(/&amp;/g, "&").replace(/\s+/g, "");
    // It is the site's name and the edition's title, which stand apart there.
    for (const part of (mail.subject ?? "").split(" – ")) {
      if (!plain(text ?? "").includes(plain(part))) note(file, `"${part}" of the subject does not stand in its ${what}`);
    }
  }
}

// Chinese, Japanese and Korean characters and full-width signs are two columns wide.
function columns(line) {
  return [...line].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(c) ? 2 : 1), 0);
}
