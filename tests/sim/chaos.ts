/** Misfortunes, one after the other while the safety phase lasts; each ends by itself, and healing ends them all. */
import type { FaultDone } from "../checkers/history.ts";
import type { CentralHost } from "./central-host.ts";
import type { BoardHost, KioskHost } from "./devices.ts";
import { SimulatedDisk } from "./disk/disk.ts";
import type { Statement } from "./disk/sql.ts";
import type { Host, Surroundings } from "./host.ts";
import type { HubHost } from "./hub-host.ts";
import type { Misfortune, Swarm } from "./swarm.ts";

export interface Cast {
  readonly hub: HubHost;
  readonly kiosks: readonly KioskHost[];
  readonly boards: readonly BoardHost[];
  readonly central: CentralHost | null;
  readonly broker: Host | null;
  readonly plans: Map<string, Statement[]>;
  readonly losing: (device: KioskHost | BoardHost, how: Loss, work: () => void) => void;
  readonly turnDay: () => void;
}

/** A device's storage loses rows: what nobody else holds of it is outside the promises. */
export interface Loss {
  readonly why: string;
  /** Whether the device can see that its storage is another: then it issues nothing before it has heard from the hub. */
  readonly isSeen: boolean;
}

export class Chaos {
  readonly #world: Surroundings;
  readonly #cast: Cast;
  readonly #swarm: Swarm;
  /** Copies of disks, made at odd moments. */
  readonly #images = new Map<Host, SimulatedDisk>();
  #isOver = false;

  constructor(world: Surroundings, cast: Cast, swarm: Swarm) {
    this.#world = world;
    this.#cast = cast;
    this.#swarm = swarm;
  }

  begin(): void {
    const { agenda, random } = this.#world;
    agenda.in(random.around(this.#swarm.everyMs), () => {
      if (this.#isOver) return;
      const what = random.weighed(this.#swarm.weights);
      if (what) this.#strike(what);
      this.begin();
    });
  }

  /** Everything works again. */
  heal(): void {
    const { network, observe, say, random } = this.#world;
    this.#isOver = true;
    say("world", "all is healed");
    observe({ kind: "fault", what: "heal", who: "world", detail: "" });
    network.heal();
    for (const host of this.#hosts()) {
      host.powered = true;
      const { disk } = host.machine;
      disk.trouble = null;
      disk.slowMs = 0;
      host.machine.offsetMs = random.between(-50, 50);
      host.machine.isSynchronised = true;
      const { program } = host;
      if (program) {
        program.strikeAfter = null;
        program.goOn();
      }
      host.start();
    }
    for (const kiosk of this.#cast.kiosks) this.#printer(kiosk, null);
  }

  #hosts(): Host[] {
    const { hub, kiosks, boards, central, broker } = this.#cast;
    return [hub, ...kiosks, ...boards, ...(central ? [central] : []), ...(broker ? [broker] : [])];
  }

  #strike(what: Misfortune): void {
    const { random } = this.#world;
    const { hub, kiosks, boards, central, broker } = this.#cast;
    const devices: Host[] = [...kiosks, ...boards];
    const host = random.chance(0.4) ? hub : random.pick(this.#hosts());
    switch (what) {
      case "kill":
        host.kill("at once");
        break;
      case "strike":
        if (host.program) host.program.strikeAfter = random.whole(1, 9);
        break;
      case "power":
        this.#powerCut(host);
        break;
      case "stop": {
        const ms = random.around(8_000);
        this.#fault("stop", host, `for ${seconds(ms)}`);
        host.program?.stopFor(ms);
        break;
      }
      case "cut":
      case "half-cut": {
        const device = random.chance(0.3) && broker ? hub : random.pick(devices);
        const other = broker ?? hub;
        if (device === other) break;
        this.#cut(device.name, other.name, what === "half-cut" ? random.pick(["there", "back"]) : "both", random.around(30_000));
        break;
      }
      case "central-cut":
        if (central) this.#cut(hub.name, central.name, random.pick(["there", "back", "both"]), random.around(60_000));
        break;
      case "clog":
        this.#clog(random.pick(devices).name, (broker ?? hub).name);
        break;
      case "slow-disk":
        this.#disk(random.chance(0.6) ? hub : random.pick(this.#hosts()), "slow");
        break;
      case "full-disk":
        this.#disk(host, "full");
        break;
      case "failing-disk":
        this.#disk(host, "failing");
        break;
      case "printer": {
        const kiosk = random.pick(kiosks);
        this.#printer(kiosk, random.pick(["paper-out", "silent", "offline"]));
        this.#world.agenda.in(random.around(40_000), () => this.#printer(kiosk, null));
        break;
      }
      case "clock": {
        const device = random.pick(devices);
        const ms = random.pick([-1, 1]) * random.pick([5_000, 3_600_000, 86_400_000, 86_400_000 * 365 * 7]) * random.next();
        device.machine.offsetMs += ms;
        this.#fault("clock-stepped", device, `by ${seconds(ms)}`);
        break;
      }
      case "hub-clock": {
        const ms = random.between(-600_000, 600_000);
        hub.machine.offsetMs += ms;
        hub.machine.isSynchronised = hub.machine.isSynchronised === null ? null : false;
        this.#fault("clock-stepped", hub, `by ${seconds(ms)}`);
        break;
      }
      case "new-storage":
        this.#newStorage(random.pick(kiosks));
        break;
      case "older-image":
      case "copied-card": {
        const device = random.pick([...kiosks, ...boards]);
        this.#fromImage(device, what);
        break;
      }
      case "other-board": {
        const device = random.pick(devices);
        this.#fault("hardware-moved", device, "its card in another board");
        device.machine.kill();
        device.machine.board = random.id();
        break;
      }
      case "restore":
        this.#restore();
        break;
      case "day-turn":
        this.#cast.turnDay();
        break;
    }
  }

  #powerCut(host: Host): void {
    const { agenda, network, random } = this.#world;
    const ms = random.around(15_000);
    this.#fault("kill", host, `power cut for ${seconds(ms)}`);
    const others = this.#hosts().filter((each) => each !== host);
    // Nobody hears a machine without power say goodbye.
    for (const other of others) network.setCut(host.name, other.name, true);
    host.powered = false;
    host.machine.kill();
    this.#loseTail(host);
    agenda.in(ms, () => {
      if (this.#isOver) return;
      for (const other of others) network.setCut(host.name, other.name, false);
      host.powered = true;
      if (this.#swarm.hasNoRtc) this.#loseTime(host, ms);
      host.start();
    });
  }

  /** Its clock goes on from where it stopped, or from the beginning of time, until a time server is reached. */
  #loseTime(host: Host, ms: number): void {
    const { agenda, random } = this.#world;
    const { machine } = host;
    const { offsetMs } = machine;
    machine.offsetMs = random.chance(0.7) ? offsetMs - ms : machine.offsetMs - machine.wall();
    this.#fault("clock-stepped", host, `without power it kept no time: ${new Date(machine.wall()).toISOString()}`);
    if (machine.isSynchronised === null) return;
    machine.isSynchronised = false;
    agenda.in(random.around(20_000), () => {
      if (this.#isOver) return;
      machine.offsetMs = random.between(-50, 50);
      machine.isSynchronised = true;
      this.#world.say(host.name, "its clock is set by a time server");
    });
  }

  #cut(here: string, there: string, way: "there" | "back" | "both", ms: number): void {
    const { agenda, network, observe, say } = this.#world;
    say("network", `cut ${here} ${way === "both" ? "<>" : way === "there" ? "->" : "<-"} ${there} for ${seconds(ms)}`);
    observe({ kind: "fault", what: "cut", who: here, detail: `${way} ${there}` });
    const set = (cut: boolean) => {
      if (way !== "back") network.setCut(here, there, cut);
      if (way !== "there") network.setCut(there, here, cut);
    };
    set(true);
    agenda.in(ms, () => {
      if (!this.#isOver) set(false);
    });
  }

  #clog(here: string, there: string): void {
    const { agenda, network, observe, random, say } = this.#world;
    const clogMs = random.pick([120, 400, 1_500, 4_000]);
    const ms = random.around(30_000);
    say("network", `clogged ${here} <> ${there}: ${clogMs} ms, for ${seconds(ms)}`);
    observe({ kind: "fault", what: "slow", who: here, detail: `${clogMs} ms` });
    const ways = random.pick([
      [[here, there]],
      [[there, here]],
      [
        [here, there],
        [there, here],
      ],
    ]) as [string, string][];
    for (const [from, to] of ways) network.path(from, to).clogMs = clogMs;
    agenda.in(ms, () => {
      for (const [from, to] of ways) network.path(from, to).clogMs = 0;
    });
  }

  #disk(host: Host, how: "slow" | "full" | "failing"): void {
    const { agenda, random } = this.#world;
    const { disk } = host.machine;
    const ms = random.around(15_000);
    this.#fault(how === "slow" ? "slow" : "disk-full", host, `disk ${how} for ${seconds(ms)}`);
    if (how === "slow") disk.slowMs = random.pick([20, 120, 300]);
    else disk.trouble = how;
    agenda.in(ms, () => {
      if (how === "slow") disk.slowMs = 0;
      else disk.trouble = null;
    });
  }

  #printer(kiosk: KioskHost, trouble: KioskHost["printer"]["trouble"]): void {
    if (kiosk.printer.trouble === trouble) return;
    if (trouble) this.#fault(trouble === "paper-out" ? "paper-out" : "printer-silent", kiosk, trouble);
    kiosk.printer.trouble = trouble;
    kiosk.program?.run(() => kiosk.role?.printerStands(kiosk.printer.condition));
  }

  #newStorage(kiosk: KioskHost): void {
    this.#fault("storage-replaced", kiosk, "an empty card");
    kiosk.machine.kill();
    this.#cast.losing(kiosk, { why: "its storage was lost", isSeen: true }, () => {
      const { disk } = kiosk.machine;
      kiosk.machine.disk = SimulatedDisk.empty(this.#cast.plans);
      kiosk.machine.disk.watch = disk.watch;
      kiosk.machine.disk.card = this.#world.random.id();
    });
  }

  /** An image of the card is made now, and taken at a later time. On a card of its own it is a copy, on its old card nobody can see it. */
  #fromImage(device: KioskHost | BoardHost, how: "older-image" | "copied-card"): void {
    const { random, say } = this.#world;
    const image = this.#images.get(device);
    if (!image) {
      say(device.name, "an image of its card is made");
      this.#images.set(device, device.machine.disk.clone());
      return;
    }
    this.#images.delete(device);
    this.#fault(
      how === "older-image" ? "storage-older-image" : "storage-cloned",
      device,
      how === "older-image" ? "from its image" : "a copy of its card",
    );
    device.machine.kill();
    const isSeen = how === "copied-card" && image.card !== null;
    this.#cast.losing(device, { why: "an older image was put on its card", isSeen }, () => {
      image.card = isSeen ? random.id() : image.card;
      device.machine.disk = image;
    });
  }

  /** A disk that lied about what it had kept. */
  #loseTail(host: Host): void {
    const { disk } = host.machine;
    const { kiosks, boards, central } = this.#cast;
    const device = [...kiosks, ...boards].find((each) => each === host);
    if (!disk.lies || (!device && host !== central)) return;
    const lose = () => void disk.database.loseTail(this.#world.random.whole(1, 6));
    this.#fault("disk-loses-tail", host, "its last commits");
    if (device) this.#cast.losing(device, { why: "its disk had not kept it", isSeen: false }, lose);
    else lose();
  }

  /** The hub's machine is lost, and another begins from an image of its disk; central may say what it had of the rest. */
  #restore(): void {
    const { hub, central } = this.#cast;
    const { random, say } = this.#world;
    const image = this.#images.get(hub);
    if (!image) {
      say(hub.name, "a backup is made");
      this.#images.set(hub, hub.machine.disk.clone());
      return;
    }
    this.#images.delete(hub);
    this.#fault("restored", hub, "from its backup");
    hub.restore(image, random.chance(0.5) ? central : null);
  }

  #fault(what: FaultDone, host: Host, detail: string): void {
    this.#world.say(host.name, `${what}: ${detail}`);
    this.#world.observe({ kind: "fault", what, who: host.name, detail });
  }
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
