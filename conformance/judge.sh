#!/bin/sh
# Judges the upgrade of every Python file and notebook below the folders given: same, left with a finding, differs (what), does not run (why).
set -eu
. "$(dirname "$0")/venv.sh"
exec "$venv/bin/python" "$here/judge.py" "$@" 2>/dev/null
