// The search page. A manifest says in which small files the words and the texts are.
(() => {
const PAGE = 10;
const BEGINS = 0.4; // weight of longer words
let lang, load;

// Terms, as in the build

const OTHERS = { ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ı: "i", ς: "σ", "’": "'" };
const DROPPED = /[\u0300-\u036f\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const known = {};
const foldOne = (one) => {
  const plain = () => one.normalize("NFKC").toLowerCase().normalize("NFD").replace(DROPPED, "");
  return (known[one] = known[one] || plain().replace(/[ßøłđæœıς’]/g, (letter) => OTHERS[letter]));
};
const fold = (text) => text.normalize("NFC").replace(/[A-Z\u0080-\u{10ffff}]/gu, foldOne).normalize("NFC");

const CJK = "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー]";
const LETTER = `(?!${CJK})[\\p{Alphabetic}\\p{M}]`;
const PIECE = RegExp(`(${CJK}+)|(?:\\d[.,](?=\\d)|${LETTER}'(?=${LETTER})|${LETTER}|(?!${CJK})\\p{N})+`, "gu");
const part = (word) => {
  const isPlural = /^en\b/i.test(lang) && /^\p{Alphabetic}{3,}s$/u.test(word);
  const one = isPlural ? word.replace(/([^ae])ies$/, "$1y").replace(/([^us])s$/, "$1") : word;
  return [...one].slice(0, 40).join("");
};
const parts = (piece) => piece.replace(/,|'s$/g, "").split("'").map(part);
const pairs = (run) => [...run].slice(1).map((one, i) => [...run][i] + one);
const pieces = (text) => [...fold(text).matchAll(PIECE)];
const terms = (text) => pieces(text).flatMap(([piece, run]) => (run ? [...pairs(run), [...run].pop()] : parts(piece)));

// For phrases: `<data><protection>, <5g>基站`. Spaces do not count, nor a sign between words.
const standing = (text) => {
  const marked = fold(text).replace(PIECE, (piece, run) => run || `<${parts(piece).join("><")}>`);
  return marked.replace(/>[^\n](?=<)/gu, ">").replace(/[^\S\n]/g, "");
};

// Words that must be there, runs to mark, phrases that must stand there.
const query = (text) => {
  const asked = { words: [], runs: [], phrases: [] };
  const take = (part, isQuoted) => {
    const words = pieces(part).flatMap(([piece, run]) => {
      if (!run) return parts(piece).map((term) => ({ term, begins: !isQuoted && term.length > 2 && BEGINS }));
      asked.runs.push(run);
      const all = pairs(run);
      const n = all.length - 1;
      if (n < 0) return { term: run, begins: 1 }; // it begins a pair, or ends a run
      return [...new Set([0, n / 3, n / 1.5, n].map(Math.round))].map((i) => ({ term: all[i] }));
    });
    asked.words.push(...words);
    if (words.length < 2) return;
    const [phrase] = standing(part).match(RegExp(`(<|${CJK}).*(>|${CJK})`, "u"));
    asked.phrases.push(phrase.replace(words.pop().begins ? />$/ : "", ""));
  };
  text.split(/["“”„«»「」『』＂]/).forEach((part, i) => {
    for (const one of i % 2 ? [part] : part.split(/\s/)) take(one, i % 2);
  });
  return asked;
};
const isHit = ({ term, begins }, other) => other === term || (begins && other.startsWith(term));

// The files

const kept = new Map();
const get = (path, read, cache) => {
  const ask = async () => {
    const stream = (await load(path, cache)).body.pipeThrough(new DecompressionStream("gzip"));
    return read(new Uint8Array(await new Response(stream).arrayBuffer()));
  };
  if (!kept.has(path)) kept.set(path, ask());
  return kept.get(path);
};
const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const reader = (bytes, at = 1) => {
  const number = () => (bytes[at] < 128 ? bytes[at++] : (bytes[at++] & 127) + 128 * number());
  const list = (make, length = number()) => Array.from({ length }, make);
  return { number, list, take: (n) => bytes.subarray(at, (at += n)) };
};
const readShard = (bytes) => {
  const { number, list, take } = reader(bytes);
  let term = [];
  const all = list(() => {
    const [head] = take(1);
    const [shared, more] = [head >> 4, head & 15].map((n) => (n < 15 ? n : 15 + number()));
    term = [...term.slice(0, shared), ...list(number, more)];
    return String.fromCodePoint(...term);
  });
  const counts = all.map(number);
  return all.map((one, i) => [one, list(number, counts[i])]);
};
const readFacets = (bytes) => {
  const { number, list, take } = reader(bytes);
  return list(() => {
    const name = new TextDecoder().decode(take(number()));
    let last = -1;
    return [name, list(() => (last += number() + 1))];
  });
};
// Numbers go on from the briefings to the things.
const readManifest = (bytes) => {
  const { lists } = json(bytes);
  const years = (name) => name.slice(0, 4) - -name.slice(5) / 12;
  const newest = Math.max(...lists[0].groups.map(([name]) => years(name)));
  const segments = [];
  const groups = [];
  lists.forEach((list, isThing) => {
    let first = groups.length;
    for (const one of list.segments) {
      segments.push({ ...one, names: one.shards.match(/.{10}/g), ids: Array.from({ length: one.n }, () => first++) });
    }
    for (const [name, files] of list.groups) {
      const factor = isThing ? 1 : 1 + 0.2 * 2 ** ((years(name) - newest) / 2);
      const group = { name, files, factor, isThing, first: groups.length };
      for (const n of files) groups.push(...Array(n).fill(group));
    }
  });
  return { segments, groups };
};
const manifest = (cache = "no-cache") => get("index.bin", readManifest, cache);

const ask = async (text, filters, isFresh) => {
  if (isFresh) kept.clear();
  const before = kept.size;
  const { segments, groups } = await manifest(isFresh && "reload");
  const { words, phrases, runs } = query(text);
  const chosen = Object.keys(filters);
  const sets = new Map();
  const has = (id, name, value) => (name === "year" ? groups[id].name.startsWith(value) : (sets.get(`${name}:${value}`) || sets).has(id));
  const fits = (id, but) => chosen.every((name) => name === but || has(id, name, filters[name]));
  const used = segments.filter(({ ids }) => ids.some((id) => !filters.year || has(id, "year", filters.year))).reverse();
  const readSets = async ({ facets, ids }) => {
    for (const [name, list] of await get(`f/${facets}.bin`, readFacets)) {
      if (!sets.has(name)) sets.set(name, new Set());
      for (const n of list) sets.get(name).add(ids[n]);
    }
  };
  const needsSets = chosen.some((name) => name !== "year");
  const reads = needsSets ? used.map(readSets) : [];

  const key = (term) => encodeURIComponent(term).replace(/%/g, "~"); // in the order of code points
  let further = Math.max(3, 21 - words.length * used.length);
  for (const word of words) {
    word.at = new Map();
    const read = async (first, name) => {
      for (const [term, postings] of await get(`s/${name}.bin`, readShard)) {
        if (!isHit(word, term)) continue;
        let id = first - 1;
        for (const posting of postings) {
          id += (posting >> 3) + 1;
          const weight = ((posting & 7) + 1) * (term === word.term || word.begins);
          word.at.set(id, Math.max(word.at.get(id) || 0, weight));
        }
      }
    };
    for (const { starts, names, ids } of used) {
      let i = starts.filter((start) => key(start) <= key(word.term)).length;
      if (i) reads.push(read(ids[0], names[i - 1]));
      for (; word.begins && i < starts.length && starts[i].startsWith(word.term); i += 1) {
        if (further-- > 0) reads.push(read(ids[0], names[i]));
      }
    }
  }
  await Promise.all(reads);

  const scores = new Map();
  for (const id of words.length ? words[0].at.keys() : text ? [] : used.flatMap(({ ids }) => ids)) {
    if (words.every(({ at }) => at.has(id))) scores.set(id, 0);
  }
  for (const { at } of words) {
    const idf = Math.log(1 + (groups.length - at.size + 0.5) / (at.size + 0.5));
    for (const [id, sum] of scores) scores.set(id, sum + idf * at.get(id) * groups[id].factor);
  }
  const newness = (id) => (groups[id].isThing ? -id : id);
  const order = (a, b) => scores.get(b) - scores.get(a) || newness(b) - newness(a);
  const queue = [...scores.keys()].filter((id) => fits(id)).sort(order);
  const ready = [];
  let shown = 0;

  const look = async (id) => {
    const { name, files, first } = groups[id];
    let [k, at] = [0, id - first];
    while (at >= files[k]) at -= files[k++];
    const doc = (await get(`t/${name}-${k}.bin`, json, "no-cache"))[at];
    const hasAll = (part) => {
      const list = terms(part);
      return words.every((word) => list.some((term) => isHit(word, term)));
    };
    const top = [doc[1], ...doc[5]].join("\n");
    const all = [top, doc[4], doc[6]].join("\n");
    const isThere = hasAll(all);
    if (!isThere && !isFresh) throw Error("old manifest");
    if (!isThere || phrases.some((phrase) => !standing(all).includes(phrase))) scores.delete(id);
    else ready.push({ id, doc, isLater: !hasAll(top) });
  };
  // All words in title or key points go first; more than a page is read where that is cheap.
  const next = async () => {
    const most = shown || !text ? PAGE : Math.max(PAGE, 18 + before - kept.size);
    for (let left = 20; queue.length && left && ready.length < PAGE; ) {
      const batch = queue.splice(0, Math.min(left, most - ready.length));
      left -= batch.length;
      await Promise.all(batch.map(look));
    }
    ready.sort((a, b) => a.isLater - b.isLater || order(a.id, b.id));
    const page = ready.splice(0, PAGE).map(({ doc }) => doc);
    shown += page.length;
    const rest = ready.length + queue.length;
    return { page, rest, total: shown + rest, isAbout: further < 0 || (phrases.length && queue.length) };
  };
  const count = (name, value) => {
    if (!needsSets || further < 0 || phrases.length || (filters.year && name === "year")) return "";
    return ` (${[...scores.keys()].filter((id) => fits(id, name) && has(id, name, value)).length})`;
  };
  return { words, runs: runs.join("|"), next, count, first: await next() };
};
// The manifest may be old.
const search = (...how) => ask(...how).catch(() => ask(...how, true));

if (typeof module === "object") {
  const use = (how) => kept.clear() || ({ lang, load } = how);
  return void (module.exports = { terms, fold, standing, query, readShard, readFacets, search, use });
}

// The page

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const marks = (text) =>
  [...text.matchAll(PIECE)].flatMap(({ 0: piece, 1: run, index }) => {
    if (run) return result.runs ? [...fold(run).matchAll(result.runs)].map((hit) => [index + hit.index, hit[0]]) : [];
    return terms(piece).some((term) => result.words.some((word) => isHit(word, term))) ? [[index, piece]] : [];
  });
// The part with most of the words, cut at spaces or between characters.
const extract = (fields) => {
  const width = /^(zh|ja|ko)/.test(lang) ? 100 : 200;
  let best = { rank: -1, part: "", hits: [] };
  for (const text of fields) {
    for (const [at] of [[0], ...marks(text)]) {
      const from = Math.max(0, at - width / 4);
      let part = text.slice(from, from + width);
      if (from) part = part.replace(/^(\S{0,20}\s|[\udc00-\udfff]|)/, "… ");
      if (from + width < text.length) part = part.replace(/(\s\S{0,20}|[\ud800-\udbff]|)$/, " …");
      const hits = marks(part);
      const rank = new Set(hits.map((hit) => fold(hit[1]))).size;
      if (rank > best.rank && part) best = { rank, part, hits };
    }
  }
  const { part, hits } = best;
  let from = 0;
  const nodes = hits.flatMap(([start, { length }]) => {
    const before = part.slice(from, start);
    from = start + length;
    return [before, make("mark", { textContent: part.slice(start, from) })];
  });
  return make("p", { className: "extract" }, ...nodes, part.slice(from));
};

const [form, found, follow, hits, more, without] = document.querySelectorAll("#_search, #_found, #_follow, #_hits, #_more, #_without");
const says = JSON.parse(form.dataset.words);
const options = [...form.querySelectorAll("option:not([value=''])")].map((option) => ({ option, name: option.text }));
let asked, result;
lang = form.dataset.lang;
load = async (path, cache) => {
  const answer = await fetch(new URL(path, form.action), { cache });
  return answer.ok ? answer : Promise.reject(path);
};
const say = (what, n = 0) => {
  const text = what[new Intl.PluralRules(lang).select(n)] || what.other || what;
  found.textContent = text.replace(/\{([nq])\}/g, (_, name) => (name === "q" ? asked.get("q") : new Intl.NumberFormat(lang).format(n)));
};
const hit = ([url, title, date, kind, ...fields]) => {
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  const time = date && make("time", { dateTime: date, textContent: day.format(new Date(date)) });
  const heading = make("h2", {}, make("a", { href: url, textContent: title }));
  const meta = make("p", { className: "meta" }, kind, date && " · ", time);
  return make("li", {}, make("article", {}, heading, meta, extract(fields.flat())));
};
const show = ({ page, rest, total, isAbout }) => {
  const items = page.map(hit);
  hits.append(...items);
  more.hidden = !rest;
  say(says[asked.has("q") ? (!total ? "none" : isAbout ? "about" : "found") : total ? "filtered" : "none-filtered"], total);
  return items[0];
};
let turn = 0; // late answers are not shown
const run = async () => {
  const mine = (turn += 1);
  asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  const { q = "", ...filters } = Object.fromEntries(asked);
  say(`${asked}` && says.reading);
  const answer = await (`${asked}` && search(q, filters).catch(() => "failed"));
  if (mine !== turn) return;
  result = answer;
  hits.textContent = follow.textContent = "";
  for (const { option, name } of options) {
    option.text = name + (answer.count ? answer.count(option.parentNode.name, option.value) : "");
    const href = option.dataset.feed;
    if (href && option.selected && !q) follow.append(make("a", { href, textContent: says.follow.replace("{name}", name) }), " ");
  }
  follow.hidden = !follow.textContent;
  without.hidden = answer !== "failed";
  more.hidden = true;
  if (answer.first) show(answer.first);
  else say(answer && says.failed);
};
const restore = () => {
  const values = new URLSearchParams(location.search);
  for (const one of form.elements) one.value = values.get(one.name) || "";
  run();
};
const go = (event) => {
  event.preventDefault();
  run();
  const search = `${asked}` && `?${asked}`;
  if (search !== location.search) history.pushState(null, "", location.pathname + search);
};
form.addEventListener("submit", go);
form.addEventListener("change", (event) => event.target.options && go(event));
form.addEventListener("focusin", ({ target }) => target.type === "search" && manifest().catch(() => {}));
more.addEventListener("click", async () => {
  const first = await result.next().then(show, run);
  if (first) first.querySelector("a").focus();
});
addEventListener("popstate", restore);
restore();
})();
