/** An external broker that is a Mosquitto on the hub's machine, kept in step with who may talk. */
import { readFileSync } from "node:fs";
import type { DeviceIdentities } from "../identity/device-identities.ts";
import type { ExternalBroker } from "./external.ts";
import { mosquittoPermissions } from "./mosquitto-files.ts";
import { MosquittoKeeper } from "./mosquitto-keeper.ts";
import type { BrokerPort, Publication } from "./port.ts";

export interface KeptOptions {
  readonly office: string;
  readonly url: string;
  readonly folder: string;
  readonly pidFile: string;
  readonly identity: DeviceIdentities;
  readonly zoneOf: (device: string) => string | null;
}

const dayMs = 86_400_000;
/** A hub that is away this long leaves a broker that takes nobody. */
const listLifeMs = 30 * dayMs;

export class KeptMosquitto implements BrokerPort {
  readonly port = null;
  readonly #broker: ExternalBroker;
  readonly #options: KeptOptions;
  readonly #keeper: MosquittoKeeper;
  #list: { readonly about: string; readonly pem: string } | undefined;

  constructor(broker: ExternalBroker, options: KeptOptions) {
    this.#broker = broker;
    this.#options = options;
    const { url, folder, pidFile, identity } = options;
    const paths = { folder, localPort: Number(new URL(url).port || 1_883), host: identity.file.host, securePort: identity.file.mqttsPort };
    this.#keeper = new MosquittoKeeper({
      paths,
      material: async () => ({
        permissions: this.#permissions(),
        authorities: identity.authority.chain.join(""),
        revoked: await this.#revoked(),
        certificate: identity.credentials.cert,
        key: identity.credentials.key,
      }),
      reload: () => void process.kill(Number(readFileSync(pidFile, "utf8")), "SIGHUP"),
      after: (ms, run) => void setTimeout(run, ms).unref(),
    });
  }

  async start(): Promise<void> {
    const { identity } = this.#options;
    identity.mqttsPort = identity.file.mqttsPort;
    const notTold = (error: unknown) => identity.notTold(error);
    // Before its first start there is no broker to tell: it reads the files when it starts.
    await this.#keeper.write().catch(notTold);
    identity.onChange(() => void this.#keeper.write().catch(notTold));
    identity.onRevoked((device) => void this.#keeper.cut(device).catch(notTold));
    await this.#broker.start();
  }

  publish(publication: Publication): void {
    this.#broker.publish(publication);
  }

  stop(farewell: Publication): Promise<void> {
    return this.#broker.stop(farewell);
  }

  #permissions(): string {
    const { office, identity, zoneOf } = this.#options;
    const enrolled = identity.list().devices.filter(({ state }) => state === "enrolled");
    return mosquittoPermissions(enrolled.map(({ name }) => ({ office, device: name, zone: zoneOf(name) ?? "" })));
  }

  /** Made anew when somebody was revoked, and once a day. */
  async #revoked(): Promise<string> {
    const { identity } = this.#options;
    const about = identity.revokedAbout();
    if (this.#list?.about !== about) this.#list = { about, pem: await identity.revocationList(listLifeMs) };
    return this.#list.pem;
  }
}
