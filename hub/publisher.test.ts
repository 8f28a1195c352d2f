import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { boardView, desiredMessage, type LineMessage, lineMessage, lineTicketsMax } from "#shared/wire/payloads.ts";
import type { Publication } from "./broker/port.ts";
import { DeviceHarness, HubHarness } from "./core/harness.ts";
import { Publisher } from "./publisher.ts";

class Told {
  readonly hub = HubHarness.opened();
  readonly kiosk = new DeviceHarness("kiosk-1");
  readonly publisher: Publisher;
  #publications: Publication[] = [];

  constructor() {
    const { hub } = this;
    this.publisher = new Publisher({
      office: "example",
      epoch: hub.epoch,
      state: () => hub.state,
      now: () => hub.at,
      publish: (publication) => void this.#publications.push(publication),
    });
    this.publisher.everything();
  }

  /** What a kiosk was told of the line since the last look. */
  lines(): LineMessage[] {
    const found = this.#publications.splice(0).filter(({ topic }) => topic === "theq/v1/example/kiosk-1/line");
    for (const { retain } of found) expect(retain).toBe(true);
    return found.map(({ payload }) => v.parse(lineMessage, JSON.parse(String(payload))));
  }

  /** Whether screens may sleep, as boards and kiosks were told since the last look. */
  rests(): { board?: boolean | undefined; kiosk?: boolean | undefined } {
    const told = new Map(this.#publications.splice(0).map(({ topic, payload }) => [topic.split("/").slice(3).join("/"), String(payload)]));
    const [view, desired] = [told.get("board/main/view"), told.get("kiosk-1/desired")];
    return {
      ...(view ? { board: v.parse(boardView, JSON.parse(view)).rests } : {}),
      ...(desired ? { kiosk: v.parse(desiredMessage, JSON.parse(desired)).today?.rests } : {}),
    };
  }

  ticket(count: number): void {
    this.kiosk.write(this.kiosk.ticket({ letter: "C", count, request: null, date: null }));
    const before = this.hub.rows.length;
    this.hub.send(this.kiosk.message(this.kiosk.rows.length));
    this.publisher.committed(this.hub.rows.slice(before));
  }
}

const numbers = ({ tickets }: LineMessage) => tickets.map(({ letter, count }) => `${letter}${count}`);

describe("the line, for kiosks", () => {
  it("is told at the start, with a beat, in order of arrival, and again only when it changed", () => {
    const told = new Told();
    expect(told.lines()).toMatchObject([{ date: "2026-11-23", total: 0, tickets: [] }]);
    told.ticket(1);
    told.ticket(2);
    expect(told.lines()).toEqual([]);
    told.publisher.heartbeat();
    const [line] = told.lines();
    expect(line && numbers(line)).toEqual(["C1", "C2"]);
    expect(line?.tickets[0]).toMatchObject({ visit: "kiosk-1.e1.1", service: "licence", language: "en" });
    told.publisher.committed([]);
    told.publisher.heartbeat();
    expect(told.lines()).toEqual([]);
  });

  it("is told to a kiosk whose rows came, even when the line is the same again", () => {
    const told = new Told();
    told.hub.command("sign-in", { agent: 21, counter: "counter-1" });
    told.lines();
    told.ticket(1);
    told.hub.command("call-next", { agent: 21, counter: "counter-1" });
    told.publisher.heartbeat();
    expect(told.lines()).toMatchObject([{ total: 0, tickets: [], held: [{ epoch: "e1", next: 2 }] }]);
  });

  it("names as many as there is room for, and counts all", () => {
    const told = new Told();
    told.lines();
    for (let count = 1; count <= lineTicketsMax + 7; count += 1) told.ticket(count);
    told.publisher.heartbeat();
    const [line] = told.lines();
    expect(line?.tickets).toHaveLength(lineTicketsMax);
    expect(line?.total).toBe(lineTicketsMax + 7);
  });
});

describe("whether screens may sleep", () => {
  const hour = 3_600_000;

  it("is told to boards and kiosks as time passes the hours, though the date is open, and never while anybody waits", () => {
    const told = new Told();
    const { hub } = told;
    const configuration = structuredClone(hub.state.configuration);
    if (!configuration) throw new Error("the hub has no configuration");
    // It begins at 09:00 on a Monday.
    const hours = {
      weekly: [{ day: "monday", opens: "09:00", closes: "12:00" }],
      holidays: [],
      lastTicketBeforeClosingMinutes: 0,
    } as const;
    hub.send({
      kind: "configure",
      configuration: { ...configuration, hours: { ...hours, weekly: [...hours.weekly], holidays: [] } },
      key: "hours",
    });
    told.publisher.committed(hub.rows.slice(-1));
    told.publisher.heartbeat();
    expect(told.rests()).toEqual({ board: false, kiosk: false });
    hub.at += 3 * hour;
    told.publisher.heartbeat();
    expect(told.rests()).toEqual({ board: true, kiosk: true });
    told.ticket(1);
    told.publisher.heartbeat();
    expect(told.rests()).toEqual({ board: false, kiosk: false });
  });
});
