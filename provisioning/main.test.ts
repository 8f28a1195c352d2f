import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { enrolmentFile } from "#shared/identity/enrolment.ts";
import { tokenText } from "#shared/identity/token.ts";
import { deviceFile, hubFile } from "#shared/wire/process.ts";
import { readCardArguments } from "./card/arguments.ts";
import { pngHeader, temporaryFolder } from "./card/harness.ts";
import { type Desk, makeCard } from "./card/make-card.ts";
import { demoOffice } from "./office/demo-office/demo-office.ts";

const main = join(import.meta.dirname, "main.ts");
const ca = "AB:".repeat(31).concat("AB");
const token = tokenText(new Uint8Array(16).fill(7));
const passPhrase = "not on the card 1!";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, "office.json"), JSON.stringify(demoOffice()));
});
afterEach(() => rmSync(folder, { recursive: true }));

const provision = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, [main, ...args], { encoding: "utf8", input, cwd: folder });

const kiosk = (more: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    ...{ office: "office.json", role: "kiosk", name: "kiosk-1", hub: "hub.victoria.example", ca, token, to: "card" },
    ...more,
  }).flatMap(([name, value]) => [`--${name}`, value]);

const said: string[] = [];
const desk: Desk = {
  say: (line) => said.push(line),
  askHidden: async () => passPhrase,
  now: () => new Date(1_800_000_000_000),
  user: "kim",
};

/** Inside this process, so that many cost little. */
async function card(args: readonly string[], nowMs = 1_800_000_000_000): Promise<Record<string, string>> {
  const asked = readCardArguments(args);
  if ("wrong" in asked || asked.kind === "help") throw new Error("wrong" in asked ? asked.wrong : "help");
  const at = { ...asked, to: join(folder, asked.to), office: asked.office.endsWith(".json") ? join(folder, asked.office) : asked.office };
  await makeCard(at, { ...desk, now: () => new Date(nowMs) });
  return contentOf(at.to);
}

function contentOf(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

describe("a card", () => {
  test("of a kiosk brings what its program and its enrolment read, and says what is still to do", () => {
    const { status, stdout, stderr } = provision(["card", ...kiosk({ printer: "tcp:10.0.0.9" })]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/new {7}user-data[\s\S]*kiosk-1 of victoria is on the folder card\.\nThe package is not beside it yet/);
    const files = contentOf(join(folder, "card"));
    expect(v.parse(deviceFile, JSON.parse(files["the-q-device.json"] as string))).toMatchObject({
      ...{ office: "victoria", id: "kiosk-1", hub: { mqtt: "mqtts://hub.victoria.example:8883" } },
      role: { kind: "kiosk", zone: "main", printer: { kind: "tcp", host: "10.0.0.9", port: 9_100 } },
    });
    expect(v.parse(enrolmentFile, JSON.parse(files["the-q-enrolment.json"] as string))).toMatchObject({
      ...{ office: "victoria", role: "kiosk", name: "kiosk-1", hub: "https://hub.victoria.example:8443" },
      ...{ fingerprint: "ab".repeat(32), token },
    });
  });

  test("brings a kiosk's scanner and a board's loudspeaker and recorded voices to the device's file", async () => {
    const roleOn = async (args: readonly string[]) =>
      v.parse(deviceFile, JSON.parse((await card(args))["the-q-device.json"] as string)).role;
    const scanner = "/dev/serial/by-id/usb-Acme_2D:1-if00";
    expect(await roleOn(kiosk({ scanner: `serial:${scanner}` }))).toMatchObject({
      scanner: { kind: "serial", path: scanner, baud: 9_600 },
    });
    expect(await roleOn(kiosk({ scanner: `serial:${scanner}@115200` }))).toMatchObject({ scanner: { baud: 115_200 } });
    const keys = "/dev/input/by-id/usb-Acme-event-kbd";
    expect(await roleOn(kiosk({ scanner: `keyboard:${keys}` }))).toMatchObject({ scanner: { kind: "keyboard", path: keys } });
    expect(await roleOn(kiosk())).not.toHaveProperty("scanner");

    const board = (more: Readonly<Record<string, string>>) => kiosk({ role: "board", name: "board-1", ...more });
    const heard = { speaker: "alsa:plughw:CARD=Headphones,DEV=0", voices: "/var/lib/the-q/voices" };
    expect(await roleOn(board(heard))).toMatchObject({
      ...{ kind: "board", speaker: { kind: "alsa", device: "plughw:CARD=Headphones,DEV=0" } },
      voices: "/var/lib/the-q/voices",
    });
    expect(await roleOn(board({ speaker: "alsa" }))).toMatchObject({ speaker: { kind: "alsa", device: "default" } });
    const bare = await roleOn(board({}));
    for (const each of ["speaker", "voices"]) expect(bare).not.toHaveProperty(each);
  });

  test("brings the office's logo beside the device's file that names its place; another logo makes another card", async () => {
    const logo = join(folder, "logo.png");
    writeFileSync(logo, pngHeader(600, 200));
    const files = await card(kiosk({ logo, printer: "usb" }));
    expect(v.parse(deviceFile, JSON.parse(files["the-q-device.json"] as string)).role).toMatchObject({
      printer: { kind: "usb", logo: "/etc/the-q/logo.png" },
    });
    expect(readFileSync(join(folder, "card/the-q-logo.png"))).toEqual(pngHeader(600, 200));
    const instance = files["meta-data"];
    expect((await card(kiosk({ logo })))["meta-data"]).toBe(instance);
    writeFileSync(logo, pngHeader(601, 200));
    expect((await card(kiosk({ logo })))["meta-data"]).not.toBe(instance);
    const without = await card(kiosk({ to: "other" }));
    expect(v.parse(deviceFile, JSON.parse(without["the-q-device.json"] as string)).role).not.toHaveProperty("printer.logo");
  });

  test.each([
    ["is no PNG picture", Buffer.from("GIF89a, and more than a header's worth of it")],
    ["has 2001 by 3 dots", pngHeader(2_001, 3)],
    ["is larger than 1 MB", Buffer.alloc(1_000_001)],
  ])("refuses a logo that %s, and writes nothing", async (what, bytes) => {
    writeFileSync(join(folder, "logo.png"), bytes);
    await expect(card(kiosk({ logo: join(folder, "logo.png") }))).rejects.toThrow(what);
    expect(readdirSync(folder)).not.toContain("card");
  });

  test("of a hub needs no other computer, and takes no PIN along", () => {
    const { status, stderr } = provision(["card", "--role", "hub", "--office", "office.json", "--name", "hub-1", "--to", "card"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = contentOf(join(folder, "card"));
    expect(Object.keys(files).sort()).toEqual(["meta-data", "network-config", "the-q-hub.json", "the-q-office.json", "user-data"]);
    expect(v.parse(hubFile, JSON.parse(files["the-q-hub.json"] as string))).toMatchObject({
      office: "victoria",
      host: "127.0.0.1",
      seed: "/etc/the-q/office.json",
      devices: { host: "0.0.0.0", mqttsPort: 8_883, enrolPort: 8_443 },
    });
    expect(JSON.parse(files["the-q-office.json"] as string)).not.toHaveProperty("staffPin");
  });

  test("written again a day later with the same token is the same card", async () => {
    const first = await card(kiosk());
    expect(await card(kiosk(), 1_800_086_400_000)).toEqual(first);
    const other = tokenText(new Uint8Array(16).fill(8));
    expect(JSON.parse((await card(kiosk({ token: other }), 1_800_086_400_000))["the-q-enrolment.json"] as string)).toMatchObject({
      ...{ token: other, madeAt: 1_800_086_400_000 },
    });
  });

  test("holds no password and no private key; two cards have no secret in common", async () => {
    const secrets = await Promise.all(
      [1, 2].map(async (each) => {
        const files = await card(kiosk({ to: `card-${each}`, token: tokenText(new Uint8Array(16).fill(each)) }));
        const text = Object.values(files).join("\n");
        expect(text).not.toMatch(/PRIVATE KEY|passwd: [^\n]*\$|plain_text_passwd|staffPin/);
        // Whatever looks drawn by chance: long runs of hexadecimal digits or of the token's letters. The fingerprint is known to all.
        return new Set(
          text.match(/\b(?:[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){6}|[0-9a-f]{16,})\b/g)?.filter((one) => one !== "ab".repeat(32)),
        );
      }),
    );
    const [one, other] = secrets as [Set<string>, Set<string>];
    expect(one.size).toBeGreaterThan(0);
    expect([...one].filter((secret) => other.has(secret))).toEqual([]);
  });

  test("with Wi-Fi holds the network's key, asked for or read from a file, and never the pass phrase", async () => {
    const asked = await card(kiosk({ wifi: "Office" }));
    writeFileSync(join(folder, "wifi.txt"), `${passPhrase}\n`);
    const { status, stdout, stderr } = provision(["card", ...kiosk({ wifi: "Office", "wifi-file": "wifi.txt", to: "other" })]);
    expect(status).toBe(0);
    expect(contentOf(join(folder, "other"))["network-config"]).toBe(asked["network-config"]);
    expect(asked["network-config"]).toMatch(/password: "?[0-9a-f]{64}"?\n/);
    for (const text of [...Object.values(asked), stdout, stderr, ...said]) expect(text).not.toContain(passPhrase);
  });

  test("reads the pass phrase from a pipe too, and refuses one that is none", () => {
    expect(provision(["card", ...kiosk({ wifi: "Office" })], `${passPhrase}\n`)).toMatchObject({ status: 0 });
    expect(provision(["card", ...kiosk({ wifi: "Office" })], "short\n")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("8 to 63"),
    });
  });

  test("never takes a private key for a public one", async () => {
    const key = join(folder, "id");
    writeFileSync(key, "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n");
    await expect(card(kiosk({ "ssh-key": key }))).rejects.toThrow(/is a private key. Name the public one/);
  });

  test("that would not work is refused with what to do, and nothing is written", async () => {
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ name: "kiosk-9" }, /has no device "kiosk-9".*A spare has none: --office victoria --zone/],
      [{ role: "board" }, /kiosk-1 is a kiosk/],
      [{ token: token.replace("7", "8") }, /token: a letter or digit of this token is not as it was given/],
      [{ ca: "abc" }, /fingerprint has 64/],
      [{ office: "missing.json" }, /there is no such file/],
      [{ office: "victoria" }, /--zone is missing/],
      [{ zone: "attic" }, /no zone "attic"/],
      [{ scanner: "ttyUSB0" }, /--scanner must be serial:.* or keyboard:/],
      [{ scanner: "serial:/dev/ttyUSB0@9601" }, /--scanner must be serial:/],
      [{ speaker: "alsa" }, /--speaker belongs to a board/],
      [{ role: "board", name: "board-1", scanner: "serial:/dev/ttyUSB0" }, /--scanner belongs to a kiosk/],
      [{ role: "board", name: "board-1", speaker: "hdmi" }, /--speaker must be alsa or alsa:OUTPUT/],
      [{ role: "board", name: "board-1", speaker: "alsa:two words" }, /--speaker must be alsa/],
      [{ role: "board", name: "board-1", voices: "voices" }, /--voices must be a folder on the device by its whole path/],
    ];
    for (const [changed, sentence] of wrong) {
      await expect(card(kiosk(changed))).rejects.toThrow(sentence);
    }
    expect(readdirSync(folder)).toEqual(["office.json"]);
  });

  test("never overwrites what somebody else wrote on it without being told", async () => {
    mkdirSync(join(folder, "card"));
    writeFileSync(join(folder, "card", "user-data"), "#cloud-config\nusers: [{name: somebody}]\n");
    expect(provision(["card", ...kiosk()])).toMatchObject({ status: 1, stderr: expect.stringContaining("--replace") });
    expect(provision(["card", ...kiosk(), "--replace"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("replaced  user-data"),
    });
  });
});

describe("arguments", () => {
  test("are read or refused with a sentence, whatever they are", () => {
    const names = [
      "office",
      "role",
      "name",
      "hub",
      "ca",
      "token",
      "to",
      "wifi",
      "country",
      "printer",
      "scanner",
      "speaker",
      "voices",
      "zone",
      "time-zone",
      "locale",
      "replace",
      "x",
    ];
    const words = fc.oneof(
      fc.constantFrom(...names.map((name) => `--${name}`)),
      fc.constantFrom("kiosk", "hub", "kiosk-1", "a.b", "usb", "tcp:h:99999", "CA", "America/Vancouver", "", "--", "-"),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 16 }), (args) => {
        const read = readCardArguments(args);
        expect("wrong" in read ? read.wrong.length > 10 : ["card", "help"].includes(read.kind)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [[], "Say what to set up."],
    [["cart"], 'There is no command "cart".'],
    [["card"], "--office FILE or the office's id is missing."],
    [["card", "--wrong"], "Unknown option"],
    [["card", "--role", "hub", "--office", "x", "--name", "h", "--to", "y", "--token", "z"], "--token belongs to a kiosk or a board"],
  ])("%j is a mistake that is named behind the usage, where a person looks", (args, sentence) => {
    const { status, stderr } = provision(args);
    expect({ status, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({ status: 2, last: expect.stringContaining(sentence) });
    expect(stderr).toContain("npm run provision -- card ");
  });
});
