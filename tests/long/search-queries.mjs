// Queries on a built site, as the search page makes them: whether each finds what a scan of all texts finds, and what it costs a
// reader whose browser has kept nothing.
//
//   bulletin build --root DIGEST
//   node tests/long/search-queries.mjs DIGEST/output/search en [COUNT]
//
// Words are drawn from the texts by their frequency, one to three a query; of Chinese, Japanese and Korean runs of two to four
// characters. A figure is given for all queries: the median and the most.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";

const find = createRequire(import.meta.url)("../../themes/gazette/static/search.js");
const [folder, lang = "en", count = "20"] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/long/search-queries.mjs SEARCH_DIR [LANGUAGE] [COUNT]");
  process.exit(2);
}
const unpack = (path) => JSON.parse(gunzipSync(readFileSync(join(folder, path))));
const asked = [];
const load = async (path) => {
  const bytes = readFileSync(join(folder, path));
  asked.push(bytes.length);
  return new Response(bytes);
};
find.use({ lang, load });

const documents = unpack("index.bin").lists.flatMap((list) => list.groups.flatMap(([group, files]) => files.flatMap((_, n) => unpack(`t/${group}-${n}.bin`))));
const fields = ([, title, , , summary, points, text]) => [title, summary, ...points, ...text.split("\n")];
const isUnspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

// The same queries each time.
let state = 2463534242;
const random = () => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
};
const draw = (list) => list[Math.floor(random() * list.length)];
const word = () => {
  for (;;) {
    const field = draw(fields(draw(documents)).filter(Boolean));
    if (isUnspaced.test(field)) {
      const run = draw(field.match(/[\p{sc=Han}]{4,}/gu) ?? [""]);
      if (run) return [...run].slice(0, 2 + Math.floor(random() * 3)).join("");
    } else {
      const term = draw(field.match(/[\p{L}]{3,}/gu) ?? [""]);
      if (term) return term.toLowerCase();
    }
  }
};
// Of each document its terms, sorted, and its fields.
const known = documents.map((document) => ({ url: document[0], fields: fields(document).map(find.fold), terms: [...new Set(fields(document).flatMap(find.terms))].sort() }));
const scan = (query) => {
  const words = query.split(" ");
  const has = (one) => {
    const folded = find.fold(one);
    const [wanted] = find.terms(one);
    const isHit = (term) => term === wanted || (wanted.length > 2 && term.startsWith(wanted));
    return (document) => (isUnspaced.test(one) ? document.fields.some((field) => field.includes(folded)) : document.terms.some(isHit));
  };
  return words.reduce((left, one) => left.filter(has(one)), known).map(({ url }) => url);
};

const costs = [];
let wrong = 0;
for (let n = 0; n < Number(count); n += 1) {
  const query = Array.from({ length: 1 + (n % 3) }, word).join(" ");
  find.use({ lang, load });
  asked.length = 0;
  const result = await find.search(query, {});
  const cost = { query, requests: asked.length, bytes: asked.reduce((sum, size) => sum + size, 0) };
  costs.push(cost);
  const found = result.first.page.map(([url]) => url);
  for (let page = result.first; page.rest; ) {
    page = await result.next();
    found.push(...page.page.map(([url]) => url));
  }
  const wanted = scan(query);
  const missing = wanted.filter((url) => !found.includes(url));
  const more = found.filter((url) => !wanted.includes(url));
  if (missing.length || more.length) {
    wrong += 1;
    console.log(`${query}: ${missing.length} of ${wanted.length} not found, ${more.length} too many${result.first.isAbout ? " (about)" : ""}`);
  }
}
const of = (name) => {
  const all = costs.map((cost) => cost[name]).sort((a, b) => a - b);
  return `${all[Math.floor(all.length / 2)]} and ${all[all.length - 1]} ${name}`;
};
console.log(`${costs.length} queries on ${documents.length} documents; ${of("requests")}, ${of("bytes")} at the median and at worst; ${wrong} wrong`);
process.exitCode = wrong ? 1 : 0;
