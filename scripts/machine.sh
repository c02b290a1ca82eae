#!/usr/bin/env bash
# Find, or on Debian as root install, what the checks need of the machine:
# a Chromium for the browser journeys, Japanese glyphs for their pictures, PostgreSQL's programs.
set -euo pipefail

missing=()
browser=""
for name in ${ENISHI_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then browser=$name; break; fi
done
[ -n "$browser" ] || missing+=(chromium)
if command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=ja family)" ]; then :; else missing+=(fonts-noto-cjk); fi
answers() { (exec 3<>/dev/tcp/127.0.0.1/5432) 2>/dev/null; }
if [ -z "${ENISHI_TEST_POSTGRES:-}" ] && ! answers && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
    && ! command -v initdb >/dev/null 2>&1; then
  missing+=(postgresql)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Enishi: installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
cat >&2 <<TEXT
Enishi's checks need what is not on this machine: ${missing[*]}
Install it (Debian, Ubuntu: apt install ${missing[*]}), or name what you have:
  ENISHI_CHROMIUM=/path/to/chromium   ENISHI_TEST_POSTGRES=postgres://user@host/
TEXT
exit 1
