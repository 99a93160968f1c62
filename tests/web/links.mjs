// Every address of this site that the site itself names leads to a file, and every `#anchor` to an element of that page.
//
// The judge is `hyperlink` (crates.io), which reads a folder of HTML. It knows neither where the site is published nor what
// feeds, sitemaps, data files, redirects and Open Graph tags point at. So it gets a copy of the site in which our absolute
// addresses start at the root, and one page more, which lists those other addresses.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { finish, siteArgument } from "./lib/report.mjs";
import { openSite } from "./lib/site.mjs";

const site = openSite(siteArgument());
const prefix = new URL(site.base).pathname; // where the site lies below its host: `/`, or `/digest/`
const base = site.base; // `https://example.org/digest/`
const copy = mkdtempSync(join(tmpdir(), "bulletin-links-"));
const LISTING = "addresses-outside-links.html";

try {
  const named = addressesOutsideLinks();
  layOut(named);
  const result = spawnSync("hyperlink", ["--check-anchors", copy], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (result.error?.code === "ENOENT") throw new Error("hyperlink is not installed (cargo install hyperlink --locked)");
  if (result.error) throw result.error;
  const summary = result.stdout.match(/Checking (\d+) links from \d+ files/);
  if (!summary) throw new Error(`hyperlink gave no report: ${result.stderr || result.stdout}`);
  const findings = readFindings(result.stdout, named);
  if (result.status !== 0 && findings.length === 0) findings.push(result.stdout);
  finish(findings, `hyperlink, ${summary[1]} links, of them ${named.size} addresses in feeds, sitemaps, data, redirects and meta tags`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

// Address -> the files that name it.
function addressesOutsideLinks() {
  const named = new Map();
  const add = (found, file) => {
    const address = found.replace(/[.,;:!?。，；：！？、”’）]+$/u, ""); // the end of a sentence, not of an address
    if (!address.includes("{")) named.set(address, [...(named.get(address) ?? []), file]); // a pattern for addresses is none
  };
  const ours = new RegExp(`${RegExp.escape?.(base) ?? base.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}[^\\s"'<>\\\\)\\]]*`, "g");
  for (const file of site.files) {
    if (file.endsWith(".html")) {
      for (const [, content] of site.read(file).matchAll(/<meta\b[^>]*\bcontent="([^"]*)"/g)) {
        for (const [address] of decoded(content).matchAll(ours)) add(address, file);
        const next = content.match(/^\s*\d+\s*;\s*url=(.*)$/i)?.[1].trim();
        if (next && !next.startsWith("http")) add(new URL(decoded(next), base + pathOf(file)).href, file);
      }
    } else if (/\.(xml|json|txt|ics|csv|opml|webmanifest)$/.test(file)) {
      // Escaped once (XML, JSON) or twice (HTML inside them); folded into lines (calendars).
      let whole = site.read(file);
      if (file.endsWith(".ics")) whole = whole.replace(/\r\n[ \t]/g, "");
      if (file.endsWith(".csv")) whole = whole.replaceAll(",", " "); // the next cell is no part of an address
      const text = decoded(decoded(whole.replaceAll("\\/", "/")));
      for (const [address] of text.matchAll(ours)) add(address, file);
    }
  }
  return named;
}

// The copy, under the path at which the site is published.
function layOut(named) {
  const root = join(copy, prefix);
  mkdirSync(root, { recursive: true });
  cpSync(site.directory, root, { recursive: true });
  for (const { file } of site.pages) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), site.read(file).replaceAll(`="${base}`, `="${prefix}`));
  }
  const items = [...named.keys()].map((address) => `<li><a href="${escaped(prefix + address.slice(base.length))}">x</a></li>`);
  writeFileSync(join(root, LISTING), `<!DOCTYPE html><meta charset="utf-8"><title>x</title><ul>${items.join("\n")}</ul>`);
}

// `hyperlink` prints a page's path, then an indented line for each of its bad links; it leaves out `index.html`.
function readFindings(output, named) {
  const findings = [];
  let page = "";
  for (const line of output.split("\n")) {
    if (line.startsWith(copy)) page = line.slice(join(copy, prefix).length).replace(/^\//, "").trim();
    const link = line.match(/^\s+error: bad link (.*)$/)?.[1];
    if (!link) continue;
    if (page !== LISTING) {
      findings.push(`${page}: leads nowhere: ${link}`);
      continue;
    }
    const plain = (address) => decodeURI(address).replace(/\/(?=#|$)/, "").replace(/\/index\.html(?=#|$)/, "");
    const sources = [...named].filter(([address]) => plain(prefix + address.slice(base.length)) === plain(link));
    for (const [address, files] of sources.length ? sources : [[link, ["?"]]]) {
      findings.push(`${[...new Set(files)].slice(0, 3).join(", ")}: leads nowhere: ${address}`);
    }
  }
  return findings;
}

function pathOf(file) {
  return file.replace(/(^|\/)index\.html$/, "$1");
}

function decoded(text) {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, digits) => String.fromCodePoint(parseInt(digits, 16)))
    .replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
