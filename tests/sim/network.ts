/**
 * The office's network: which machine reaches which, how long it takes, and connections over it. A connection keeps its order as TCP
 * does; what is on its way when it breaks is gone. A side that hears nothing for long enough gives the other up.
 */
import type { Agenda } from "./agenda.ts";
import type { Random } from "./random.ts";

export interface PathState {
  /** Nothing passes in this direction. */
  cut: boolean;
  /** Added to every delay. */
  clogMs: number;
}

export const silenceMs = { device: 10_000, broker: 7_500 } as const;

export class Network {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly #paths = new Map<string, PathState>();
  readonly #connections = new Set<Connection>();
  /** The usual delay of one way. */
  delayMs = { least: 0.3, most: 3 };

  constructor(agenda: Agenda, random: Random) {
    this.agenda = agenda;
    this.random = random;
  }

  /** One direction between two machines. */
  path(from: string, to: string): PathState {
    const key = `${from}>${to}`;
    let path = this.#paths.get(key);
    if (!path) {
      path = { cut: false, clogMs: 0 };
      this.#paths.set(key, path);
    }
    return path;
  }

  delay(from: string, to: string): number {
    const { least, most } = this.delayMs;
    const clog = this.path(from, to).clogMs;
    return this.random.between(least, most) + (clog > 0 ? this.random.between(clog / 3, clog) : 0);
  }

  /** Cuts or joins a direction; connections over it notice after their time. */
  setCut(from: string, to: string, cut: boolean): void {
    this.path(from, to).cut = cut;
    for (const connection of this.#connections) connection.pathChanged();
  }

  /** Like `setCut`, in both directions and from everybody to this machine. */
  heal(): void {
    for (const path of this.#paths.values()) Object.assign(path, { cut: false, clogMs: 0 });
    for (const connection of this.#connections) connection.pathChanged();
  }

  open(connection: Connection): void {
    this.#connections.add(connection);
  }

  closed(connection: Connection): void {
    this.#connections.delete(connection);
  }
}

export interface End {
  readonly machine: string;
  /** How long this end bears silence. */
  readonly silenceMs: number;
  /** Runs a piece of work as this end's program does; nothing when it is dead. */
  run(work: () => void): void;
  lost(): void;
}

/** Two ends and two ordered streams between them. */
export class Connection {
  readonly #network: Network;
  readonly #ends: readonly [End, End];
  readonly #open: [boolean, boolean] = [true, true];
  /** When the last thing of each direction arrives. */
  readonly #lastAt: [number, number] = [0, 0];
  /** What waits while its direction is cut. */
  readonly #held: [(() => void)[], (() => void)[]] = [[], []];
  readonly #watch: [number, number] = [0, 0];

  constructor(network: Network, near: End, far: End) {
    this.#network = network;
    this.#ends = [near, far];
    network.open(this);
    this.pathChanged();
  }

  get isOpen(): boolean {
    return this.#open[0] && this.#open[1];
  }

  /** From the near end to the far one. */
  send(work: () => void): void {
    this.#send(0, work);
  }

  /** From the far end to the near one. */
  sendBack(work: () => void): void {
    this.#send(1, work);
  }

  /** An end closes or its program dies: the other hears it, if anything passes. */
  close(which: 0 | 1): void {
    if (!this.#open[which]) return;
    this.#open[which] = false;
    const other = which === 0 ? 1 : 0;
    this.#send(which, () => this.#lose(other), true);
    this.#tidy();
  }

  /** A cut that lasts longer than an end bears silence breaks the connection for that end. */
  pathChanged(): void {
    for (const which of [0, 1] as const) {
      const from = this.#ends[which].machine;
      const to = this.#ends[which === 0 ? 1 : 0].machine;
      const back = this.#network.path(to, from).cut;
      const forth = this.#network.path(from, to).cut;
      if (!forth) this.#flush(which);
      this.#watch[which] += 1;
      const token = this.#watch[which];
      // Pings and their answers need both directions.
      if ((forth || back) && this.#open[which]) {
        const end = this.#ends[which];
        const after = end.silenceMs * this.#network.random.between(0.6, 1);
        this.#network.agenda.in(after, () => this.#watch[which] === token && this.#lose(which));
      }
    }
  }

  #send(way: 0 | 1, work: () => void, last = false): void {
    if (!last && !this.#open[way]) return;
    const from = this.#ends[way].machine;
    const to = this.#ends[way === 0 ? 1 : 0].machine;
    if (this.#network.path(from, to).cut) {
      this.#held[way].push(work);
      return;
    }
    this.#deliver(way, work);
  }

  #deliver(way: 0 | 1, work: () => void): void {
    const other = way === 0 ? 1 : 0;
    const { agenda } = this.#network;
    const at = Math.max(this.#lastAt[way] + 0.001, agenda.now + this.#network.delay(this.#ends[way].machine, this.#ends[other].machine));
    this.#lastAt[way] = at;
    agenda.at(at, () => {
      if (this.#open[other]) this.#ends[other].run(() => this.#open[other] && work());
    });
  }

  #flush(way: 0 | 1): void {
    for (const work of this.#held[way].splice(0)) this.#deliver(way, work);
  }

  #lose(which: 0 | 1): void {
    if (!this.#open[which]) return;
    this.close(which);
    this.#ends[which].run(() => this.#ends[which].lost());
  }

  #tidy(): void {
    if (!this.#open[0] && !this.#open[1]) this.#network.closed(this);
  }
}
