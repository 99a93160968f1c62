// A small encoder of the format, for tests only: its segments and shards are cut more simply than the build cuts them.

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const varint = (n) => {
  const bytes = [];
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) + 128);
  return [...bytes, n];
};
export const byCodePoint = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const name = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);
const gaps = (list, add = (gap) => gap) => {
  let last = -1;
  return list.flatMap((one) => {
    const number = one.n ?? one;
    const gap = number - last - 1;
    last = number;
    return varint(add(gap, one));
  });
};

// `entries`: sorted [term, [{ n, impact }, …]].
export function shard(entries) {
  const out = [1, ...varint(entries.length)];
  let before = [];
  for (const [term] of entries) {
    const points = [...term].map((one) => one.codePointAt(0));
    let shared = 0;
    while (shared < points.length && points[shared] === before[shared]) shared += 1;
    const more = points.length - shared;
    out.push((Math.min(15, shared) << 4) | Math.min(15, more));
    if (shared >= 15) out.push(...varint(shared - 15));
    if (more >= 15) out.push(...varint(more - 15));
    out.push(...points.slice(shared).flatMap(varint));
    before = points;
  }
  for (const [, postings] of entries) out.push(...varint(postings.length));
  for (const [, postings] of entries) out.push(...gaps(postings, (gap, { impact }) => gap * 8 + impact));
  return Uint8Array.from(out);
}

export function facets(map) {
  const out = [1, ...varint(map.size)];
  for (const key of [...map.keys()].sort(byCodePoint)) {
    const bytes = Buffer.from(key);
    out.push(...varint(bytes.length), ...bytes, ...varint(map.get(key).length), ...gaps(map.get(key)));
  }
  return Uint8Array.from(out);
}

export function impacts(doc, terms) {
  const weights = new Map();
  let n = 0;
  const fields = [[doc.title, 6], [doc.summary, 2], [doc.points.join("\n"), 2], [doc.text, 1]];
  for (const [text, by] of fields) {
    for (const term of terms(text)) {
      weights.set(term, (weights.get(term) ?? 0) + by);
      n += 1;
    }
  }
  return new Map([...weights].map(([term, w]) => [term, Math.min(7, Math.floor((8 * w) / (w + 1.2 * (0.5 + (0.5 * n) / 700))))]));
}

const start = (term, before) => {
  if (before === undefined) return "";
  const [a, b] = [[...term], [...before]];
  let i = 0;
  while (a[i] === b[i]) i += 1;
  return a.slice(0, i + 1).join("");
};

// `lists`: two lists of documents { group, url, title, date, kind, summary, points, text, facets: ["topic:telecoms"] }, in the
// order of their groups. Gives the files: from path to gzipped bytes.
export function encode(lists, terms, { perSegment = 120, perText = 4, shardBytes = 4000 } = {}) {
  const files = new Map();
  const put = (folder, bytes) => {
    const id = name(bytes);
    files.set(`${folder}/${id}.bin`, gzipSync(bytes));
    return id;
  };
  const encodeList = (docs) => {
    const groups = [];
    for (const [key, own] of Map.groupBy?.(docs, (doc) => doc.group) ?? group(docs)) {
      const counts = [];
      for (let i = 0; i < own.length; i += perText) {
        const some = own.slice(i, i + perText);
        const rows = some.map((doc) => [doc.url, doc.title, doc.date, doc.kind, doc.summary, doc.points, doc.text]);
        files.set(`t/${key}-${counts.length}.bin`, gzipSync(JSON.stringify(rows)));
        counts.push(some.length);
      }
      groups.push([key, counts]);
    }
    const segments = [];
    for (let first = 0, size = perSegment; first < docs.length; first += size, size = Math.max(20, Math.floor(size / 2))) {
      const own = docs.slice(first, first + size);
      const index = new Map();
      const sets = new Map();
      own.forEach((doc, n) => {
        for (const [term, impact] of impacts(doc, terms)) index.set(term, [...(index.get(term) ?? []), { n, impact }]);
        for (const facet of doc.facets) sets.set(facet, [...(sets.get(facet) ?? []), n]);
      });
      const shards = [];
      const starts = [];
      let open = [];
      let bytes = 0;
      let last;
      for (const term of [...index.keys()].sort(byCodePoint)) {
        if (bytes >= shardBytes) {
          shards.push(put("s", shard(open)));
          [open, bytes] = [[], 0];
        }
        if (!open.length) starts.push(start(term, last));
        open.push([term, index.get(term)]);
        bytes += 4 + Buffer.byteLength(term) / 2 + (5 / 4) * index.get(term).length;
        last = term;
      }
      if (open.length) shards.push(put("s", shard(open)));
      segments.push({ n: own.length, shards: shards.join(""), starts, facets: put("f", facets(sets)) });
    }
    return { groups, segments };
  };
  files.set("index.bin", gzipSync(JSON.stringify({ v: 1, lists: lists.map(encodeList) })));
  return files;
}

function group(docs) {
  const groups = new Map();
  for (const doc of docs) groups.set(doc.group, [...(groups.get(doc.group) ?? []), doc]);
  return groups;
}
