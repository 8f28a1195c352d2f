import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cardFiles } from "./card.ts";
import { cloudInitSchema } from "./harness.ts";
import { firstBootText } from "./make-card.ts";
import type { CardOrder } from "./order.ts";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0Zr1cb5HqmK5M1kqvJk2uF0v0ZzXcVbNnM1lKjHgFd it@victoria";
const order: CardOrder = {
  ...{ office: "victoria", role: "kiosk", name: "kiosk-1", timeZone: "America/Vancouver", locale: "fr_CA.UTF-8" },
  ...{ wifi: null, sshKeys: [], timeServers: [], readOnly: false, logo: null, settings: [{ name: "device.json", text: "{}\n" }] },
};

const cloudInitObjections = cloudInitSchema();

const filesOf = (changed: Partial<CardOrder> = {}) =>
  Object.fromEntries(cardFiles({ ...order, ...changed }, firstBootText()).map(({ name, text }) => [name, text]));
const user = (changed?: Partial<CardOrder>) => parse(filesOf(changed)["user-data"] as string, { version: "1.1" });
const network = (changed?: Partial<CardOrder>) => parse(filesOf(changed)["network-config"] as string, { version: "1.1" }).network;

const identifiers = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);

describe("what cloud-init reads", () => {
  test("user-data begins as cloud-init wants it and is what its own schema allows, whatever the names", () => {
    expect(filesOf()["user-data"]).toMatch(/^#cloud-config\n/);
    const orders = fc.record({
      office: identifiers,
      name: identifiers,
      role: fc.constantFrom("hub", "kiosk", "board" as const),
      sshKeys: fc.constantFrom([], [key], [key, key]),
      timeServers: fc.constantFrom([], ["time.example", "10.0.0.1"]),
      timeZone: fc.constantFrom("America/Vancouver", "America/Argentina/Buenos_Aires"),
    });
    fc.assert(
      fc.property(orders, (changed) => {
        expect(cloudInitObjections(filesOf(changed)["user-data"] as string)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("the schema is one that can object", () => {
    expect(cloudInitObjections("#cloud-config\nruncmd: 3\nssh_pwauth: perhaps\n")).not.toEqual([]);
  });

  test("nobody signs in with a password, and SSH is off unless a key was given", () => {
    const without = user();
    expect(without).toMatchObject({ ssh_pwauth: false, disable_root: true, users: [{ name: "q-care", lock_passwd: true }] });
    expect(JSON.stringify(without)).not.toMatch(/ssh\.service|ssh_authorized_keys|sudo|passwd":"/);
    const withKey = user({ sshKeys: [key] });
    expect(withKey.users).toMatchObject([{ lock_passwd: true, ssh_authorized_keys: [key] }]);
    expect(withKey.runcmd[0]).toEqual(["systemctl", "enable", "--now", "ssh.service"]);
  });

  test("a system that is written to no more leaves room on its card, and its script is told so", () => {
    expect(user()).not.toHaveProperty("growpart");
    expect(user({ readOnly: true })).toMatchObject({ growpart: { mode: "off" }, resize_rootfs: false });
    expect(user({ readOnly: true }).write_files[1].content).toContain("the-q-first-boot kiosk read-only\n");
    expect(cloudInitObjections(filesOf({ readOnly: true })["user-data"] as string)).toEqual([]);
  });

  test("one boot takes what the card brought: the script and its unit come with it", () => {
    const { write_files, runcmd } = user();
    expect(write_files[0]).toEqual({ path: "/usr/local/sbin/the-q-first-boot", permissions: "0755", content: firstBootText() });
    expect(write_files[1].content).toContain("ExecStart=/usr/local/sbin/the-q-first-boot kiosk\n");
    expect(runcmd).toEqual([["systemctl", "enable", "--now", "--no-block", "the-q-first-boot.service"]]);
  });

  test("a host name is at most 63 characters, and names the device whole", () => {
    fc.assert(
      fc.property(identifiers, identifiers, (office, name) => {
        const { hostname } = user({ office, name });
        expect(hostname).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
        expect(hostname.endsWith(name)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("any cable is used; Wi-Fi only where it was asked for, by its key", () => {
    expect(network()).toEqual({ version: 2, ethernets: { cable: { match: { name: "e*" }, dhcp4: true, optional: true } } });
    const names = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, (name) => {
        const { wifis } = network({ wifi: { name, key: "ab".repeat(32), country: "CA" } });
        expect(wifis.wlan0["access-points"]).toEqual({ [name]: { password: "ab".repeat(32) } });
      }),
      { numRuns: 50 },
    );
  });

  test("a key of digits only and a country called NO stay texts", () => {
    const { wifis } = network({ wifi: { name: "1e3", key: "0".repeat(64), country: "NO" } });
    expect(wifis.wlan0).toMatchObject({ "regulatory-domain": "NO", "access-points": { "1e3": { password: "0".repeat(64) } } });
  });

  test("the same order is the same card, byte for byte; a changed one is a new instance for cloud-init", () => {
    expect(filesOf()).toEqual(filesOf());
    const id = (files: Record<string, string>) => parse(files["meta-data"] as string)["instance-id"];
    expect(id(filesOf())).toMatch(/^the-q-kiosk-1-[0-9a-f]{16}$/);
    expect(id(filesOf({ settings: [{ name: "device.json", text: '{"other": 1}\n' }] }))).not.toBe(id(filesOf()));
  });
});
