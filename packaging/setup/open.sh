#!/bin/sh
# Opens the window; where there is no display, plays the demo offscreen and names its pictures.
set -eu
cd "$(dirname "$0")/../.."
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here, so the demo plays offscreen."
  QT_QPA_PLATFORM=offscreen exec .venv/bin/betadeck demo --theme both
fi
exec .venv/bin/betadeck
