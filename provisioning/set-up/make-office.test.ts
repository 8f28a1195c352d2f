import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tokenText } from "#shared/identity/token.ts";
import { pngHeader, temporaryFolder } from "../card/harness.ts";
import type { Desk } from "../card/make-card.ts";
import { demoConfiguration } from "../office/demo-configuration.ts";
import { readOfficeArguments } from "./arguments.ts";
import { makeOffice } from "./make-office.ts";
import { connectionsOf } from "./network-sheet.ts";
import { partsOf } from "./parts.ts";
import { checkPlan, type Plan } from "./plan.ts";
import { csvOf } from "./sheet.ts";
import { readTokens } from "./tokens.ts";

const office = demoConfiguration();
const example = JSON.parse(readFileSync(new URL("./example-plan.json", import.meta.url), "utf8"));
const ca = "ab".repeat(32);
const tokens = [1, 2].map((each) => tokenText(new Uint8Array(16).fill(each)));
const planOf = (changed: object = {}) => (checkPlan({ ...example, ...changed }, office) as { plan: Plan }).plan;

let folder: string;
let said: string[];
beforeEach(() => {
  folder = temporaryFolder();
  said = [];
  writeFileSync(join(folder, "office.json"), JSON.stringify(office));
  writeFileSync(join(folder, "plan.json"), JSON.stringify(example));
  writeFileSync(
    join(folder, "tokens.txt"),
    `# of the hub\nkiosk-1 ${tokens[0]}\nboard-1 ${tokens[1]?.replaceAll("-", " ").toLowerCase()}\n`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

async function make(...more: string[]): Promise<void> {
  const asked = readOfficeArguments([
    "--office",
    join(folder, "office.json"),
    "--plan",
    join(folder, "plan.json"),
    "--to",
    join(folder, "out"),
    ...more,
  ]);
  if ("wrong" in asked || asked.kind === "help") throw new Error("wrong" in asked ? asked.wrong : "help");
  const desk: Desk = {
    say: (line) => said.push(line),
    askHidden: async () => "pass phrase 1",
    now: () => new Date(1_800_000_000_000),
    user: "kim",
  };
  await makeOffice(asked, desk);
}

const given = () => ["--ca", ca, "--tokens", join(folder, "tokens.txt")];
const out = (...parts: string[]) => join(folder, "out", ...parts);
const text = (...parts: string[]) => readFileSync(out(...parts), "utf8");
const setting = (name: string, file: string) => JSON.parse(text("cards", name, `the-q-${file}.json`));

describe("an office's folder", () => {
  test("has the hub's card first, and all sheets; the other cards when the hub has told its fingerprint and tokens", async () => {
    await make();
    expect(readdirSync(out()).sort()).toEqual([
      "cards",
      "labels",
      "labels.html",
      "network.csv",
      "network.html",
      "parts.csv",
      "parts.html",
      "start-here.html",
    ]);
    expect(readdirSync(out("cards"))).toEqual(["hub-1"]);
    expect(text("start-here.html")).toContain("again with --at-hub");
    const hub = text("cards", "hub-1", "user-data");
    expect(setting("hub-1", "hub")).toMatchObject({ central: "https://central.example", collector: null });
    expect(hub).toContain("    - time.victoria.example\n");

    await make(...given());
    expect(readdirSync(out("cards")).sort()).toEqual(["board-1", "hub-1", "kiosk-1"]);
    expect(text("cards", "hub-1", "user-data")).toBe(hub);
    expect(setting("kiosk-1", "enrolment")).toMatchObject({ token: tokens[0], fingerprint: ca, hub: "https://hub.victoria.example:8443" });
    expect(setting("board-1", "device").role.signs).toMatchObject([{ protocol: "alpha", signs: [{ id: "sign-1" }] }]);
    expect(text("start-here.html")).not.toContain("again with --at-hub");
  });

  test("has the hub's backups and the contact for weaknesses on its card, and what leaves the office unsealed is refused", async () => {
    const backup = { folder: "/var/lib/the-q/backups", everyHours: 1, recipients: [`age1${"q".repeat(58)}`], offSite: { to: "box:the-q" } };
    const securityContact = "mailto:it@victoria.example";
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, backup, securityContact }));
    await make();
    expect(setting("hub-1", "hub")).toMatchObject({ backup, securityContact });
    const { recipients: _nobody, ...unsealed } = backup;
    expect(checkPlan({ ...example, backup: unsealed, securityContact: "it@victoria.example" }, office)).toMatchObject({
      problems: [{ path: "backup" }, { path: "securityContact" }],
    });
  });

  test("has the staff's pages on the hub's card, in the network sheet, and in what is to be done", async () => {
    const files = { certificate: "/var/lib/the-q/staff.pem", key: "/var/lib/the-q/staff.key" };
    const openId = { issuer: "https://id.province.example/realms/q", clientId: "the-q", roles: { agent: ["q-agent"] } };
    const people = { host: "0.0.0.0", ...files, names: ["q.victoria.example"], openId };
    await make();
    expect(text("network.html")).toContain("127.0.0.1");
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, people }));
    await make();
    expect(setting("hub-1", "hub")).toMatchObject({ people });
    const network = text("network.csv");
    expect(network).toContain('"computers of counters, reception and managers",hub-1 (hub.victoria.example),TCP,8444,');
    expect(network).toContain("hub-1,id.province.example,TCP,443,");
    expect(text("network.html")).not.toContain("127.0.0.1");
    expect(text("start-here.html")).toContain("https://q.victoria.example:8444");
    expect(checkPlan({ ...example, people: { ...people, names: ["*.victoria.example"] } }, office)).toMatchObject({
      problems: [{ path: "people.names[0]" }],
    });
  });

  test("has a kiosk's buttons on its card, in the list of parts and in what is to be connected", async () => {
    const buttons = office.services.slice(0, 2).map(({ id }, place) => ({ service: id, pin: String(2 + place), lamp: String(6 + place) }));
    const panel = { board: "uno", path: "/dev/serial/by-id/usb-panel", buttons };
    const devices = example.devices.map((each: { role: string }) => (each.role === "kiosk" ? { ...each, panel } : each));
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, devices }));
    await make(...given());
    expect(setting("kiosk-1", "device").role).toMatchObject({ printer: { kind: "usb" }, panel: { baud: 57_600, buttons } });
    expect(text("parts.csv")).toMatch(/Button with lamp.*,2,/);
    expect(text("start-here.html")).toContain("touch screen, printer, buttons and network");
  });

  test("has a counter's keys on its board's card, on the board's own header without an Arduino in the list of parts", async () => {
    const keypad = { board: "pi", keys: [{ does: "call", pin: "GPIO4", lamp: "GPIO17" }] };
    const devices = example.devices.map((each: { role: string }) => (each.role === "board" ? { ...each, keypad } : each));
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, devices }));
    await make(...given());
    expect(setting("board-1", "device").role).toMatchObject({ kind: "board", keypad });
    expect(text("parts.csv")).toMatch(/Button with lamp.*,1,board-1,one for each key/);
    expect(text("parts.csv")).not.toContain("Arduino");
    expect(text("start-here.html")).toContain("signs, keys and network");
  });

  test("has a kiosk's scanner and a board's sound on their cards, in the list of parts and in what is to be connected", async () => {
    const more = {
      kiosk: { scanner: "serial:/dev/serial/by-id/usb-scanner" },
      board: { speaker: "alsa:hdmi:CARD=vc4hdmi0", voices: "/var/lib/the-q/voices" },
    };
    const devices = example.devices.map((each: { role: "kiosk" | "board" }) => ({ ...each, ...more[each.role] }));
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, devices }));
    await make(...given());
    expect(setting("kiosk-1", "device").role).toMatchObject({ scanner: { kind: "serial", path: "/dev/serial/by-id/usb-scanner" } });
    expect(setting("board-1", "device").role).toMatchObject({
      ...{ speaker: { kind: "alsa", device: "hdmi:CARD=vc4hdmi0" }, voices: "/var/lib/the-q/voices" },
      signs: [{ protocol: "alpha" }],
    });
    expect(text("parts.csv")).toMatch(/Scanner,.*[\s\S]*Loudspeaker,/);
    expect(text("start-here.html")).toContain("touch screen, printer, scanner and network");
    expect(text("start-here.html")).toContain("screen, signs, loudspeaker and network, then power. Then copy the recorded voices");
  });

  test("has the office's logo on the cards of kiosks whose printer keeps one, and says where none does", async () => {
    writeFileSync(join(folder, "logo.png"), pngHeader(600, 200));
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, logo: "logo.png" }));
    await make(...given());
    expect(setting("kiosk-1", "device").role).toMatchObject({ printer: { logo: "/etc/the-q/logo.png" } });
    expect(readdirSync(out("cards", "kiosk-1"))).toContain("the-q-logo.png");
    expect(readdirSync(out("cards", "board-1"))).not.toContain("the-q-logo.png");
    expect(readdirSync(out("cards", "hub-1"))).not.toContain("the-q-logo.png");
  });

  test("has labels for the hub, each device and each sign", async () => {
    await make();
    expect(readdirSync(out("labels")).sort()).toEqual(["board-1.svg", "hub-1.svg", "kiosk-1.svg", "sign-1.svg"]);
    expect(text("labels.html").match(/class="frame"/g)).toHaveLength(4);
  });

  test("no sheet and no word that is said has a token, a key or a pass phrase in it", async () => {
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, wifi: { name: "Office" } }));
    await make(...given());
    const key = /password: "?([0-9a-f]{64})/.exec(text("cards", "kiosk-1", "network-config"))?.[1] as string;
    expect(key).toHaveLength(64);
    expect(text("cards", "hub-1", "network-config")).not.toContain("wifis");
    const sheets = readdirSync(out())
      .filter((name) => name.includes("."))
      .map((name) => text(name));
    for (const each of [...sheets, ...said]) for (const secret of [...tokens, key, "pass phrase 1"]) expect(each).not.toContain(secret);
  });

  test("systems that are written to no more are so on every card, and whoever copies the cards is told of the word that has to go", async () => {
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, readOnly: true }));
    await make(...given());
    for (const [name, role] of [
      ["hub-1", "hub"],
      ["kiosk-1", "kiosk"],
      ["board-1", "board"],
    ] as const)
      expect(text("cards", name, "user-data")).toContain(`the-q-first-boot ${role} read-only`);
    expect(text("start-here.html").match(/Take the word resize out of cmdline\.txt/g)).toHaveLength(3);
    writeFileSync(join(folder, "plan.json"), JSON.stringify(example));
    await make(...given());
    expect(text("cards", "hub-1", "user-data") + text("start-here.html")).not.toMatch(/the-q-first-boot \w+ read-only|the word resize/);
  });

  test("a folder of somebody else, a plan or tokens that do not fit are refused before anything is written", async () => {
    mkdirSync(out());
    writeFileSync(out("thesis.txt"), "");
    await expect(make()).rejects.toThrow(/files of somebody else/);
    rmSync(out(), { recursive: true });
    writeFileSync(join(folder, "tokens.txt"), `kiosk-1 ${tokens[0]}\n`);
    await expect(make(...given())).rejects.toThrow(/board-1 has no token/);
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ ...example, devices: [] }));
    await expect(make()).rejects.toThrow(/plan\.json is no plan[\s\S]*devices \(an empty list\)/);
    expect(existsSync(out())).toBe(false);
  });
});

describe("the network sheet", () => {
  test("names each port that stands on the cards, and no other towards the hub", async () => {
    await make(...given());
    const port = (address: string) => Number(new URL(address).port);
    const onCards = ["kiosk-1", "board-1"].flatMap((name) => [
      port(setting(name, "device").hub.mqtt),
      port(setting(name, "enrolment").hub),
    ]);
    const toHub = connectionsOf(planOf(), { ssh: false }).filter(({ to }) => to.startsWith("hub-1"));
    expect(new Set(toHub.map((each) => each.port))).toEqual(new Set(onCards));
    for (const { from } of toHub) expect(from).toBe("kiosk-1, board-1");
  });

  test("has network printers, central with its port, time and names, and SSH only when a key is on the cards", () => {
    const devices = [{ role: "kiosk", name: "kiosk-1", printer: "tcp:10.0.0.9" }];
    const network = { central: "https://central.example:8444", collector: "http://10.1.1.1", domainServers: ["10.0.0.2"] };
    const rows = connectionsOf(planOf({ devices, network }), { ssh: false }).map(
      ({ from, to, protocol, port }) => `${from} ${to} ${protocol} ${port}`,
    );
    expect(rows).toContain("kiosk-1 10.0.0.9 TCP 9100");
    expect(rows).toContain("hub-1 central.example TCP 8444");
    expect(rows).toContain("hub-1 10.1.1.1 TCP 80");
    expect(rows).toContain("hub-1, kiosk-1 10.0.0.2 UDP 53");
    expect(rows.some((row) => row.endsWith(" 22"))).toBe(false);
    expect(connectionsOf(planOf(), { ssh: true }).some(({ port }) => port === 22)).toBe(true);
  });

  test("a spreadsheet takes no cell for a formula, and a quote breaks no row", () => {
    expect(csvOf({ columns: ["a", "b"], rows: [["=1+1", 'say "x", please']] })).toBe('a,b\r\n\'=1+1,"say ""x"", please"\r\n');
  });
});

describe("the parts list", () => {
  test("counts equal parts together, gives the hub an SSD and a battery clock, and no price", () => {
    const parts = partsOf(planOf(), office);
    const quantity = (part: string, model: RegExp) =>
      parts.filter((each) => each.part === part && model.test(each.model)).map((each) => each.quantity);
    expect(quantity("Computer", /Pi 4/)).toEqual([2]);
    expect(quantity("SSD", /NVMe/)).toEqual([1]);
    expect(quantity("Clock battery", /RTC/)).toEqual([1]);
    expect(quantity("Ticket printer", /TM-T20III \(USB\)/)).toEqual([1]);
    expect(quantity("Screen", /43 inches/)).toEqual([1]);
    expect(quantity("Sign", /alpha/)).toEqual([1]);
    expect(quantity("Network cable", /./)).toEqual([3]);
    expect(JSON.stringify(parts)).not.toMatch(/[$€]|price/i);
  });
});

describe("the file of tokens", () => {
  test("is read forgivingly, and what is wrong is told by line, never with the token", () => {
    const read = readTokens(
      `\n# x\nkiosk-1: nothing\nattic ${tokens[0]}\nkiosk-1 ${tokens[0]}\nkiosk-1 ${tokens[1]}\nboard-1 ${tokens[0]}\n`,
      ["kiosk-1", "board-1"],
    );
    const wrong = "wrong" in read ? read.wrong : [];
    expect(wrong).toEqual([
      "line 3: the plan has no device of this name",
      "line 4: the plan has no device of this name",
      "line 6: kiosk-1 has a token already",
      "line 7: this token is another device's; each is for one",
      "board-1 has no token",
    ]);
  });
});
