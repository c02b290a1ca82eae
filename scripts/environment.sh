#!/usr/bin/env bash
# Make or refresh .venv, from the locked requirements, without asking anything.
#   scripts/environment.sh run    what the program needs
#   scripts/environment.sh dev    that, and what its checks need
#   scripts/environment.sh bench  that, and what its benchmarks need
# ENISHI_PYTHON names an interpreter to use instead of looking for one.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-run}" in
  run) lock=requirements.txt ;;
  dev) lock=requirements-dev.txt ;;
  bench) lock=requirements-bench.txt ;;
  *) echo "usage: scripts/environment.sh run|dev|bench" >&2; exit 2 ;;
esac

# A stamp is the digest of what it stands for: an unchanged lock costs no time.
digest() { cat "$@" | cksum | tr -d ' '; }
stamp=".venv/.installed-$(digest requirements*.txt pyproject.toml)"
# Each environment holds the one before it.
case "${1:-run}" in
  run) enough="run dev bench" ;;
  dev) enough="dev bench" ;;
  bench) enough="bench" ;;
esac
if [ -x .venv/bin/enishi ]; then
  for kind in $enough; do [ ! -e "$stamp-$kind" ] || exit 0; done
fi

# Ask the interpreter itself: shims and wrappers answer to a name without being that version.
new_enough() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in ${ENISHI_PYTHON:-} python3.14 python3.13 python3.12 python3 python \
      "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3 /usr/local/bin/python3.1[2-9] /opt/homebrew/bin/python3; do
    if new_enough "$candidate"; then
      "$candidate" -c 'import os, sys; print(os.path.realpath(sys.executable))'
      return
    fi
  done
  return 1
}

new_venv() { rm -rf .venv; "$@"; }

if ! { [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; }; then
  if python=$(find_python); then
    echo "Enishi: making .venv with $python" >&2
    new_venv "$python" -m venv .venv
  elif command -v uv >/dev/null 2>&1; then
    echo "Enishi: no Python 3.12 or later found; uv brings one" >&2
    new_venv uv venv --quiet --seed --python '>=3.12' .venv
  else
    cat >&2 <<'TEXT'
Enishi needs Python 3.12 or later, with its venv module, and found none.
Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python), or install uv,
or name an interpreter: ENISHI_PYTHON=/path/to/python3 make run
TEXT
    exit 1
  fi
fi

echo "Enishi: installing ${lock} into .venv" >&2
if command -v uv >/dev/null 2>&1; then
  uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
  uv pip install --quiet --python .venv/bin/python --no-deps -e .
else
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
fi
rm -f .venv/.installed-*
touch "$stamp-${1:-run}"
