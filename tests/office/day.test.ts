/** A whole day of an office as real processes, and the paper that a hub asks of a kiosk over each broker. */
import { describe, expect } from "vitest";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { DeskAnswer, KioskDesk } from "#shared/wire/kiosk-desk.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import type { Staff } from "../../provisioning/office/wire/staff.ts";
import { it } from "./scene/it.ts";
import type { Answered, Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const monday = "2026-11-30";
const tuesday = "2026-12-01";
const manager = 21;
const deadlineMs = 15_000;
const nine = { from: 9 * 60, to: 10 * 60 };

/** Of the office as a whole: no version is expected. */
const office = (staff: Staff, name: Parameters<Staff["must"]>[0], rest: Record<string, unknown> = {}) =>
  staff.must(name, { agent: manager, expected: undefined, ...rest }, deadlineMs);
const at = (place: 1 | 2) => ({ counter: `counter-${place}`, agent: 20 + place });
const shows = (number: string) => (now: BoardLive) => now.view?.now.some(({ letter, count }) => `${letter}${count}` === number) ?? false;
const faultIn = ({ body }: Answered) => (body as { fault?: string }).fault;
const waiting = (staff: Staff) =>
  [...staff.visits()].filter(({ stage, promised }) => stage.kind === "waiting" && promised?.arrived !== null);

/** The lines of every paper that says so. */
async function papersWith(scene: Scene, words: string): Promise<string[]> {
  const all = (await scene.papers()).map(({ lines }) => lines.join("\n"));
  return all.filter((text) => text.includes(words));
}

async function signedIn(scene: Scene, ...places: readonly (1 | 2)[]): Promise<Staff> {
  const staff = scene.staff();
  await until("the staff's view", () => staff.office);
  for (const place of places) await staff.must("sign-in", at(place), deadlineMs);
  return staff;
}

describe.concurrent("an office's day", { timeout: 180_000 }, () => {
  it("practice in the morning, a line before the doors, a service stopped, a limit, return slips, a line carried over, and the slip goes first", async ({
    scene,
  }) => {
    const days = ["monday", "tuesday"] as const;
    const [, abstract] = scene.configuration.services;
    Object.assign(scene.configuration, { hours: { weekly: days.map((day) => ({ day, opens: "09:00", closes: "16:30" })), holidays: [] } });
    Object.assign(abstract as object, { perDay: 2 });
    scene.openByItself = false;
    scene.be(monday, 8 * 60 + 20);
    await scene.start("printer", "hub", "kiosk-1", "board-1");
    const [page, board] = [scene.kioskPage(), scene.boardPage()];
    const staff = await signedIn(scene, 1, 2);

    // Practice, while the office is closed.
    await office(staff, "start-practice", { counters: ["counter-1"], kiosks: true });
    await page.until<KioskLive>("the kiosk to practise", "kiosk", ({ today, state, hub, printer }) => {
      return today?.practice === true && state === "ready" && hub === "present" && printer === "ready";
    });
    // A kiosk that has no answer in time gives no practice number of its own: it is asked again.
    const played = await until("a practice ticket", () => scene.ticket());
    const marked = await until("its paper", async () => {
      const all = await papersWith(scene, played.number);
      return all.length > 0 && all;
    });
    expect(marked).toEqual([expect.stringContaining("PRACTICE / EXERCICE")]);
    await until("the practice ticket", () => waiting(staff).some(({ practice }) => practice));
    await staff.must("call-next", at(1), deadlineMs);
    const practising = await board.until("the practice call", "board", shows(played.number));
    expect(practising.view).toMatchObject({ practice: true, date: null, next: { date: monday, opens: 540 } });

    // The line forms; nobody is called; practice ends by itself when the doors open.
    await office(staff, "form-line", { date: monday });
    await page.until<KioskLive>("a kiosk for citizens", "kiosk", ({ today }) => today?.practice === false && today.stage === "forming");
    const outside = [await scene.ticket(), await scene.ticket()].map(({ number }) => number);
    await until("those outside", () => waiting(staff).filter(({ practice }) => !practice).length === 2);
    expect(await staff.command("call-next", at(2))).toMatchObject({ kind: "refused", fault: { fault: "doors-not-open" } });
    await office(staff, "open-doors", { date: monday });
    expect(staff.counter("counter-1")).toMatchObject({ practice: false, holding: null });
    expect([...staff.visits()].filter(({ practice }) => practice)).toEqual([]);
    const first = await staff.must("call-next", at(1), deadlineMs);
    expect(staff.visit(first ?? "")?.number).toBe(outside[0]);
    const serving = await board.until("the first citizen", "board", shows(outside[0] ?? ""));
    expect([serving.view?.practice, serving.view?.now.length]).toEqual([false, 1]);

    // A service is stopped, and everybody is told why.
    const text = { en: "The photo booth is out of order.", fr: "Le photomaton est en panne." };
    await office(staff, "stop-service", { service: "unsure" });
    await office(staff, "post-notice", { notice: "photo", text });
    await page.until<KioskLive>("the kiosk to say so", "kiosk", ({ today }) => {
      return (today?.notOffered.some((each) => each.service === "unsure") && today.notices[0]?.text.fr === text.fr) ?? false;
    });
    await board.until<BoardLive>("the board to say so", "board", ({ view }) => view?.notices?.[0]?.text.en === text.en);
    expect(faultIn(await scene.tap(undefined, "unsure"))).toBe("service-stopped");

    // Two a day, and no third.
    for (let count = 0; count < 2; count += 1) expect((await scene.tap(undefined, "abstract")).status).toBe(200);
    expect(faultIn(await scene.tap(undefined, "abstract"))).toBe("service-limit");
    await scene.untilHubCount(4);
    await until("the line", () => waiting(staff).length === 3);
    // Nothing of the practice is left, not even a count.
    expect(await scene.hubCount()).toBe(4);

    // Those who are not reached are asked to come tomorrow, on paper; one more waits on.
    const line = waiting(staff).sort((one, other) => one.place - other.place);
    const [unreached, carried] = [line.slice(0, 2), line[2]];
    const visits = unreached.map(({ id }) => ({ visit: id, ...nine }));
    await office(staff, "promise-returns", { date: tuesday, visits, printAt: "kiosk-1" });
    const slips = await until("the slips", async () => {
      const all = await papersWith(scene, "In this hour you go first.");
      return all.length >= 2 && all;
    });
    for (const { number } of unreached)
      expect(slips.filter((slip) => slip.split("\n").some((line) => line.trim() === number))).toHaveLength(1);
    for (const slip of slips) expect(slip).toMatch(/December 1/);
    const [slip] = unreached;
    expect((await scene.ask("kiosk-1", "/api/kiosk/desk", { ticket: slip?.number, language: "en" })).body).toMatchObject({
      ...{ found: "ticket", stands: "return-later", hour: { date: tuesday, ...nine } },
    });

    // Last tickets, and the close: who waits keeps their place for tomorrow.
    await office(staff, "close-doors", { date: monday });
    expect(faultIn(await scene.tap())).toBe("tickets-over");
    await staff.must("begin", { ...at(1), visit: first ?? "" }, deadlineMs);
    await staff.must("finish", { ...at(1), visit: first ?? "", timeNotAccurate: false, quantity: 1 }, deadlineMs);
    await office(staff, "close-day", { date: monday, carry: true });
    const closed = await board.until<BoardLive>("a closed board", "board", ({ view }) => view?.date === null);
    expect(closed.view).toMatchObject({ stage: "closed", practice: false, next: { date: tuesday, opens: 540 } });
    expect((await scene.papers()).length).toBe(1 + 2 + 2 + 2);

    // A night without machines; within the hour the slip goes first, before the one carried over and whoever came today.
    await staff.close();
    for (const name of ["hub", "kiosk-1", "board-1"] as const) await scene.stop(name);
    scene.be(tuesday, 9 * 60 + 10);
    await scene.start("hub", "kiosk-1", "board-1");
    const morning = await signedIn(scene);
    await office(morning, "open-doors", { date: tuesday });
    await scene.kioskPage().until<KioskLive>("the kiosk of Tuesday", "kiosk", ({ today, state, hub }) => {
      return state === "ready" && hub === "present" && today?.stage === "open";
    });
    const today = await scene.ticket();
    await until("the newcomer", () => waiting(morning).some(({ number }) => number === today.number));
    const desk = (await scene.ask("kiosk-1", "/api/kiosk/desk", { ticket: slip?.number, language: "en" })).body as KioskDesk;
    expect(desk).toMatchObject({ found: "ticket", stands: "return-today", hour: { date: tuesday, ...nine } });
    const paper = "paper" in desk ? desk.paper : null;
    expect((await scene.ask("kiosk-1", "/api/kiosk/back", { paper, language: "en" })).body as DeskAnswer).toEqual({ noted: true });
    await until("the slip in line", () => waiting(morning).some(({ id }) => id === slip?.id));
    const called = await morning.must("call-next", at(1), deadlineMs);
    expect(called).toBe(slip?.id);
    expect(waiting(morning).map(({ number }) => number)).toEqual(expect.arrayContaining([carried?.number, today.number]));
  });

  /** Return slips, over a kiosk that dies with the paper still to come: each comes out exactly once. */
  async function paperOnce(scene: Scene): Promise<void> {
    scene.be(monday, 15 * 60);
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    const staff = await signedIn(scene);
    const numbers = [(await scene.ticket()).number, (await scene.ticket()).number, (await scene.ticket()).number];
    await scene.untilPapers(3);
    await until("the line", () => waiting(staff).length === 3);
    const [, ...unreached] = waiting(staff).sort((one, other) => one.place - other.place);
    const promise = (visit: string) =>
      office(staff, "promise-returns", { date: tuesday, visits: [{ visit, ...nine }], printAt: "kiosk-1" });
    await promise(unreached[0]?.id ?? "");
    await scene.kill("kiosk-1");
    // Asked for while nobody hears it: the hub says it again until the kiosk has it on record.
    await promise(unreached[1]?.id ?? "");
    await scene.start("kiosk-1");
    await scene.untilTogether(scene.kioskPage());
    const ended = () => scene.rows("hub").filter(({ kind }) => kind === "paper-ended");
    await until("the end of every paper", () => ended().length >= 2);
    const jobs = scene.rows("hub").flatMap(({ kind, body }) => (kind === "paper-taken" ? [body.job] : []));
    expect(new Set(jobs).size).toBe(jobs.length);
    // What is asked for now is asked for last: when it is out, nothing else is still to come.
    const last = (await scene.ticket()).number;
    await until("the last ticket", async () => (await scene.paperNumbers()).includes(last));
    const slips = await papersWith(scene, "In this hour you go first.");
    const outs = numbers.slice(1).map((number) => slips.filter((text) => text.split("\n").some((line) => line.trim() === number)).length);
    // Of a print that the kill cut short nobody knows whether it came out: it is on record as unknown, and not made again unasked.
    const outcomes = unreached.map(({ id }) => ended().find(({ body }) => String(body.job).startsWith(`${id}.`))?.body.outcome);
    expect([outcomes[1], outs[1], slips.length]).toEqual(["printed", 1, (outs[0] ?? 0) + 1]);
    expect(outcomes[0] === "unknown" ? [0, 1] : [1]).toContain(outs[0]);
  }

  it("Q-TICKET-5: paper that the hub asks of a kiosk comes out exactly once, over the hub's own broker", ({ scene }) => paperOnce(scene));

  it("Q-TICKET-5: and over Mosquitto", async ({ scene, mosquitto }) => {
    expect(scene.externalBroker).toContain(`:${mosquitto.port}`);
    await paperOnce(scene);
  });
});
