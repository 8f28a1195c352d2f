/** The page of a ticket, from the paper's square to the counter and back, through the processes that an office and the province run. */
import { describe, expect } from "vitest";
import type { CitizenTold } from "#shared/wire/citizen-page.ts";
import { type Running, startProgram } from "../../device/testing/process.ts";
import { it } from "./scene/it.ts";
import type { Scene } from "./scene/scene.ts";
import { until } from "./scene/until.ts";

const deadlineMs = 30_000;

/** The province's service: started, killed and started again on the same ports. */
class Province {
  readonly #scene: Scene;
  #running: Running | null = null;

  constructor(scene: Scene) {
    this.#scene = scene;
    scene.atEnd(() => this.kill());
  }

  async start(): Promise<void> {
    const { port = 0, citizensPort = 0 } = this.#running?.ready ?? {};
    const data = this.#scene.folder;
    const ports = ["--port", String(port), "--citizens-port", String(citizensPort)];
    this.#running = await startProgram("hub/central/main.ts", [...ports, "--data", `${data}/central`]);
    this.#scene.central = `http://127.0.0.1:${this.#running.ready.port}`;
  }

  async kill(): Promise<void> {
    await this.#running?.stop("SIGKILL");
  }

  get address(): string {
    return `http://127.0.0.1:${this.#running?.ready.citizensPort}`;
  }

  async told(secret: string): Promise<CitizenTold | null> {
    const answer = await fetch(`${this.address}/api/ticket`, { headers: { authorization: `Bearer ${secret}` } });
    const body = await answer.json();
    return answer.status === 200 ? (body as CitizenTold) : null;
  }

  async ask(secret: string, ask: object): Promise<number> {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const answer = await fetch(`${this.address}/api/ticket`, { method: "POST", headers, body: JSON.stringify({ ask }) });
    await answer.body?.cancel();
    return answer.status;
  }

  until(what: string, secret: string, is: (told: CitizenTold) => boolean): Promise<CitizenTold> {
    return until(what, async () => {
      const told = await this.told(secret);
      return told && is(told) && told;
    });
  }
}

async function office(scene: Scene): Promise<Province> {
  const province = new Province(scene);
  await province.start();
  Object.assign(scene.configuration, { citizenPage: { address: province.address } });
  return province;
}

/** The secret in the square of a ticket that this kiosk gave. */
async function secretOf(scene: Scene, address: string): Promise<string> {
  const { lines } = await scene.ticket();
  const data = lines.flatMap((line) => (line.kind === "code" ? [line.data] : []))[0] ?? "";
  const found = /^(.+)\/t\/#([A-Za-z0-9_-]{22});theq1:/.exec(data);
  expect(found?.[1]).toBe(address);
  return found?.[2] ?? "";
}

describe.concurrent("the page of a ticket", { timeout: 120_000 }, () => {
  it("follows it from the line to the counter, and keeps the place of whoever steps away there", async ({ scene }) => {
    const province = await office(scene);
    await scene.start("printer", "hub", "kiosk-1");
    await scene.untilTogether(scene.kioskPage());
    const [first, second] = [await secretOf(scene, province.address), await secretOf(scene, province.address)];
    await province.until("the second in line", second, ({ ticket }) => ticket.stage.kind === "waiting" && ticket.stage.before === 1);
    expect(await province.told("A".repeat(22))).toBeNull();

    expect(await province.ask(first, { kind: "step-away", minutes: 15 })).toBe(202);
    await province.until("the first to be away", first, ({ ticket, asking }) => ticket.stage.kind === "away" && !asking);
    await province.until("the second to be next", second, ({ ticket }) => ticket.stage.kind === "waiting" && ticket.stage.before === 0);
    expect(await province.ask(first, { kind: "come-back" })).toBe(202);
    await province.until("the first to be back", first, ({ ticket }) => ticket.stage.kind === "waiting" && ticket.stage.before === 0);

    const staff = scene.staff();
    const here = { agent: 21, counter: "counter-1" };
    await until("the date to be open", () => staff.office?.date);
    await staff.must("sign-in", here, deadlineMs);
    const visit = (await staff.must("call-next", here, deadlineMs)) ?? "";
    const called = await province.until("the call", first, ({ ticket }) => ticket.stage.kind === "called");
    expect(called.ticket.stage).toMatchObject({ counter: { label: "1" } });
    // It is too late to step away: the page says why, and the call stands.
    await province.ask(first, { kind: "step-away", minutes: 15 });
    await province.until("the refusal", first, ({ refused, ticket }) => refused === "not-waiting" && ticket.stage.kind === "called");
    await staff.must("begin", { ...here, visit }, deadlineMs);
    await staff.must("finish", { ...here, visit }, deadlineMs);
    await province.until("the end", first, ({ ticket }) => ticket.stage.kind === "ended");
    const kinds = scene.rows("hub").map(({ kind, body }) => [kind, (body.actor as { part?: string } | undefined)?.part]);
    expect(kinds.filter(([, part]) => part === "citizen-page").map(([kind]) => kind)).toEqual(["visit-stepped-away", "visit-came-back"]);
  });

  it("a province and a hub that were killed find together, and a kiosk that was alone printed squares that work afterwards", async ({
    scene,
  }) => {
    const province = await office(scene);
    await scene.start("printer", "hub", "kiosk-1");
    await scene.untilTogether(scene.kioskPage());
    const first = await secretOf(scene, province.address);
    await province.until("the first ticket", first, ({ ticket }) => ticket.stage.kind === "waiting");
    await province.kill();
    await scene.kill("hub");
    const alone = await secretOf(scene, province.address);
    await province.start();
    expect([await province.told(first), await province.told(alone)]).toEqual([null, null]);
    await scene.start("hub");
    for (const secret of [first, alone])
      await province.until("what was forgotten", secret, ({ ticket }) => ticket.stage.kind === "waiting");
  });
});
