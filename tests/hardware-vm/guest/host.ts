/** The way from the machine to the program outside: lines on the second serial port. */
import { createReadStream, openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { GuestSaying, HostAnswer, SignShows } from "../talk.ts";

const terminal = "/dev/ttyS1";

type Unnumbered<S> = S extends { readonly id: number } ? Omit<S, "id"> : never;

export class Host {
  readonly #out = openSync(terminal, "w");
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  constructor() {
    createInterface({ input: createReadStream(terminal) }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const { id, answer } = JSON.parse(line) as HostAnswer;
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
  }

  say(saying: GuestSaying): void {
    writeSync(this.#out, `\n${JSON.stringify(saying)}\n`);
  }

  begin(): Promise<unknown> {
    return this.#ask({ kind: "begun" });
  }

  /** Plugs something into the emulated USB controller. */
  async plug(id: string, driver: string, settings: object = {}): Promise<void> {
    await this.#emulator("device_add", { driver, id, bus: "usb.0", ...settings });
  }

  async unplug(id: string): Promise<void> {
    await this.#emulator("device_del", { id });
  }

  /** Names of keys as the emulator has them, such as `a`, `1`, `ret`. Each is pressed and released before the next. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#emulator("send-key", { keys: [{ type: "qcode", data: key }], "hold-time": 10 });
  }

  async signShows(): Promise<SignShows> {
    return (await this.#ask({ kind: "sign" })) as SignShows;
  }

  async #emulator(execute: string, parts: object): Promise<void> {
    const answer = await this.#ask({ kind: "emulator", execute, with: parts });
    if (answer && typeof answer === "object" && "desc" in answer) throw new Error(`${execute}: ${answer.desc}`);
  }

  #ask(question: Unnumbered<GuestSaying>): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.say({ ...question, id } as GuestSaying);
    });
  }
}
