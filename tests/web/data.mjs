// What programs take the digest's content from: JSON by the schemas that the site publishes, CSV by the metadata beside it.
//
// The schemas are read more strictly than they are written: a member that a schema does not name is a finding here, though
// programs should pass over it, so that nothing is published that is not described.

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { dirname, join } from "node:path";
import { finish, oneLine, siteArgument } from "./lib/report.mjs";
import { openSite } from "./lib/site.mjs";

const META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
const DATA = /(^|\/)(briefing|briefings|indicator)\.json$/; // files that must name a schema
const CELLS = {
  string: /^[^]*$/,
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  anyURI: /^[a-z][a-z0-9+.-]*:\S+$/,
};

const site = openSite(siteArgument());
const findings = [];
const note = (file, message) => findings.push(`${file}: ${oneLine(message)}`);
const addressOf = (file) => site.base + file.split("/").map(encodeURIComponent).join("/");
const json = site.files.filter((file) => file.endsWith(".json")).map((file) => ({ file, value: JSON.parse(site.read(file)) }));

const schemas = json.filter(({ value }) => value.$schema === META_SCHEMA);
const data = json.filter(({ file, value }) => DATA.test(file) || (value.$schema && value.$schema !== META_SCHEMA));
const tables = site.files.filter((file) => file.endsWith(".csv"));
let rows = 0;

checkJson();
for (const file of tables) checkTable(file);
for (const [what, found] of Object.entries({ schema: schemas, "data file": data, table: tables })) {
  if (found.length === 0) note("the site", `has no ${what}`);
}
finish(findings, `${data.length} JSON files by ${schemas.length} schemas (JSON Schema 2020-12), ${tables.length} tables with ${rows} rows (CSV on the Web)`);

function checkJson() {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats(ajv);
  const used = new Set();
  for (const { file, value } of schemas) {
    if (value.$id !== addressOf(file)) note(file, `its $id is ${value.$id}, which is not where it is published`);
    undescribed(file, value);
    ajv.addSchema(closed(value));
  }
  for (const { file, value } of data) {
    const valid = ajv.getSchema(value.$schema);
    if (!valid) {
      note(file, `names the schema ${value.$schema}, which the site does not have`);
      continue;
    }
    used.add(value.$schema);
    if (!valid(value)) for (const { instancePath, message, params } of valid.errors) note(file, `${instancePath}: ${message} ${JSON.stringify(params)}`);
  }
  for (const { file, value } of schemas) if (!used.has(value.$id)) note(file, "no file follows this schema");
}

// The schema with no member allowed that it does not name.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return copy.type === "object" && copy.properties ? { ...copy, additionalProperties: false } : copy;
}

// Members of which nobody says what they mean.
function undescribed(file, schema) {
  for (const [type, { properties = {} }] of [["", schema], ...Object.entries(schema.$defs ?? {})]) {
    for (const [name, { description }] of Object.entries(properties)) if (!description) note(file, `${type}.${name} has no description`);
  }
}

function checkTable(file) {
  const beside = `${file}-metadata.json`;
  const metadata = json.find((other) => other.file === beside)?.value;
  if (!metadata) return note(file, `has no ${beside}`);
  if (join(dirname(beside), metadata.url) !== file) note(beside, `describes ${metadata.url}`);
  const { columns, primaryKey = [] } = metadata.tableSchema;
  const [header, ...lines] = cells(file);
  rows += lines.length;
  const names = columns.map(({ name }) => name);
  if (header.join() !== names.join()) note(file, `begins with ${header}, but its metadata has ${names}`);
  if (lines.length === 0) note(file, "has no row");
  const seen = new Set();
  lines.forEach((line, index) => {
    const say = (message) => note(file, `row ${index + 1}: ${message}`);
    if (line.length !== columns.length) return say(`has ${line.length} cells instead of ${columns.length}`);
    columns.forEach(({ name, datatype, required }, at) => {
      if (line[at] === "" ? required : !CELLS[datatype].test(line[at])) say(`${name} is ${JSON.stringify(line[at])}, which is no ${datatype}`);
    });
    const key = JSON.stringify([primaryKey].flat().map((name) => line[names.indexOf(name)]));
    if (seen.has(key)) say(`its key ${key} is that of another row`);
    seen.add(key);
  });
}

// The lines of a table (RFC 4180). Every line ends in CRLF, the last one too.
function cells(file) {
  const text = site.read(file);
  if (!text.endsWith("\r\n")) note(file, "its last line has no end");
  const lines = [[]];
  let at = 0;
  for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (text.slice(at, at + whole.length) !== whole) break;
    at += whole.length;
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") lines.push([]);
  }
  if (at !== text.length) note(file, `is no CSV from character ${at}: ${text.slice(at, at + 40)}`);
  return lines.slice(0, -1);
}
