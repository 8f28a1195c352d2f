/** An office for stories about moves: tickets are given at one kiosk, two agents sit at two counters, and every answer is a word. */
import { isFault } from "#shared/faults/fault.ts";
import { exampleOffice } from "#shared/office/example.ts";
import type { OfficeRules } from "#shared/office/rules.ts";
import type { CommandName, CommandRequest } from "#shared/queue/commands.ts";
import type { DeviceEvent } from "#shared/queue/events.ts";
import { visitOnPaper } from "#shared/queue/paper.ts";
import type { Visit } from "#shared/queue/visit.ts";
import { emptyTimings, figuresOf, foldTimings, type TimingsState } from "#shared/statistics/timings.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import { DeviceHarness, HubHarness } from "./harness.ts";

export const minute = 60_000;

export class Scene {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  #tickets = 0;

  constructor(services: readonly (string | null)[] = [], rules: OfficeRules = {}) {
    const { hub } = this;
    hub.send({ kind: "configure", configuration: { ...exampleOffice(), rules }, key: "with-rules" });
    for (const agent of [21, 22]) hub.command("sign-in", { agent, counter: `counter-${agent - 20}` });
    for (const service of services) this.ticket(service);
  }

  /** One more ticket; a minute passes. Its number as on paper. */
  ticket(service: string | null = "licence", errands: readonly string[] = [], people = 1): string {
    const { hub, kiosk } = this;
    this.pass(1);
    this.#tickets += 1;
    const request = `request-${this.#tickets}`;
    const { letter, count, date } = hub.reserve("kiosk-1", request);
    this.say(kiosk.ticket({ letter, count, request, date }, service));
    const visit = `kiosk-1.e1.${kiosk.rows.length}`;
    if (errands.length > 0) this.say({ kind: "errands-stated", version: 1, body: { visit, services: [...errands], people } });
    this.ship();
    return paperNumber({ letter, count });
  }

  /** The kiosk writes a row now; it is shipped later. */
  say(event: DeviceEvent): void {
    this.kiosk.mono = this.hub.at - this.#start;
    this.kiosk.write(event);
  }

  ship(): void {
    this.kiosk.mono = this.hub.at - this.#start;
    this.hub.send(this.kiosk.message(this.hub.state.sources.get("kiosk-1/e1")?.next ?? 1));
  }

  pass(minutes: number): void {
    this.hub.at += minutes * minute;
  }

  /** "done", or why not. Without an agent it is 21 at counter 1. */
  do<N extends CommandName>(name: N, rest: Partial<Omit<CommandRequest<N>, "visit">> & { on?: string }): string {
    const { on, ...said } = rest;
    const visit = on === undefined ? {} : { visit: this.visit(on).id };
    const answer = this.hub.command(name, { agent: 21, counter: "counter-1", ...visit, ...said } as never);
    return isFault(answer) ? answer.fault : answer.repeated ? "repeated" : "done";
  }

  /** The same by agent 22 at counter 2. */
  other<N extends CommandName>(name: N, rest: Partial<Omit<CommandRequest<N>, "visit">> & { on?: string } = {}): string {
    return this.do(name, { agent: 22, counter: "counter-2", ...rest } as never);
  }

  /** The same by agent 22 at the door. */
  door<N extends CommandName>(name: N, rest: Partial<Omit<CommandRequest<N>, "visit">> & { on?: string }): string {
    return this.do(name, { agent: 22, counter: null, ...rest } as never);
  }

  office<N extends CommandName>(name: N, rest: Partial<CommandRequest<N>>): string {
    const answer = this.hub.command(name, { agent: 21, ...rest } as never);
    return isFault(answer) ? answer.fault : "done";
  }

  /** Called and begun at counter 1. */
  serve(number: string): void {
    this.do("call-from-list", { on: number });
    this.do("begin", { on: number });
  }

  visit(number: string): Visit {
    const letter = number.replace(/\d+$/, "");
    const found = visitOnPaper(this.hub.state, { letter, count: Number(number.slice(letter.length)), visit: null });
    if (!found) throw new Error(`no visit ${number}`);
    return found;
  }

  stage(number: string): string {
    const { stage } = this.visit(number);
    return stage.kind === "ended" ? `ended ${stage.how}` : stage.kind;
  }

  /** The line in its order. */
  get line(): string[] {
    return this.hub.state.line.map((id) => paperNumber((this.hub.state.visits.get(id) as Visit).number));
  }

  holds(counter: 1 | 2): string | null {
    const id = this.hub.state.counters.get(`counter-${counter}`)?.holding;
    const visit = id ? this.hub.state.visits.get(id) : undefined;
    return visit ? paperNumber(visit.number) : null;
  }

  get timings(): TimingsState {
    const timings = emptyTimings();
    for (const row of this.hub.log.readAll()) foldTimings(timings, row);
    return timings;
  }

  figures(service?: string) {
    const cells = [...this.timings.cells.values()];
    return figuresOf(service === undefined ? cells : cells.filter((cell) => cell.service === service));
  }

  readonly #start = this.hub.at;
}
