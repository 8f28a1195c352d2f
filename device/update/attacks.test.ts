/** Bundles that must not be taken, by the names of The Update Framework's attacks: each is refused, and the slots are as they were. */
import { createHash } from "node:crypto";
import {
  appendFileSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import fc from "fast-check";
import { pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFault } from "#shared/faults/fault.ts";
import type { Release } from "#shared/update/documents.ts";
import { envelopeOf, signedBy } from "#shared/update/sign.ts";
import { emptySlots, installed, proved, type Slots, started } from "#shared/update/slots.ts";
import { install } from "./install.ts";
import { bundleOf, bundleWith, channelOf, type Holder, keysOf, newHolder, now, payloadOf, releaseOf } from "./rig/releases.ts";
import { SlotFolder } from "./slot-folder.ts";

const holders = [newHolder(), newHolder(), newHolder()] as const;
const [one, two, three] = holders;
const signers = [one, two];
const stranger = newHolder();

let root: string;
let bundle: string;
let folder: SlotFolder;

/** Release 5 runs in slot a, and once 7 was kept here. */
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), "the-q-update-"));
  bundle = path.join(root, "x.bundle");
  folder = new SlotFolder(path.join(root, "slots-root"));
  await folder.saveTrusted({ keys: keysOf(holders), channel: null });
  await folder.saveSlots({ ...installed(emptySlots, "a", releaseOf(5)), highest: 7 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function attempt(from: "stick" | "channel" = "stick", at = now): Promise<string> {
  const before = folder.slots() as Slots;
  const result = await install(folder, { file: bundle, target: "linux-x64", now: at, from });
  if (!isFault(result)) return `installed ${result.number}`;
  expect((folder.slots() as Slots).slots.a).toEqual(before.slots.a);
  expect(folder.slots()).toMatchObject({ kept: "a", trial: null, highest: before.highest, refused: before.refused });
  expect(existsSync(folder.payloadFile)).toBe(false);
  expect(existsSync(folder.folderOf("b"))).toBe(false);
  return result.fault;
}

const files = { "main.js": "good\n" };
const good = (over: Partial<Release> = {}, by: readonly Holder[] = signers) => bundleWith(releaseOf(8, over), by, files, bundle);

it("Q-SAFE-1: a good bundle is taken, and stands in the other slot", async () => {
  await good();
  expect(await attempt()).toBe("installed 8");
  expect(folder.slots()).toMatchObject({ kept: "a", trial: { slot: "b", starts: 0 } });
  expect(readFileSync(path.join(folder.folderOf("b"), "main.js"), "utf8")).toBe("good\n");
  expect(statSync(path.join(folder.folderOf("b"), "main.js")).mode & 0o777).toBe(0o755);
});

describe("Q-SAFE-1 arbitrary software", () => {
  it("without signatures, by one of two, by one twice, by a stranger, by a stranger under another's name", async () => {
    await good({}, []);
    expect(await attempt()).toBe("update-not-trusted");
    await good({}, [one]);
    expect(await attempt()).toBe("update-not-trusted");
    await good({}, [one, one]);
    expect(await attempt()).toBe("update-not-trusted");
    await good({}, [one, stranger]);
    expect(await attempt()).toBe("update-not-trusted");
    await good({}, [one, { ...stranger, id: two.id }]);
    expect(await attempt()).toBe("update-not-trusted");
  });

  it("a signature of another kind of document, and a text changed after signing", async () => {
    const payload = await payloadOf(files, `${bundle}.payload`);
    const release = { ...releaseOf(8), payload };
    const wrongKind = signedBy("channel", { signed: JSON.stringify(release), signatures: [] }, signers);
    await bundleOf(
      [
        ["release.json", wrongKind],
        ["payload.tar.zst", { file: `${bundle}.payload` }],
      ],
      bundle,
    );
    expect(await attempt()).toBe("update-not-trusted");
    const envelope = envelopeOf(release, signers);
    const changed = { ...envelope, signed: envelope.signed.replace("1.8.0", "1.9.0") };
    await bundleOf(
      [
        ["release.json", changed],
        ["payload.tar.zst", { file: `${bundle}.payload` }],
      ],
      bundle,
    );
    expect(await attempt()).toBe("update-not-trusted");
  });

  it("a payload other than the one that was signed, of the same size", async () => {
    const envelope = await good();
    const text = readFileSync(`${bundle}.payload`);
    text[text.length - 1] = (text.at(-1) as number) ^ 1;
    writeFileSync(`${bundle}.payload`, text);
    await bundleOf(
      [
        ["release.json", envelope],
        ["payload.tar.zst", { file: `${bundle}.payload` }],
      ],
      bundle,
    );
    expect(await attempt()).toBe("update-damaged");
  });
});

it("Q-SAFE-1 rollback: a release below the highest that was kept here, or below what the channel still allows", async () => {
  await bundleWith(releaseOf(6), signers, files, bundle);
  expect(await attempt()).toBe("update-older");
  await folder.saveTrusted({ keys: keysOf(holders), channel: channelOf([], { least: 9 }) });
  await good();
  expect(await attempt()).toBe("update-older");
});

it("Q-SAFE-1 indefinite freeze: a release, a channel or keys that have expired, also when the clock fell back to 1970", async () => {
  await good({ expiresAt: now - 1 });
  expect(await attempt()).toBe("update-expired");
  await good({ expiresAt: releaseOf(5).madeAt });
  expect(await attempt("stick", 0)).toBe("update-expired");
  const envelope = await good();
  const stale = envelopeOf(channelOf([envelope], { expiresAt: now - 1 }), signers);
  await bundleOf(
    [
      ["channel.json", stale],
      ["release.json", envelope],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt("channel")).toBe("update-expired");
  await folder.saveTrusted({ keys: keysOf(holders, { expiresAt: now - 1 }), channel: null });
  await good();
  expect(await attempt()).toBe("update-expired");
});

it("Q-SAFE-1 replay: a channel older than one that was seen", async () => {
  const envelope = await good();
  await folder.saveTrusted({ keys: keysOf(holders), channel: channelOf([], { version: 4 }) });
  const older = envelopeOf(channelOf([envelope], { version: 3 }), signers);
  await bundleOf(
    [
      ["channel.json", older],
      ["release.json", envelope],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt("channel")).toBe("update-older");
});

it("Q-SAFE-1 mix and match: a genuine release that the genuine channel does not name", async () => {
  const other = envelopeOf(releaseOf(8, { version: "1.8.1" }), signers);
  const envelope = await good();
  const channel = envelopeOf(channelOf([other]), signers);
  await bundleOf(
    [
      ["channel.json", channel],
      ["release.json", envelope],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt("channel")).toBe("update-not-trusted");
  const right = envelopeOf(channelOf([envelope], { version: 2 }), signers);
  await bundleOf(
    [
      ["channel.json", right],
      ["release.json", envelope],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt("channel")).toBe("installed 8");
});

it("Q-SAFE-1 wrong software: for another kind of machine, one that leaps over a release, one whose data the present one cannot read", async () => {
  await good({ target: "linux-arm64" });
  expect(await attempt()).toBe("update-for-other");
  await good({ follows: 6 });
  expect(await attempt()).toBe("update-leaps");
  await good({ data: { format: 3, reads: 1, readBy: 2 } });
  expect(await attempt()).toBe("update-data-unreadable");
  await good({ data: { format: 3, reads: 2, readBy: 1 } });
  expect(await attempt()).toBe("update-data-unreadable");
});

it("Q-SAFE-1 endless data: a document or a payload larger than was said, and a payload that was cut off", async () => {
  await good();
  appendFileSync(`${bundle}.payload`, "more");
  const { release } = await documents();
  await bundleOf(
    [
      ["release.json", release],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt()).toBe("update-damaged");
  await bundleOf(
    [
      ["release.json", { ...release, more: "x".repeat(60_000) }],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt()).toBe("update-damaged");
  await bundleOf(
    Array.from({ length: 60 }, (_, n) => [`keys-${n}.json`, {}] as const),
    bundle,
  );
  expect(await attempt()).toBe("update-damaged");
  await good();
  truncateSync(bundle, statSync(bundle).size - 1_516);
  expect(await attempt()).toBe("update-damaged");
});

it("Q-SAFE-1 key compromise: keys change only by the word of enough old ones, and then the old ones count no more", async () => {
  const fresh = [newHolder(), newHolder(), newHolder()] as const;
  const next = keysOf(fresh, { version: 2 });
  const withKeys = async (by: readonly Holder[], releaseBy: readonly Holder[]) => {
    const payload = await payloadOf(files, `${bundle}.payload`);
    const release = envelopeOf({ ...releaseOf(8), payload }, releaseBy);
    await bundleOf(
      [
        ["keys-2.json", envelopeOf(next, by)],
        ["release.json", release],
        ["payload.tar.zst", { file: `${bundle}.payload` }],
      ],
      bundle,
    );
  };
  // One key was stolen: it can neither name new ones nor sign a release.
  await withKeys([three, ...fresh], fresh);
  expect(await attempt()).toBe("update-not-trusted");
  await withKeys([one, two], fresh);
  expect(await attempt()).toBe("update-not-trusted");
  await withKeys([one, two, ...fresh], signers);
  expect(await attempt()).toBe("update-not-trusted");
  await withKeys([one, two, ...fresh], fresh.slice(0, 2));
  expect(await attempt()).toBe("installed 8");
});

it("Q-SAFE-1: a payload that would write outside its slot, or a link, is not unpacked", async () => {
  await bundleWith(releaseOf(8), signers, { "../../evil.js": "evil\n" }, bundle);
  expect(await attempt()).toBe("update-damaged");
  expect(readdirSync(root, { recursive: true })).not.toContain("evil.js");
  await folder.clear("b");
  const archive = pack();
  archive.entry({ name: "main.js", type: "symlink", linkname: "/etc/passwd" });
  archive.finalize();
  await pipeline(archive, createZstdCompress(), createWriteStream(`${bundle}.payload`));
  const content = readFileSync(`${bundle}.payload`);
  const payload = { bytes: content.length, sha512: createHash("sha512").update(content).digest("hex") };
  const release = envelopeOf({ ...releaseOf(8), payload }, signers);
  await bundleOf(
    [
      ["release.json", release],
      ["payload.tar.zst", { file: `${bundle}.payload` }],
    ],
    bundle,
  );
  expect(await attempt()).toBe("update-damaged");
});

it("Q-SAFE-1: a release that failed here is not tried again, and nothing begins while another is on trial", async () => {
  await folder.saveSlots({ ...(folder.slots() as Slots), refused: [8] });
  await good();
  expect(await attempt()).toBe("update-failed-before");
  await folder.saveSlots(installed(folder.slots() as Slots, "b", releaseOf(7)));
  const during = folder.slots() as Slots;
  expect(await install(folder, { file: bundle, target: "linux-x64", now, from: "stick" })).toMatchObject({ fault: "update-not-now" });
  expect(folder.slots()).toEqual(during);
  expect(proved(during).kept).toBe("b");
});

it("Q-SAFE-1: whatever byte of a bundle is changed, it is taken as it was signed or not at all", async () => {
  await good();
  const whole = readFileSync(bundle);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const spoilt = Buffer.from(whole);
      spoilt[place] = (spoilt[place] as number) ^ change;
      writeFileSync(bundle, spoilt);
      const result = await install(folder, { file: bundle, target: "linux-x64", now, from: "stick" });
      // Bytes that nothing reads, as a tar's padding, may change.
      if (!isFault(result)) {
        expect(readFileSync(path.join(folder.folderOf("b"), "main.js"), "utf8")).toBe("good\n");
        await folder.saveSlots({ ...installed(emptySlots, "a", releaseOf(5)), highest: 7 });
        rmSync(folder.folderOf("b"), { recursive: true });
      } else expect(existsSync(folder.folderOf("b"))).toBe(false);
    }),
    { numRuns: 150 },
  );
});

it("Q-SAFE-1: a machine that dies at any step of an update starts with the release it had, or with the new one, and takes it the next time", async () => {
  await good();
  const ends: string[] = [];
  for (let last = 1; ends.at(-1) !== "installed"; last += 1) {
    await rm(path.join(root, "slots-root"), { recursive: true });
    await folder.saveTrusted({ keys: keysOf(holders), channel: null });
    await folder.saveSlots(installed(emptySlots, "a", releaseOf(5)));
    let steps = 0;
    const dying = new SlotFolder(path.join(root, "slots-root"), (what) => {
      steps += 1;
      if (steps >= last) throw new Error(`died before: ${what}`);
    });
    const plan = { file: bundle, target: "linux-x64", now, from: "stick" } as const;
    ends.push(
      await install(dying, plan).then(
        () => "installed",
        (error: Error) => error.message,
      ),
    );
    const { slots, run } = started(folder.slots() as Slots);
    expect(slots.kept).toBe("a");
    if (run === "b") expect(readFileSync(path.join(folder.folderOf("b"), "main.js"), "utf8")).toBe("good\n");
    else expect(await install(folder, plan)).toMatchObject({ number: 8 });
  }
  expect(ends).toMatchInlineSnapshot(`
    [
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "died before: clear slot b",
      "installed",
    ]
  `);
});

async function documents(): Promise<{ readonly release: object }> {
  const { bytes, sha512 } = await payloadOf(files, `${bundle}.other`);
  return { release: envelopeOf({ ...releaseOf(8), payload: { bytes, sha512 } }, signers) };
}
