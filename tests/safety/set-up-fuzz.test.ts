/** What IT writes, with anything wrong in it: arguments, an office's file, a plan, tokens, a key, a picture. Each mistake is a sentence, never a stack. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tokenText } from "#shared/identity/token.ts";
import { exampleOffice } from "#shared/office/example.ts";
import { readCardArguments } from "../../provisioning/card/arguments.ts";
import { type Desk, makeCard } from "../../provisioning/card/make-card.ts";
import { demoConfiguration } from "../../provisioning/office/demo-configuration.ts";
import { Failure } from "../../provisioning/office/failure.ts";
import { readOfficeArguments } from "../../provisioning/set-up/arguments.ts";
import { makeOffice } from "../../provisioning/set-up/make-office.ts";
import { broken } from "../office/scene/garbage.ts";

const top = join(import.meta.dirname, "../..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "the-q-set-up-fuzz-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const desk: Desk = { askHidden: async () => "a pass phrase", say: () => {}, now: () => new Date(1_795_737_600_000), user: "pat" };
let files = 0;
const file = (content: string | Uint8Array) => {
  const path = join(folder, `file-${++files}`);
  writeFileSync(path, content);
  return path;
};

/** "done", or what was said: a sentence of at least two words that names no place in a program. Anything else is thrown on. */
async function outcomeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return "done";
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.message).toMatch(/\w+ \w+/);
    expect(error.message).not.toMatch(/\n\s+at |\[object |node:internal/);
    return error.message;
  }
}

const scrap = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("", "../..", "a b", "\u0000", "x".repeat(300), -1, 1e308, {}, []));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ maxLength: 200 }).map((each) => new TextEncoder().encode(each)),
);
const fingerprint = Array.from({ length: 32 }, () => "AB").join(":");

describe("a card", { timeout: 180_000 }, () => {
  const right = () => ({
    office: file(JSON.stringify(exampleOffice())),
    role: "kiosk",
    name: "kiosk-1",
    hub: "hub.example",
    ca: fingerprint,
    token: tokenText(new Uint8Array(16).fill(7)),
    printer: "usb",
    to: join(folder, "card"),
  });
  const asked = async (words: readonly string[]) => {
    const read = readCardArguments(words);
    if ("wrong" in read) throw new Failure(read.wrong);
    if (read.kind === "card") await makeCard(read, desk);
  };
  const written = (options: Readonly<Record<string, string>>) => Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);

  it("Q-FAULT-1: is written, or what is wrong with its arguments is said in a sentence", async () => {
    mkdirSync(join(folder, "card"));
    expect(await outcomeOf(() => asked([...written(right()), "--replace"]))).toBe("done");
    const names = [
      "office",
      "role",
      "name",
      "hub",
      "ca",
      "token",
      "printer",
      "zone",
      "logo",
      "scanner",
      "speaker",
      "voices",
      "wifi",
      "wifi-file",
      "country",
      "time-zone",
      "locale",
      "time-server",
      "ssh-key",
      "package",
      "nothing",
    ];
    const values = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        "",
        "kiosk",
        "hub",
        "usb",
        "tcp:",
        "tcp:[::1]:x",
        "tcp:printer.example",
        "serial:/dev/ttyUSB0",
        "America/Toronto",
        "time.example",
        "serial:",
        "/nowhere/at/all",
        "/dev/null",
        folder,
        fingerprint,
        "-1",
        "--help",
      ),
    );
    const known = fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { printer: "tcp:printer.example" },
      { printer: "serial:/dev/ttyUSB0" },
      { scanner: "serial:/dev/ttyACM0", "time-server": "time.example" },
      { wifi: "office", country: "CA" },
    );
    const wrongOnes = fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 2 });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(known, wrongOnes).map(([right, wrong]) => ({ ...right, ...wrong })),
        async (changes) => {
          seen.add(await outcomeOf(() => asked([...written({ ...right(), ...changes }), "--replace"])));
        },
      ),
      { numRuns: 400 },
    );
    expect(seen.size).toBeGreaterThan(10);
  });

  it("Q-FAULT-1: says which of the files that it is given cannot be what it should", async () => {
    mkdirSync(join(folder, "card"));
    const officeFiles = broken(exampleOffice(), scrap).map((each) => new TextEncoder().encode(JSON.stringify(each)));
    const inputs = fc.oneof(
      fc.tuple(fc.constant("office"), fc.oneof(officeFiles, bytes)),
      fc.tuple(fc.constantFrom("logo", "ssh-key"), bytes),
      fc.tuple(
        fc.constant("logo"),
        fc.nat(40).map((length) => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(length)])),
      ),
      fc.tuple(
        fc.constant("ssh-key"),
        fc.string({ maxLength: 80 }).map((each) => new TextEncoder().encode(`ssh-ed25519 ${each}`)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ([name, content]) => {
        const options = { ...right(), [name as string]: file(content as Uint8Array) };
        await outcomeOf(() => asked([...written(options), "--replace"]));
      }),
      { numRuns: 250 },
    );
  });
});

describe("a whole office", { timeout: 180_000 }, () => {
  it("Q-FAULT-1: is set up, or each mistake in plan, tokens and office is said in sentences, and nothing is written for it", async () => {
    const example = JSON.parse(readFileSync(join(top, "provisioning/set-up/example-plan.json"), "utf8")) as object;
    const demo = file(JSON.stringify(demoConfiguration()));
    const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const plans = fc.oneof(broken(example, scrap).map(text), bytes);
    const tokens = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constant(`kiosk-1 ${tokenText(new Uint8Array(16).fill(1))}\nkiosk-1 again`),
      fc.constant("\u0000"),
    );
    const ssh = file("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f pat@office\n");
    const setUp = async (plan: Uint8Array, given: string | null) => {
      const to = join(folder, `office-${++files}`);
      const words = ["--office", demo, "--plan", file(plan), "--to", to, "--ssh-key", ssh];
      const withTokens = given === null ? [] : ["--ca", fingerprint, "--tokens", file(given)];
      const outcome = await outcomeOf(async () => {
        const read = readOfficeArguments([...words, ...withTokens]);
        if ("wrong" in read) throw new Failure(read.wrong);
        if (read.kind === "office") await makeOffice(read, desk);
      });
      expect([outcome, existsSync(to)]).toEqual([outcome, outcome === "done"]);
      return outcome;
    };
    expect(await setUp(text(example), null)).toBe("done");
    await fc.assert(
      fc.asyncProperty(plans, fc.option(tokens), async (plan, given) => void (await setUp(plan, given))),
      { numRuns: 60 },
    );
  });
});
