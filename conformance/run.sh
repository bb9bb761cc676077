#!/bin/sh
# Runs the conformance suite.
set -eu
. "$(dirname "$0")/venv.sh"
cd "$here"
exec "$venv/bin/python" -m pytest -q -p no:cacheprovider "$@" tests
