// The tools that are inside the Nu HTML checker's archive: the checker itself, and Jing for RELAX NG.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const ARCHIVE = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const CHECKER = "nu.validator.client.SimpleCommandLineValidator";
const JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver";

export const nuChecker = (args) => run(CHECKER, args);
export const jing = (args) => run(JING, args);

function run(mainClass, args) {
  // A small heap and one collector thread: browser checks run beside this one.
  const options = ["-Xss1m", "-Xmx1g", "-XX:+UseSerialGC", "-cp", ARCHIVE, mainClass];
  const result = spawnSync("java", [...options, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  return result;
}
