/** The office's hub: the real program of `hub/` on a simulated machine, with its staff's way in and its copy to central. */
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import { noFigures } from "#shared/statistics/cells.ts";
import { AnchoredClock } from "#shared/time/clock.ts";
import type { HubFile } from "#shared/wire/process.ts";
import { createHubCore } from "../../hub/core/core.ts";
import { CentralShipper } from "../../hub/forward/central-shipper.ts";
import { readCommand } from "../../hub/http/commands.ts";
import type { HttpPorts } from "../../hub/http/server.ts";
import { Hub } from "../../hub/hub.ts";
import { type PersonalStorage, passingPersonal } from "../../hub/personal/storage.ts";
import { promote } from "../../hub/promotion/promote.ts";
import type { Surroundings as HubSurroundings } from "../../hub/surroundings.ts";
import { type BrokerWeather, EmbeddedBrokerPort, ExternalBrokerPort, SimulatedBroker } from "./broker.ts";
import type { CentralHost } from "./central-host.ts";
import type { SimulatedDisk } from "./disk/disk.ts";
import { Host, type Surroundings, sha256 } from "./host.ts";
import type { Machine, RunningProgram } from "./machine.ts";
import { officeId } from "./office.ts";

export interface HubPlan {
  readonly configuration: OfficeConfiguration;
  readonly openByItself: boolean;
  readonly weather: BrokerWeather;
  /** The broker of an office that has one on a machine of its own. */
  readonly external: (() => SimulatedBroker | null) | null;
  readonly central: CentralHost | null;
  readonly seen: (topic: string, payload: string) => void;
}

const nothing = () => {};

export class HubHost extends Host {
  readonly #plan: HubPlan;
  /** Beside the disk: no story of the simulation is about it. */
  readonly #personal: PersonalStorage = { ...passingPersonal(), close: nothing };
  hub: Hub | null = null;
  /** What staff pages reach, while the hub listens. */
  http: HttpPorts | null = null;
  /** The embedded broker, while it listens. */
  broker: SimulatedBroker | null = null;

  constructor(machine: Machine, world: Surroundings, plan: HubPlan) {
    super(machine, world);
    this.#plan = plan;
  }

  /** Another machine takes over from an image of this one's disk, by `--promote`, and the old one is off. */
  restore(image: SimulatedDisk, witness: CentralHost | null): void {
    const { machine, world } = this;
    this.powered = false;
    machine.kill();
    image.owner = null;
    machine.disk = image;
    const clock = new AnchoredClock({ wall: () => machine.wall(), mono: () => 0 }, world.random.id());
    promote(officeId, {
      storage: { database: image.database, close: nothing },
      digest: sha256,
      now: () => clock.now(),
      newEpoch: () => world.random.id(),
      witnesses: witness ? [{ name: "central", rows: async (epoch, from) => witness.rows(epoch, from) }] : [],
    })
      .then(() => {
        this.powered = true;
        this.start();
      })
      .catch((error: unknown) => machine.crashed(error));
    world.agenda.unsettled = "long";
  }

  /** As the page's POST: bytes in, an answer when the hub has committed. */
  command(name: string, body: string): Promise<CommandDone | Fault> {
    const { http, world } = this;
    world.agenda.unsettled = true;
    if (!http) return Promise.resolve(fault("hub-away"));
    const command = readCommand(name, JSON.parse(body));
    return "fault" in command ? Promise.resolve(command) : http.run(command);
  }

  protected boot(program: RunningProgram): void {
    const { world } = this;
    const { plant, random, agenda } = world;
    const { configuration, openByItself } = this.#plan;
    const file: HubFile = {
      office: officeId,
      data: "",
      host: "127.0.0.1",
      httpPort: 0,
      broker: { kind: "embedded", port: 0 },
      openByItself,
      collector: null,
      central: null,
      framedBy: [],
    };
    const plain: HubSurroundings = {
      storage: { database: this.machine.disk.database, close: nothing },
      personal: this.#personal,
      digest: sha256,
      // Nobody sets a PIN here.
      hashPin: () => "",
      drawCitizenKey: () => "K".repeat(43),
      // Nobody gives orders there.
      drawId: () => "order",
      boot: program.boot,
      newEpoch: random.id(),
      soon: (run) => {
        agenda.unsettled = true;
        program.soon(() => {
          agenda.unsettled = true;
          run();
        });
      },
      core: (...parts) => {
        const core = createHubCore(...parts);
        return plant.hubCore?.(core, random, parts[0]) ?? core;
      },
      broker: (needs) => this.#broker(program, needs),
      http: (ports) => ({
        port: 80,
        listen: async () => {
          if (program.alive) this.http = ports;
        },
        close: async () => {
          this.http = null;
        },
      }),
    };
    const surroundings = plant.hub?.(plain, program) ?? plain;
    const hub = new Hub(
      file,
      {
        time: program.time,
        synchronised: () => this.machine.isSynchronised,
        every: program.every,
        journal: { info: nothing, warn: nothing, error: nothing },
        seed: configuration,
        pages: "",
        extend: (inside) => ({ ...this.#extend(program, inside) }),
      },
      surroundings,
    );
    this.hub = hub;
    hub.start().catch((error: unknown) => {
      if (!program.alive) return;
      this.machine.crashed(error);
      this.machine.kill();
    });
  }

  protected override died(): void {
    this.hub = null;
    this.http = null;
    this.broker = null;
    super.died();
  }

  #broker(program: RunningProgram, { user, will }: Parameters<HubSurroundings["broker"]>[0]): ReturnType<HubSurroundings["broker"]> {
    const { external, weather, seen } = this.#plan;
    if (external) return new ExternalBrokerPort(this.world.network, program, user, will, external);
    const broker = new SimulatedBroker(program, officeId, weather, seen);
    return new EmbeddedBrokerPort(broker, user, (listening) => {
      if (program.alive) this.broker = listening;
    });
  }

  #extend(
    program: RunningProgram,
    { log, state, now, faults, heardGeneration }: Parameters<NonNullable<ConstructorParameters<typeof Hub>[1]["extend"]>>[0],
  ) {
    const { central } = this.#plan;
    const { random, agenda } = this.world;
    const shipper =
      central &&
      new CentralShipper(log, {
        post: (body) => central.post(program, body),
        compare: (epoch, seqs) => central.compare(program, epoch, seqs),
        superseded: heardGeneration,
        now,
        monoMs: program.time.mono,
        generation: () => state().generation,
        digest: sha256,
        after: program.after,
        random01: () => random.next(),
        faults,
      });
    const followers = shipper
      ? [
          {
            onCommitted: () => {
              agenda.unsettled = true;
              shipper.onCommitted();
            },
            stop: () => shipper.stop(),
          },
        ]
      : [];
    return { followers, timings: { timings: (date: string) => ({ date, asOf: 0, day: noFigures, services: [], quarters: [] }) } };
  }
}
