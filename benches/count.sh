#!/usr/bin/env bash
# Instructions of a cold build, of one where nothing changed, and of one with a briefing added, on the sample digest:
# counted by valgrind, so that they do not depend on what else the machine does.
#
#   bash benches/count.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo build --release --quiet
site="$(mktemp -d)"
trap 'rm -rf "$site"' EXIT
cp -r content "$site/content"
count() {
  RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    target/release/bulletin build --root "$site" --at 2026-11-22 --quiet 2>&1 | awk -v what="$1" '/refs/ { print what ": " $NF }'
}
count "cold build     "
count "nothing changed"
printf -- '---\ntitle: One more\ndate: 2026-11-20\ntopics: [telecoms]\nsources: [{title: A source, url: "https://source.example"}]\n---\nA paragraph.\n' \
  >"$site/content/briefings/2026/2026-11-20-one-more.md"
count "one added      "
