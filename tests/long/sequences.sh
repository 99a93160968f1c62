#!/usr/bin/env bash
# Sequences of edits, renames, copies and tampering, after each of which a warm build is held against a cold one: other ones
# each time. A failure names the shortest sequence that shows it.
#
#   bash tests/long/sequences.sh         # 5,000 of them: about an hour on two cores
#   bash tests/long/sequences.sh 200000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
BULLETIN_CASES="${1:-5000}" cargo test --release --test it sequences -- --nocapture
