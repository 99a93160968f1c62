// The preview's part of a page: reloads it when a save changed it, shows what is wrong, marks what readers do not get yet.
// It stands in a shadow tree with a style sheet of its own, so that neither touches the page's looks nor is touched by them.
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page; // the file of the site that this page is
  const missing = page.endsWith("404.html"); // any new page may be the one that was wanted
  const KEPT = "bulletin-preview"; // what is to be said and restored after a reload
  let heard = own.dataset.build; // SESSION.NUMBER of the last build that this page knows

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };

  // What is shown

  const host = document.createElement("bulletin-preview");
  const root = host.attachShadow({ mode: "open" });
  // A sheet that is made by a script is allowed by the strictest policy for styles.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    * { box-sizing: border-box; }
    div, section { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; }
    a { color: #0b4fa0; } a:focus-visible, button:focus-visible { outline: 3px solid #0b4fa0; outline-offset: 2px; }
    .foot { position: fixed; inset: auto 0 0 0; z-index: 2147483646; display: flex; flex-direction: column; align-items: flex-start; pointer-events: none; }
    .foot > * { pointer-events: auto; }
    .said { margin: 0 12px 12px; padding: 6px 12px; max-width: 60ch; border-radius: 6px; background: #1b1b1b; color: #fff; }
    .bar { width: 100%; padding: 4px 16px; background: #ffd85c; border-top: 1px solid #8a6a00; font-weight: 600; text-align: center; }
    .wrong { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 24px; background: rgb(0 0 0 / 60%); }
    .sheet { position: relative; max-width: 100ch; margin: 0 auto; padding: 20px 24px; background: #fff; border-top: 6px solid #b3261e; border-radius: 6px; }
    h2 { margin: 0 48px 4px 0; font-size: 20px; } h3 { margin: 20px 0 4px; font-size: 16px; } p { margin: 4px 0; }
    pre { margin: 4px 0 8px; padding: 8px 12px; overflow-x: auto; background: #f2f2f0; color: #1b1b1b; font: 13px/1.5 ui-monospace, monospace; }
    mark { background: #ffd9d6; color: inherit; border-bottom: 2px solid #b3261e; }
    .code { font-weight: 400; color: #555; }
    button { position: absolute; top: 16px; right: 16px; padding: 4px 10px; font: inherit; color: inherit; background: #eee; border: 1px solid #888; border-radius: 4px; cursor: pointer; }
    [hidden] { display: none; }
    @media (prefers-color-scheme: dark) {
      .sheet { background: #222; } .sheet, .sheet * { color: #eee; } a, .sheet a { color: #9cc7ff; } pre { background: #111; } button { background: #333; }
      mark { background: #5c1a16; } .code, .sheet .code { color: #bbb; } .said { background: #f2f2f0; color: #1b1b1b; }
    }
    @media print { .foot, .wrong { display: none; } }`);
  root.adoptedStyleSheets = [sheet];
  const said = make("div", { className: "said", role: "status", hidden: true });
  const bar = make("div", { className: "bar", role: "note", hidden: true });
  const wrong = make("section", { className: "wrong", hidden: true });
  wrong.setAttribute("role", "alertdialog");
  wrong.setAttribute("aria-labelledby", "title");
  root.append(make("div", { className: "foot" }, said, bar), wrong);
  document.documentElement.append(host);

  let silence;
  const say = (words) => {
    clearTimeout(silence);
    said.textContent = words;
    said.hidden = !words;
    silence = setTimeout(() => (said.hidden = true), 6000);
  };

  const place = ({ file, line, column, text, label, href }) => {
    const name = line ? `${file}:${line}:${column}` : file;
    const source = text && make("pre", {}, text[0], make("mark", { textContent: text[1] || " " }), text[2]);
    return make("div", {}, make("p", {}, make("a", { href, textContent: name }), label ? `: ${label}` : ""), source);
  };

  const mistake = ({ severity, code, message, help, places }) =>
    make(
      "div",
      {},
      make("h3", {}, `${severity}: ${message} `, code ? make("span", { className: "code", textContent: code }) : null),
      ...places.map(place),
      help ? make("p", {}, make("strong", { textContent: "help: " }), help) : null,
    );

  let before = null; // what had the focus
  const close = () => {
    if (wrong.hidden) return;
    wrong.hidden = true;
    before?.focus?.({ preventScroll: true });
  };
  const show = (problem) => {
    if (!problem) return close();
    const more = problem.errors - problem.listed.filter((one) => one.severity === "error").length;
    const count = problem.errors === 1 ? "1 error" : `${problem.errors} errors`;
    const button = make("button", { type: "button", textContent: "Close", onclick: close });
    wrong.replaceChildren(
      make(
        "div",
        { className: "sheet" },
        make("h2", { id: "title", textContent: count }),
        make("p", { textContent: "The page below is that of the last good build. It comes back by itself when this is mended." }),
        button,
        ...problem.listed.map(mistake),
        more > 0 ? make("p", { textContent: `and ${more} more` }) : null,
      ),
    );
    if (wrong.hidden) before = document.activeElement;
    wrong.hidden = false;
    button.focus({ preventScroll: true });
  };
  wrong.addEventListener("keydown", (event) => event.key === "Escape" && close());

  // What a build changed

  const words = ({ pages, files, changed, deleted }) => {
    const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
    const name = (one) => (one.path === page ? "this one" : one.path === "index.html" ? "home" : one.title);
    const titled = changed.filter((one) => one.title !== null).sort((a, b) => (b.path === page) - (a.path === page));
    const names = [...new Set(titled.map(name))].slice(0, 5);
    const more = pages > titled.length || new Set(titled.map(name)).size > names.length ? ", …" : "";
    const parts = [];
    if (pages) parts.push(`${count(pages, "page")}: ${names.join(", ")}${more}`);
    if (files) parts.push(pages ? count(files, "other file") : `${count(files, "file")}: ${changed.slice(0, 5).map((one) => one.path).join(", ")}`);
    if (deleted.length) parts.push(`${count(deleted.length, "file")} deleted`);
    return parts.join("; ") || "nothing changed";
  };

  const below = (url, path) => url.origin === location.origin && decodeURI(url.pathname).endsWith(`/${path}`);
  const sheets = () => [...document.querySelectorAll('link[rel~="stylesheet"][href]')].filter((link) => new URL(link.href).origin === location.origin);

  // The old sheet stays until the new one is there, so that the page never stands without.
  const restyle = (mark) => {
    for (const link of sheets()) {
      if (link.dataset.bulletin === mark) continue;
      const next = link.cloneNode();
      const url = new URL(link.href);
      url.searchParams.set("bulletin", mark);
      next.href = url;
      next.dataset.bulletin = mark;
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
  };

  const reload = (message) => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ message, page: location.pathname, x: scrollX, y: scrollY }));
    } catch {} // without it, the page is only less well kept
    location.reload();
  };

  const follow = (told) => {
    const mark = `${told.session}.${told.build}`;
    if (mark === heard) return;
    const isNewer = !heard.startsWith(`${told.session}.`) || told.build > Number(heard.split(".")[1]);
    if (!isNewer) return;
    heard = mark;
    if (told.problem) return show(told.problem);
    show(null);
    const message = words(told);
    const paths = [...told.changed.map((one) => one.path), ...told.deleted];
    const styles = paths.filter((path) => path.endsWith(".css"));
    const others = paths.filter((path) => !path.endsWith(".css") && !path.endsWith(".html"));
    const used = () => performance.getEntriesByType("resource").some((one) => others.some((path) => below(new URL(one.name), path)));
    if (told.all || paths.includes(page) || (missing && paths.length) || (others.length && used())) return reload(message);
    if (styles.length) restyle(mark);
    say(message);
    ask(false); // it may have been a draft until now
  };

  // Who listens

  // Of all tabs one alone holds a connection and passes on what it hears: browsers open no more than six to a server. When it
  // closes, the lock goes to another.
  const channel = new BroadcastChannel("bulletin-preview");
  channel.onmessage = ({ data }) => follow(data);
  const listen = () =>
    new Promise(() => {
      const events = new EventSource(`/.bulletin/events?since=${encodeURIComponent(heard)}`);
      events.onmessage = ({ data }) => {
        const told = JSON.parse(data);
        channel.postMessage(told);
        follow(told);
      };
    });
  if (navigator.locks) navigator.locks.request("bulletin-preview", listen);
  else listen();

  // What was built between the page and this script, and what marks the page.
  const ask = async (first) => {
    const answer = await fetch(`/.bulletin/state?since=${encodeURIComponent(heard)}&page=${encodeURIComponent(page)}`);
    const told = await answer.json();
    bar.textContent = told.bar ?? "";
    bar.hidden = !told.bar;
    if (first && told.problem && `${told.session}.${told.build}` === heard) show(told.problem);
    follow(told);
  };
  ask(true).catch(() => {}); // the server has gone; the events come back when it does
  // A page that a browser kept while another was looked at.
  addEventListener("pageshow", (event) => event.persisted && ask(true).catch(() => {}));

  // After a reload

  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (kept && kept.page === location.pathname) {
      const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
      scroll();
      addEventListener("load", scroll);
      say(kept.message);
    }
  } catch {}
})();
