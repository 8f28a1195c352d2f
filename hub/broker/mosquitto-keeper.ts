/**
 * Keeps a Mosquitto beside the hub in step with who may talk: writes its files, makes it read them again, and ends the session of a revoked
 * device. A reload takes in the new revocation list and permissions, but ends no session; so the hub then connects once under the
 * device's name on the local listener, and the broker hangs up on the older one (MQTT 3.1.1, section 3.1.4, [MQTT-3.1.4-2]).
 * What comes back meets the new list.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mqtt from "mqtt";
import { type MosquittoPaths, mosquittoConfiguration, mosquittoFiles } from "./mosquitto-files.ts";

/** What the files say, but for the configuration. */
export interface MosquittoMaterial {
  readonly permissions: string;
  readonly authorities: string;
  readonly revoked: string;
  readonly certificate: string;
  readonly key: string;
}

export interface KeeperPorts {
  readonly paths: MosquittoPaths;
  readonly material: () => Promise<MosquittoMaterial>;
  /** Makes the broker read its files again. */
  readonly reload: () => void;
  readonly after: (ms: number, run: () => void) => void;
}

/** The reload is done between two of these at the latest: a device that came back just before it is cut once more. */
const cutsAtMs = [0, 500, 2_000];

export class MosquittoKeeper {
  readonly #ports: KeeperPorts;
  /** One writing after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(ports: KeeperPorts) {
    this.#ports = ports;
  }

  /** Resolves when the files say what is so, and the broker was told if that is other than before. */
  write(): Promise<void> {
    const next = this.#writing.then(() => this.#write());
    this.#writing = next.catch(() => {});
    return next;
  }

  /** Of a device whose revocation the files do not say yet. */
  async cut(device: string): Promise<void> {
    await this.write();
    for (const ms of cutsAtMs) this.#ports.after(ms, () => this.#takeOver(device));
  }

  async #write(): Promise<void> {
    const { paths, material, reload } = this.#ports;
    const of = { ...(await material()), configuration: mosquittoConfiguration(paths) };
    mkdirSync(paths.folder, { recursive: true, mode: 0o750 });
    const names = Object.keys(mosquittoFiles) as (keyof typeof mosquittoFiles)[];
    const changed = names.filter((name) => replace(join(paths.folder, mosquittoFiles[name]), of[name]));
    if (changed.length > 0) reload();
  }

  #takeOver(clientId: string): void {
    const url = `mqtt://127.0.0.1:${this.#ports.paths.localPort}`;
    const client = mqtt.connect(url, { protocolVersion: 4, clean: true, clientId, reconnectPeriod: 0, connectTimeout: 1_000 });
    client.once("connect", () => client.end());
    client.once("error", () => client.end(true));
  }
}

/** Whether it said something else before. The broker's own user reads these, by its group; nobody else does. */
function replace(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return false;
  writeFileSync(`${file}.part`, text, { mode: 0o640 });
  renameSync(`${file}.part`, file);
  return true;
}
