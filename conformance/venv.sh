# Makes the two virtual environments of the judge, outside the tree and kept between runs: Python 3.11 with azure-ai-ml, and Python 3.10 with the v1 packages.
# Sourced by the scripts beside it; leaves $venv (v2) and PRS_UPGRADE_VENV_V1.
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/prs-upgrade
venv=${PRS_UPGRADE_VENV:-$cache/conformance}
PRS_UPGRADE_VENV_V1=${PRS_UPGRADE_VENV_V1:-$cache/conformance-v1}
export PRS_UPGRADE_VENV_V1

find_python() { # the setting, version
  if command -v "python$2" >/dev/null && "python$2" -c "" 2>/dev/null; then echo "python$2"; return; fi
  for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$2".*/bin/python; do
    if [ -x "$candidate" ]; then echo "$candidate"; return; fi
  done
  echo "the conformance suite needs Python $2 (python$2 was not found; name another in $1)" >&2
  exit 2
}

make_venv() { # python, folder, requirements
  if [ ! -f "$3" ]; then echo "$3 is not there; source venv.sh from a script beside it" >&2; exit 2; fi
  cmp -s "$3" "$2/installed.txt" 2>/dev/null && return
  "$1" "$here/make_venv.py" "$2" "$3"
}

make_venv "${PYTHON:-$(find_python PYTHON 3.11)}" "$venv" "$here/requirements.txt"
make_venv "${PYTHON_V1:-$(find_python PYTHON_V1 3.10)}" "$PRS_UPGRADE_VENV_V1" "$here/requirements-v1.txt"
