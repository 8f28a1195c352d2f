/**
 * From a bundle to a release that stands ready in the free slot. The running release is not touched, and until the last step nothing
 * says that there is another: a machine that dies on the way goes on with what it had.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { Release, UpdateTarget } from "#shared/update/documents.ts";
import { emptied, freeSlot, type Installed, installed, type Slots } from "#shared/update/slots.ts";
import { acceptLearned, acceptRelease, type Trusted } from "#shared/update/trust.ts";
import { type BundleDocuments, readBundle, roomFault } from "./bundle.ts";
import { signatures } from "./signatures.ts";
import type { SlotFolder } from "./slot-folder.ts";

export interface InstallPlan {
  readonly file: string;
  readonly target: UpdateTarget;
  /** What the clock says. */
  readonly now: number;
  readonly from: "channel" | "stick";
}

/** Unpacked, a release takes so many times its payload; both are there for a moment. */
const roomFactor = 5;

/** The release that is now ready to be tried; or a fault, and the slots as they were. */
export async function install(folder: SlotFolder, { file, target, now: told, from }: InstallPlan): Promise<Release | Fault> {
  const slots = folder.slots();
  if (isFault(slots)) return slots;
  const now = noEarlier(told, slots);
  const slot = freeSlot(slots);
  if (slot === null) return fault("update-not-now");
  const trusted = folder.trusted();
  if (trusted === null) return fault("update-not-trusted", { reason: "this device was not told yet whose signatures count" });
  if (isFault(trusted)) return trusted;

  let release: Release | undefined;
  const judge = async (documents: BundleDocuments) => {
    const judged = await judgeDocuments(folder, trusted, slots, documents, { file, target, now, from });
    if (isFault(judged)) return judged;
    release = judged;
    const { bytes } = judged.payload;
    const free = await folder.free();
    if (free < bytes * roomFactor) return fault("update-no-room", { free: inMb(free), needed: inMb(bytes * roomFactor) });
    return judged.payload;
  };
  try {
    const trouble = await readBundle(file, judge, folder.payloadFile);
    if (trouble) {
      await folder.dropPayload();
      return trouble;
    }
    const ready = release as Release;
    await folder.saveSlots(emptied(slots, slot));
    await folder.clear(slot);
    await folder.fill(slot);
    await folder.saveSlots(installed(emptied(slots, slot), slot, ready));
    await folder.dropPayload();
    return ready;
  } catch (error) {
    // Signed, and yet it cannot be unpacked here: out of the way with it, or the next one would find it there.
    await folder.clear(slot);
    await folder.dropPayload();
    return roomFault(error) ?? fault("update-damaged", { document: error instanceof Error ? error.message.slice(0, 120) : "payload" });
  }
}

/**
 * The release that came with the package: kept at once by a device that has none, tried by one whose own is older. Whoever installs a package
 * may do anything on this machine, so nothing is asked about signatures. Null: there is nothing to do.
 */
export async function adopt(folder: SlotFolder, release: string): Promise<Installed | Fault | null> {
  const slots = folder.slots();
  if (isFault(slots)) return slots;
  const slot = freeSlot(slots);
  const facts = folder.factsOf(release);
  if (facts === null || isFault(facts)) return facts;
  if (slot === null || facts.number <= slots.highest || slots.refused.includes(facts.number)) return null;
  await folder.saveSlots(emptied(slots, slot));
  await folder.clear(slot);
  await folder.copy(release, slot);
  await folder.saveSlots(installed(emptied(slots, slot), slot, facts));
  return facts;
}

async function judgeDocuments(
  folder: SlotFolder,
  before: Trusted,
  slots: Slots,
  { keys, channel, release }: BundleDocuments,
  { target, now, from }: InstallPlan,
): Promise<Release | Fault> {
  const trusted = acceptLearned(before, keys, channel, now, signatures);
  if (isFault(trusted)) return trusted;
  // What was learnt of keys and channels is kept, whatever becomes of the release: an older channel is refused from now on.
  if (trusted !== before) await folder.saveTrusted(trusted);
  const running = slots.kept === null ? null : slots.slots[slots.kept];
  return acceptRelease(trusted, release, { target, running, highest: slots.highest, refused: slots.refused, now }, signatures, from);
}

/** A clock that fell back to 1970 must not make what has expired look fresh: what runs here was made at a time that is past. */
export function noEarlier(now: number, { kept, slots }: Slots): number {
  return Math.max(now, kept === null ? 0 : (slots[kept]?.madeAt ?? 0));
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
