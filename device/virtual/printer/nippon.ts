/**
 * A Nippon's memory of jobs (NP-2511 and NP-3511 specification D-F0446, 40): what comes between start and finish is stored and printed at the finish; an error
 * before all of it is on paper throws the rest away. And which commands it knows: no others are in the documents. Pure.
 */
import type { Operation } from "./operation.ts";
import type { Parsed } from "./parser.ts";

/** How long a job may be before it is printed in pieces. */
const storedMost = 20_000;

export class JobMemory {
  #id: Uint8Array | null = null;
  #stored: Parsed[] = [];
  /** Those whose turn on paper it is; the last is the finish. */
  #printing: Parsed[] = [];
  /** The status in which something of it was thrown away. */
  #lostIn: number | null = null;

  /** Between start and finish. */
  get isOpen(): boolean {
    return this.#id !== null;
  }

  /** It cannot print: a job under way loses what is not on paper. */
  stands(status: number): void {
    if (!this.isOpen) return;
    this.#lostIn ??= status;
  }

  /** What is to be done next of a finished job. */
  next(): Parsed | undefined {
    if (this.#lostIn !== null) this.#printing = this.#printing.filter(({ operation }) => operation.kind === "nippon-finish");
    return this.#printing.shift();
  }

  /** What is to be done at once. */
  accept(parsed: Parsed): Parsed | undefined {
    const { operation } = parsed;
    if (operation.kind === "nippon-start") {
      this.#id = operation.id;
      return undefined;
    }
    if (operation.kind === "nippon-finish") {
      this.#printing = [...this.#stored, parsed];
      this.#stored = [];
      return undefined;
    }
    if (!this.isOpen || isQuestion(operation)) return parsed;
    this.#stored.push(parsed);
    if (this.#stored.length >= storedMost) this.#printing.push(...this.#stored.splice(0));
    return undefined;
  }

  /** The answer to a job's end; undefined: none was begun. */
  finished(status: number): Uint8Array | undefined {
    const answer = this.#id === null ? undefined : jobFinished(this.#id, this.#lostIn ?? status);
    this.#id = null;
    this.#lostIn = null;
    return answer;
  }

  clear(): void {
    this.#id = null;
    this.#lostIn = null;
    this.#stored = [];
    this.#printing = [];
  }
}

/** Obeyed in its turn also where nothing can be printed. */
export function isQuestion({ kind }: Operation): boolean {
  return kind === "nippon-status" || kind === "nippon-identity" || kind === "nippon-restart" || kind === "no-effect";
}

const known = new Set(["@", "!", "a", "t", "3", "d", "J", "i", "m", "b", "v", "s"].map((letter) => letter.charCodeAt(0)));
/** Asked of any printer that nobody knows yet: what a Nippon makes of them is not known, so here they do nothing. */
const passedOver: ReadonlySet<Operation["kind"]> = new Set(["auto-status", "ask-identity", "no-effect"]);
/** Of the numbers of its code pages, Epson's (D-F0446, 35). */
const codePages: Readonly<Record<number, number>> = { 2: 19, 3: 45, 4: 46, 5: 16, 6: 48 };

/** As a Nippon understands it; Epson's numbers of code pages take the place of its own. */
export function asNippon({ operation, bytes }: Parsed): Parsed {
  const [prefix, letter] = bytes;
  if (passedOver.has(operation.kind)) return { operation: { kind: "no-effect", what: "not for a Nippon" }, bytes };
  const knows = prefix === 0x1b ? known.has(letter as number) : prefix === 0x1d ? letter === 0x47 : prefix !== 0x1c;
  if (!knows) return { operation: { kind: "unknown", bytes }, bytes };
  if (operation.kind !== "set" || operation.modes.codePage === undefined) return { operation, bytes };
  return { operation: { kind: "set", modes: { codePage: codePages[operation.modes.codePage] ?? -1 } }, bytes };
}

/** `FF 13`, the id, how it ended, three bytes kept free. */
function jobFinished(id: Uint8Array, status: number): Uint8Array {
  return Uint8Array.of(0xff, 0x13, ...id, status, 0, 0, 0);
}

/** The answer to `ESC s` 2. */
export function modelTold(name: string): Uint8Array {
  return Uint8Array.of(0xff, 0x02, ...new TextEncoder().encode(name), 0x00);
}
