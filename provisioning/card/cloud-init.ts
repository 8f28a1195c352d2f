/**
 * The three files that Raspberry Pi OS (Trixie) reads from its boot partition at the first start. It has cloud-init's NoCloud data source
 * seeded from `file:///boot/firmware` (raspberrypi/rpi-image-gen and RPi-Distro/pi-gen, `99_raspberry-pi.cfg`):
 * https://docs.cloud-init.io/en/latest/reference/datasources/nocloud.html
 */
import { stringify } from "yaml";
import { type CardFile, type CardOrder, hostName } from "./order.ts";

/** How our own files are known again when a card is written anew. */
export const ourMark = "# Written for The Q";

const unit = ({ role, readOnly }: CardOrder) => `[Unit]
Description=The Q: take what the card brought, install the package, start the program
Wants=network-online.target
After=network-online.target
# Where it is a partition of its own: what was done is written there.
RequiresMountsFor=/var/lib/the-q
ConditionPathExists=!/var/lib/the-q/first-boot-done

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/the-q-first-boot ${role}${readOnly ? " read-only" : ""}
TimeoutStartSec=30min

[Install]
WantedBy=multi-user.target
`;

/** `firstBoot`: the text of `first-boot.sh`. `id`: changes when anything on the card does, so that a card written anew is taken anew. */
export function cloudInitFiles(order: CardOrder, firstBoot: string, id: string): CardFile[] {
  const about = `${order.office}, ${order.role} ${order.name}`;
  return [
    { name: "user-data", text: `#cloud-config\n${ourMark}: ${about}\n${yaml(userData(order, firstBoot))}` },
    { name: "network-config", text: `${ourMark}: ${about}\n${yaml(networkConfig(order))}` },
    {
      name: "meta-data",
      text: `${ourMark}: ${about}\n${yaml({ dsmode: "local", "instance-id": `the-q-${order.name}-${id}` })}`,
    },
  ];
}

function userData(order: CardOrder, firstBoot: string) {
  const { office, name, timeZone, locale, timeServers, sshKeys, readOnly } = order;
  return {
    hostname: hostName(office, name),
    manage_etc_hosts: true,
    timezone: timeZone,
    locale,
    ...(timeServers.length > 0 ? { ntp: { enabled: true, ntp_client: "systemd-timesyncd", servers: timeServers } } : {}),
    // The room behind the system is for what the device keeps.
    ...(readOnly ? { growpart: { mode: "off" }, resize_rootfs: false } : {}),
    ssh_pwauth: false,
    disable_root: true,
    users: [careUser(sshKeys)],
    write_files: [
      { path: "/usr/local/sbin/the-q-first-boot", permissions: "0755", content: firstBoot },
      { path: "/etc/systemd/system/the-q-first-boot.service", permissions: "0644", content: unit(order) },
    ],
    runcmd: [
      // Off in Raspberry Pi OS unless asked for.
      ...(sshKeys.length > 0 ? [["systemctl", "enable", "--now", "ssh.service"]] : []),
      ["systemctl", "enable", "--now", "--no-block", "the-q-first-boot.service"],
    ],
  };
}

/**
 * Without any user Raspberry Pi OS would stop at its first start and ask for one on the screen. This one has no password, so nobody
 * signs in at the screen; by SSH only who has the key that belongs to one of these.
 */
function careUser(sshKeys: readonly string[]) {
  const locked = { name: "q-care", gecos: "Care of The Q", lock_passwd: true, shell: "/bin/bash" };
  if (sshKeys.length === 0) return locked;
  return { ...locked, sudo: "ALL=(ALL) NOPASSWD:ALL", ssh_authorized_keys: sshKeys };
}

function networkConfig({ wifi }: CardOrder) {
  return {
    network: {
      version: 2,
      // Named by pattern: a cable in a USB adapter is as good as the board's own.
      ethernets: { cable: { match: { name: "e*" }, dhcp4: true, optional: true } },
      ...(wifi ? { wifis: { wlan0: wifiPart(wifi) } } : {}),
    },
  };
}

function wifiPart({ name, key, country }: NonNullable<CardOrder["wifi"]>) {
  return { dhcp4: true, optional: true, "regulatory-domain": country, "access-points": { [name]: { password: key } } };
}

/** YAML 1.1, which cloud-init's reader speaks: `no` and `0755` in quotes. Long lines stay whole. */
function yaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0 });
}
