/** The line a printer collects before it prints it: characters at their places, until the line is full or fed. Pure. */
import { fontCells, type Modes } from "./modes.ts";

/** Neighbouring characters that look alike. */
export interface Run {
  readonly text: string;
  /** From the left end of the head. */
  readonly xDots: number;
  readonly widthDots: number;
  /** Of one character, with its spacing. */
  readonly cellWidthDots: number;
  readonly cellHeightDots: number;
  readonly bold: boolean;
  readonly underlineDots: number;
  readonly invert: boolean;
}

export interface ComposedLine {
  readonly runs: readonly Run[];
  readonly heightDots: number;
}

interface Cell extends Omit<Run, "text" | "widthDots"> {
  readonly character: string;
}

export class LineBuffer {
  #cells: Cell[] = [];
  #x = 0;

  get empty(): boolean {
    return this.#cells.length === 0;
  }

  get atStart(): boolean {
    return this.#cells.length === 0 && this.#x === 0;
  }

  get text(): string {
    return this.#cells.map((cell) => cell.character).join("");
  }

  /** False when it does not fit: print the line, then add it again. A first character always fits. */
  add(character: string, modes: Modes): boolean {
    const cell = fontCells[modes.font];
    const cellWidthDots = (cell.widthDots + modes.spacingDots) * modes.widthTimes;
    if (this.#x + cellWidthDots > modes.areaWidthDots && !this.atStart) return false;
    this.#cells.push({
      character,
      xDots: this.#x,
      cellWidthDots,
      cellHeightDots: cell.heightDots * modes.heightTimes,
      bold: modes.bold || modes.doubleStrike,
      underlineDots: modes.underlineDots,
      invert: modes.invert,
    });
    this.#x += cellWidthDots;
    return true;
  }

  /** A place outside the area is ignored, as printers do. */
  moveTo(dots: number, modes: Modes): void {
    if (dots >= 0 && dots <= modes.areaWidthDots) this.#x = dots;
  }

  moveBy(dots: number, modes: Modes): void {
    this.moveTo(this.#x + dots, modes);
  }

  /** False when there is no further tab stop. */
  tab(modes: Modes): boolean {
    const columnDots = fontCells.a.widthDots + modes.spacingDots;
    const stop = modes.tabColumns.find((column) => column * columnDots > this.#x);
    if (stop === undefined || stop * columnDots > modes.areaWidthDots) return false;
    this.#x = stop * columnDots;
    return true;
  }

  /** Empties the line. Undefined when nothing was on it. */
  take(modes: Modes): ComposedLine | undefined {
    const cells = this.#cells;
    const used = this.#x;
    this.#cells = [];
    this.#x = 0;
    if (cells.length === 0) return undefined;
    const free = Math.max(0, modes.areaWidthDots - used);
    const shift = modes.leftMarginDots + (modes.align === "left" ? 0 : modes.align === "right" ? free : Math.floor(free / 2));
    return { runs: runsOf(cells, shift), heightDots: Math.max(...cells.map((cell) => cell.cellHeightDots)) };
  }
}

function runsOf(cells: readonly Cell[], shift: number): Run[] {
  const runs: Run[] = [];
  for (const { character, ...look } of cells) {
    const xDots = look.xDots + shift;
    const last = runs.at(-1);
    if (last !== undefined && last.xDots + last.widthDots === xDots && alike(last, look))
      runs[runs.length - 1] = { ...last, text: last.text + character, widthDots: last.widthDots + look.cellWidthDots };
    else runs.push({ ...look, text: character, xDots, widthDots: look.cellWidthDots });
  }
  return runs;
}

function alike(run: Run, cell: Omit<Cell, "character">): boolean {
  return (
    run.cellWidthDots === cell.cellWidthDots &&
    run.cellHeightDots === cell.cellHeightDots &&
    run.bold === cell.bold &&
    run.underlineDots === cell.underlineDots &&
    run.invert === cell.invert
  );
}
