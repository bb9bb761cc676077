#!/bin/sh
# For `multi-gitter run`: upgrades a repository, and writes what was done to $PRS_REPORTS/<owner>/<repository>/report.json.
# multi-gitter runs it in a fresh clone, commits what it changed, and opens a pull request.
set -eu
: "${PRS_REPORTS:?give the folder for the reports, as an absolute path}"
mkdir -p "$PRS_REPORTS/$REPOSITORY"

status=0
${PRS_UPGRADE:-npx --yes github:OWNER/prs-upgrade#v0.1.0} --write --format json --output "$PRS_REPORTS/$REPOSITORY/report.json" || status=$?
# 1 says that something is left for a person: the TODOs in the pull request say what.
# 2 says that a file could not be read, parsed or written: no pull request, the message stands in multi-gitter's log.
[ "$status" -eq 1 ] || exit "$status"
