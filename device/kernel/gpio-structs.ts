/**
 * The kernel's second interface to GPIO lines as bytes (include/uapi/linux/gpio.h, since Linux 5.10): the same layout on x64 and arm64,
 * little-endian. Pure.
 */

/** Requests of `ioctl`: `_IOR` and `_IOWR` of type 0xB4 with the structure's size. */
export const gpioRequests = {
  chipInfo: 0x8044b401,
  lineInfo: 0xc100b405,
  getLines: 0xc250b407,
  getValues: 0xc010b40e,
  setValues: 0xc010b40f,
} as const;

export const gpioSizes = { chipInfo: 68, lineInfo: 256, lineRequest: 592, lineValues: 16, edge: 48 } as const;

/** `GPIO_V2_LINES_MAX`. */
export const linesMax = 64;

const flag = {
  used: 1n << 0n,
  activeLow: 1n << 1n,
  input: 1n << 2n,
  output: 1n << 3n,
  risingEdge: 1n << 4n,
  fallingEdge: 1n << 5n,
  pullUp: 1n << 8n,
  pullDown: 1n << 9n,
  noBias: 1n << 10n,
} as const;
const attribute = { outputValues: 2, debounce: 3 } as const;

export type Bias = "pull-up" | "pull-down" | "none" | "as-is";

/** Some lines of one chip, asked for as one. */
export interface LinesWanted {
  /** On the chip, from 0; 1 to 64 of them. */
  readonly offsets: readonly number[];
  /** Who has them, for people and tools: at most 31 letters of ASCII. */
  readonly consumer: string;
  /** On means a low level. */
  readonly isActiveLow?: boolean;
  readonly as:
    | {
        readonly kind: "input";
        readonly bias: Bias;
        /** Changes are kept with their time until they are read. */
        readonly edges: boolean;
        /** A level counts when it has held for so long; where the chip cannot, the kernel does it. */
        readonly debounceUs?: number;
      }
    /** `on`: what they begin with, in the order of `offsets`. */
    | { readonly kind: "output"; readonly on: readonly boolean[] };
}

export interface ChipInfo {
  /** Such as `gpiochip0`: by order of finding, so no name to rely on. */
  readonly name: string;
  /** Of the controller, such as `pinctrl-bcm2711`. */
  readonly label: string;
  readonly lineCount: number;
}

export interface LineInfo {
  /** Such as `GPIO17`; empty where it has none. */
  readonly name: string;
  /** Who has it; empty when nobody. */
  readonly consumer: string;
  readonly isUsed: boolean;
  readonly isOutput: boolean;
}

export interface Edge {
  readonly offset: number;
  /** Whether it became on (`isActiveLow` is reckoned with). */
  readonly isOn: boolean;
  /** The kernel's monotonic clock. */
  readonly atNs: bigint;
  /** Counts this line's changes from 1; a gap means that so many were dropped. */
  readonly count: number;
}

/** `struct gpio_v2_line_request`; the kernel writes the lines' descriptor into it. */
export function lineRequestBytes({ offsets, consumer, isActiveLow, as }: LinesWanted): Uint8Array {
  if (offsets.length < 1 || offsets.length > linesMax) throw new RangeError(`a request has 1 to ${linesMax} lines, not ${offsets.length}`);
  const bytes = new Uint8Array(gpioSizes.lineRequest);
  const view = new DataView(bytes.buffer);
  for (const [place, offset] of offsets.entries()) view.setUint32(place * 4, offset, true);
  bytes.set(new TextEncoder().encode(consumer).subarray(0, 31), 256);
  view.setBigUint64(288, flagsOf(as) | (isActiveLow ? flag.activeLow : 0n), true);
  const all = (1n << BigInt(offsets.length)) - 1n;
  const extra = as.kind === "output" ? ([attribute.outputValues, bitsOf(as.on)] as const) : debounceOf(as.debounceUs);
  if (extra) {
    view.setUint32(296, 1, true);
    view.setUint32(320, extra[0], true);
    view.setBigUint64(328, extra[1], true);
    view.setBigUint64(336, all, true);
  }
  view.setUint32(560, offsets.length, true);
  return bytes;
}

function debounceOf(us: number | undefined): readonly [number, bigint] | null {
  return us === undefined ? null : [attribute.debounce, BigInt(us)];
}

function flagsOf(as: LinesWanted["as"]): bigint {
  if (as.kind === "output") return flag.output;
  const edges = as.edges ? flag.risingEdge | flag.fallingEdge : 0n;
  switch (as.bias) {
    case "pull-up":
      return flag.input | flag.pullUp | edges;
    case "pull-down":
      return flag.input | flag.pullDown | edges;
    case "none":
      return flag.input | flag.noBias | edges;
    case "as-is":
      return flag.input | edges;
  }
}

/** The descriptor that the kernel wrote into a request. */
export function descriptorOf(lineRequest: Uint8Array): number {
  return viewOf(lineRequest).getInt32(588, true);
}

/** `struct gpio_v2_line_values`: by their places in the request; `null` leaves a line as it is. To read, ask for all. */
export function lineValuesBytes(on: readonly (boolean | null)[]): Uint8Array {
  const bytes = new Uint8Array(gpioSizes.lineValues);
  const view = viewOf(bytes);
  view.setBigUint64(0, bitsOf(on), true);
  view.setBigUint64(8, bitsOf(on.map((each) => each !== null)), true);
  return bytes;
}

export function lineValuesOf(bytes: Uint8Array, count: number): boolean[] {
  const bits = viewOf(bytes).getBigUint64(0, true);
  return Array.from({ length: count }, (_, place) => ((bits >> BigInt(place)) & 1n) === 1n);
}

export function chipInfoOf(bytes: Uint8Array): ChipInfo {
  return { name: textOf(bytes, 0), label: textOf(bytes, 32), lineCount: viewOf(bytes).getUint32(64, true) };
}

export function lineInfoBytes(offset: number): Uint8Array {
  const bytes = new Uint8Array(gpioSizes.lineInfo);
  viewOf(bytes).setUint32(64, offset, true);
  return bytes;
}

export function lineInfoOf(bytes: Uint8Array): LineInfo {
  const flags = viewOf(bytes).getBigUint64(72, true);
  return {
    ...{ name: textOf(bytes, 0), consumer: textOf(bytes, 32) },
    ...{ isUsed: (flags & flag.used) !== 0n, isOutput: (flags & flag.output) !== 0n },
  };
}

/** The kernel gives whole ones only. */
export function edgesOf(bytes: Uint8Array): Edge[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.length / gpioSizes.edge) }, (_, place) => {
    const at = place * gpioSizes.edge;
    return {
      ...{ offset: view.getUint32(at + 12, true), isOn: view.getUint32(at + 8, true) === 1 },
      ...{ atNs: view.getBigUint64(at, true), count: view.getUint32(at + 20, true) },
    };
  });
}

function bitsOf(on: readonly (boolean | null)[]): bigint {
  return on.reduce((bits, each, place) => (each ? bits | (1n << BigInt(place)) : bits), 0n);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** 32 bytes, ended by the first zero. */
function textOf(bytes: Uint8Array, at: number): string {
  const field = bytes.subarray(at, at + 32);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("latin1");
}
