#!/bin/sh
# Runs at a device's first start, and again at each start until it has ended well: a power cut in the middle costs nothing.
# Takes what the card brought into its place, installs the package that lies beside it, and starts the program of this role.
# CARD and ROOT are other folders in tests only.
set -eu

role=$1
card=${CARD:-/boot/firmware}
root=${ROOT:-}
settings=$root/etc/the-q
state=$root/var/lib/the-q
notice=$root/etc/issue.d/the-q.issue

say() {
  mkdir -p "$root/etc/issue.d"
  printf '\n  The Q: %s\n\n' "$1" >"$notice"
  printf 'The Q: %s\n' "$1"
}

stop() {
  say "$1"
  exit 1
}

# Copied whole under another name first, so that a file in its place is a whole one; off the card only when it is on the disk.
take() {
  from=$1 to=$2 mode=$3
  [ -e "$from" ] || return 0
  (umask 077 && cp "$from" "$to.part")
  chmod "$mode" "$to.part"
  mv "$to.part" "$to"
  sync
  rm -f "$from"
}

mkdir -p "$settings" "$state"
chmod 0700 "$state"
take "$card/the-q-hub.json" "$settings/hub.json" 0644
take "$card/the-q-device.json" "$settings/device.json" 0644
take "$card/the-q-office.json" "$settings/office.json" 0644
take "$card/the-q-logo.png" "$settings/logo.png" 0644
# Holds the one-time token: for the device's program alone.
take "$card/the-q-enrolment.json" "$state/enrolment.json" 0600

installed() {
  dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

# What the package needs is part of the operating system, so this goes without a network.
if ! installed the-q; then
  # The newest, should there be several.
  package=$(ls -1 "$card"/the-q_*.deb 2>/dev/null | sort -V | tail -n 1)
  [ -n "$package" ] || stop "the package is not on the card. Copy the-q_<version>_arm64.deb to the card's boot partition, put the card back and switch on."
  say "installing $(basename "$package") ..."
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package" ||
    stop "$(basename "$package") could not be installed. It is tried again at the next start; journalctl -u the-q-first-boot says more."
fi

# The package makes the user that its programs run as.
if getent passwd the-q >/dev/null; then chown -R the-q: "$state"; fi

if [ "$role" = hub ]; then program=the-q-hub.service; else program=the-q-device.service; fi
systemctl enable --now "$program" ||
  stop "$program does not start. It is tried again at the next start; journalctl -u $program says more."

# The screen's browser with its session, and the voice, come from Debian over the network. Its program runs without them, and the rest can follow.
screen="chromium cage kbd libpam-systemd"
case $role in
  kiosk) wanted="$screen" ;;
  board) wanted="$screen espeak-ng alsa-utils" ;;
  *) wanted="" ;;
esac
missing=""
for name in $wanted; do installed "$name" || missing="$missing $name"; done
if [ -n "$missing" ]; then
  say "installing$missing ..."
  # shellcheck disable=SC2086
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } ||
    stop "$program runs, but these could not be installed:$missing. Is the network connected? It is tried again at the next start."
fi

if [ "$role" != hub ]; then
  systemctl enable --now the-q-screen.service ||
    stop "$program runs, but its screen does not start. It is tried again at the next start; journalctl -u the-q-screen says more."
fi

rm -f "$notice"
touch "$state/first-boot-done"
sync
