#!/bin/sh
# Breaks the mapping on purpose and demands that the judge notices: see mutants.py.
set -eu
. "$(dirname "$0")/venv.sh"
exec "$venv/bin/python" "$here/mutants.py" "$@" 2>/dev/null
