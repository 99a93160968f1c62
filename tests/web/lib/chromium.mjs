// The Chromium that is on the machine, started as little like a person's browser as can be.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

export function executable() {
  return [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
}

// Starts it with a new profile, and without the services of its maker: a test asks no other machine for anything.
export async function launch() {
  const executablePath = executable();
  if (!executablePath) throw new Error("chromium is not installed (apt-get install chromium, or set CHROMIUM to its path)");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  });
}
