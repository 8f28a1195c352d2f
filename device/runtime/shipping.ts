/**
 * Ships the device's log to the hub: carries out what `shared/log/shipper.ts` says, asks where two histories parted, and keeps the cursor.
 * What a fork means for the device is the runtime's to do.
 */
import type { EventLog } from "#shared/log/event-log.ts";
import type { Moment } from "#shared/log/record.ts";
import { Shipper, type ShipperInput, type ShipperOutput, statementOf } from "#shared/log/shipper.ts";
import type { AckMessage, AnswerMessage, AskMessage, LogMessage } from "#shared/wire/payloads.ts";

export interface ShippingPorts {
  readonly now: () => Moment;
  /** Real, monotonic milliseconds. */
  readonly realMs: () => number;
  readonly log: (message: LogMessage) => void;
  readonly ask: (message: AskMessage) => void;
  readonly rowsPerMessage: number;
  /** The highest generation that was heard; 0 for none. */
  readonly generation: () => number;
  /** The cursor may be kept now, or later: without it rows only travel twice. */
  readonly keepCursor: (seq: number) => void;
  /** The hub has said on this connection that it holds the log up to here. */
  readonly stored: (seq: number) => void;
  /** See the shipper's output of that name. */
  readonly parted: (epoch: string, after: number) => void;
}

export const cursorName = "hub";

export class HubShipping {
  readonly #log: EventLog;
  readonly #ports: ShippingPorts;
  readonly #shipper: Shipper;
  #questions = 0;
  #asked: { readonly id: string; readonly seqs: readonly number[] } | null = null;

  constructor(log: EventLog, ports: ShippingPorts) {
    this.#log = log;
    this.#ports = ports;
    this.#shipper = new Shipper(log, log.cursor(cursorName), ports.rowsPerMessage);
  }

  /** The last row that the hub is known to hold. */
  get stored(): number {
    return this.#shipper.stored;
  }

  step(kind: "connected" | "appended" | "tick" | "disconnected"): void {
    this.#step(kind === "disconnected" ? { kind } : { kind, atMs: this.#ports.realMs() });
  }

  acknowledged({ epoch, next, hash, ask }: AckMessage): void {
    this.#step({ kind: "acknowledged", atMs: this.#ports.realMs(), epoch, next, hash, ask: ask === true });
    if (this.#shipper.isShipping) this.#ports.stored(this.#shipper.stored);
  }

  /** True when the answer was for a question that was asked here. */
  answered(message: AnswerMessage): boolean {
    const asked = this.#asked;
    if (message.id !== asked?.id) return false;
    this.#asked = null;
    const { realMs } = this.#ports;
    if (message.kind === "compared") this.#step({ kind: "compared", atMs: realMs(), seqs: asked.seqs, hashes: message.hashes });
    return true;
  }

  #step(input: ShipperInput): void {
    for (const output of this.#shipper.step(input)) this.#carryOut(output);
  }

  #carryOut(output: ShipperOutput): void {
    switch (output.kind) {
      case "stored":
        this.#ports.keepCursor(output.seq);
        break;
      case "send":
        this.#send(output);
        break;
      case "compare":
        this.#compare(output.epoch, output.seqs);
        break;
      case "parted":
        this.#ports.parted(output.epoch, output.after);
        break;
    }
  }

  #compare(epoch: string, seqs: readonly number[]): void {
    this.#questions += 1;
    const id = `${this.#ports.now().boot}.compare.${this.#questions}`;
    this.#asked = { id, seqs };
    this.#ports.ask({ id, kind: "compare", epoch, seqs: [...seqs] });
  }

  #send(output: Extract<ShipperOutput, { kind: "send" }>): void {
    const { from, to } = output;
    const rows = from > to ? [] : this.#log.read(from, to - from + 1);
    const generation = this.#ports.generation();
    this.#ports.log({
      ...statementOf(this.#log, output),
      ...(generation > 0 ? { generation } : {}),
      sent: this.#ports.now(),
      rows: rows.map(({ seq, kind, version, at, boot, mono, body }) => ({ seq, kind, version, at, boot, mono, body })),
    });
  }
}
