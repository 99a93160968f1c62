// The search without a browser: terms, files, and every query against a scan of all texts.
//
//   node --test tests/web/search-client.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { AGENCIES, TOPICS, briefings, things } from "./lib/index-corpus.mjs";
import { byCodePoint, encode, facets, impacts, shard } from "./lib/index-encoder.mjs";

const find = createRequire(import.meta.url)("../../themes/gazette/static/search.js");
const { terms, fold, standing } = find;
const samples = JSON.parse(readFileSync(new URL("terms.json", import.meta.url), "utf8"));

test("the terms of all samples", () => {
  assert.ok(samples.length >= 40);
  for (const { lang, text, terms: wanted } of samples) {
    find.use({ lang });
    assert.deepEqual([...new Set(terms(text))].sort(byCodePoint), wanted, text);
  }
});

test("shards and facets read back", () => {
  const long = "x".repeat(38);
  const entries = ["", "a", "ab", "abcdefghijklmno", "abcdefghijklmnop", long, `${long}y`, "网", "网络", "\uffee", "𠮷", "𠮷野"]
    .sort(byCodePoint)
    .map((term, i) => [term, [{ n: i, impact: i % 8 }, { n: i + 1, impact: 7 }, { n: 90000 + i, impact: 0 }]]);
  const back = find.readShard(shard(entries));
  const wanted = entries.map(([term, list]) => [term, list.map(({ n, impact }, i) => (n - (i ? list[i - 1].n : -1) - 1) * 8 + impact)]);
  assert.deepEqual(back, wanted);
  const sets = new Map([["topic:telecoms", [0, 1, 300]], ["kind:büro", [5]], ["agency:miit", [0]]]);
  assert.deepEqual(find.readFacets(facets(sets)), [...sets].sort(([a], [b]) => byCodePoint(a, b)));
});

// A site in memory, with a record of what was asked for.
const site = (lang, lists, options) => {
  find.use({ lang });
  const files = encode(lists, terms, options);
  const asked = [];
  const load = async (path, cache) => {
    asked.push({ path, cache });
    if (!files.has(path)) throw new Error("404");
    return new Response(files.get(path));
  };
  find.use({ lang, load });
  return { files, asked, docs: lists.flat(), lists };
};
const all = async (text, filters = {}) => {
  const result = await find.search(text, filters);
  const pages = [result.first];
  while (pages[pages.length - 1].rest) pages.push(await result.next());
  return { result, pages, urls: pages.flatMap(({ page }) => page.map(([url]) => url)) };
};
const fieldsOf = (doc) => [doc.title, doc.summary, ...doc.points, ...doc.text.split(/\n|\. /)];
// The scan knows nothing of shards or pairs: words are compared as terms, runs of Han by looking into the text.
const HAN = /[\p{sc=Han}]/u;
const scan = (docs, text) => {
  const quoted = /^"(.*)"$/.exec(text);
  const chunks = quoted ? [quoted[1]] : text.split(" ");
  return docs.filter((doc) =>
    chunks.every((chunk) => {
      if (HAN.test(chunk)) return fieldsOf(doc).some((field) => new RegExp(`${/^\w/.test(chunk) ? "(?<![a-z0-9])" : ""}${fold(chunk)}`).test(fold(field)));
      if (quoted || /\W/.test(chunk.replace(/[.,]/g, ""))) {
        const list = terms(chunk);
        return fieldsOf(doc).some((field) => {
          const own = terms(field);
          return own.some((_, i) => list.every((term, k) => own[i + k] === term || (!quoted && k === list.length - 1 && term.length > 2 && own[i + k]?.startsWith(term))));
        });
      }
      const [term] = terms(chunk);
      return fieldsOf(doc).some((field) => terms(field).some((own) => own === term || (term.length > 2 && own.startsWith(term))));
    }),
  );
};
const sameSet = (found, wanted, what) => assert.deepEqual([...found].sort(), wanted.map((doc) => doc.url).sort(), what);

const english = () => site("en", [briefings("en", 300), things("en")]);
const chinese = () => site("zh-Hans", [briefings("zh-Hans", 300), things("zh-Hans")]);

test("English queries find what a scan finds", async () => {
  const { docs } = english();
  const queries = ["data", "licence", "licences", "policies", "regulat", "reg", "tele", "4.089", "1,234", "1234", "5g", "CHILDREN’S", "children", "data protection", "spectrum auction fine", "e-commerce", "cross-border roam", '"base station"', '"data data"', "“mobile network”", "«market price»", "wi-fi", "Wi-F", "nothing", "broadband indicators", "da", '"reg"', "penalti", "penalty roam satel merger"];
  for (const query of queries) {
    const { urls, pages } = await all(query);
    const plain = query.replace(/[“”«»]/g, '"');
    sameSet(urls, scan(docs, plain), query);
    assert.equal(pages[pages.length - 1].total, urls.length, query);
    assert.equal(new Set(urls).size, urls.length);
    if (query.split(" ").length === 1 && !/\W/.test(query)) assert.ok(!pages[0].isAbout, query);
  }
});

test("Chinese queries find what a scan finds", async () => {
  const { docs } = chinese();
  const list = ["基站", "5G基站", "增值电信", "宽带接入", "数据保护", "网", "𠮷", "㐂", "工业和信息化部", "增值电信业务经营许可", "接入基", "网络安全", "没有这个", "数据 保护", "5g", "监管规定条例"];
  for (const doc of briefings("zh-Hans", 300).filter((_, i) => i % 23 === 0)) for (const n of [2, 3, 5, 8]) list.push([...fold(doc.text)].slice(3, 3 + n).join("").replace(/[。\n].*/s, "").replace(/^\w+|\w+$/g, ""));
  for (const query of list.filter(Boolean)) sameSet((await all(query)).urls, scan(docs, query), query);
  for (const query of ["「网络安全」", "『宽带接入』", "“数据保护”"]) sameSet((await all(query)).urls, scan(docs, query.slice(1, -1)), query);
});

test("filters, years and counts", async () => {
  const { docs, asked, lists } = english();
  const has = (doc, filters) =>
    Object.entries(filters).every(([name, value]) => (name === "year" ? doc.date.startsWith(value) : doc.facets.includes(`${name}:${value}`)));
  for (const filters of [{ topic: "data" }, { agency: "fcc", year: "2023" }, { kind: "indicators" }, { year: "2022" }, { topic: "nothing" }, { jurisdiction: "cn", topic: "data" }]) {
    const alone = await all("", filters);
    const wanted = docs.filter((doc) => has(doc, filters));
    const newest = [...wanted.filter((doc) => doc.date).reverse(), ...wanted.filter((doc) => !doc.date)];
    assert.deepEqual(alone.urls, newest.map((doc) => doc.url));
    sameSet((await all("data", filters)).urls, scan(wanted, "data"), JSON.stringify(filters));
  }
  asked.length = 0;
  const { result } = await all("data");
  assert.ok(!asked.some(({ path }) => path.startsWith("f/")));
  const { count } = await find.search("data", { jurisdiction: "cn" });
  for (const topic of TOPICS) assert.equal(count("topic", topic), ` (${scan(docs, "data").filter((doc) => has(doc, { topic, jurisdiction: "cn" })).length})`);
  assert.equal(count("year", "2023"), ` (${scan(docs, "data").filter((doc) => has(doc, { year: "2023", jurisdiction: "cn" })).length})`);
  assert.equal(result.count("topic", "data"), "");
  const { count: chosen } = await find.search("data", { topic: "data" });
  for (const agency of AGENCIES) assert.equal(chosen("agency", agency), ` (${scan(docs, "data").filter((doc) => has(doc, { agency, topic: "data" })).length})`);
  assert.equal(chosen("topic", "telecoms"), ` (${scan(docs, "data").filter((doc) => has(doc, { topic: "telecoms" })).length})`);
  assert.equal(lists[1].length, 10);
});

test("the order: by score, of equal ones the newer, and titles before texts among the first ten", async () => {
  const { docs, lists } = english();
  const newest = Math.max(...lists[0].map((doc) => Number(doc.date.slice(0, 4)) * 12 + Number(doc.date.slice(5, 7))));
  for (const query of ["satellite", "data protection", "4.089", "tower price"]) {
    const words = query.split(" ").map((word) => terms(word)[0]);
    const weigh = (doc, word) =>
      Math.max(0, ...[...impacts(doc, terms)].filter(([term]) => term === word || (word.length > 2 && term.startsWith(word))).map(([term, impact]) => (impact + 1) * (term === word ? 1 : 0.4)));
    const idf = words.map((word) => {
      const df = docs.filter((doc) => weigh(doc, word) > 0).length;
      return Math.log(1 + (docs.length - df + 0.5) / (df + 0.5));
    });
    const score = (doc) => {
      const age = doc.date && (newest - Number(doc.date.slice(0, 4)) * 12 - Number(doc.date.slice(5, 7))) / 12;
      return words.reduce((sum, word, i) => sum + idf[i] * weigh(doc, word), 0) * (doc.date ? 1 + 0.2 * 2 ** (-age / 2) : 1);
    };
    const { pages } = await all(query);
    const byUrl = new Map(docs.map((doc) => [doc.url, doc]));
    const isAbout = (doc) => words.every((word) => terms([doc.title, ...doc.points].join("\n")).some((term) => term === word || (word.length > 2 && term.startsWith(word))));
    const first = pages[0].page.map(([url]) => byUrl.get(url));
    const about = first.map(isAbout);
    assert.deepEqual(about, [...about].sort((a, b) => b - a), query);
    for (const part of [first.filter(isAbout), first.filter((doc) => !isAbout(doc))]) {
      part.slice(1).forEach((doc, i) => {
        const [a, b] = [score(part[i]), score(doc)];
        assert.ok(a > b - 1e-9, `${query}: ${a} before ${b}`);
        if (Math.abs(a - b) < 1e-9 && doc.date) assert.ok(part[i].date >= doc.date);
      });
    }
  }
});

test("an old manifest is loaded again once", async () => {
  const { asked, docs, files } = english();
  await all("data");
  // Another version of the site: shards and texts have moved.
  const changed = encode([briefings("en", 280, 7), things("en")], terms);
  files.clear();
  for (const [path, bytes] of changed) files.set(path, bytes);
  asked.length = 0;
  sameSet((await all("spectrum roam")).urls, scan([...briefings("en", 280, 7), ...things("en")], "spectrum roam"));
  assert.equal(asked.filter(({ path }) => path === "index.bin").length, 1);
  assert.ok(asked.some(({ path, cache }) => path === "index.bin" && cache === "reload"));
  // Only the texts are others.
  const site2 = english();
  const texts = encode([briefings("en", 300, 9), things("en")], terms);
  for (const path of [...site2.files.keys()].filter((one) => one.startsWith("t/"))) site2.files.set(path, texts.get(path));
  site2.asked.length = 0;
  const again = await all("penalty roaming");
  assert.equal(site2.asked.filter(({ cache }) => cache === "reload").length, 1);
  assert.ok(again.urls.length <= docs.length);
  // Nothing there at all.
  site2.files.clear();
  await assert.rejects(all("penalty"));
});

test("budget: few files, none twice", async () => {
  const { asked } = english();
  for (const query of ["data", "spectrum auction", "data protection authority", "reg"]) {
    const from = asked.length;
    const result = await find.search(query, {});
    assert.ok(asked.length - from <= 32, `${query}: ${asked.length - from}`);
    assert.ok(result.first.page.length);
  }
  assert.equal(new Set(asked.map(({ path }) => path)).size, asked.length);
});

test("phrases stand over spaces and signs, not over paragraphs", () => {
  find.use({ lang: "en" });
  assert.equal(standing("Data-protection, 5G 基站"), "<data><protection>,<5g>基站");
  assert.ok(!standing("data\nprotection").includes("<data><protection>"));
  assert.deepEqual(find.query('e-comm "data law" 5G基站').phrases, ["<e><comm", "<data><law>", "<5g>基站"]);
  assert.deepEqual(find.query("工业和信息化部").words.map(({ term }) => term), ["工业", "和信", "信息", "化部"]);
});
