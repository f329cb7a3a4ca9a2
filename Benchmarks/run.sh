#!/usr/bin/env bash
# Measures a release build of rewardc against the same task in Python: run.sh RELEASE_BINARY [ROWS]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(dirname "$here")"
rewardc="${1:?run.sh RELEASE_BINARY [ROWS]}"
rows="${2:-100000}"

# numpy of the system if it is there, else of an environment that git ignores.
python=python3
if ! python3 -c 'import numpy' 2>/dev/null; then
  python="$root/.venv-bench/bin/python"
  if ! "$python" -c 'import numpy' 2>/dev/null; then
    echo "numpy is missing: installing numpy and orjson into $root/.venv-bench"
    python3 -m venv "$root/.venv-bench"
    "$python" -m pip install --quiet numpy orjson
  fi
fi
exec "$python" "$here/measure.py" "$rewardc" "$root/.build/benchmarks" "$rows"
