// How a check says what it found: one line for each finding, and exit code 1 if there is any.

const MOST_LINES = 60;

// `findings` are lines such as `about/index.html:12: what is wrong`.
export function finish(findings, summary) {
  const lines = [...new Set(findings)];
  for (const line of lines.slice(0, MOST_LINES)) console.log(line);
  if (lines.length > MOST_LINES) console.log(`… and ${lines.length - MOST_LINES} more`);
  console.log(lines.length === 0 ? `ok: ${summary}` : `${lines.length} found: ${summary}`);
  process.exitCode = lines.length === 0 ? 0 : 1;
}

// The folder that the check was asked to look at.
export function siteArgument() {
  const directory = process.argv[2];
  if (!directory) {
    console.error(`usage: node ${process.argv[1]} SITE_DIR`);
    process.exit(2);
  }
  return directory;
}

// One line, for a message that came in several.
export function oneLine(text, most = 300) {
  const line = String(text).replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
