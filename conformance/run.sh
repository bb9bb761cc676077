#!/bin/sh
# Runs the conformance suite in a virtual environment of its own, outside the tree and kept between runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=${PRS_UPGRADE_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/prs-upgrade/conformance}
python=${PYTHON:-python3.11}
command -v "$python" >/dev/null || { echo "the conformance suite needs Python 3.11 ($python was not found; name another in PYTHON)" >&2; exit 2; }
if ! cmp -s "$here/requirements.txt" "$venv/installed.txt" 2>/dev/null; then
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$venv/installed.txt"
fi
cd "$here"
exec "$venv/bin/python" -m pytest -q -p no:cacheprovider "$@" tests
