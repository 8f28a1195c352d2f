#!/bin/sh
# Runs at a device's first start, and again at each start until it has ended well: a power cut in the middle costs nothing.
# Takes what the card brought into its place, installs the package that lies beside it, and starts the program of this role.
# With "read-only" behind the role, what the device keeps lies on a partition of its own, and at the end the system's is written to no more.
# CARD, ROOT and DISKS are other folders in tests only.
set -eu

role=$1
protect=${2:-}
disks=${DISKS:-/dev/disk/by-label}
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

# Room for the system and a browser, and for what Debian mends in it; the rest of the card is for what the device keeps.
system_size=8GiB

# Each step is done once: cut off anywhere, the next start goes on with it.
part_data() {
  if ! [ -e "$disks/the-q-data" ]; then
    system=$(findmnt -n -o SOURCE /)
    disk=/dev/$(lsblk -n -d -o PKNAME "$system")
    count=$(lsblk -n -r -o TYPE "$disk" | grep -c part)
    if [ "$count" -lt 3 ]; then
      say "making room for what is kept ..."
      { printf ',%s\n' "$system_size" | sfdisk -q --no-reread --force -N 2 "$disk" && printf ',\n' | sfdisk -q --no-reread --force --wipe-partitions always --append "$disk"; } ||
        stop "there is no room for a partition of its own: the card is too small (16 GB at least), or the system has taken all of it. Write the card anew, with --read-only."
      partx -u "$disk"
      udevadm settle
    fi
    resize2fs "$system"
    data=$(lsblk -n -r -p -o NAME,TYPE "$disk" | awk '$2 == "part" { last = $1 } END { print last }')
    [ -z "$(blkid -o value -s TYPE "$data")" ] ||
      stop "$data holds something that is not ours, so it is left alone. Write the card anew, with --read-only."
    mkfs.ext4 -q -L the-q-data "$data"
    udevadm settle
  fi
  grep -q the-q-data "$root/etc/fstab" ||
    printf 'LABEL=the-q-data /var/lib/the-q ext4 noatime,nofail 0 2\n' >>"$root/etc/fstab"
  findmnt -n "$state" >/dev/null || { systemctl daemon-reload && mount "$state"; } ||
    stop "the partition for what is kept cannot be used. It is tried again at the next start; journalctl -u the-q-first-boot says more."
}

# From the next start on, changes of the system lie in memory and end with it: after a power cut it is as it was. That start looks whether it is so.
protect_system() {
  if grep -q 'overlayroot=' "$card/cmdline.txt"; then
    [ "$(findmnt -n -o FSTYPE /)" = overlay ] ||
      stop "all runs, but the system is not protected, although that was asked for. journalctl -b says why (overlayroot)."
    return 0
  fi
  # What overlayroot runs before the system is mounted is busybox's, which it does not ask for: without it nothing is protected, and nothing is said.
  { installed overlayroot && installed busybox; } ||
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends overlayroot busybox; } ||
    stop "all runs, but the system cannot be protected yet: overlayroot could not be installed. Is the network connected? It is tried again at the next start."
  { printf 'overlayroot=tmpfs:recurse=0 '; cat "$card/cmdline.txt"; } >"$card/cmdline.part"
  sync
  # What is on the screen now would be there at each start.
  rm -f "$notice"
  sync
  mv "$card/cmdline.part" "$card/cmdline.txt"
  sync
  systemctl reboot
  exit 0
}

mkdir -p "$settings" "$state"
if [ "$protect" = read-only ]; then part_data; fi
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

if [ "$protect" = read-only ]; then protect_system; fi

rm -f "$notice"
touch "$state/first-boot-done"
sync
