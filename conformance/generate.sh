#!/bin/sh
# Makes v1 programs and judges their upgrades: see generate.py.
set -eu
. "$(dirname "$0")/venv.sh"
exec "$venv/bin/python" "$here/generate.py" "$@" 2>/dev/null
