/** Builds the machine once and keeps it, saved where its writer waits for an order; another source or kernel makes another. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kernel } from "./debian.ts";
import { contentsOfMachine, firstRoot, makeProgramDisk, makeStorageImage } from "./guest-disk.ts";
import { Machine, type MachineParts } from "./machine.ts";
import { MomentWatch } from "./moment.ts";
import { serveDisk } from "./nbd-server.ts";
import { VolatileDisk } from "./volatile-disk.ts";

export interface PreparedMachine {
  readonly parts: MachineParts;
  readonly savedState: string;
  /** An empty file system. */
  readonly storage: Uint8Array;
}

/** Large enough for ext4 to keep a second superblock. */
const storageMib = 160;
const bootDeadlineMs = 180_000;

/** `folder` is this run's own, for sockets and logs. */
export async function prepareMachine(
  cache: string,
  folder: string,
  kernel: Kernel,
  says: (line: string) => void,
): Promise<PreparedMachine> {
  const digest = createHash("sha256").update(contentsOfMachine(kernel).join("\0")).digest("hex").slice(0, 16);
  const kept = join(cache, `machine-${digest}`);
  const parts: MachineParts = {
    kernelImage: kernel.image,
    firstRoot: join(kept, "first-root"),
    programDisk: join(kept, "programs.img"),
    storageSocket: join(folder, "storage"),
    folder,
  };
  const savedState = join(kept, "state");
  const image = join(kept, "storage.img");
  if (!existsSync(savedState)) {
    says("building the machine, once for this version of the sources");
    for (const old of readdirSync(cache).filter((name) => name.startsWith("machine-"))) rmSync(join(cache, old), { recursive: true });
    mkdirSync(kept, { recursive: true });
    writeFileSync(parts.firstRoot, firstRoot(kernel));
    makeProgramDisk(parts.programDisk, join(kept, "staging"));
    makeStorageImage(image, storageMib);
    await bootAndSave(parts, readFileSync(image), `${savedState}.part`);
    renameSync(`${savedState}.part`, savedState);
  }
  return { parts, savedState, storage: readFileSync(image) };
}

async function bootAndSave(parts: MachineParts, storage: Uint8Array, file: string): Promise<void> {
  const never = new MomentWatch({ moment: { kind: "acknowledgement", nth: 1 }, from: "writing", survival: "none" });
  const served = await serveDisk(parts.storageSocket, new VolatileDisk(storage), never, () => undefined);
  const ready = Promise.withResolvers<void>();
  const machine = new Machine(parts, undefined, (saying) => {
    if (saying.kind === "ready") ready.resolve();
    else
      ready.reject(new Error(saying.kind === "machine-broken" || saying.kind === "failed" ? saying.why : `the writer said ${saying.kind}`));
  });
  const deadline = setTimeout(() => ready.reject(new Error(`the machine did not boot: see ${parts.folder}`)), bootDeadlineMs);
  try {
    await ready.promise;
    await machine.save(file);
  } finally {
    clearTimeout(deadline);
    await machine.kill();
    await served.close();
  }
}
