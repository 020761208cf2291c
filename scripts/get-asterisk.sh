#!/bin/bash
# get-asterisk.sh [CACHE_FOLDER]: finds an Asterisk (>= 20) for tests and for the lab and prints one line: "system", or the folder of a
# private copy.
#  1. An installed Asterisk is used if there is one.
#  2. Else a private copy is made in the cache folder from the packages of a newer Debian suite, as an ordinary user: the packages are
#     only unpacked, and the binary runs through its own loader and libraries. Nothing of the machine is changed.
# It fails loudly when neither can be had; nothing may then pretend to have tested a telephone.
#  DEBIAN_MIRROR     where to fetch from; else the mirror this machine's own apt uses
#  ASTERISK_SUITE    the suite to take it from (forky)
#  ASTERISK_FORCE_CACHE=1   makes the private copy even where one is installed
set -euo pipefail
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || command -v asterisk >/dev/null || { echo "get-asterisk: no Asterisk here, and without apt none can be fetched: install Asterisk 20 or newer" >&2; exit 1; }
CACHE=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/kshem/asterisk}
SUITE=${ASTERISK_SUITE:-forky}; MIRROR=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -E '/debian/?$' | head -n 1)}
[ -n "$MIRROR" ] || { echo "get-asterisk: no Debian mirror in apt's configuration; set DEBIAN_MIRROR" >&2; exit 1; }
ARCH=$(dpkg --print-architecture)
say() { echo "get-asterisk: $*" >&2; }

if [ "${ASTERISK_FORCE_CACHE:-}" != 1 ] && command -v asterisk >/dev/null; then
  v=$(asterisk -V | sed -E 's/^Asterisk ([0-9]+).*/\1/')
  if [ "$v" -ge 20 ] 2>/dev/null; then say "system $(asterisk -V)"; echo system; exit 0; fi
fi
if [ -f "$CACHE/ok" ]; then say "cached $(cat "$CACHE/ok")"; echo "$CACHE/root"; exit 0; fi

mkdir -p "$(dirname "$CACHE")"; exec 9>"$CACHE.lock"
flock 9
[ -f "$CACHE/ok" ] && { echo "$CACHE/root"; exit 0; }
rm -rf "$CACHE"; mkdir -p "$CACHE"; W=$(mktemp -d "$CACHE/w.XXXX")
mkdir -p "$W"/{state/lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d,debs}; : > "$W/state/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR $SUITE main" > "$W/etc/sources.list"
cat > "$W/apt.conf" <<C
Dir::Etc "$W/etc"; Dir::Etc::sourcelist "$W/etc/sources.list"; Dir::Etc::sourceparts "/nonexistent";
Dir::State "$W/state"; Dir::State::status "$W/state/status"; Dir::Cache "$W/cache"; Dir::Log "$W";
Acquire::Check-Valid-Until "false"; Acquire::Languages "none"; APT::Sandbox::User ""; APT::Architecture "$ARCH";
APT::Install-Recommends "false";
C
export APT_CONFIG="$W/apt.conf"
apt-get -qq update >&2
# What the modules in asterisk/etc/modules.conf link to. A name that has moved on is made good below.
WANT="asterisk asterisk-modules libc6 libgcc-s1 libstdc++6 zlib1g libssl3t64 libxml2-16 libxslt1.1 libsqlite3-0
 libjansson4 liburiparser1 libuuid1 libcrypt1 libsystemd0 libcap2 libedit2 libbsd0 libmd0 libtinfo6 libzstd1
 libsrtp2-1 libnss3 libnspr4 libopus0"
unpack() { for d in "$W"/debs/*.deb; do dpkg-deb -x "$d" "$CACHE/root"; done; }
mkdir -p "$CACHE/root"
have=""; for p in $WANT; do apt-cache show --no-all-versions "$p" >/dev/null 2>&1 && have="$have $p"; done
( cd "$W/debs" && apt-get -qq download $have >&2 )
unpack
LIB=$(dirname "$(find "$CACHE/root" -name 'libc.so.6' | head -1)")
LD=$(ls "$LIB"/ld-linux-*.so.* | head -1)
MODS="chan_pjsip res_pjsip res_rtp_asterisk res_srtp res_ari_channels res_stasis_recording codec_opus_open_source codec_resample"
missing() { for f in "$CACHE/root/usr/sbin/asterisk" $(for m in $MODS; do echo "$LIB/asterisk/modules/$m.so"; done); do
  "$LD" --library-path "$LIB" --list "$f" 2>&1 | grep 'not found\|cannot open' || true; done; }
if [ -n "$(missing)" ]; then   # package names moved on: take the whole dependency closure
  say "libraries missing, fetching every dependency: $(missing | sort -u | head -3)"
  ( cd "$W/debs" && apt-get install -y -qq --print-uris asterisk 2>/dev/null | sed -E "s/^'([^']*)' ([^ ]+) .*/\2/" | sed -E 's/_.*//' | xargs apt-get -qq download >&2 )
  unpack
  [ -z "$(missing)" ] || { say "still missing: $(missing)"; exit 1; }
fi
rm -rf "$CACHE"/root/usr/share/{doc,man,locale,lintian,bug,info} "$CACHE"/root/usr/lib/systemd
V=$("$LD" --library-path "$LIB" "$CACHE/root/usr/sbin/asterisk" -V)
rm -rf "$W"; echo "$V" > "$CACHE/ok"; say "unpacked $V"; echo "$CACHE/root"
