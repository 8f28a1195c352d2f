/** A hub for the staff's pages: the real rules over a log in memory, behind HTTP that a test can cut, delay and make lie. */
import type { ServerResponse } from "node:http";
import * as v from "valibot";
import { cured } from "#shared/attention/attention.ts";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { Need } from "#shared/office/configuration.ts";
import { officeConfiguration } from "#shared/office/configuration.ts";
import { type Command, commands, isCommandName } from "#shared/queue/commands.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { sourceKey } from "#shared/queue/state.ts";
import type { Language } from "#shared/texts/language.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { visitLifeRequest } from "#shared/visit-life/schema.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import type { DeviceEntry, FaultEntry } from "#shared/wire/staff.ts";
import { DeviceHarness, digest, HubHarness, start } from "../../hub/core/harness.ts";
import { TimingsFold } from "../../hub/timings/timings.ts";
import { staffOffice } from "../../hub/views/office.ts";
import { StaffView } from "../../hub/views/staff.ts";
import { VisitLifeDesk } from "../../hub/visit-life/desk.ts";
import { OldRows } from "../../hub/visit-life/old-rows.ts";
import { demoOffice } from "../../provisioning/office/demo-office/demo-office.ts";
import { openStream, type PageServer, readJson, sendEvent, sendJson, servePages } from "./page-server.ts";

export { start } from "../../hub/core/harness.ts";

export const minute = 60_000;

export interface TicketWish {
  readonly service?: string | null;
  readonly language?: Language;
  readonly needs?: readonly Need[];
}

export class FakeHub {
  readonly core = new HubHarness();
  readonly surroundings = new Map<string, DeviceEntry | FaultEntry>();
  /** Every command that reached the hub, in order. */
  readonly received: Command[] = [];
  /** Every look back at a visit. */
  readonly looks: { readonly key: string; readonly number: string }[] = [];
  /** Streams open now. */
  readonly streams = new Set<ServerResponse>();
  /** So many answers to commands get lost, after the hub did them. */
  answersToLose = 0;
  /** While set, commands wait here before they are answered. */
  hold: Promise<void> | null = null;
  /** The next command is refused with this. */
  refuseWith: Fault | null = null;
  /** Who may show its pages in frames. */
  readonly framedBy: string[] = [];
  address = "";
  timingsAsked = 0;
  readonly #kiosk = new DeviceHarness("kiosk-1");
  readonly #board = new DeviceHarness("board-1");
  readonly #view = new StaffView();
  #server: PageServer | null = null;
  #timings: TimingsFold | null = null;
  #requests = 0;
  #token = 1_000_000;
  #plugged = true;
  /** When it stopped, and how many tickets the kiosk has given alone. */
  #diedAt = start;
  #alone = 0;
  #letter: string | null = null;

  /** `change`: where its office is another than the demo office. */
  constructor(open = true, change: object = {}) {
    const { core } = this;
    core.at = start;
    core.send({ kind: "start", timeZoneData: "2026c" });
    core.send({ kind: "configure", configuration: v.parse(officeConfiguration, { ...(demoOffice() as object), ...change }), key: "seed" });
    if (open) core.send({ kind: "open-day-by-hours", date: "2026-11-23", key: "open" });
    for (const [id, role] of [
      ["kiosk-1", "kiosk"],
      ["board-1", "board"],
    ] as const) {
      this.surroundings.set(`device/${id}`, { kind: "device", id, role, online: true, since: start, faults: [] });
    }
    this.update();
  }

  async listen(): Promise<this> {
    this.#server = await servePages(
      (request, response, path) => {
        if (!path.startsWith("/api/")) return false;
        if (!this.#plugged) {
          response.destroy();
          return true;
        }
        if (path === "/api/v1/office") sendJson(response, 200, staffOffice(this.core.state, this.core.log.identity));
        else if (path === "/api/v1/live") this.#stream(response);
        else if (path === "/api/v1/timings")
          this.#sendTimings(response, new URL(request.url ?? "", this.address).searchParams.get("date") ?? "");
        else if (path === "/api/v1/visit-life") return this.#tellLife(request, response);
        else return this.#command(path.slice("/api/v1/commands/".length), request, response);
        return true;
      },
      () => pageHeaders(this.framedBy),
    );
    this.address = this.#server.address;
    return this;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** A citizen takes a ticket at the kiosk; its number as on paper. */
  ticket({ service = "icbc-002", language = "en", needs = [] }: TicketWish = {}): string {
    this.#requests += 1;
    const request = `request-${this.#requests}`;
    const { letter, count, date } = this.core.reserve("kiosk-1", request);
    const event: DeviceEvent = {
      kind: "ticket-issued",
      version: 1,
      body: { letter, count, request, insteadOf: null, date, service, language, needs: [...needs], practice: false, tap: request },
    };
    this.#ship(this.#kiosk, event);
    return paperNumber({ letter, count });
  }

  /** The hub's program dies: nothing answers until `comeBack`. The kiosk has its own letter by then. */
  die(): void {
    this.#letter ??= this.#enrol();
    this.#diedAt = this.core.at;
    this.unplug();
  }

  /** The kiosk alone, with the hub dead: a number of its own series, recorded there and shipped when the hub is back. */
  ticketAlone({ service = "icbc-002", language = "en", needs = [] }: TicketWish = {}): string {
    this.#letter ??= this.#enrol();
    this.#alone += 1;
    const number = { letter: this.#letter, count: this.#alone };
    this.#keep({
      kind: "ticket-issued",
      version: 1,
      body: {
        ...number,
        request: null,
        insteadOf: null,
        date: null,
        service,
        language,
        needs: [...needs],
        practice: false,
        tap: `alone-${this.#alone}`,
      },
    });
    return paperNumber(number);
  }

  /** Staff call a ticket of the dead hub from the kiosk's own page. */
  calledByVoice(number: string): void {
    const letter = number.replace(/\d+$/, "");
    this.#keep({ kind: "called-by-voice", version: 1, body: { letter, count: Number(number.slice(letter.length)), visit: null } });
  }

  /** Started anew on its log, it learns how long it was away; the kiosk ships what it kept. */
  comeBack(): void {
    this.comeBackAlone();
    this.shipKept();
  }

  /** As above, with the kiosk still cut off. */
  comeBackAlone(): void {
    this.core.restart(`boot-${this.core.at}`);
    this.core.send({ kind: "start", timeZoneData: "2026c", aliveAt: this.#diedAt });
    this.update();
    this.plug();
  }

  /** The kiosk ships what it kept. */
  shipKept(): void {
    const next = this.core.state.sources.get(sourceKey("kiosk-1", "e1"))?.next ?? 1;
    this.#kiosk.mono = this.core.at - start;
    if (this.#kiosk.rows.length >= next) this.core.send(this.#kiosk.message(next));
    this.update();
  }

  #enrol(): string {
    const answer = this.core.ask("kiosk-1", { id: "enrol-1", kind: "enrol", epoch: "e1" });
    if (answer.kind !== "enrolled") throw new Error("the kiosk got no letter");
    return answer.letter;
  }

  #keep(event: DeviceEvent): void {
    this.#kiosk.mono = this.core.at - start;
    this.#kiosk.write(event);
  }

  /** The board has announced whatever is called now. */
  announced(how: "spoken" | "shown-only" | "failed"): void {
    for (const visit of this.core.state.visits.values()) {
      if (visit.stage.kind === "called" && visit.announced === "waiting") {
        this.#ship(this.#board, { kind: "announcement-made", version: 1, body: { call: visit.stage.call, how } });
      }
    }
  }

  /** Time passes at the hub. */
  pass(ms: number): void {
    this.core.at += ms;
    for (const stream of this.streams) sendEvent(stream, "beat", { now: this.core.at });
  }

  /** Sends what changed to every page. */
  update(): void {
    // A new map, as from the hub: the view holds on to the last one to see what changed.
    const patch = this.#view.update(this.core.state, "everything", new Map(this.surroundings), this.core.at);
    if (patch) for (const stream of this.streams) sendEvent(stream, "patch", patch);
  }

  device(id: string, change: Partial<DeviceEntry>): void {
    const before = this.surroundings.get(`device/${id}`) as DeviceEntry;
    this.surroundings.set(`device/${id}`, { ...before, ...change });
    const devices = new Map([...this.surroundings.values()].flatMap((each) => (each.kind === "device" ? [[each.id, each] as const] : [])));
    this.core.send({ kind: "devices-cured", cured: cured(this.core.state.goings.values(), (each) => devices.get(each)) });
    this.update();
  }

  unplug(): void {
    this.#plugged = false;
    for (const stream of this.streams) stream.destroy();
  }

  plug(): void {
    this.#plugged = true;
  }

  numberOf(visit: string): string {
    const found = this.core.state.visits.get(visit);
    if (!found) throw new Error(`no visit ${visit}`);
    return paperNumber(found.number);
  }

  /** Whether this counter takes the ticket's queue. */
  takenAt(counter: string, number: string): boolean {
    const takes = this.core.state.configuration?.counters.find((each) => each.id === counter)?.takes ?? [];
    const queue = this.visit(number)?.queue;
    return queue !== undefined && takes.includes(queue);
  }

  visit(number: string) {
    return [...this.core.state.visits.values()].find((each) => paperNumber(each.number) === number);
  }

  #ship(device: DeviceHarness, event: DeviceEvent): void {
    device.mono = this.core.at - start;
    device.write(event);
    this.core.send(device.message(device.rows.length));
    this.update();
  }

  #stream(response: ServerResponse): void {
    openStream(response);
    const { n, generation } = this.core.state;
    const { epoch } = this.core;
    sendEvent(response, "snapshot", { generation, epoch, n, now: this.core.at, entries: this.#view.entries });
    this.streams.add(response);
    response.on("close", () => this.streams.delete(response));
  }

  #sendTimings(response: ServerResponse, date: string): void {
    this.timingsAsked += 1;
    this.#timings ??= new TimingsFold(this.core.log, this.core.database);
    sendJson(response, 200, this.#timings.of(date, "America/Vancouver", this.core.at));
  }

  /** By the hub's own desk. */
  async #tellLife(request: Parameters<typeof readJson>[0], response: ServerResponse): Promise<boolean> {
    const asked = v.parse(visitLifeRequest, await readJson(request));
    const { log } = this.core;
    this.looks.push(asked);
    if (this.hold !== null) await this.hold;
    const pause = () => Promise.resolve();
    const run = (command: Command) => Promise.resolve(this.#decide(command));
    const rows = new OldRows({ log, archive: undefined, digest, pause });
    const told = await new VisitLifeDesk({ state: () => this.core.state, rows, run }).look(asked);
    if (this.answersToLose > 0) {
      this.answersToLose -= 1;
      response.destroy();
    } else sendJson(response, isFault(told) ? 404 : 200, told);
    return true;
  }

  async #command(name: string, request: Parameters<typeof readJson>[0], response: ServerResponse): Promise<boolean> {
    if (!isCommandName(name)) return false;
    // Strict, as at the hub: an unknown key would be refused there.
    const command = { ...v.parse(commands[name], await readJson(request)), name } as Command;
    this.received.push(command);
    if (this.hold !== null) await this.hold;
    const answer = this.refuseWith ?? this.#decide(command);
    this.refuseWith = null;
    this.update();
    if (this.answersToLose > 0) {
      this.answersToLose -= 1;
      response.destroy();
    } else sendJson(response, "done" in answer ? 200 : 409, answer);
    return true;
  }

  #decide(command: Command) {
    this.#token += 1;
    const reply = this.core.send({ kind: "command", command, token: this.#token }).find((each) => each.kind === "reply");
    if (reply?.kind !== "reply") throw new Error("the hub gave no reply");
    return reply.answer;
  }
}
