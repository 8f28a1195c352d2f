/**
 * A customer display that is not there: two rows of cells, written from the command table of POS-X XP8200 (section 4.1.2, EPSON command
 * mode). Every command swallows as many bytes as the table says, so one that was cut short eats what follows, as a real one does.
 */

interface Command {
  readonly parameters: number;
  readonly run: (display: VirtualCustomerDisplay, first: number, second: number) => void;
}

const nothing = () => {};
/** The second byte of commands that begin with ESC. */
const escapes: ReadonlyMap<number, Command> = new Map<number, Command>([
  [0x40, { parameters: 0, run: (display) => display.initialize() }],
  [0x3d, { parameters: 1, run: (display, n) => display.select(n) }],
  [0x74, { parameters: 1, run: nothing }],
  [0x52, { parameters: 1, run: nothing }],
  [0x3f, { parameters: 1, run: nothing }],
]);
/** The second byte of commands that begin with US. */
const units: ReadonlyMap<number, Command> = new Map<number, Command>([
  [0x01, { parameters: 0, run: (display) => display.setMode("overwrite") }],
  [0x02, { parameters: 0, run: (display) => display.setMode("vertical") }],
  [0x03, { parameters: 0, run: (display) => display.setMode("horizontal") }],
  [0x0a, { parameters: 0, run: (display) => display.moveBy(0, -1) }],
  [0x0d, { parameters: 0, run: (display) => display.moveTo(display.columns, display.row) }],
  [0x24, { parameters: 2, run: (display, x, y) => display.moveTo(x, y) }],
  [0x42, { parameters: 0, run: (display) => display.moveTo(display.columns, display.rows) }],
  [0x43, { parameters: 1, run: (display, n) => display.showCursor(n === 1) }],
  [0x45, { parameters: 1, run: (display, n) => display.blink(n) }],
  [0x58, { parameters: 1, run: nothing }],
  [0x72, { parameters: 1, run: nothing }],
  [0x2e, { parameters: 1, run: nothing }],
  [0x2c, { parameters: 1, run: nothing }],
  [0x3b, { parameters: 1, run: nothing }],
  [0x23, { parameters: 2, run: nothing }],
]);

export class VirtualCustomerDisplay {
  readonly columns: number;
  readonly rows: number;
  column = 1;
  row = 1;
  mode: "overwrite" | "vertical" | "horizontal" = "overwrite";
  isBlinking = false;
  hasCursor = true;
  isSelected = true;
  /** Bytes that no command of the table explains. */
  unknown = 0;
  #cells: string[][] = [];
  #prefix: ReadonlyMap<number, Command> | null = null;
  #command: Command | null = null;
  #given: number[] = [];

  constructor(columns = 20, rows = 2) {
    this.columns = columns;
    this.rows = rows;
    this.initialize();
  }

  /** What a person reads, without the blanks at the ends of rows. */
  get text(): readonly string[] {
    return this.#cells.map((row) => row.join("").trimEnd());
  }

  /** As after switching it on. */
  initialize(): void {
    this.#cells = Array.from({ length: this.rows }, () => Array.from({ length: this.columns }, () => " "));
    Object.assign(this, { column: 1, row: 1, mode: "overwrite", isBlinking: false, hasCursor: true });
  }

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) this.#byte(byte);
  }

  select(n: number): void {
    this.isSelected = (n & 0x02) !== 0;
  }

  setMode(mode: VirtualCustomerDisplay["mode"]): void {
    this.mode = mode;
  }

  showCursor(shows: boolean): void {
    this.hasCursor = shows;
  }

  /** 255 switches the display off: nothing of it can be read, blinking or not. */
  blink(n: number): void {
    this.isBlinking = n > 0;
  }

  /** Places that it has not got are no places to go to. */
  moveTo(column: number, row: number): void {
    if (column < 1 || column > this.columns || row < 1 || row > this.rows) return;
    Object.assign(this, { column, row });
  }

  moveBy(columns: number, rows: number): void {
    this.moveTo(this.column + columns, this.row + rows);
  }

  #byte(byte: number): void {
    if (this.#command) {
      this.#given.push(byte);
      this.#runWhole(this.#command);
    } else if (this.#prefix) {
      const command = this.#prefix.get(byte);
      this.#prefix = null;
      if (command) this.#runWhole(command);
      else this.unknown += 1;
    } else if (byte === 0x1b) this.#prefix = escapes;
    else if (byte === 0x1f) this.#prefix = units;
    else if (this.isSelected) this.#single(byte);
  }

  #runWhole(command: Command): void {
    this.#command = command;
    if (this.#given.length < command.parameters) return;
    const [first = 0, second = 0] = this.#given.splice(0);
    this.#command = null;
    // One that is not selected hears only what selects it.
    if (this.isSelected || command === escapes.get(0x3d)) command.run(this, first, second);
  }

  #single(byte: number): void {
    switch (byte) {
      case 0x08:
        this.moveBy(-1, 0);
        break;
      case 0x09:
        this.moveBy(1, 0);
        break;
      case 0x0a:
        this.moveBy(0, 1);
        break;
      case 0x0b:
        this.moveTo(1, 1);
        break;
      case 0x0c:
        this.#cells = this.#cells.map((row) => row.map(() => " "));
        this.moveTo(1, 1);
        break;
      case 0x0d:
        this.moveTo(1, this.row);
        break;
      case 0x18:
        this.#cells[this.row - 1]?.fill(" ");
        this.moveTo(1, this.row);
        break;
      default:
        if (byte < 0x20) this.unknown += 1;
        else this.#write(String.fromCharCode(byte));
    }
  }

  /** After the last cell of a row comes the first of the next, after the last row the first. */
  #write(character: string): void {
    const row = this.#cells[this.row - 1];
    if (row) row[this.column - 1] = character;
    if (this.column < this.columns) this.column += 1;
    else if (this.mode === "overwrite") this.moveTo(1, (this.row % this.rows) + 1);
  }
}
