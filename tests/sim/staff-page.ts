/** A staff page in a browser: what it was last told by the live view, late or stale at times, and its commands with their keys. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { CounterEntry, OfficeEntry, StaffEntry, StaffPatch, StaffSnapshot, VisitEntry } from "#shared/wire/staff.ts";
import type { LiveMessage } from "../../hub/live-feed.ts";
import type { Surroundings } from "./host.ts";
import type { HubHost } from "./hub-host.ts";
import { Connection, silenceMs } from "./network.ts";

const answerDeadlineMs = 8_000;
const reconnectMs = 1_000;

export class StaffPage {
  readonly name: string;
  readonly #world: Surroundings;
  readonly #hub: () => HubHost;
  readonly entries = new Map<string, StaffEntry>();
  epoch = "";
  #lastId: string | undefined;
  #connection: Connection | null = null;
  #keys = 0;
  isOpen = true;

  constructor(name: string, world: Surroundings, hub: () => HubHost) {
    this.name = name;
    this.#world = world;
    this.#hub = hub;
  }

  get isLive(): boolean {
    return this.#connection !== null && this.epoch !== "";
  }

  get office(): OfficeEntry | undefined {
    return this.entries.get("office") as OfficeEntry | undefined;
  }

  counter(id: string): CounterEntry | undefined {
    return this.entries.get(`counter/${id}`) as CounterEntry | undefined;
  }

  visit(id: string): VisitEntry | undefined {
    return this.entries.get(`visit/${id}`) as VisitEntry | undefined;
  }

  visits(): VisitEntry[] {
    return [...this.entries.values()].filter((entry) => entry.kind === "visit");
  }

  connect(): void {
    const { agenda, network } = this.#world;
    const host = this.#hub();
    const { http, program } = host;
    const again = () => void agenda.in(reconnectMs, () => this.connect());
    if (!http || !program || network.path(this.name, host.name).cut || network.path(host.name, this.name).cut) {
      again();
      return;
    }
    const lost = () => {
      this.#connection = null;
      again();
    };
    let stop = () => {};
    const connection = new Connection(
      network,
      { machine: this.name, silenceMs: silenceMs.device, run: (work) => work(), lost },
      { machine: host.name, silenceMs: 60_000, run: (work) => program.run(work), lost: () => stop() },
    );
    program.onDeath.push(() => connection.close(1));
    this.#connection = connection;
    const lastId = this.#lastId;
    connection.send(() => {
      const tell = (message: LiveMessage) => {
        const { event, id, data } = message;
        connection.sendBack(() => this.#heard(event, id, data));
      };
      for (const missed of http.feed.since(lastId, http.now())) tell(missed);
      stop = http.feed.listen(tell);
    });
  }

  key(): string {
    this.#keys += 1;
    return `${this.name}-${String(this.#keys).padStart(6, "0")}`;
  }

  /** Sends a command, again under the same key when nobody answers; `null` when no answer ever came. */
  command(name: string, body: Readonly<Record<string, unknown>>, done: (answer: CommandDone | Fault | null) => void): void {
    const { observe, say } = this.#world;
    const key = String(body.key);
    observe({ kind: "commanded", command: { name, key, ...body } });
    this.#post(name, JSON.stringify(body), 3, (answer) => {
      if (answer) observe({ kind: "replied", key, answer });
      const said = answer === null ? "no answer" : isFault(answer) ? answer.fault : answer.repeated ? "done already" : "done";
      say(this.name, `${name}${typeof body.visit === "string" ? ` ${this.visit(body.visit)?.number ?? body.visit}` : ""}: ${said}`);
      done(answer);
    });
  }

  #post(name: string, text: string, tries: number, done: (answer: CommandDone | Fault | null) => void): void {
    const { agenda, network } = this.#world;
    const host = this.#hub();
    let isOver = false;
    const end = (answer: CommandDone | Fault | null) => {
      if (isOver) return;
      isOver = true;
      if (answer !== null && !(isFault(answer) && answer.fault === "hub-away")) return done(answer);
      if (tries <= 1) return done(null);
      agenda.in(1_500, () => this.#post(name, text, tries - 1, done));
    };
    agenda.in(answerDeadlineMs, () => end(null));
    if (network.path(this.name, host.name).cut) return;
    agenda.in(network.delay(this.name, host.name), () => {
      const { program } = host;
      if (!program) return end(fault("hub-away"));
      program.run(() => {
        void host.command(name, text).then((answer) => {
          if (!program.mayAct() || network.path(host.name, this.name).cut) return;
          agenda.in(network.delay(host.name, this.name), () => end(answer));
        });
      });
    });
  }

  #heard(event: LiveMessage["event"], id: string, data: string): void {
    this.#lastId = id;
    if (event === "snapshot") {
      const { epoch, entries } = JSON.parse(data) as StaffSnapshot;
      this.epoch = epoch;
      this.entries.clear();
      for (const [key, entry] of Object.entries(entries)) this.entries.set(key, entry);
      return;
    }
    const { set, remove } = JSON.parse(data) as StaffPatch;
    for (const [key, entry] of Object.entries(set)) this.entries.set(key, entry);
    for (const key of remove) this.entries.delete(key);
  }
}
