// The search of a built site in a real browser, under `default-src 'self'`: typing and Enter, filters, back and forward, by
// keyboard alone, more results, without script, on a phone, with an old manifest, with shards that are gone, and in Chinese.
//
//   node tests/web/search.mjs SITE_DIR

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync, gzipSync } from "node:zlib";
import { join } from "node:path";
import { launch } from "./lib/chromium.mjs";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { sidewaysScroll } from "./lib/sideways.mjs";
import { openSite, serve } from "./lib/site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const site = openSite(siteArgument());
const server = await serve(site);
const browser = await launch();
const findings = [];
let steps = 0;

const must = (is, what) => {
  if (!is) throw new Error(what);
};
const unpack = (path) => JSON.parse(gunzipSync(readFileSync(join(site.directory, path))));
// What there is to be found: the texts of the index itself.
const documents = (folder) => site.files.filter((file) => file.startsWith(`${folder}t/`)).flatMap(unpack);
// A term that many have: of the words of summaries the most frequent that is long enough.
const frequent = (folder, pattern) => {
  const counts = new Map();
  for (const [, , , , summary] of documents(folder)) {
    for (const [word] of summary.toLowerCase().matchAll(pattern)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
};

async function step(what, run, options = {}) {
  steps += 1;
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const asked = [];
  page.on("request", (request) => asked.push(request.url().slice(server.origin.length)));
  page.on("pageerror", (error) => findings.push(`${what}: script: ${oneLine(error.message)}`));
  page.on("console", (message) => {
    const isWanted = options.mayMiss && /404|Failed to load resource/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !isWanted) findings.push(`${what}: console: ${oneLine(message.text())}`);
  });
  try {
    await run(page, asked);
  } catch (error) {
    findings.push(`${what}: ${oneLine(error.message)}`);
  }
  await context.close();
}
const FOUND = "#_found";
const said = (page) => page.locator(FOUND).innerText();
const settled = async (page) => {
  await page.waitForFunction(() => {
    const found = document.querySelector("#_found").textContent;
    const words = JSON.parse(document.querySelector("#_search").dataset.words);
    return found && found !== words.reading;
  });
};
const links = (page) => page.locator("#_hits a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
const open = (page, folder, more = "") => page.goto(server.url(folder) + more, { waitUntil: "load" });
const axe = async (page, what) => {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (tags) => (await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations.map((one) => `${one.id}: ${one.nodes[0].target}: ${one.nodes[0].failureSummary}`), TAGS);
  must(found.length === 0, `axe (${what}): ${found.join("; ")}`);
};

const folder = "search/";
const word = frequent(folder, /[a-z]{5,}/g);
const rare = documents(folder)[0];

try {
  await step("nothing is asked for before the field has the focus", async (page, asked) => {
    await open(page, folder);
    must(!asked.some((one) => one.endsWith(".bin")), asked.join(" "));
    must(!(await page.locator("#_without").isVisible()), "the links for no script are shown");
    await page.focus("#_q");
    await page.waitForFunction(() => performance.getEntriesByType("resource").some((one) => one.name.endsWith("index.bin")));
    must(asked.filter((one) => one.endsWith(".bin")).length === 1, asked.join(" "));
  });
  await step("typing and Enter, and what is shown has the words", async (page, asked) => {
    await open(page, folder);
    await page.focus("#_q");
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    await settled(page);
    const found = await links(page);
    must(found.length > 0 && found.length <= 10, `${found.length} hits`);
    must((await said(page)).includes(word), await said(page));
    must((await page.evaluate(() => document.activeElement.id)) === "_q", "the focus has left the field");
    must(new URL(page.url()).searchParams.get("q") === word, page.url());
    must((await page.locator("#_hits mark").count()) > 0, "nothing is marked");
    const count = asked.filter((one) => one.endsWith(".bin")).length;
    must(count <= 32, `${count} requests`);
    must((await page.locator("#_hits time").first().getAttribute("datetime")) !== null, "no date");
    await axe(page, "results");
  });
  await step("the title of a document finds it", async (page) => {
    await open(page, folder, `?q=${encodeURIComponent(rare[1])}`);
    await settled(page);
    for (let i = 0; i < 10 && !(await links(page)).includes(rare[0]) && (await page.locator("#_more").isVisible()); i += 1) {
      const before = (await links(page)).length;
      await page.click("#_more");
      await page.waitForFunction((n) => document.querySelectorAll("#_hits li").length > n, before);
    }
    must((await links(page)).includes(rare[0]), `${rare[1]}: ${await said(page)}`);
  });
  await step("more results, with the focus on the first new one", async (page) => {
    await open(page, folder, `?q=${word}`);
    await settled(page);
    const before = await links(page);
    if (!(await page.locator("#_more").isVisible())) return;
    await page.focus("#_more");
    await page.keyboard.press("Enter");
    await page.waitForFunction((n) => document.querySelectorAll("#_hits li").length > n, before.length);
    const after = await links(page);
    must(new Set(after).size === after.length, "one is there twice");
    must(after.slice(0, before.length).join() === before.join(), "the first ones have changed");
    must((await page.evaluate(() => document.activeElement.getAttribute("href"))) === after[before.length], "the focus is elsewhere");
  });
  await step("filters, back and forward", async (page) => {
    await open(page, folder);
    await page.fill("#_q", word);
    await page.click("#_search button");
    await settled(page);
    const all = await said(page);
    const filter = await page.evaluate(() => {
      const select = [...document.querySelectorAll("#_search select")].find((one) => one.options.length > 1);
      return [select.name, select.options[1].value];
    });
    await page.selectOption(`#_search select[name=${filter[0]}]`, filter[1]);
    await page.waitForFunction(() => /\(\d/.test(document.querySelector("#_search select").textContent));
    const few = await said(page);
    must(new URL(page.url()).searchParams.get(filter[0]) === filter[1], page.url());
    await axe(page, "filtered");
    await page.goBack();
    await page.waitForFunction((words) => document.querySelector("#_found").textContent === words, all);
    must((await page.inputValue(`#_search select[name=${filter[0]}]`)) === "", "the filter is still there");
    await page.goForward();
    await page.waitForFunction((words) => document.querySelector("#_found").textContent === words, few);
    must((await page.inputValue(`#_search select[name=${filter[0]}]`)) === filter[1], "the filter is gone");
    await page.goBack();
    await page.waitForFunction((words) => document.querySelector("#_found").textContent === words, all);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("#_found").textContent === "");
    must((await links(page)).length === 0 && (await page.inputValue("#_q")) === "", "the first page is not as it was");
  });
  await step("filters alone give all that fits, the newest first, and a feed", async (page) => {
    await open(page, folder);
    const years = await page.locator("#_search select[name=year] option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
    await page.selectOption("#_search select[name=year]", years[0]);
    await settled(page);
    const dates = await page.locator("#_hits time").evaluateAll((all) => all.map((one) => one.dateTime));
    must(dates.length > 0 && dates.every((one) => one.startsWith(years[0])), dates.join());
    must(dates.join() === [...dates].sort().reverse().join(), dates.join());
    const topics = await page.locator("#_search select[name=topic] option").evaluateAll((all) => all.filter((one) => one.dataset.feed).map((one) => [one.value, one.dataset.feed]));
    if (!topics.length) return;
    await page.selectOption("#_search select[name=topic]", topics[0][0]);
    await page.locator("#_follow a").first().waitFor();
    must((await page.locator("#_follow a").first().getAttribute("href")) === topics[0][1], "another feed");
  });
  await step("nothing found, and an empty question", async (page) => {
    await open(page, folder, "?q=zzqqxxyy");
    await settled(page);
    must((await links(page)).length === 0 && (await said(page)).includes("zzqqxxyy"), await said(page));
    await page.fill("#_q", "  ");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#_found").textContent === "");
    must(new URL(page.url()).search === "", page.url());
  });
  await step("what is asked for stays text", async (page) => {
    await open(page, folder, `?q=${encodeURIComponent(`<img src=x onerror=alert(1)> ${"$&"} ${word}`)}`);
    await settled(page);
    must((await page.locator("main img[src=x], #_found img").count()) === 0, "it became an element");
    must((await said(page)).includes("$&"), await said(page));
  });
  await step("by keyboard alone", async (page) => {
    await open(page, folder);
    for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement.id)) !== "_q"; i += 1) await page.keyboard.press("Tab");
    await page.keyboard.type(word);
    await page.keyboard.press("Enter");
    await settled(page);
    for (let i = 0; i < 20 && !(await page.evaluate(() => document.activeElement.closest("#_hits"))); i += 1) await page.keyboard.press("Tab");
    const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
    must(href === (await links(page))[0], `the focus is on ${href}`);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.endsWith(href));
    await page.goBack();
    await settled(page);
    must((await page.inputValue("#_q")) === word, "the question is gone");
  });
  await step("on a phone nothing scrolls sideways", async (page) => {
    await open(page, folder, `?q=${word}`);
    await settled(page);
    const wide = await page.evaluate(sidewaysScroll);
    must(!wide, wide);
    await axe(page, "phone");
  }, { viewport: { width: 320, height: 700 } });
  await step("in the dark", async (page) => {
    await open(page, folder, `?q=${word}`);
    await settled(page);
    await axe(page, "dark");
  }, { colorScheme: "dark" });
  await step("without script there are links", async (page) => {
    await open(page, folder);
    must(await page.locator("#_without a").first().isVisible(), "no links");
  }, { javaScriptEnabled: false });
  await step("an old manifest is loaded again, once", async (page, asked) => {
    const old = unpack(`${folder}index.bin`);
    for (const list of old.lists) for (const one of list.segments) one.shards = one.shards.replace(/./g, "0");
    let times = 0;
    await page.route("**/index.bin", (route) => (times++ ? route.continue() : route.fulfill({ body: gzipSync(JSON.stringify(old)), contentType: "application/octet-stream" })));
    await open(page, folder, `?q=${word}`);
    await settled(page);
    must((await links(page)).length > 0, await said(page));
    must(asked.filter((one) => one.endsWith("index.bin")).length === 2, asked.join(" "));
  }, { mayMiss: true });
  await step("an old manifest whose texts have moved", async (page) => {
    const old = unpack(`${folder}index.bin`);
    const [list] = old.lists;
    // As if a briefing had been taken from the first month: all numbers are one off.
    list.groups.push(list.groups.shift());
    let times = 0;
    await page.route("**/index.bin", (route) => (times++ ? route.continue() : route.fulfill({ body: gzipSync(JSON.stringify(old)), contentType: "application/octet-stream" })));
    await open(page, folder, `?q=${encodeURIComponent(rare[1])}`);
    await settled(page);
    must((await links(page)).length > 0, await said(page));
  }, { mayMiss: true });
  await step("shards that are gone: it says so, and shows the links", async (page) => {
    await page.route("**/s/*.bin", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page, folder, `?q=${word}`);
    await settled(page);
    const failed = await page.evaluate(() => JSON.parse(document.querySelector("#_search").dataset.words).failed);
    must((await said(page)) === failed, await said(page));
    must(await page.locator("#_without a").first().isVisible(), "no links");
    await page.unroute("**/s/*.bin");
    await page.focus("#_q");
    await page.keyboard.press("Enter");
    await page.locator("#_hits li").first().waitFor();
    must(!(await page.locator("#_without").isVisible()), "the links are still there");
  }, { mayMiss: true });
  await step("the answer to the last question wins", async (page) => {
    await page.route("**/s/*.bin", async (route) => {
      await new Promise((done) => setTimeout(done, 400));
      await route.continue();
    });
    await open(page, folder, `?q=${word}`);
    await page.fill("#_q", "zzqqxxyy");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#_found").textContent.includes("zzqqxxyy"));
    await page.waitForTimeout(1200);
    must((await links(page)).length === 0, "the first answer is shown");
  });
  const chinese = "zh-hans/search/";
  if (site.files.includes(`${chinese}index.html`)) {
    const four = frequent(chinese, /\p{sc=Han}{4}/gu);
    await step("Chinese", async (page) => {
      await open(page, chinese);
      await page.fill("#_q", four);
      await page.keyboard.press("Enter");
      await settled(page);
      const found = await links(page);
      must(found.length > 0, await said(page));
      const texts = new Map(documents(chinese).map((doc) => [doc[0], doc.flat().join("\n").replace(/\s/g, "")]));
      for (const one of found) must(texts.get(one).includes(four), `${one} has no ${four}`);
      const marked = await page.locator("#_hits mark").allTextContents();
      must(marked.length > 0 && marked.every((one) => one === four), marked.join());
      const wide = await page.evaluate(sidewaysScroll);
      must(!wide, wide);
      await axe(page, "Chinese");
    }, { viewport: { width: 360, height: 700 } });
  }
} finally {
  await browser.close();
  server.close();
}
finish(findings, `the search in Chromium, ${steps} steps, “${word}”`);
