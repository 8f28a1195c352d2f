/**
 * What a program says to systemd: that it is ready, that it works, that it ends (sd_notify(3), sd_watchdog_enabled(3)). Pure: words go out through
 * a port. "It works" is never said by the clock alone: it follows an answer of the program's own.
 */

/** What systemd puts into the environment of a unit with `Type=notify` and `WatchdogSec`. */
export interface SystemdEnvironment {
  readonly NOTIFY_SOCKET?: string | undefined;
  readonly WATCHDOG_USEC?: string | undefined;
}

export interface SupervisedPorts {
  /** Hands assignments such as `READY=1` to systemd. */
  readonly tell: (assignments: readonly string[]) => void;
  /** Runs every so many real milliseconds; returns how to stop it. */
  readonly every: (ms: number, run: () => void) => () => void;
  /** Whether the program works, by its own answer. One that never comes is a no. */
  readonly isAlive: () => Promise<boolean>;
}

/** systemd advises half of the time; a third leaves room for one answer that is late. */
const beatsPerWatchdog = 3;
const beatEveryMsMin = 500;
const statusMax = 120;

export class Supervised {
  readonly #environment: SystemdEnvironment;
  readonly #ports: SupervisedPorts;
  #stopBeats = () => {};
  #asking = false;
  #hasStopped = false;

  constructor(environment: SystemdEnvironment, ports: SupervisedPorts) {
    this.#environment = environment;
    this.#ports = ports;
  }

  /** From here on the watchdog, if there is one, is fed. `status` is one line for `systemctl status`. */
  ready(status: string): void {
    this.#tell(["READY=1", `STATUS=${status.replaceAll(/\s+/g, " ").slice(0, statusMax)}`]);
    const everyMs = this.#beatEveryMs();
    if (everyMs !== null) this.#stopBeats = this.#ports.every(everyMs, () => void this.#beat());
  }

  stopping(): void {
    if (this.#hasStopped) return;
    this.#hasStopped = true;
    this.#stopBeats();
    this.#tell(["STOPPING=1"]);
  }

  async #beat(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const isAlive = await this.#ports.isAlive().catch(() => false);
    this.#asking = false;
    if (isAlive && !this.#hasStopped) this.#tell(["WATCHDOG=1"]);
  }

  #beatEveryMs(): number | null {
    const microseconds = Number(this.#environment.WATCHDOG_USEC);
    if (!Number.isFinite(microseconds) || microseconds <= 0) return null;
    return Math.max(beatEveryMsMin, Math.floor(microseconds / 1_000 / beatsPerWatchdog));
  }

  /** Started by hand there is nobody to tell. */
  #tell(assignments: readonly string[]): void {
    if (this.#environment.NOTIFY_SOCKET) this.#ports.tell(assignments);
  }
}
