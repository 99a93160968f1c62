// `bulletin serve` in a real browser: pages follow saves and keep their place, style sheets are exchanged, mistakes are shown
// over the last good page, drafts are marked, and more tabs than a browser has connections are told.
//
//   node tests/web/serve.mjs target/debug/bulletin

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { launch } from "./lib/chromium.mjs";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";

const TABS = 20;
const root = mkdtempSync(join(tmpdir(), "bulletin-serve-"));
const findings = [];
const LETTER = "content/briefings/2024/2024-10-23-letter.md";

// As editors do: beside the file, and then in its place.
function write(path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
const edit = (path, from, to) => write(path, readFileSync(join(root, path), "utf8").replace(from, to));

write("content/site.yaml", "title: Digest\nbase_url: https://digest.example\nfeed_authority: digest.example,2024\n");
write("content/topics/telecoms.md", "---\nname: Telecoms\n---\n");
const text = (title, body, more = "") => `---\ntitle: ${title}\ndate: 2024-10-23\ntopics: [telecoms]\nsources: [{title: The paper}]\n${more}---\n${body}\n`;
write(LETTER, text("The letter", `The letter said much.\n\n${"A paragraph that takes room on the page.\n\n".repeat(200)}`));
write("content/briefings/2024/2024-10-22-sketch.md", text("A sketch", "Only a sketch.", "draft: true\n").replace("10-23", "10-22"));

const server = spawn(process.argv[2] ?? siteArgument(), ["serve", "--port", "0", "--root", root, "--at", "2024-12-01"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((found, failed) => {
  createInterface({ input: server.stdout }).on("line", (line) => line.includes("serving ") && found(line.match(/http:[^;]*/)[0]));
  server.on("exit", () => failed(new Error("the server ended")));
});
const browser = await launch();
const context = await browser.newContext();
const letter = `${address}briefings/2024/letter/`;

async function step(what, run) {
  try {
    await run();
  } catch (error) {
    findings.push(`${what}: ${oneLine(error.message)}`);
  }
}
const open = async (url) => {
  const page = await context.newPage();
  page.on("pageerror", (error) => findings.push(`${url}: ${oneLine(error.message)}`));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return page;
};
const must = (is, what) => {
  if (!is) throw new Error(what);
};
// Playwright looks into open shadow trees by itself.
const shown = (page, selector) => page.locator(`bulletin-preview ${selector}`);

try {
  const page = await open(letter);
  const home = await open(address);
  await page.waitForFunction(() => document.querySelector("bulletin-preview"));
  await step("a reload keeps the scroll, and says what changed", async () => {
    await page.evaluate(() => scrollTo(0, 1500));
    edit(LETTER, "said much", "said little");
    await page.getByText("The letter said little.").waitFor();
    await page.waitForFunction(() => document.readyState === "complete");
    const top = await page.evaluate(() => scrollY);
    must(Math.abs(top - 1500) < 2, `it stands at ${top}`);
    const said = await shown(page, ".said").textContent();
    must(/^\d+ pages?: this one/.test(said), said);
  });
  await step("a page that did not change stays, and is told", async () => {
    await home.evaluate(() => (window.stayed = true));
    edit(LETTER, "A paragraph", "One paragraph");
    await shown(home, ".said").getByText("The letter").waitFor();
    must(await home.evaluate(() => window.stayed), "it was loaded again");
  });
  await step("a style sheet is exchanged without a reload", async () => {
    await page.waitForFunction(() => document.body.textContent.includes("One paragraph"));
    write("content/static/style.css", "body { background: rgb(1, 2, 3); }");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
    await page.evaluate(() => (window.stayed = true));
    write("content/static/style.css", "body { background: rgb(4, 5, 6); } div, section, button, h2 { display: none !important; }");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)");
    must(await page.evaluate(() => window.stayed), "it was loaded again");
    must((await page.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").length)) === 1, "the old sheet is still there");
  });
  await step("a mistake covers the page, whatever the site's style sheet says, and goes when it is mended", async () => {
    edit(LETTER, "[telecoms]", "[telecom]");
    await shown(page, ".wrong").waitFor({ state: "visible" });
    const words = await shown(page, ".wrong").innerText();
    must(words.includes("1 error") && words.includes("help:") && words.includes("topics: [telecom]"), words);
    const href = await shown(page, ".wrong a").getAttribute("href");
    must(href.startsWith("vscode://file/") && href.endsWith(`${LETTER}:4:10`), href);
    must((await page.textContent("body")).includes("said little"), "the last good page is gone");
    await page.keyboard.press("Escape");
    await shown(page, ".wrong").waitFor({ state: "hidden" });
    const late = await open(letter);
    await shown(late, ".wrong").waitFor({ state: "visible" });
    edit(LETTER, "[telecom]", "[telecoms]");
    await shown(late, ".wrong").waitFor({ state: "hidden" });
    await late.close();
    write("content/static/style.css", "body { background: rgb(7, 8, 9); }");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(7, 8, 9)");
  });
  await step("a draft is marked, and nothing else", async () => {
    const draft = await open(`${address}briefings/2024/sketch/`);
    await shown(draft, ".bar").getByText("Draft: not published").waitFor();
    must(!(await shown(page, ".bar").isVisible()), "a page that is published has a bar");
    edit("content/briefings/2024/2024-10-22-sketch.md", "draft: true\n", "");
    await shown(draft, ".bar").waitFor({ state: "hidden" });
    await draft.close();
  });
  await step("an address that leads nowhere shows its page as soon as there is one", async () => {
    const early = await open(`${address}briefings/2024/later/`);
    write("content/briefings/2024/2024-10-24-later.md", text("Later", "Here it is.").replace("10-23", "10-24"));
    await early.getByText("Here it is.").waitFor();
    await early.close();
  });
  await step("a strict policy lets the script work", async () => {
    write("content/templates/page.html", readFileSync(new URL("../../themes/gazette/templates/page.html", import.meta.url)));
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'">`;
    write("content/templates/base.html", readFileSync(new URL("../../themes/gazette/templates/base.html", import.meta.url), "utf8").replace("<head>", `<head>${policy}`));
    await page.waitForFunction(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]'));
    edit(LETTER, "said little", "said nothing");
    await page.getByText("The letter said nothing.").waitFor();
    edit(LETTER, "[telecoms]", "[telecom]");
    await shown(page, ".wrong").waitFor({ state: "visible" });
    const edge = await shown(page, ".sheet").evaluate((sheet) => getComputedStyle(sheet).borderTopWidth);
    must(edge === "6px", `the sheet has no style: ${edge}`);
    edit(LETTER, "[telecom]", "[telecoms]");
    await shown(page, ".wrong").waitFor({ state: "hidden" });
  });
  await step(`${TABS} tabs load and follow, and go on when the one that listens closes`, async () => {
    const tabs = [page, home];
    while (tabs.length < TABS) tabs.push(await open(letter));
    edit(LETTER, "said nothing", "said it again");
    await Promise.all(tabs.filter((tab) => tab !== home).map((tab) => tab.getByText("The letter said it again.").waitFor()));
    await page.close(); // it was the first, and so the one that listens
    await home.close();
    edit(LETTER, "said it again", "said goodbye");
    await Promise.all(tabs.slice(2).map((tab) => tab.getByText("The letter said goodbye.").waitFor()));
  });
} finally {
  await browser.close();
  server.kill("SIGINT");
  rmSync(root, { recursive: true, force: true });
}
finish(findings, `bulletin serve in Chromium, ${TABS} tabs`);
