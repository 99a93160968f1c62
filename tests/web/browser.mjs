// The site in a real browser, served with `Content-Security-Policy: default-src 'self'`:
// - axe-core finds nothing, in light and dark, on a phone and on a desktop;
// - nothing is refused, missing, fetched from elsewhere or written to the console;
// - at 320 px (WCAG 2.2, 1.4.10) no page scrolls sideways.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch } from "./lib/chromium.mjs";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { openSite, serve } from "./lib/site.mjs";
import { sidewaysScroll } from "./lib/sideways.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SETTINGS = ["light", "dark"].flatMap((scheme) => [1280, 360].map((width) => ({ scheme, width })));
const NARROWEST = 320;
const HEIGHT = 900;

// Of each kind of page so many are seen in all settings; every further one in one setting, in turn.
// With BULLETIN_WEB_EVERY=1 all pages are seen in all of them.
const THOROUGH = process.env.BULLETIN_WEB_EVERY ? Infinity : 5;
const AT_ONCE = 2;

const site = openSite(siteArgument());
const server = await serve(site);
const browser = await launch();
const findings = new Map(); // what is wrong -> on which pages, and in which settings if it is axe that says so
let audits = 0;

const queue = plan(site.pages);
const planned = queue.length;
try {
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  await browser.close();
  server.close();
}
const kinds = new Set(site.pages.filter((page) => !page.sendsOn).map((page) => page.kind)).size;
finish(
  [...findings].map(([what, { pages: [first, ...others], settings }]) => {
    const where = others.length ? `${first} and ${others.length} more` : first;
    return settings.size ? `${where}: ${what} (${[...settings].join(", ")})` : `${where}: ${what}`;
  }),
  `axe-core and Chromium, ${planned} pages of ${kinds} kinds, ${audits} audits`,
);

function plan(pages) {
  const seen = new Map();
  return pages
    .filter((page) => !page.sendsOn) // the browser would be on its way before anything can be looked at
    .filter((page) => !page.file.endsWith("/newsletter.html")) // for mail programs: styled within, and without a page's frame
    .map((page, index) => {
      const before = seen.get(page.kind) ?? 0;
      seen.set(page.kind, before + 1);
      return { page, settings: before < THOROUGH ? SETTINGS : [SETTINGS[index % SETTINGS.length]] };
    });
}

async function work() {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const tab = await context.newPage();
  let current = "";
  const note = (message, setting) => {
    const what = oneLine(message).replaceAll(server.origin, "");
    const finding = findings.get(what) ?? { pages: [], settings: new Set() };
    if (!finding.pages.includes(current)) finding.pages.push(current);
    if (setting) finding.settings.add(setting);
    findings.set(what, finding);
  };
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(`console: ${message.text()}`);
  });
  tab.on("pageerror", (error) => note(`script: ${error.message}`));
  tab.on("response", (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  await tab.route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith(server.origin) || address.startsWith("data:")) return route.continue();
    note(`fetches from elsewhere: ${address}`);
    return route.abort();
  });

  for (let next = queue.shift(); next; next = queue.shift()) {
    current = next.page.file;
    await tab.setViewportSize({ width: NARROWEST, height: HEIGHT });
    await tab.goto(server.url(next.page.path), { waitUntil: "load" });
    const wide = await tab.evaluate(sidewaysScroll);
    if (wide) note(`scrolls sideways at ${NARROWEST} px: ${wide}`);
    await tab.evaluate(AXE);
    for (const { scheme, width } of next.settings) {
      await tab.emulateMedia({ colorScheme: scheme });
      await tab.setViewportSize({ width, height: HEIGHT });
      const violations = await tab.evaluate(audit, TAGS);
      audits += 1;
      for (const { rule, target, message } of violations) {
        note(`${rule}: ${target}: ${message}`, `${scheme} ${width} px`);
      }
    }
  }
  await context.close();
}

// The function below runs inside the page.

async function audit(tags) {
  const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => ({
      rule: violation.id,
      target: node.target.flat().join(" "),
      message: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ") || violation.help,
    })),
  );
}
