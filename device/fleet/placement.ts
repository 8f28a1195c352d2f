/**
 * Under which name and in which folder this box works: its file's, or, since it took another's place, that one's. Also the end of
 * all that it keeps. Everything here can be cut at any point and is finished, or as it was, at the next start.
 *
 *     <data>/place.json            the place that was taken
 *     <data>/as/<name>-<id>/       the card's file for it, then all that is kept under it: each place has a storage of its own
 *     <data>/erase.json            all is to be deleted before anything else is done; in it, for a move, the pass to the other office
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { type MovePass, movePass } from "#shared/fleet/move.ts";
import { type EnrolmentFile, enrolmentFile } from "#shared/identity/enrolment.ts";
import { isDeviceName } from "#shared/identity/names.ts";
import type { DeviceFile } from "#shared/wire/process.ts";
import { shred, syncFolder, writeWhole } from "../identity/files.ts";

const place = v.object({
  name: v.pipe(v.string(), v.check(isDeviceName)),
  folder: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/)),
  /** Of another office than the device's file says. */
  elsewhere: v.optional(v.object({ office: v.string(), mqtt: v.string() })),
});
type Place = v.InferOutput<typeof place>;

const [placeFile, eraseFile, cardFile] = ["place.json", "erase.json", "enrolment.json"];
/** Key and token: overwritten, for what that is worth. */
const secrets: ReadonlySet<string> = new Set(["credentials.json", "pending.json", cardFile]);

export class Placement {
  readonly #file: DeviceFile;

  constructor(file: DeviceFile) {
    this.#file = file;
  }

  /** The device's file as it is meant now. */
  get config(): DeviceFile {
    const taken = this.#taken;
    if (!taken) return this.#file;
    const data = this.#folderOf(taken);
    const { elsewhere } = taken;
    const office = elsewhere && { office: elsewhere.office, hub: { mqtt: elsewhere.mqtt } };
    return { ...this.#file, ...office, id: taken.name, data, identity: { enrolment: path.join(data, cardFile) } };
  }

  /** From the next start on this box has the card's name. `id`: of this time, no other's. `step`: what was just done, for tests that die there. */
  take(card: EnrolmentFile, id: string, step: (what: string) => void = () => {}, elsewhere?: Place["elsewhere"]): void {
    const { data } = this.#file;
    const taken: Place = { name: card.name, folder: `${card.name}-${id}`, ...(elsewhere && { elsewhere }) };
    const folder = this.#folderOf(taken);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    syncFolder(path.dirname(folder));
    syncFolder(data);
    step("folder");
    writeWhole(folder, cardFile, JSON.stringify(card));
    step("card");
    // From here on it is so.
    writeWhole(data, placeFile, JSON.stringify(taken));
    step("place");
  }

  /** It has the certificate of its place: no key that it had before is of use to anybody. */
  settle(): void {
    const taken = this.#taken;
    if (!taken) return;
    const { data } = this.#file;
    const others = list(path.join(data, "as")).filter((each) => each !== taken.folder);
    for (const folder of [data, ...others.map((each) => path.join(data, "as", each))]) {
      for (const name of [path.join("identity", "credentials.json"), path.join("identity", "pending.json"), cardFile]) {
        if (existsSync(path.join(folder, name))) shred(path.join(folder, name));
      }
    }
  }

  /** Whether it can go back to the name that it had: it has that one's key still. */
  get mayGoBack(): boolean {
    return this.#taken !== undefined && existsSync(path.join(this.#file.data, "identity", "credentials.json"));
  }

  /** The token for the place is worth nothing: from the next start on it is what it was. */
  goBack(): void {
    const { data } = this.#file;
    unlinkSync(path.join(data, placeFile));
    syncFolder(data);
  }

  /** At the next start everything is deleted; `to`: and then it goes to that office. */
  markErasing(to: MovePass | null = null): void {
    writeWhole(this.#file.data, eraseFile, JSON.stringify(to ? { to } : {}));
  }

  /**
   * A card that somebody put in after a move that led nowhere counts: the place was never had. `settled` ones are not touched.
   */
  forgetVainMove(): void {
    const { data, identity } = this.#file;
    const taken = this.#taken;
    if (!taken?.elsewhere || !existsSync(identity?.enrolment ?? usualCard(data))) return;
    if (existsSync(path.join(this.#folderOf(taken), "identity", "credentials.json"))) return;
    this.goBack();
  }

  /** Before anything is opened. False when there was nothing to do. `step` as above. */
  finishErasing(step: (what: string) => void = () => {}): boolean {
    const { data, identity } = this.#file;
    if (!existsSync(path.join(data, eraseFile))) return false;
    const card = identity?.enrolment ?? usualCard(data);
    if (existsSync(card)) shred(card);
    for (const file of filesBelow(data).filter((each) => secrets.has(path.basename(each)))) {
      shred(file);
      step(path.basename(file));
    }
    for (const name of list(data).filter((each) => each !== eraseFile)) {
      rmSync(path.join(data, name), { recursive: true, force: true });
      step(name);
    }
    syncFolder(data);
    const to = this.#passIn(path.join(data, eraseFile));
    if (to) {
      const { office } = to.card;
      this.take(v.parse(enrolmentFile, to.card), `of-${office}`.slice(0, 12).replace(/-$/, ""), step, { office, mqtt: to.mqtt });
    }
    unlinkSync(path.join(data, eraseFile));
    syncFolder(data);
    return true;
  }

  #passIn(file: string): MovePass | undefined {
    const read = v.safeParse(v.object({ to: movePass }), JSON.parse(readFileSync(file, "utf8")));
    return read.success ? read.output.to : undefined;
  }

  get #taken(): Place | undefined {
    const file = path.join(this.#file.data, placeFile);
    if (!existsSync(file)) return undefined;
    try {
      const read = v.safeParse(place, JSON.parse(readFileSync(file, "utf8")));
      return read.success ? read.output : undefined;
    } catch {
      return undefined;
    }
  }

  #folderOf({ folder }: Place): string {
    return path.join(this.#file.data, "as", folder);
  }
}

/** Where a card's file is put when the device's file does not say it. */
export function usualCard(data: string): string {
  return path.join(data, "..", cardFile);
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name));
}
