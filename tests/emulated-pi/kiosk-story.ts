/**
 * What happens to an office's kiosk from its card to its end, told step by step. Nobody touches the machine: what is done is done at the hub, at
 * the printer, or by a citizen at the kiosk's own page. Each step waits for what it names, and fails with what was seen last.
 */
import type { OfficeReleases } from "#shared/update/office-releases.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { Machine } from "./machine.ts";
import type { Office } from "./office.ts";
import { type Releases, versions } from "./releases.ts";
import { minutes, Waiting } from "./waiting.ts";

const kioskName = "kiosk-1";
type DeviceRelease = Extract<OfficeReleases, { kind: "on" }>["devices"][number]["report"];

export interface Step {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export interface Scene {
  readonly office: Office;
  readonly officeFile: string;
  readonly releases: Releases;
  readonly publicKey: string;
  /** A machine of its own, with a fresh system on its card. */
  readonly newMachine: () => Machine;
}

export class KioskStory {
  readonly #scene: Scene;
  readonly #waiting = new Waiting({ isOn: () => this.#machine.isOn() });
  #machine: Machine;
  #taps = 0;
  #poweredAt = 0;
  /** Of the hub's log, what was read before. */
  #heard = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#machine = scene.newMachine();
  }

  get machine(): Machine {
    return this.#machine;
  }

  steps(): readonly Step[] {
    const { office } = this.#scene;
    return [
      { name: "a card is written: token, settings, package", run: () => this.#writeCard() },
      ...this.#fromPowerToTicket(),
      { name: `updated to ${versions.next} while no tickets are given`, run: () => this.#update() },
      { name: "a ticket of the new release", run: () => this.#ticket() },
      { name: `${versions.bad}, which ends at once, is given up and ${versions.next} is back`, run: () => this.#rollBack() },
      { name: "a ticket after the rollback", run: () => this.#ticket() },
      {
        name: "the hub's machine is gone: a new one, made of a sealed backup, knows the kiosk",
        run: async () => {
          office.backUp();
          await office.replaceHub();
          this.#heard = 0;
          await this.#connected();
        },
      },
      { name: "a ticket under the new hub", run: () => this.#ticket() },
      {
        name: "the kiosk's machine is dead: a new card for another one",
        run: async () => {
          await this.#machine.powerOff();
          this.#machine = this.#scene.newMachine();
          await this.#writeCard();
        },
      },
      ...this.#fromPowerToTicket(),
      { name: `it runs the package's ${versions.first}`, run: () => this.#runs(versions.first) },
    ];
  }

  #fromPowerToTicket(): readonly Step[] {
    return [
      { name: "power on: it has its certificate", run: () => this.#enrolled() },
      { name: "it is connected to the hub", run: () => this.#connected() },
      { name: "its printer is known and it gives tickets", run: () => this.#ready() },
      {
        name: "the first ticket is on paper",
        run: async () => `${await this.#ticket()}, ${((performance.now() - this.#poweredAt) / 60_000).toFixed(1)} min after power on`,
      },
    ];
  }

  async #writeCard(): Promise<void> {
    const { office, releases, publicKey } = this.#scene;
    await office.writeKioskCard(kioskName, this.#machine.card, releases, publicKey);
  }

  async #enrolled(): Promise<void> {
    const { office } = this.#scene;
    const before = await office.enrolments(kioskName);
    this.#heard = office.hubLog.length;
    this.#poweredAt = performance.now();
    this.#machine.powerOn();
    const isMore = (count: number) => count > before;
    await this.#waiting.until(minutes(40), "certificate", () => office.enrolments(kioskName), isMore);
  }

  async #connected(): Promise<void> {
    const { office } = this.#scene;
    const last = () =>
      office.hubLog
        .slice(this.#heard)
        .split("\n")
        .filter((line) => line.includes('"identity.connected"'));
    await this.#waiting.until(minutes(20), "connection", last, (lines) => lines.some((line) => line.includes(kioskName)));
  }

  async #health(): Promise<Record<string, unknown>> {
    const answer = await this.#machine.page("/health");
    return (answer?.body ?? {}) as Record<string, unknown>;
  }

  async #ready(): Promise<void> {
    await this.#waiting.until(
      minutes(15),
      "kiosk that is ready",
      () => this.#health(),
      ({ state, well }) => state === "ready" && well === true,
    );
  }

  /** A citizen asks for one at the kiosk, and it comes out of the printer. */
  async #ticket(): Promise<string> {
    const { office } = this.#scene;
    await this.#ready();
    this.#taps += 1;
    const tap = { key: `emulated-pi-${this.#taps}-${Date.now()}`, service: "licence", language: "en", needs: [] };
    const answer = await this.#waiting.until(
      minutes(3),
      "a number",
      () => this.#machine.page("/api/kiosk/tickets", tap),
      (said) => said?.status === 200,
    );
    if (answer === null) throw new Error("no answer");
    const { number } = answer.body as KioskTicket;
    const papers = await this.#waiting.until(
      minutes(3),
      `${number} on paper`,
      () => office.papers(),
      (all) => all.some(({ lines }) => lines.some((line) => line.includes(number))),
    );
    return `${number}, paper ${papers.length}`;
  }

  async #update(): Promise<string> {
    const { office, releases } = this.#scene;
    await office.giveRelease("--trust", releases.keys);
    await office.giveRelease("--put", releases.next);
    await office.doors("close-doors");
    const slot = await this.#runs(versions.next);
    await office.doors("open-doors");
    return slot;
  }

  async #report(): Promise<DeviceRelease> {
    const { devices } = await this.#scene.office.releases();
    return devices.find(({ name }) => name === kioskName)?.report ?? null;
  }

  async #runs(version: string): Promise<string> {
    const report = await this.#waiting.until(
      minutes(30),
      `${kioskName} that runs ${version}`,
      () => this.#report(),
      (found) => found?.kept?.version === version && found.trial === null,
    );
    return `slot ${report?.kept?.slot}`;
  }

  async #rollBack(): Promise<string> {
    const { office, releases } = this.#scene;
    await office.giveRelease("--put", releases.bad);
    await office.doors("close-doors");
    const begins = (report: DeviceRelease) => report !== null && (report.taking !== null || report.trial !== null);
    await this.#waiting.until(minutes(30), "word of its beginning", () => this.#report(), begins);
    const began = performance.now();
    await this.#waiting.until(
      minutes(10),
      "word that it was given up",
      async () => (await office.releases()).rollout,
      (rollout) => rollout?.mode === "halted",
    );
    await this.#waiting.until(
      minutes(10),
      "kiosk that is well",
      () => this.#health(),
      ({ well }) => well === true,
    );
    const seconds = Math.round((performance.now() - began) / 1_000);
    await office.doors("open-doors");
    return `${await this.#runs(versions.next)}; well again ${seconds} s after it said that it begins, and the hub gives it to nobody else`;
  }
}
