// Pictures of pages for a person to look at: light and dark, desktop and phone, whole length, and a PDF as printed.
//
//   node tests/web/shots.mjs SITE_DIR OUT_DIR / /topics/ …

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { openSite, serve } from "./lib/site.mjs";

const [siteDirectory, outDirectory, ...paths] = process.argv.slice(2);
if (!outDirectory) {
  console.error("usage: node tests/web/shots.mjs SITE_DIR OUT_DIR [/path/ …]");
  process.exit(2);
}
mkdirSync(outDirectory, { recursive: true });
const server = await serve(openSite(siteDirectory));
const browser = await launch();
try {
  for (const path of paths.length ? paths : ["/"]) {
    const address = server.url(path.replace(/^\//, ""));
    const name = join(outDirectory, path.replace(/^\/|\/$|\.html$/g, "").replaceAll("/", "-") || "home");
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1280, 390]) {
        const tab = await browser.newPage({ colorScheme, viewport: { width, height: 844 }, deviceScaleFactor: width < 600 ? 2 : 1 });
        const response = await tab.goto(address, { waitUntil: "load" });
        if (!response.ok()) throw new Error(`${path}: ${response.status()}`);
        await tab.screenshot({ path: `${name}-${width}-${colorScheme}.png`, fullPage: true });
        await tab.close();
      }
    }
    const tab = await browser.newPage();
    await tab.goto(address, { waitUntil: "load" });
    await tab.pdf({ path: `${name}-print.pdf`, format: "A4", margin: { top: "18mm", right: "16mm", bottom: "18mm", left: "16mm" } });
    await tab.close();
    console.log(`${name}-*.png, ${name}-print.pdf`);
  }
} finally {
  await browser.close();
  server.close();
}
