/** The kiosk's roll of paper: what happened to it is counted and kept, and how many tickets are left is said when that changes for people. */
import { aboutTickets, isNearlyEmpty, paperLeft, type Roll, type RollInput, type RollKind, readRoll, rollAfter } from "../printer/roll.ts";

/** What people are told of the roll. */
export interface PaperOutlook {
  /** About how many tickets it still has room for; null while nobody knows. */
  readonly tickets: number | null;
  /** It is nearly used up, by reckoning: the printer has no sensor that would say so. */
  readonly isLow: boolean;
}

export interface PaperRollPorts {
  /** As it was left by the run before. */
  readonly kept: string | undefined;
  /** Keeps what the text says at that time, soon. */
  readonly keep: (text: () => string) => void;
  readonly told: (outlook: PaperOutlook) => void;
}

export class PaperRoll {
  readonly #ports: PaperRollPorts;
  #kind: RollKind;
  #roll: Roll;
  #started = false;
  #told = "";

  constructor(kind: RollKind, ports: PaperRollPorts) {
    this.#ports = ports;
    this.#kind = kind;
    this.#roll = readRoll(ports.kept);
  }

  start(): void {
    this.#started = true;
    this.#tell();
  }

  /** Once it is known which printer it is. */
  isOf(kind: RollKind): void {
    this.#kind = kind;
    this.#tell();
  }

  take(input: RollInput): void {
    const before = this.#roll;
    this.#roll = rollAfter(before, input, this.#kind);
    if (JSON.stringify(before) !== JSON.stringify(this.#roll)) this.#ports.keep(() => JSON.stringify(this.#roll));
    this.#tell();
  }

  #tell(): void {
    if (!this.#started) return;
    const left = paperLeft(this.#roll, this.#kind);
    const tickets = left === null ? null : aboutTickets(left.tickets);
    const outlook = { tickets, isLow: isNearlyEmpty(this.#roll, this.#kind) };
    const text = JSON.stringify(outlook);
    if (text === this.#told) return;
    this.#told = text;
    this.#ports.told(outlook);
  }
}
