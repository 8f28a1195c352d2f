/** An agent at a counter: calls, begins, finishes, and now and then presses what is wrong or presses twice. */
import { randomUUID } from "node:crypto";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { CommandDone, CommandName } from "#shared/queue/commands.ts";
import { askUntilAnswered, type Running, wait } from "./people.ts";
import type { Record } from "./record.ts";

export class Agent {
  readonly #hub: string;
  readonly #record: Record;
  readonly #random01: () => number;
  readonly #agent: number;
  readonly #counter: string;

  constructor(hub: string, agent: number, counter: string, record: Record, random01: () => number) {
    this.#hub = hub;
    this.#agent = agent;
    this.#counter = counter;
    this.#record = record;
    this.#random01 = random01;
  }

  async work(running: Running): Promise<void> {
    while (running.isOn) {
      await this.#one();
      await wait(20 + 200 * this.#random01());
    }
  }

  async #one(): Promise<void> {
    let called = await this.#command("call-next", {});
    if (isFault(called) && called.fault === "confirm-first") called = await this.#confirm(called);
    if (isFault(called) && called.fault === "not-signed-in") await this.#command("sign-in", {});
    if (!called || isFault(called) || called.visit === null) return;
    const { visit } = called;
    await wait(150 * this.#random01());
    const draw = this.#random01();
    if (draw < 0.1) await this.#command("recall", { visit });
    if (draw > 0.85) return void (await this.#command("no-show", { visit }));
    await this.#command("begin", { visit });
    if (draw > 0.8) await this.#command("begin", { visit });
    await wait(150 * this.#random01());
    await this.#command("finish", { visit });
  }

  /** Of a ticket that waited through an absence: called all the same, or it was served by voice. */
  async #confirm({ facts }: Fault): Promise<CommandDone | Fault | undefined> {
    const visit = String(facts.visit);
    if (this.#random01() < 0.7) return this.#command("call-next", { confirmed: visit });
    await this.#command("catch-up", { visit, how: this.#random01() < 0.5 ? "served" : "left" });
    return undefined;
  }

  /** Undefined when the hub was away for longer than anyone waits. */
  async #command(name: CommandName, more: object): Promise<CommandDone | Fault | undefined> {
    const seen = (await askUntilAnswered(`${this.#hub}/api/v1/counts`)) as { epoch: string; offset: number } | undefined;
    if (!seen) return undefined;
    const expected = { epoch: seen.epoch, n: seen.offset };
    const key = randomUUID();
    const about = name === "catch-up" ? {} : { counter: this.#counter };
    const command = { key, agent: this.#agent, ...about, expected, ...more };
    this.#record.see({ kind: "commanded", command: { name, ...command } });
    const answer = await askUntilAnswered(`${this.#hub}/api/v1/commands/${name}`, command);
    if (answer === undefined) return undefined;
    this.#record.see({ kind: "replied", key, answer: answer as CommandDone | Fault });
    return answer as CommandDone | Fault;
  }
}
