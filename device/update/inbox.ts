/**
 * Where bundles are laid down for the keeper: by a command, by whoever plugs in a stick, by the fetcher. A bundle appears whole, by its
 * last name; beside it comes the answer, when the keeper has judged it. `-now` in its name: whoever laid it down does not want to wait.
 */
import { copyFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Fault } from "#shared/faults/fault.ts";
import type { Release } from "#shared/update/documents.ts";

/** Older answers are deleted. */
const answersMax = 20;
const bundleName = /^[a-z0-9][a-z0-9.-]{0,80}\.bundle$/;

export interface Waiting {
  readonly name: string;
  readonly file: string;
  /** `hub`: the office's hub gave it, and is asked again before it is taken. */
  readonly from: "channel" | "stick" | "hub";
  /** Of one from the hub, which is named by it; null for others. */
  readonly number: number | null;
  readonly atOnce: boolean;
}

/** What the hub's bundle of this release is called. */
export function hubBundle(release: number): string {
  return `hub-${release}.bundle`;
}

export type InboxAnswer = { readonly ready: Pick<Release, "number" | "version"> } | { readonly refused: Fault };

export class Inbox {
  readonly #folder: string;

  constructor(root: string) {
    this.#folder = path.join(root, "inbox");
  }

  /** Copies a bundle in; the name by which its answer is found. */
  async put(file: string, name: string): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    const place = path.join(this.#folder, name);
    await rm(answerOf(place), { force: true });
    await copyFile(file, `${place}.part`);
    await rename(`${place}.part`, place);
    return answerOf(place);
  }

  /** The one to judge next, by its name; null when there is none. */
  async next(): Promise<Waiting | null> {
    const names = (await this.#names()).filter((name) => bundleName.test(name)).sort();
    const name = names[0];
    if (name === undefined) return null;
    const number = /^hub-(\d{1,9})\.bundle$/.exec(name)?.[1];
    const from = number !== undefined ? "hub" : name.startsWith("channel-") ? "channel" : "stick";
    const file = path.join(this.#folder, name);
    return { name, file, from, number: number === undefined ? null : Number(number), atOnce: /-now\.bundle$/.test(name) };
  }

  async has(name: string): Promise<boolean> {
    return (await this.#names()).includes(name);
  }

  /** It is not to be taken after all. */
  async drop({ file }: Waiting): Promise<void> {
    await rm(file, { force: true });
  }

  async answer({ file }: Waiting, answer: InboxAnswer): Promise<void> {
    await writeFile(`${answerOf(file)}.part`, `${JSON.stringify(answer)}\n`);
    await rename(`${answerOf(file)}.part`, answerOf(file));
    await rm(file, { force: true });
    const answers = (await this.#names()).filter((name) => name.endsWith(".answer.json")).sort();
    for (const name of answers.slice(0, -answersMax)) await rm(path.join(this.#folder, name), { force: true });
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder);
    } catch {
      // Nobody has laid anything down yet.
      return [];
    }
  }
}

function answerOf(file: string): string {
  return `${file}.answer.json`;
}
