#!/usr/bin/env bash
# A digest of 10,000 made-up briefings with everything on: built cold, again with nothing changed, and with one added, whose
# output must be that of a cold build. Says what each build took.
#
#   bash tests/long/ten-thousand.sh
#   COUNT=1000 bash tests/long/ten-thousand.sh
#   BULLETIN=PATH/TO/bulletin bash tests/long/ten-thousand.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
count=${COUNT:-10000}
program=$(realpath "${BULLETIN:-target/release/bulletin}")
[[ -n ${BULLETIN:-} ]] || cargo build --release --quiet
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 benches/corpus.py --count "$count" --root "$folder/warm" >/dev/null

build() {
  echo "== $1"
  TIMEFORMAT='%U + %S s of CPU, %R s'
  time "$program" build --root "$folder/$2" --at 2026-11-22
}

build cold warm
sleep 0.1 # a build notes stamps only when they have settled
build "nothing changed" warm
python3 -c "
import sys

sys.path.insert(0, 'benches')
import corpus

corpus.write_briefing('$folder/warm', 'bulletin', 1, $count, $count)
"
build "one added" warm
mkdir "$folder/cold"
cp -r "$folder/warm/content" "$folder/cold/content"
build "cold, with the one added" cold
diff -r "$folder/warm/output" "$folder/cold/output"
echo "the same bytes, warm and cold"
