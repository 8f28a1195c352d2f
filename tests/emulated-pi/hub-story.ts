/** A hub from its card to its second start: nobody helps it, its system is written to no more, and a pulled plug costs nothing that it keeps. */

import type { Scene, Step } from "./kiosk-story.ts";
import type { Machine } from "./machine.ts";
import { provision } from "./office.ts";
import { minutes, Waiting } from "./waiting.ts";

const hubName = "hub-1";

export class HubStory {
  readonly #scene: Scene;
  readonly machine: Machine;
  readonly #waiting: Waiting;
  #fingerprint = "";

  constructor(scene: Scene) {
    this.#scene = scene;
    this.machine = scene.newMachine();
    this.#waiting = new Waiting(this.machine);
  }

  steps(): readonly Step[] {
    return [
      { name: "a hub's card is written, with a system that is written to no more", run: async () => this.#writeCard() },
      { name: "power on: it has made its authority, and knows its office", run: () => this.#started() },
      { name: "it starts again by itself, its system protected and what it keeps on a partition of its own", run: () => this.#protected() },
      { name: "the plug is pulled: it is the same hub, and the system as it was set up", run: () => this.#cut() },
    ];
  }

  #writeCard(): void {
    const { officeFile, releases, publicKey } = this.#scene;
    provision(
      ...["card", "--role", "hub", "--office", officeFile, "--name", hubName, "--read-only"],
      ...["--ssh-key", publicKey, "--package", releases.package, "--to", this.machine.card],
    );
  }

  async #identity(): Promise<{ readonly fingerprint: string } | null> {
    const answer = await this.machine.page("/api/v1/identity");
    return answer?.status === 200 ? (answer.body as { fingerprint: string }) : null;
  }

  async #started(): Promise<string> {
    this.machine.powerOn();
    const found = await this.#waiting.until(
      minutes(40),
      "hub that answers",
      () => this.#identity(),
      (identity) => identity !== null,
    );
    this.#fingerprint = found?.fingerprint ?? "";
    return this.#fingerprint.slice(0, 16);
  }

  /** What lies where, as the kernel says it. */
  async #mounts(): Promise<string> {
    return (await this.machine.ask("findmnt -n -o TARGET,FSTYPE,SOURCE / ; findmnt -n -o TARGET,FSTYPE,SOURCE /var/lib/the-q")) ?? "";
  }

  async #protected(): Promise<string> {
    const mounts = await this.#waiting.until(
      minutes(40),
      "system that is protected",
      () => this.#mounts(),
      (said) => /^\/ +overlay/m.test(said) && /^\/var\/lib\/the-q +ext4/m.test(said),
    );
    await this.#isSame();
    return mounts.trim().replaceAll(/\s+/g, " ");
  }

  async #cut(): Promise<string> {
    await this.machine.ask("sudo touch /etc/changed-by-somebody; sync");
    await this.machine.powerOff();
    this.machine.powerOn();
    await this.#isSame();
    const left = await this.#waiting.until(
      minutes(5),
      "word of the system",
      () => this.machine.ask("ls /etc/changed-by-somebody 2>/dev/null || echo gone"),
      (said) => said !== null,
    );
    if (left?.trim() !== "gone") throw new Error("a change of the system outlived the cut");
    return `authority ${this.#fingerprint.slice(0, 16)} as before`;
  }

  async #isSame(): Promise<void> {
    const now = await this.#waiting.until(
      minutes(20),
      "hub that answers",
      () => this.#identity(),
      (identity) => identity !== null,
    );
    if (now?.fingerprint !== this.#fingerprint) throw new Error(`it made another authority: ${now?.fingerprint}`);
  }
}
