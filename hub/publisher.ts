/** Everything the hub says on the wire, made from its state: the heartbeat, desired documents, boards' views, calls, answers. */
import type { LogRow } from "#shared/log/record.ts";
import type { HubEventBody } from "#shared/queue/events.ts";
import { deviceKindsRead } from "#shared/queue/events.ts";
import { papersAsked } from "#shared/queue/moves/papers.ts";
import type { OfficeState, Paper } from "#shared/queue/state.ts";
import type { AckMessage, AnswerMessage, BoardView, HubState, OrderMessage } from "#shared/wire/payloads.ts";
import { type WireEntry, type WireName, wireTable } from "#shared/wire/table.ts";
import { topicOf } from "#shared/wire/topics.ts";
import type { Publication } from "./broker/port.ts";
import { boardView, showsTheSame } from "./views/board.ts";
import { callOf } from "./views/calls.ts";
import { desiredDocuments } from "./views/desired.ts";
import { heldOf, lineOf } from "./views/line.ts";
import { printMessage } from "./views/print.ts";
import { touchesToday } from "./views/today.ts";

export const heartbeatEveryMs = 5_000;

export interface PublisherPorts {
  readonly office: string;
  readonly epoch: string;
  readonly state: () => OfficeState;
  readonly now: () => number;
  readonly publish: (publication: Publication) => void;
}

export class Publisher {
  readonly #ports: PublisherPorts;
  /** The views that boards have, by zone. */
  readonly #views = new Map<string, BoardView>();
  #isDue = false;
  readonly #acks = new Map<string, { readonly device: string; readonly message: AckMessage }>();
  /** What each device was last told to be. */
  readonly #desiredTold = new Map<string, string>();
  #todayIsDue = false;
  #desiredVersion = -1;
  /** What each kiosk was last told of the line, and whether anything happened since. */
  readonly #lines = new Map<string, string>();
  #lineIsDue = false;

  constructor(ports: PublisherPorts) {
    this.#ports = ports;
  }

  /** Everything retained: at the start, and whenever an external broker may have forgotten it. */
  everything(): void {
    this.#desiredTold.clear();
    this.#desired();
    this.#views.clear();
    this.#boards();
    this.#lines.clear();
    this.#lineIsDue = true;
    this.heartbeat();
  }

  /** What a commit changed. A call is told at once; anything else after those who wait for storage have their acknowledgement. */
  committed(rows: readonly LogRow[]): void {
    this.#lineIsDue = true;
    const { state, epoch } = this.#ports;
    const papers = rows.flatMap((row) => (row.kind === "print-requested" ? [(row.body as HubEventBody<"print-requested">).job] : []));
    for (const job of papers) this.#paper(state().papers.get(job));
    if (touchesToday(state(), rows)) this.#todayIsDue = true;
    const calls = rows.map((row) => callOf(state(), row, epoch)).filter((call) => call !== undefined);
    if (calls.length === 0) {
      this.#soon();
      return;
    }
    // The view first: a board shows the number by the time it speaks it.
    this.#changes();
    for (const call of calls) this.#send("boardCalls", call.zone, call);
  }

  /** Every `heartbeatEveryMs`. The line is told with it: kiosks need it only once the hub is away. */
  heartbeat(): void {
    this.#ports.publish(this.hubState(true));
    if (this.#lineIsDue) this.#line();
    // Time alone changes some of it: a last ticket, a notice that is over. And a kiosk may not have heard what it was asked for.
    this.#todayIsDue = true;
    this.#changes();
    for (const paper of papersAsked(this.#ports.state())) this.#paper(paper);
  }

  /** The heartbeat's message; the one that says `alive: false` is the last word, and the will. */
  hubState(alive: boolean): Publication {
    const { generation, n } = this.#ports.state();
    const reads = Object.fromEntries(Object.entries(deviceKindsRead).map(([kind, versions]) => [kind, [...versions]]));
    const message: HubState = { generation, epoch: this.#ports.epoch, n, alive, at: this.#ports.now(), reads };
    return this.#publication("hubState", "", message);
  }

  /** Acknowledgements are cumulative: of those that one commit brought, only a storage's last is sent. */
  ack(device: string, message: AckMessage): void {
    this.#soon();
    const key = `${device}/${message.epoch}`;
    const before = this.#acks.get(key)?.message;
    const asks = message.ask || (before?.ask && before.next === message.next);
    this.#acks.set(key, { device, message: asks ? { ...message, ask: true } : message });
  }

  /** Once for all that one commit brought. */
  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.#tell());
  }

  #tell(): void {
    this.#isDue = false;
    for (const { device, message } of this.#acks.values()) this.#send("ack", device, message);
    this.#acks.clear();
    this.#changes();
  }

  #changes(): void {
    if (this.#todayIsDue || this.#ports.state().configurationVersion !== this.#desiredVersion) this.#desired();
    this.#boards();
  }

  /** Until its log says that it has it; a job that it has is not printed again. */
  #paper(paper: Paper | undefined): void {
    const { state, epoch } = this.#ports;
    const message = paper?.state === "asked" ? printMessage(state(), paper, epoch) : undefined;
    if (paper && message) this.#send("print", paper.device, message);
  }

  answer(device: string, message: AnswerMessage): void {
    this.#send("answer", device, message);
  }

  order(device: string, message: OrderMessage): void {
    this.#send("order", device, message);
  }

  #desired(): void {
    const state = this.#ports.state();
    const documents = desiredDocuments(state, this.#ports.now());
    for (const [device, document] of documents) {
      // The office, which is most of it, is another only with another version.
      const text = JSON.stringify({ ...document, office: null });
      if (this.#desiredTold.get(device) === text) continue;
      this.#desiredTold.set(device, text);
      this.#send("desired", device, document);
    }
    for (const device of [...this.#desiredTold.keys()].filter((each) => !documents.has(each))) {
      this.#desiredTold.delete(device);
      this.#forget("desired", device);
    }
    this.#todayIsDue = false;
    this.#desiredVersion = state.configurationVersion;
  }

  #boards(): void {
    const { state, epoch, now } = this.#ports;
    const zones = new Set(state().configuration?.zones.map(({ id }) => id));
    for (const zone of this.#views.keys()) {
      if (zones.has(zone)) continue;
      this.#views.delete(zone);
      this.#forget("boardView", zone);
    }
    for (const { id } of state().configuration?.zones ?? []) {
      const view = boardView(state(), id, epoch, now());
      const before = this.#views.get(id);
      if (before && showsTheSame(before, view)) continue;
      this.#views.set(id, view);
      this.#send("boardView", id, view);
    }
  }

  #line(): void {
    this.#lineIsDue = false;
    const state = this.#ports.state();
    const kiosks = (state.configuration?.devices ?? []).filter((each) => each.role === "kiosk").map(({ id }) => id);
    const line = lineOf(state, this.#ports.epoch, this.#ports.now());
    const { date, total, tickets } = line;
    const about = JSON.stringify([date, total, tickets]);
    for (const kiosk of kiosks) {
      const held = heldOf(state, kiosk);
      const told = `${JSON.stringify(held)}${about}`;
      if (this.#lines.get(kiosk) === told) continue;
      this.#lines.set(kiosk, told);
      this.#send("line", kiosk, { ...line, held });
    }
    for (const device of [...this.#lines.keys()].filter((each) => !kiosks.includes(each))) {
      this.#lines.delete(device);
      this.#forget("line", device);
    }
  }

  /** An empty retained message makes the broker forget what it keeps for a device that is gone. */
  #forget(entry: WireName, device: string): void {
    this.#ports.publish({ ...this.#publication(entry, device, {}), payload: "" });
  }

  #send(entry: WireName, name: string, message: object): void {
    this.#ports.publish(this.#publication(entry, name, message));
  }

  #publication(entry: WireName, name: string, message: object): Publication {
    const { qos, retain } = wireTable[entry] as WireEntry;
    return { topic: topicOf(this.#ports.office, entry, name), payload: JSON.stringify(message), qos, retain };
  }
}
