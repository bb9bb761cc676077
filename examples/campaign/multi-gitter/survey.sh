#!/bin/sh
# For `multi-gitter print`: what there is to upgrade in a repository, as $PRS_REPORTS/<owner>/<repository>/report.json. Changes nothing.
# multi-gitter runs it in a fresh clone and says in REPOSITORY which one it is.
set -eu
: "${PRS_REPORTS:?give the folder for the reports, as an absolute path}"
mkdir -p "$PRS_REPORTS/$REPOSITORY"

status=0
${PRS_UPGRADE:-npx --yes github:OWNER/prs-upgrade#v0.1.0} --format json --output "$PRS_REPORTS/$REPOSITORY/report.json" || status=$?
# 1 says that there is v1 code. That is what is asked here, and no error.
[ "$status" -eq 1 ] || exit "$status"
