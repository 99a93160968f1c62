#!/bin/sh
# Written by `bulletin ci cron`, and yours to change.
#
# Publishes the digest beside it, with what was pushed meanwhile and what has fallen due; a run in which nothing changed sends
# nothing. It is called each hour from a line in the table of `crontab -e`:
#
#   7 * * * * /srv/my-digest/bulletin-cron.sh
#
# Where to publish to is said under `publish:` in content/site.yaml. Its secrets are set in that table too.
set -eu
cd "$(dirname "$0")"
# Cron knows few places where programs are.
export PATH="$HOME/.local/bin:$HOME/.cargo/bin:/usr/local/bin:$PATH"

# Of two runs at once the second ends.
mkdir -p .bulletin
if command -v flock > /dev/null; then
  exec 9> .bulletin/cron.lock
  flock -n 9 || exit 0
fi

if git rev-parse --git-dir > /dev/null 2>&1; then
  git pull --quiet --rebase
fi

bulletin publish --quiet

git rev-parse --git-dir > /dev/null 2>&1 || exit 0
BRANCH="$(git rev-parse --abbrev-ref HEAD)"
@record@
