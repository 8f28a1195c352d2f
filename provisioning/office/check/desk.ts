/** Two agents at their desks in the self-check: every kind of ending happens, and each call must be seen on the board. */

import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { CommandName } from "#shared/queue/commands.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import type { Live } from "../wire/live.ts";
import type { Staff } from "../wire/staff.ts";
import { must } from "./steps.ts";

export interface Desk {
  readonly counter: string;
  readonly agent: number;
  readonly label: string;
}

export interface Scene {
  readonly staff: Staff;
  readonly board: Live<BoardLive>;
  readonly configuration: OfficeConfiguration;
  readonly deadlineMs: number;
}

/** Serves so many citizens: both desks call, then both end what they began. Returns what happened, in words. */
export async function serve(scene: Scene, desks: readonly Desk[], citizens: number): Promise<string> {
  const did = new Map<string, number>();
  const tell = (what: string) => did.set(what, (did.get(what) ?? 0) + 1);
  let begun = 0;
  while (begun < citizens) {
    const called: { desk: Desk; visit: string; place: number }[] = [];
    for (const desk of desks) {
      if (begun === citizens || !someoneWaits(scene, desk)) continue;
      called.push({ desk, visit: await callNext(scene, desk), place: begun });
      begun += 1;
    }
    must(called.length > 0, `${citizens - begun} citizens should wait for these desks, and nobody does.`);
    for (const { desk, visit, place } of called) await end(scene, desk, visit, place, tell);
  }
  return [...did].map(([what, times]) => `${times} ${what}`).join(", ");
}

function someoneWaits({ staff, configuration }: Scene, desk: Desk): boolean {
  const takes = configuration.counters.find((counter) => counter.id === desk.counter)?.takes ?? [];
  return [...staff.visits()].some((visit) => visit.stage.kind === "waiting" && takes.includes(visit.queue));
}

async function callNext(scene: Scene, { agent, counter, label }: Desk): Promise<string> {
  const visit = await scene.staff.must("call-next", { agent, counter }, scene.deadlineMs);
  const number = visit === null ? undefined : scene.staff.visit(visit)?.number;
  must(visit !== null && number !== undefined, `The call at counter ${label} called nobody.`);
  await scene.board.until(`the board to show ${number} at counter ${label}`, scene.deadlineMs, ({ view }) =>
    view?.now.some((shown) => paperNumber(shown) === number && shown.label === label),
  );
  return visit;
}

/** What happens to a citizen once called goes by the place in the line, so that all of it happens in every check. */
async function end(scene: Scene, { agent, counter }: Desk, visit: string, place: number, tell: (what: string) => void): Promise<void> {
  const { staff, configuration, deadlineMs } = scene;
  const move = async (name: CommandName, more: { readonly service?: string } = {}) => {
    await staff.must(name, { agent, counter, visit, ...more }, deadlineMs);
  };
  if (place % 4 === 1) {
    await move("recall");
    tell("recalled");
  }
  if (place === 3) {
    await move("no-show");
    return void tell("no-show");
  }
  await move("begin");
  const service = staff.visit(visit)?.service === null ? serviceAt(configuration, counter) : undefined;
  if (service !== undefined) {
    await move("assign-service", { service });
    tell("given a service");
  }
  if (place === 5) {
    await move("left");
    return void tell("left");
  }
  await move("finish");
  tell("served");
}

/** A service of a queue that the counter takes. */
function serviceAt({ counters, services }: OfficeConfiguration, id: string): string | undefined {
  const takes = counters.find((counter) => counter.id === id)?.takes ?? [];
  return services.find((service) => service.offered === "kiosk" && takes.includes(service.queue))?.id;
}
