/**
 * The USB cable between a computer and a board that is not there, as a port: plugged in and pulled out at will. Bytes take no time, and
 * may be spoiled on the way.
 */

/** What the cable asks of its board. */
export interface CabledBoard {
  said: (bytes: Uint8Array) => void;
  hear(bytes: Uint8Array): void;
}

interface PortEvents {
  readonly opened: () => void;
  readonly closed: (cause: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

export class VirtualCable {
  readonly #board: CabledBoard;
  #isPlugged = true;
  /** Who has it open now. */
  #events: PortEvents | null = null;
  #toComputer: Uint8Array[] = [];
  /** Openings so far, and those that were not given back. */
  openings = 0;
  open = 0;
  /** What becomes of what the board says: pieces, in order. */
  onTheWay: (bytes: Uint8Array) => Uint8Array[] = (bytes) => [bytes];

  constructor(board: CabledBoard) {
    this.#board = board;
    board.said = (bytes) => {
      if (this.#events && this.#isPlugged) this.#toComputer.push(...this.onTheWay(bytes));
    };
  }

  /** The port as a device opens it. */
  port(events: PortEvents): { open(): void; write(bytes: Uint8Array): void; drop(): void } {
    const isOpen = () => this.#events === events;
    return {
      open: () => {
        if (!this.#isPlugged) {
          events.closed("ENOENT");
          return;
        }
        this.openings += 1;
        this.open += 1;
        this.#events = events;
        events.opened();
      },
      write: (bytes) => {
        if (isOpen() && this.#isPlugged) this.#board.hear(bytes);
      },
      drop: () => {
        if (!isOpen()) return;
        this.open -= 1;
        this.#events = null;
        this.#toComputer = [];
      },
    };
  }

  unplug(): void {
    this.#isPlugged = false;
    this.#toComputer = [];
    const events = this.#events;
    this.#events = null;
    if (!events) return;
    this.open -= 1;
    events.closed("unplugged");
  }

  plugIn(): void {
    this.#isPlugged = true;
  }

  /** Bytes that the board never said. */
  noise(bytes: Uint8Array): void {
    if (this.#events && this.#isPlugged) this.#toComputer.push(bytes);
  }

  /** What has come up the cable reaches the computer. */
  deliver(): void {
    for (const bytes of this.#toComputer.splice(0)) this.#events?.bytes(bytes);
  }
}
