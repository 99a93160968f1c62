// What programs read: Atom by its grammar, JSON Feed 1.1 by its schema, sitemaps by theirs, XML and JSON at least well formed.
// Beyond grammar and schema: ids are unique, and what leaves the site in a feed has absolute addresses.

import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { parseSitemap, parseSitemapIndex } from "sitemap";
import { jing } from "./lib/java.mjs";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { openSite } from "./lib/site.mjs";

const SCHEMAS = join(dirname(fileURLToPath(import.meta.url)), "schemas");

const site = openSite(siteArgument());
const findings = [];
const note = (file, message) => findings.push(`${file}: ${oneLine(message)}`);
const path = (file) => join(site.directory, file);

const xml = site.files.filter((file) => /\.(xml|svg)$/.test(file)).filter(wellFormed);
const rootIs = (name) => xml.filter((file) => new RegExp(`^(?:\\s|<\\?[^>]*>|<!--[^]*?-->)*<${name}\\b`).test(site.read(file)));
const atom = rootIs("feed");
const sitemaps = rootIs("urlset");
const sitemapIndexes = rootIs("sitemapindex");
const json = site.files.filter((file) => file.endsWith(".json")).map((file) => ({ file, value: parsed(file) }));
const jsonFeeds = json.filter(({ value }) => String(value?.version).startsWith("https://jsonfeed.org/"));

checkAtom();
checkJsonFeeds();
await checkSitemaps();
for (const [name, found] of Object.entries({ "Atom feed": atom, "JSON feed": jsonFeeds, sitemap: sitemaps, "sitemap index": sitemapIndexes })) {
  if (found.length === 0) note("the site", `has no ${name}`);
}
finish(
  findings,
  `${atom.length} Atom feeds (Jing), ${jsonFeeds.length} JSON feeds (JSON Schema), ` +
    `${sitemaps.length + sitemapIndexes.length} sitemaps (XML Schema), ${xml.length} XML and ${json.length} JSON files read`,
);

function wellFormed(file) {
  const result = xmllint(["--noout", path(file)]);
  for (const line of complaints(result)) note(file, line);
  return result.status === 0;
}

function parsed(file) {
  try {
    return JSON.parse(site.read(file));
  } catch (error) {
    note(file, error.message);
    return undefined;
  }
}

function checkAtom() {
  if (atom.length > 0) {
    const result = jing(["-c", join(SCHEMAS, "atom.rnc"), ...atom.map(path)]);
    for (const line of result.stdout.split("\n").filter(Boolean)) {
      findings.push(oneLine(line.startsWith(site.directory) ? relative(site.directory, line) : line));
    }
    if (result.status !== 0 && !result.stdout) throw new Error(`Jing: ${oneLine(result.stderr)}`);
  }
  for (const file of atom) {
    let feed;
    try {
      feed = parseAtomFeed(site.read(file));
    } catch (error) {
      note(file, `a feed reader cannot read it: ${error.message}`);
      continue;
    }
    const entries = feed.entries ?? [];
    unique(file, "entry id", entries.map((entry) => entry.id));
    absoluteId(file, feed.id);
    if (!feed.links?.some((link) => link.rel === "self" && link.href.startsWith(site.base))) note(file, "has no link to itself (rel=self)");
    if (!feed.authors?.length && !entries.every((entry) => entry.authors?.length)) note(file, "has an entry without an author (RFC 4287, 4.1.1)");
    for (const entry of entries) {
      absoluteId(file, entry.id);
      if (!entry.links?.some((link) => link.rel === undefined || link.rel === "alternate")) note(file, `${entry.id}: has no link to its page`);
      for (const link of entry.links ?? []) absolute(file, `${entry.id}: link`, link.href);
      for (const markup of [entry.content, entry.summary]) absoluteInside(file, entry.id, typeof markup === "string" ? markup : markup?.value);
    }
  }
}

function checkJsonFeeds() {
  const schema = createRequire(import.meta.url)("jsonfeed-schema/schema-v1.1.json");
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  ajv.addMetaSchema(createRequire(import.meta.url)("ajv/dist/refs/json-schema-draft-06.json"));
  const valid = ajv.compile(schema);
  for (const { file, value } of jsonFeeds) {
    if (value.version !== "https://jsonfeed.org/version/1.1") note(file, `is of version ${value.version}`);
    if (!valid(value)) for (const error of valid.errors) note(file, schemaComplaint(error));
    try {
      parseJsonFeed(value);
    } catch (error) {
      note(file, `a feed reader cannot read it: ${error.message}`);
    }
    const items = Array.isArray(value.items) ? value.items : [];
    unique(file, "item id", items.map((item) => item.id));
    for (const item of items) {
      absolute(file, `${item.id}: url`, item.url);
      absoluteInside(file, item.id, item.content_html);
    }
    if (!String(value.feed_url).startsWith(site.base)) note(file, "feed_url does not name the feed itself");
  }
}

async function checkSitemaps() {
  for (const file of [...sitemaps, ...sitemapIndexes]) {
    for (const line of complaints(xmllint(["--noout", "--schema", join(SCHEMAS, "sitemap.xsd"), path(file)]))) note(file, line);
    try {
      const entries = await (sitemaps.includes(file) ? parseSitemap : parseSitemapIndex)(createReadStream(path(file)));
      unique(file, "address", entries.map((entry) => entry.url));
      for (const { url } of entries) if (!url.startsWith(site.base)) note(file, `${url} lies outside ${site.base}`);
    } catch (error) {
      note(file, `a sitemap reader cannot read it: ${error.message}`);
    }
  }
}

function schemaComplaint({ instancePath, message, params }) {
  return `${instancePath || "/"}: ${message}${params.additionalProperty ? ` (${params.additionalProperty})` : ""}`;
}

function unique(file, what, values) {
  for (const value of values.filter((value, index) => values.indexOf(value) !== index)) note(file, `${what} ${value} is there twice`);
}

function absoluteId(file, id) {
  if (!/^[a-z][a-z0-9+.-]*:\S+$/.test(String(id))) note(file, `the id ${id} is not an absolute IRI`);
}

function absolute(file, what, address) {
  if (!/^(https?|mailto|tel):/.test(String(address))) note(file, `${what} ${address} is not absolute`);
}

// Feed readers have no page to resolve an address against; a link within the same text may stay as it is.
function absoluteInside(file, id, html) {
  for (const [, , address] of String(html ?? "").matchAll(/\s(href|src|poster|cite)="([^"]*)"/g)) {
    if (!address.startsWith("#")) absolute(file, `${id}: address in the text`, address);
  }
}

function xmllint(args) {
  const result = spawnSync("xmllint", ["--nonet", ...args], { encoding: "utf8" });
  if (result.error) throw result.error;
  return result;
}

// xmllint's lines that say what is wrong (`file:line: …`), without the source lines and carets that follow them.
function complaints({ status, stderr }) {
  if (status === 0) return [];
  const lines = stderr.split("\n").filter((line) => line.startsWith(site.directory) && / error ?:/.test(line));
  return (lines.length ? lines : [oneLine(stderr)]).map((line) => line.slice(line.startsWith(site.directory) ? line.indexOf(":") + 1 : 0));
}
