// The Nu HTML checker over every page, stylesheet and SVG file of a built site: no error, no warning.

import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { nuChecker } from "./lib/java.mjs";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { openSite } from "./lib/site.mjs";

// Messages that are passed over, each with its reason, everywhere or in some files: `{ pattern: /…/, files: /…/, reason: "…" }`.
const PASSED_OVER = [
  {
    pattern: /^The “(width|cellspacing|cellpadding|border|align)” attribute on the “(table|td)” element is obsolete/,
    files: /(^|\/)newsletter\.html$/,
    reason: "Outlook on Windows lays mail out by these attributes; newsletters.mjs has the rules of mail",
  },
];

const site = openSite(siteArgument());
const stylesheets = site.files.filter((file) => file.endsWith(".css"));
const pictures = site.files.filter((file) => file.endsWith(".svg"));

// In two runs: with --also-check-css the checker counts lines from 0.
const messages = [
  ...check(["--skip-non-html", "--also-check-svg", site.directory]),
  ...(stylesheets.length ? check(["--css", ...stylesheets.map((file) => join(site.directory, file))]) : []),
];
const findings = messages
  .filter((message) => message.type !== "info" || message.subType === "warning")
  .filter((message) => !PASSED_OVER.some(({ pattern, files }) => pattern.test(message.message) && (!files || files.test(message.url))))
  .map((message) => {
    const file = message.url ? relative(site.directory, fileURLToPath(message.url)) : "?";
    const kind = message.type === "info" ? "warning" : message.type;
    const place = `${file}:${message.lastLine ?? 0}:${message.firstColumn ?? message.lastColumn ?? 0}`;
    const extract = message.extract ? ` in: ${oneLine(message.extract, 120)}` : "";
    return `${place}: ${kind}: ${oneLine(message.message)}${extract}`;
  });
finish(
  findings,
  `Nu HTML checker, ${site.pages.length} pages, ${stylesheets.length} stylesheets, ${pictures.length} SVG pictures`,
);

function check(args) {
  const result = nuChecker(["--format", "json", "--stdout", "--exit-zero-always", ...args]);
  try {
    return JSON.parse(result.stdout).messages;
  } catch {
    throw new Error(`the Nu HTML checker gave no report: ${oneLine(result.stderr || result.stdout, 2000)}`);
  }
}
