/**
 * The slots on a disk: `slots/a`, `slots/b`, `slots.json` (which of them is what) and `trusted.json` (who may sign). Both files are
 * replaced whole: written beside, forced to the disk, renamed. One program at a time writes here.
 */
import { readFileSync } from "node:fs";
import { cp, mkdir, open, rename, rm, statfs } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { type Fault, fault } from "#shared/faults/fault.ts";
import { channelSchema, keysSchema } from "#shared/update/documents.ts";
import { emptySlots, givenUpWhys, type Installed, type SlotName, type Slots, slotNames } from "#shared/update/slots.ts";
import type { Trusted } from "#shared/update/trust.ts";
import { synced, unpack } from "./unpack.ts";

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const facts = v.object({
  number,
  version: v.string(),
  madeAt: number,
  data: v.object({ format: number, reads: number, readBy: number }),
});
const installed = v.nullable(facts);
const slotsFile = v.object({
  kept: v.nullable(v.picklist(slotNames)),
  slots: v.object({ a: installed, b: installed }),
  trial: v.nullable(v.object({ slot: v.picklist(slotNames), starts: number })),
  highest: number,
  refused: v.array(number),
  last: v.optional(
    v.nullable(
      v.variant("how", [
        v.object({ number, version: v.string(), how: v.literal("kept") }),
        v.object({ number, version: v.string(), how: v.literal("given-up"), why: v.picklist(givenUpWhys) }),
      ]),
    ),
    null,
  ),
});
const trustedFile = v.object({ keys: keysSchema, channel: v.nullable(channelSchema) });

/** What a step of the installer does to the disk; a test breaks off before the n-th of them. */
export type DiskStep = (what: string) => void;

export class SlotFolder {
  readonly #root: string;
  readonly #step: DiskStep;

  constructor(root: string, step: DiskStep = () => {}) {
    this.#root = root;
    this.#step = step;
  }

  /** Where a release is, once it is installed. */
  folderOf(slot: SlotName): string {
    return path.join(this.#root, "slots", slot);
  }

  /** Where a payload waits until it is unpacked. */
  get payloadFile(): string {
    return path.join(this.#root, "payload.part");
  }

  /** A device without the file has no release yet. */
  slots(): Slots | Fault {
    const read = this.#read("slots.json", slotsFile);
    return read === null ? emptySlots : read;
  }

  saveSlots(slots: Slots): Promise<void> {
    return this.#replace("slots.json", slots);
  }

  /** Null: nobody has said yet whom this device trusts. */
  trusted(): Trusted | Fault | null {
    return this.#read("trusted.json", trustedFile);
  }

  saveTrusted(trusted: Trusted): Promise<void> {
    return this.#replace("trusted.json", trusted);
  }

  /** Free space in bytes. */
  async free(): Promise<number> {
    await mkdir(this.#root, { recursive: true });
    const { bavail, bsize } = await statfs(this.#root);
    return bavail * bsize;
  }

  async clear(slot: SlotName): Promise<void> {
    this.#step(`clear slot ${slot}`);
    await rm(this.folderOf(slot), { recursive: true, force: true });
    await rm(`${this.folderOf(slot)}.part`, { recursive: true, force: true });
  }

  /** The payload as the content of an empty slot: there in whole, or not at all. */
  async fill(slot: SlotName): Promise<void> {
    const folder = this.folderOf(slot);
    this.#step(`unpack into slot ${slot}`);
    await unpack(this.payloadFile, `${folder}.part`);
    this.#step(`name slot ${slot}`);
    await rename(`${folder}.part`, folder);
    await forced(path.dirname(folder));
  }

  /** What a release that lies in a folder says of itself; null when there is none. */
  factsOf(release: string): Installed | Fault | null {
    return this.#read(path.join(release, "release.json"), facts);
  }

  /** A release that lies in a folder as the content of an empty slot: there in whole, or not at all. */
  async copy(release: string, slot: SlotName): Promise<void> {
    const folder = this.folderOf(slot);
    this.#step(`copy into slot ${slot}`);
    await cp(release, `${folder}.part`, { recursive: true });
    await synced(`${folder}.part`);
    this.#step(`name slot ${slot}`);
    await rename(`${folder}.part`, folder);
    await forced(path.dirname(folder));
  }

  async dropPayload(): Promise<void> {
    this.#step("delete the payload");
    await rm(this.payloadFile, { force: true });
  }

  #read<T>(name: string, schema: v.GenericSchema<unknown, T>): T | Fault | null {
    const text = textOf(path.resolve(this.#root, name));
    if (text === null) return null;
    try {
      return v.parse(schema, JSON.parse(text));
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 120) : "unreadable";
      return fault("update-state-unreadable", { reason: `${name}: ${reason}` });
    }
  }

  async #replace(name: string, value: object): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    const place = path.join(this.#root, name);
    this.#step(`write ${name}`);
    const file = await open(`${place}.part`, "w", 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    this.#step(`replace ${name}`);
    await rename(`${place}.part`, place);
    await forced(this.#root);
  }
}

/** A new name is on the disk only when its folder is. */
async function forced(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
