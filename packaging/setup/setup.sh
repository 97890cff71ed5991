#!/bin/sh
# Prepares this checkout for one purpose: run, test, lint or package. Does nothing twice.
set -eu
cd "$(dirname "$0")/../.."
purpose=${1:-run}
python=${PYTHON:-python3}

sh packaging/setup/system.sh "$purpose"

"$python" - <<'PY' || { echo "Betadeck needs Python 3.11 or newer; name one with: make PYTHON=python3.12 run" >&2; exit 1; }
import sys
sys.exit(sys.version_info < (3, 11))
PY

case $purpose in
  run) extra="" ;;
  lint) extra="[test,lint]" ;;
  package) extra="[package]" ;;
  *) extra="[test]" ;;
esac
stamp=.venv/installed-$purpose
if [ -f "$stamp" ] && [ "$stamp" -nt pyproject.toml ]; then exit 0; fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing Betadeck$extra into .venv ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extra"
touch "$stamp"
