/** The same office over a broker that somebody else runs, and that dies: nothing that was told is lost with it. */
import fc from "fast-check";
import { connectAsync } from "mqtt";
import { describe, expect } from "vitest";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { broken } from "./scene/garbage.ts";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

const agent = 21;
const counter = "counter-1";

const shows = (number: string) => (now: BoardLive) => now.view?.now.some(({ letter, count }) => `${letter}${count}` === number) ?? false;

describe.concurrent("over Mosquitto", { timeout: 120_000 }, () => {
  it("Q-EVENT-1: tickets, calls and the board work; Mosquitto is killed and comes back; what happened meanwhile arrives once", async ({
    scene,
    mosquitto,
  }) => {
    await scene.start("printer", "hub", "kiosk-1", "board-1");
    const [page, board, staff] = [scene.kioskPage(), scene.boardPage(), scene.staff()];
    await scene.untilTogether(page, board);
    await until("the staff's view", () => staff.office);
    await staff.must("sign-in", { agent, counter }, 10_000);
    const numbers = [(await scene.ticket()).number];
    await scene.untilHubCount(1);
    const first = await staff.must("call-next", { agent, counter }, 10_000);
    await board.until("the board to show the first call", "board", shows(numbers[0] ?? ""));
    await staff.must("begin", { agent, counter, visit: first ?? "" }, 10_000);
    await staff.must("finish", { agent, counter, visit: first ?? "" }, 10_000);

    await mosquitto.kill();
    await page.until<KioskLive>("the kiosk to be alone", "kiosk", ({ hub }) => hub === "away");
    await board.until<BoardLive>("the board to say since when", "board", ({ hubAwaySince }) => hubAwaySince !== null);
    await until("the hub to say that its broker is away", async () => {
      const { body } = await scene.ask("hub", "/health");
      return (body as { faults: { fault: string }[] }).faults.some(({ fault }) => fault === "broker-unreachable");
    });
    for (let count = 1; count <= 3; count += 1) numbers.push((await scene.ticket()).number);
    expect(await scene.untilPapers(4)).toEqual(numbers);
    expect(await scene.hubCount()).toBe(1);

    await mosquitto.start();
    await scene.untilHubCount(4);
    await scene.untilTogether(page, board);
    await until("a hub without faults", async () => {
      const { body } = await scene.ask("hub", "/health");
      return (body as { faults: unknown[] }).faults.length === 0;
    });
    await until("the line", () => [...staff.visits()].filter(({ stage }) => stage.kind === "waiting").length === 3);
    await staff.must("call-next", { agent, counter }, 10_000);
    await board.until("the board to show the second call", "board", shows(numbers[1] ?? ""));
    const fifth = await scene.ticket();
    numbers.push(fifth.number);
    await scene.untilHubCount(5);
    expect(await scene.untilPapers(5)).toEqual(numbers);
    expect(await scene.hubCount()).toBe(5);
    const issued = scene.rows("hub").filter(({ kind }) => kind === "ticket-issued");
    expect(issued.map(({ body }) => `${body.letter}${body.count}`)).toEqual(numbers);
  });

  it("Q-EVENT-1: Mosquitto takes a log and the hub is killed before it commits: no acknowledgement, and the rows come again", async ({
    scene,
    mosquitto,
  }) => {
    expect(scene.externalBroker).toContain(`:${mosquitto.port}`);
    await scene.start("printer", "hub", "kiosk-1");
    const page = scene.kioskPage();
    await scene.untilTogether(page);
    scene.signal("hub", "SIGSTOP");
    // Mosquitto confirms these to the kiosk; the hub has read none of them when it dies.
    const numbers: string[] = [];
    for (let count = 1; count <= 3; count += 1) numbers.push((await scene.ticket()).number);
    await scene.untilPapers(3);
    await scene.kill("hub");
    await scene.start("hub");
    await scene.untilHubCount(3);
    const issued = scene.rows("hub").filter(({ kind }) => kind === "ticket-issued");
    expect(issued.map(({ body }) => `${body.letter}${body.count}`)).toEqual(numbers);
    expect(await scene.paperNumbers()).toEqual(numbers);
  });

  it("a stranger on that broker writes garbage where hub and devices listen: it is not believed, and the next ticket is called", async ({
    scene,
    mosquitto,
  }) => {
    await scene.start("printer", "hub", "kiosk-1", "board-1");
    const [page, board, staff] = [scene.kioskPage(), scene.boardPage(), scene.staff()];
    await scene.untilTogether(page, board);
    await until("the staff's view", () => staff.office);
    await staff.must("sign-in", { agent, counter }, 10_000);
    const stranger = await connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, { protocolVersion: 4 });
    scene.atEnd(() => stranger.endAsync(true));
    const topics = ["ack", "answer", "desired", "log", "ask", "state", "reported"].flatMap((name) => [
      `kiosk-1/${name}`,
      `board-1/${name}`,
    ]);
    const known = [...topics, "board/main/view", "board/main/calls", "hub/state"].map((name) => `theq/v1/example/${name}`);
    const right = {
      generation: 1,
      epoch: "x",
      next: 1,
      hash: "",
      id: "1",
      kind: "resumed",
      at: 1,
      calls: [],
      zone: "main",
      now: [],
      before: [],
    };
    const bytes = fc.oneof(
      broken(right, fc.constantFrom(null, [], {}, -1.5, true, "\u0000")).map((each) => JSON.stringify(each)),
      fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
      fc.constantFrom("", "{}", "[]", "null", "[".repeat(100_000), '{"__proto__":{"generation":9}}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...known), bytes, async (topic, payload) => {
        await stranger.publishAsync(topic, payload, { qos: 1 });
      }),
      { numRuns: 150 },
    );
    const { number } = await scene.ticket();
    await scene.untilHubCount(1);
    await staff.must("call-next", { agent, counter }, 10_000);
    await board.until("the board to show the call", "board", shows(number));
    expect(await scene.untilPapers(1)).toEqual([number]);
    expect((["hub", "kiosk-1", "board-1", "printer"] as const).map((name) => scene.isRunning(name))).toEqual([true, true, true, true]);
    expect(scene.log("kiosk-1") + scene.log("board-1")).toContain("message.unreadable");
  });
});
