#!/bin/sh
# What users install, tried as they do: the packed tarball under each Node, the hooks through pre-commit, completion in the shells.
# The virtual environment and the Nodes stand outside the tree and are kept between runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${PRS_UPGRADE_PACKAGING:-${XDG_CACHE_HOME:-$HOME/.cache}/prs-upgrade/packaging}
python=${PYTHON:-python3.11}
command -v "$python" >/dev/null || { echo "the packaging suite needs Python 3.11 ($python was not found; name another in PYTHON)" >&2; exit 2; }
mkdir -p "$cache"
if ! cmp -s "$here/requirements.txt" "$cache/venv/installed.txt" 2>/dev/null; then
  "$python" -m venv "$cache/venv"
  "$cache/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$cache/venv/installed.txt"
fi
for node in 20 22 24; do
  # The npm package "node" holds the binary.
  [ -x "$cache/node-$node/node_modules/.bin/node" ] || npm install --prefix "$cache/node-$node" --no-audit --no-fund --silent "node@$node"
done
cd "$here"
PRS_UPGRADE_NODES=$cache exec "$cache/venv/bin/python" -m pytest -q -p no:cacheprovider "$@" tests
