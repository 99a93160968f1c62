// A built site as its readers get it: the files of a folder, and a server on this machine for them.

import { createReadStream, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

const MEDIA_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".ics": "text/calendar; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

// The strictest policy that the theme promises to work under.
const CONTENT_SECURITY_POLICY = "default-src 'self'";

// Reads which files the folder holds, and from the home page's canonical link where the site is published.
export function openSite(folder) {
  const directory = resolve(folder);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, "/").length))
    .map((file) => file.split(sep).join("/"))
    .sort();
  const read = (file) => readFileSync(join(directory, file), "utf8");
  const base = files.includes("index.html") ? canonicalLink(read("index.html")) : undefined;
  if (!base) {
    throw new Error(`${directory}: index.html is missing or has no absolute <link rel="canonical">`);
  }
  return {
    directory,
    base, // ends with a slash
    files,
    read,
    pages: files.filter((file) => file.endsWith(".html")).map((file) => page(file, read(file))),
  };
}

function canonicalLink(html) {
  const tag = html.match(/<link\b[^>]*\brel="?canonical\b[^>]*>/)?.[0];
  const href = tag?.match(/\bhref="?(https?:\/\/[^">\s]+)/)?.[1];
  return href && new URL(href).href;
}

// What a check has to know of a page: its path on the site, whether it only sends the reader on, and its kind.
function page(file, html) {
  const path = file.replace(/(^|\/)index\.html$/, "$1");
  const language = html.match(/<html\b[^>]*\blang="?([\w-]+)/)?.[1] ?? "";
  return {
    file,
    path,
    sendsOn: /<meta\b[^>]*http-equiv="?refresh/i.test(html),
    kind: kindOf(path, language),
  };
}

// `briefings/2024/telecoms-opening/` is of the kind `en: briefings/#/*`: pages of one kind share a template.
function kindOf(path, language) {
  const segments = path.split("/").filter((segment) => segment && segment.toLowerCase() !== language.toLowerCase());
  const shape = segments.map((segment, index) => (/^\d+$/.test(segment) ? "#" : index === 0 || segment === "page" ? segment : "*"));
  return `${language}: ${shape.join("/") || "home"}`;
}

// Serves the site under the same path as where it is published. Ends with `close()`.
export async function serve(site) {
  const prefix = new URL(site.base).pathname;
  const server = createServer((request, response) => {
    const found = fileFor(site, prefix, request.url);
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    if (!found) {
      response.writeHead(404, { "Content-Type": MEDIA_TYPES[".txt"] }).end("not found\n");
      return;
    }
    response.writeHead(200, { "Content-Type": MEDIA_TYPES[extname(found)] ?? "application/octet-stream" });
    createReadStream(join(site.directory, found)).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path) => origin + prefix + path.split("/").map(encodeURIComponent).join("/"),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function fileFor(site, prefix, target) {
  let path;
  try {
    path = decodeURIComponent(new URL(target, "http://127.0.0.1").pathname);
  } catch {
    return undefined; // not an address
  }
  if (!path.startsWith(prefix)) return undefined;
  const file = path.slice(prefix.length);
  const name = file === "" || file.endsWith("/") ? `${file}index.html` : file;
  return site.files.includes(name) && statSync(join(site.directory, name)).isFile() ? name : undefined;
}
