/** A real hub of the demo office that serves the bundle under test: what the administration page changes is what the hub has. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Hub } from "../../hub/hub.ts";
import { HubBench } from "../../hub/hub-harness.ts";
import { demoConfiguration } from "../../provisioning/office/demo-configuration.ts";
import { bundleFolder } from "./page-bundle.ts";

/** The bench's timers are turned by hand: those that say that the hub is there are turned here. */
const beatMs = 5_000;

export class AdminHub {
  readonly bench = new HubBench();
  readonly #beats = setInterval(() => this.bench.tick(beatMs), 1_000);
  hub!: Hub;

  /** `change`: how the office differs from the demo. */
  async start(change: (office: OfficeConfiguration) => void = () => {}): Promise<this> {
    const seed = demoConfiguration();
    change(seed);
    this.hub = await this.bench.start({ office: seed.office.id }, { seed, pages: bundleFolder });
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${this.hub.ready.httpPort}`;
  }

  get office(): OfficeConfiguration {
    return this.hub.state.configuration as OfficeConfiguration;
  }

  close(): Promise<void> {
    clearInterval(this.#beats);
    return this.bench.end();
  }
}
