/** No secret where anybody may look: in the repository, on two cards that have nothing secret in common, and in what leaves a hub that has keys. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenMade } from "#shared/identity/registry.ts";
import { tokenText } from "#shared/identity/token.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { HubBench, post } from "../../hub/hub-harness.ts";
import { cardFiles } from "../../provisioning/card/card.ts";
import { firstBootText } from "../../provisioning/card/make-card.ts";
import type { CardRole } from "../../provisioning/card/order.ts";
import { deviceSettings, hubSettings } from "../../provisioning/card/settings.ts";

const top = join(import.meta.dirname, "../..");

/** What gives a secret away by its form, wherever it stands. Each is followed by as much as a real one has. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:[A-Za-z0-9+/=]{40,}\s+){2}/,
  /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{60}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{20}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/,
  /:\/\/[A-Za-z0-9._-]+:[^@\s/"'`$<>]{6,}@[a-z0-9.-]+/,
  // A shadow file's: the user's password as it is kept.
  /\$(?:6|y|2[aby])\$[A-Za-z0-9./$]{20,}/,
];

function secretsIn(text: string): string[] {
  return forms.flatMap((form) => form.exec(text)?.[0].slice(0, 40) ?? []);
}

describe("the repository", () => {
  it("Q-SAFE-1: has no private key, token or password in any of its files, and a search that would find them", () => {
    const files = execFileSync("git", ["ls-files", "-z"], { cwd: top, encoding: "utf8", maxBuffer: 20_000_000 })
      .split("\0")
      .filter(Boolean);
    expect(files.length).toBeGreaterThan(1_000);
    const found = files.flatMap((file) => secretsIn(readFileSync(join(top, file), "latin1")).map((what) => `${file}: ${what}`));
    expect(found).toEqual([]);
    const line = "A".repeat(64);
    const planted = [
      `-----BEGIN EC ${"PRIVATE"} KEY-----\n${line}\n${line}\n`,
      `AGE-SECRET-${"KEY"}-1${"Q".repeat(58)}`,
      `${"ghp"}_${"a".repeat(36)}`,
      `postgres${"://"}user:hunter22@db.example`,
      `${"$6"}$salt$${"a".repeat(60)}`,
    ];
    for (const each of planted) expect([each.slice(0, 20), secretsIn(each).length]).toEqual([each.slice(0, 20), 1]);
  });
});

describe("cards", () => {
  let bench: HubBench;
  beforeEach(() => {
    bench = new HubBench();
  });
  afterEach(() => bench.end());

  /** All texts of the card's files that a dictionary does not have: 16 letters and digits at least, mixed. */
  function oddWordsOf(role: CardRole, name: string, made: TokenMade): Set<string> {
    const office = { id: "example", configuration: exampleOffice() };
    const asked = { role, name, zone: "main", hub: "hub.example", ca: made.fingerprint, token: made.token, printer: "usb" } as const;
    const settings =
      role === "hub"
        ? hubSettings(office, { central: null, collector: null })
        : deviceSettings(asked, { id: office.id, configuration: null }, 1_795_737_600_000);
    const order = { office: office.id, role, name, timeZone: "America/Vancouver", locale: "en_CA.UTF-8" } as const;
    const files = cardFiles({ ...order, wifi: null, timeServers: [], sshKeys: [], readOnly: false, logo: null, settings }, firstBootText());
    const text = files.map((each) => each.text).join("\n");
    expect(secretsIn(text)).toEqual([]);
    return new Set(text.match(/[A-Za-z0-9+/=_:-]{16,}/g)?.filter((each) => /\d/.test(each) || /[A-Z]{4}-[A-Z]{4}/.test(each)));
  }

  it("Q-SAFE-1: of two devices differ in every secret, a hub's has none at all, and what all share is public", async () => {
    const hub = await bench.start({ devices: { host: "127.0.0.1", mqttsPort: 0, enrolPort: 0, approve: false, certificateDays: 30 } });
    const token = async (name: string, role: string) =>
      (await post(hub, "/api/v1/identity/tokens", { name, role, by: "pat" })).body as TokenMade;
    const [first, second] = [await token("kiosk-1", "kiosk"), await token("kiosk-2", "kiosk")];
    const [one, other] = [oddWordsOf("kiosk", "kiosk-1", first), oddWordsOf("kiosk", "kiosk-2", second)];
    // The one secret of a card is on it, is another on the next, and the hub keeps only its hash.
    expect([one.has(first.token), other.has(second.token), one.has(second.token), other.has(first.token)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const kept =
      readFileSync(join(bench.file.data, "hub.sqlite"), "latin1") + readFileSync(join(bench.file.data, "hub.sqlite-wal"), "latin1");
    expect([kept.includes(first.token), kept.includes(second.token)]).toEqual([false, false]);
    expect(JSON.stringify(bench.lines)).not.toContain(first.token);
    // Whatever else two cards share is on a card of nobody's device, too: the authority's fingerprint, paths, the script's own words.
    const nobodys = oddWordsOf("kiosk", "kiosk-3", { ...first, token: tokenText(new Uint8Array(16).fill(1)) });
    expect([...one].filter((each) => other.has(each) && !nobodys.has(each))).toEqual([]);
    const ofHub = oddWordsOf("hub", "hub", first);
    expect([...ofHub].filter((each) => each.includes(first.token) || each.includes(first.fingerprint))).toEqual([]);
  });
});
