/** Everything the hub says on the wire, made from its state: the heartbeat, desired documents, boards' views, calls, answers. */
import type { LogRow } from "#shared/log/record.ts";
import { deviceKindsRead } from "#shared/queue/events.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { AckMessage, AnswerMessage, BoardView, HubState } from "#shared/wire/payloads.ts";
import { type WireEntry, type WireName, wireTable } from "#shared/wire/table.ts";
import { topicOf } from "#shared/wire/topics.ts";
import type { Publication } from "./broker/port.ts";
import { boardView, showsTheSame } from "./views/board.ts";
import { callOf } from "./views/calls.ts";
import { desiredDocuments } from "./views/desired.ts";

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
  #desiredOf = new Set<string>();
  #desiredVersion = -1;

  constructor(ports: PublisherPorts) {
    this.#ports = ports;
  }

  /** Everything retained: at the start, and whenever an external broker may have forgotten it. */
  everything(): void {
    this.#desired();
    this.#views.clear();
    this.#boards();
    this.heartbeat();
  }

  /** What a commit changed. A call is told at once; anything else after those who wait for storage have their acknowledgement. */
  committed(rows: readonly LogRow[]): void {
    const { state, epoch } = this.#ports;
    const calls = rows.map((row) => callOf(state(), row, epoch)).filter((call) => call !== undefined);
    if (calls.length === 0) {
      this.#soon();
      return;
    }
    // The view first: a board shows the number by the time it speaks it.
    this.#changes();
    for (const call of calls) this.#send("boardCalls", call.zone, call);
  }

  heartbeat(): void {
    this.#ports.publish(this.hubState(true));
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
    if (this.#ports.state().configurationVersion !== this.#desiredVersion) this.#desired();
    this.#boards();
  }

  answer(device: string, message: AnswerMessage): void {
    this.#send("answer", device, message);
  }

  #desired(): void {
    const state = this.#ports.state();
    const documents = desiredDocuments(state);
    for (const [device, document] of documents) this.#send("desired", device, document);
    // An empty retained message makes the broker forget the document of a device that is gone.
    for (const device of this.#desiredOf)
      if (!documents.has(device)) this.#ports.publish({ ...this.#publication("desired", device, {}), payload: "" });
    this.#desiredOf = new Set(documents.keys());
    this.#desiredVersion = state.configurationVersion;
  }

  #boards(): void {
    const { state, epoch, now } = this.#ports;
    for (const { id } of state().configuration?.zones ?? []) {
      const view = boardView(state(), id, epoch, now());
      const before = this.#views.get(id);
      if (before && showsTheSame(before, view)) continue;
      this.#views.set(id, view);
      this.#send("boardView", id, view);
    }
  }

  #send(entry: WireName, name: string, message: object): void {
    this.#ports.publish(this.#publication(entry, name, message));
  }

  #publication(entry: WireName, name: string, message: object): Publication {
    const { qos, retain } = wireTable[entry] as WireEntry;
    return { topic: topicOf(this.#ports.office, entry, name), payload: JSON.stringify(message), qos, retain };
  }
}
