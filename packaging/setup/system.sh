#!/bin/sh
# Looks for the system libraries that Qt's wheels expect; installs what lacks where that is allowed
# (root on a Debian family), else prints the exact command. Only Linux needs any.
set -eu
purpose=${1:-run}
[ "$(uname -s)" = Linux ] || exit 0

have() { ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1"* >/dev/null 2>&1; }
missing=""
need() { have "$1" || missing="$missing $2"; }

if [ "$purpose" != package ]; then
  need libGL.so.1 libgl1
  need libEGL.so.1 libegl1
  need libglib-2.0.so.0 libglib2.0-0
  need libfontconfig.so.1 libfontconfig1
  need libdbus-1.so.3 libdbus-1-3
  need libxkbcommon.so.0 libxkbcommon0
  # Without any font Qt draws no text at all, not even offscreen.
  if ! find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
      -name '*.[to]t[fc]' -print -quit 2>/dev/null | grep -q .; then
    missing="$missing fonts-jetbrains-mono fonts-dejavu-core"
  fi
fi
if [ "$purpose" = run ] && [ -n "${DISPLAY:-}" ]; then
  need libxcb-cursor.so.0 libxcb-cursor0
  need libxcb-icccm.so.4 libxcb-icccm4
  need libxcb-keysyms.so.1 libxcb-keysyms1
  need libxcb-xkb.so.1 libxcb-xkb1
  need libxkbcommon-x11.so.0 libxkbcommon-x11-0
  need libX11-xcb.so.1 libx11-xcb1
  need libxcb-shape.so.0 libxcb-shape0
fi
if [ "$purpose" = test ]; then
  # The keyring tests talk to a real Secret Service of their own.
  command -v dbus-daemon >/dev/null 2>&1 || missing="$missing dbus"
  command -v gnome-keyring-daemon >/dev/null 2>&1 || missing="$missing gnome-keyring"
fi
${PYTHON:-python3} -c 'import venv, ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"

[ -n "$missing" ] || exit 0
command="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "These Debian packages, or what your system calls them, are missing:$missing" >&2
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "Some system libraries are missing. Install them with:" >&2
  echo "  sudo $command" >&2
  exit 1
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get update -qq && $command; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "Installing them failed; the command was: $command" >&2
  exit 1
fi
rm -f "$log"
