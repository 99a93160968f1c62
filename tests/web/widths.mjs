// At no width from a small phone to a large screen does a page, or the letter of an edition, scroll sideways.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { finish, siteArgument } from "./lib/report.mjs";
import { openSite, serve } from "./lib/site.mjs";
import { sidewaysScroll } from "./lib/sideways.mjs";

const WIDTHS = [320, 390, 480, 600, 768, 1000, 1280, 1920];

const site = openSite(siteArgument());
const server = await serve(site);
const browser = await launch();
const findings = new Map(); // what is wrong -> at which widths
const pages = site.pages.filter((page) => !page.sendsOn);
try {
  const tab = await browser.newPage();
  for (const page of pages) {
    await tab.setViewportSize({ width: WIDTHS[0], height: 900 });
    // A letter has its styles within, which the policy that pages are served with forbids: it is read in a mail program.
    if (page.file.endsWith("/newsletter.html")) {
      await tab.goto("about:blank");
      await tab.setContent(readFileSync(join(siteArgument(), page.file), "utf8"));
    }
    else await tab.goto(server.url(page.path), { waitUntil: "load" });
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 });
      const wide = await tab.evaluate(sidewaysScroll);
      if (wide) findings.set(page.file, [...(findings.get(page.file) ?? []), `${width} px: ${wide}`]);
    }
  }
} finally {
  await browser.close();
  server.close();
}
finish(
  [...findings].map(([file, widths]) => `${file} scrolls sideways at ${widths.join("; ")}`),
  `Chromium, ${pages.length} pages at ${WIDTHS.length} widths`,
);
