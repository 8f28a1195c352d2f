/** A board that was away while people were called: it shows the truth at once, and says nothing that is no longer news. */
import { describe, expect } from "vitest";
import type { BoardAnnounce, BoardLive } from "#shared/wire/board-page.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import type { Staff } from "../../provisioning/office/wire/staff.ts";
import { it } from "./scene/it.ts";
import type { Page } from "./scene/page.ts";
import type { Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const agent = 21;
const counter = "counter-1";
/** A call older than this is not spoken. */
const spokenAgeMaxMs = 10_000;

const shows = (number: string) => (now: BoardLive) => now.view?.now.some(({ letter, count }) => `${letter}${count}` === number) ?? false;
const announced = (board: Page) => board.all<BoardAnnounce>("announce");

async function opened(scene: Scene): Promise<{ staff: Staff; board: Page; visit: VisitEntry }> {
  await scene.start("hub", "kiosk-1", "board-1");
  const [board, staff] = [scene.boardPage(), scene.staff()];
  await scene.untilTogether(undefined, board);
  await until("the kiosk to be ready", async () => (await scene.tap("the-first-tap")).status === 200);
  const visit = await until("the visit", () => staff.visits().next().value);
  await until("the print's end", () => staff.visit(visit.id)?.printed === "failed");
  await until("the board at the hub", () => staff.device("board-1")?.online);
  await staff.must("sign-in", { agent, counter }, 10_000);
  return { staff, board, visit };
}

/** The hub's rows about announcements, in their order. */
function announcements(scene: Scene): string[] {
  return scene
    .rows("hub")
    .flatMap(({ kind, body }) => (kind.startsWith("announcement-") ? [`${kind} ${body.call} ${body.how ?? ""}`.trim()] : []));
}

describe.concurrent("Q-CALL-2", { timeout: 120_000 }, () => {
  it("Q-CALL-2: killed during a call, the board shows it at once on its return and keeps silent; a recall is spoken anew", async ({
    scene,
  }) => {
    const { staff, board, visit } = await opened(scene);
    await scene.kill("board-1");
    await until("the hub to know", () => staff.device("board-1")?.online === false);
    await staff.must("call-next", { agent, counter }, 10_000);
    await scene.start("board-1");
    await board.until("the board to show the call", "board", shows(visit.number));
    await until("the board at the hub", () => staff.device("board-1")?.online);
    expect(announced(board)).toEqual([]);

    await staff.must("recall", { agent, counter, visit: visit.id }, 10_000);
    const [spoken] = await until("the recall to be spoken", () => announced(board).length > 0 && announced(board));
    expect(spoken?.number).toBe(visit.number);
    await scene.ask("board-1", "/api/board/played", { call: spoken?.call, how: "spoken" });
    await until("the counter to know that it was heard", () => staff.visit(visit.id)?.announced === "spoken");
    expect(announcements(scene)).toEqual([`announcement-intended ${spoken?.call}`, `announcement-made ${spoken?.call} spoken`]);
    expect(announced(board)).toHaveLength(1);
  });

  it("Q-CALL-2: a call that reaches its board more than 10 s late is shown, never spoken, and the counter is told; the recall is spoken", async ({
    scene,
  }) => {
    const { staff, board, visit } = await opened(scene);
    // The board hangs: the call that names it lies in its socket.
    scene.signal("board-1", "SIGSTOP");
    await staff.must("call-next", { agent, counter }, 10_000);
    const { stage } = staff.visit(visit.id) as VisitEntry;
    const call = stage.kind === "called" ? stage.call : "";
    await until("the call to be old by the hub's clock", async () => {
      const { headers } = await fetch(`${scene.address("hub")}/health`);
      const called = staff.visit(visit.id)?.lastCalledAt ?? Number.POSITIVE_INFINITY;
      // The header has whole seconds: one more than the limit, to be sure.
      return Date.parse(headers.get("date") ?? "") - called > spokenAgeMaxMs + 1_000;
    });
    expect(announced(board)).toEqual([]);
    scene.signal("board-1", "SIGCONT");
    await board.until("the board to show the call", "board", shows(visit.number));
    await until("the counter to know that it was only shown", () => staff.visit(visit.id)?.announced === "shown");
    expect(announced(board)).toEqual([]);
    expect(announcements(scene)).toEqual([`announcement-made ${call} shown-only`]);

    await until("the board at the hub", () => staff.device("board-1")?.online);
    await staff.must("recall", { agent, counter, visit: visit.id }, 10_000);
    const [spoken] = await until("the recall to be spoken", () => announced(board).length > 0 && announced(board));
    expect(spoken).toMatchObject({ number: visit.number });
    expect(spoken?.call).not.toBe(call);
  });
});
