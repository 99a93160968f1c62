#!/usr/bin/env bash
# Instructions of a cold build, of one where nothing changed, and of one with a briefing added, counted by valgrind, so that
# they do not depend on what else the machine does: on made-up briefings with everything on, and on the sample digest.
#
#   bash benches/count.sh                            # 1,000 briefings
#   COUNT=200 bash benches/count.sh                  # another number
#   bash benches/count.sh PATH/TO/bulletin           # beside another program: what it takes, and the ratio
#   BULLETIN=PATH/TO/bulletin bash benches/count.sh  # of a program that was built before
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
count=${COUNT:-1000}
ours=${BULLETIN:-target/release/bulletin}
other=${1:-}
[[ -n ${BULLETIN:-} ]] || cargo build --release --quiet
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

# The instructions of a build of the digest $2 by the program $1. A build notes stamps only when they have settled.
instructions() {
  sleep 0.1
  RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$1" build --root "$2" --at 2026-11-22 --quiet 2>&1 |
    awk '/refs/ { gsub(",", "", $NF); count = $NF } END { if (count == "") exit 1; print count }'
}

add_made_up() {
  python3 - "$1" "$count" <<'PYTHON'
import sys

sys.path.insert(0, "benches")
import corpus

count = int(sys.argv[2])
corpus.write_briefing(sys.argv[1], "bulletin", 1, count, count)
PYTHON
}

add_sample() {
  printf -- '---\ntitle: One more\ndate: 2026-11-20\ntopics: [telecoms]\nsources: [{title: A source, url: "https://source.example"}]\n---\nA paragraph.\n' \
    >"$1/content/briefings/2026/2026-11-20-one-more.md"
}

# Cold, nothing changed, one added: three numbers for the program $1 on a copy of $2, to which $3 adds.
costs() {
  local site="$folder/site"
  rm -rf "$site"
  cp -r "$2" "$site"
  instructions "$1" "$site"
  instructions "$1" "$site"
  "$3" "$site"
  instructions "$1" "$site"
}

compare() {
  local name=$1 digest=$2 add=$3 what=("cold build" "nothing changed" "one added") mine theirs
  mapfile -t mine < <(costs "$ours" "$digest" "$add")
  [[ -z $other ]] || mapfile -t theirs < <(costs "$other" "$digest" "$add")
  echo "$name, millions of instructions"
  for i in 0 1 2; do
    awk -v what="${what[i]}" -v mine="${mine[i]}" -v theirs="${theirs[i]:-}" 'BEGIN {
      printf "  %-16s %9.1f", what, mine / 1e6
      if (theirs) printf "  %9.1f  %5.3f times the other", theirs / 1e6, mine / theirs
      print ""
    }'
  done
}

python3 benches/corpus.py --count "$count" --root "$folder/made-up"
mkdir "$folder/sample"
cp -r content "$folder/sample/content"
compare "$count made-up briefings, everything on" "$folder/made-up" add_made_up
compare "the sample digest" "$folder/sample" add_sample
