/**
 * What differs between printer models, as data. A new model is a new entry, not new code. Where a maker leaves something to the
 * printer's settings, the entry holds the careful choice: a line that is set too short is read, one too long is cut off.
 */
import type { PrinterProfileName } from "#shared/wire/process.ts";
import type { RollKind } from "./roll.ts";

export interface PrinterProfile {
  /** Whose commands it knows, beside those that all know. */
  readonly speaks: "esc-pos" | "nippon";
  /** Whole characters in a line of font A, and of the smaller font B, on the paper the model is sold for. */
  readonly columns: number;
  readonly columnsSmall: number;
  /** What the head covers, in its dots. */
  readonly widthDots: number;
  /** The n of `ESC t n` that chooses WPC1252. */
  readonly codePage: number;
  /** How the model tells that a job is on paper. */
  readonly confirms: /** `GS ( H`, Nippon's `GS G`: it says the job's id back when printing has ended. */
    | "job-id"
    /** No such command. `GS r` is answered in turn, so its answer says that all bytes before it were taken and set. */
    | "in-turn-status";
  /** Whether it can be made to forget what it has received and not printed: by `DLE DC4` function 8, a Nippon by `DC1`. */
  readonly clears: boolean;
  /** `feeds` (`GS V 66`): it brings the print to the blade by itself. `as-it-stands` (`ESC i`): whoever prints has to. `none`: torn by hand. */
  readonly cutter: "feeds" | "as-it-stands" | "none";
  /** From the print head to the blade, or to the edge at which paper is torn off. */
  readonly headToCutterMm: number;
  /** What hands the ticket out in front of the citizen: `custom` tells of it in CUSTOM's full status (`DLE EOT 20`), `nippon` in its only one. */
  readonly presenter: "none" | "custom" | "nippon";
  /** Whether it keeps pictures under key codes and tells which (`GS ( L` functions 64, 67, 69). */
  readonly keepsLogo: boolean;
  /** How many times its letters can be made wider and higher. */
  readonly letterTimesMost: 8 | 2;
  /** `own` (`GS ( k`): it makes QR codes by itself; `drawn`: they are sent as dots. */
  readonly qrCode: "own" | "drawn";
  /** Whether its QR codes are of model 2 until it is told otherwise, so that nobody has to. */
  readonly qrModel2AtFirst: boolean;
  /** Millimetres of paper for each line feed, as the model is delivered. */
  readonly lineMm: number;
  /** The roll that it is sold for. What an office buys may be said in the device file. */
  readonly roll: RollKind;
  /** How the model names itself, in small letters: the maker, and how its models' names begin. Empty: chosen by name only. */
  readonly saysIt: readonly { readonly maker: string; readonly models: readonly string[] }[];
}

/**
 * As sold: 75 m of 80 mm wide paper, 44 m of 57 mm, both on a core of 12 mm inside and 18 mm outside. The thickness is that of 75 m on a
 * roll of 80 mm; sensors can be set, and what they leave is learned.
 */
const rolls = {
  wide: { lengthMm: 75_000, thicknessMm: 0.064, coreMm: 18, nearEndMm: 24 },
  narrow: { lengthMm: 44_000, thicknessMm: 0.064, coreMm: 18, nearEndMm: 24 },
} as const;

const at80mm = {
  speaks: "esc-pos",
  columns: 48,
  columnsSmall: 64,
  widthDots: 576,
  codePage: 16,
  cutter: "feeds",
  headToCutterMm: 14,
  presenter: "none",
  keepsLogo: false,
  letterTimesMost: 8,
  qrCode: "own",
  qrModel2AtFirst: false,
  lineMm: 3.75,
  roll: rolls.wide,
} as const;

/** Echo of job ids, clearing, pictures in its memory, and the defaults of Epson's command reference. */
const epson = { confirms: "job-id", clears: true, qrModel2AtFirst: true, keepsLogo: true } as const;

/**
 * Letters above double size and a code of its own that phones read are in none of the documents (`nippon.ts`). Neither are the widths of its letters, so
 * lines are set short, nor how far the blade is from the head.
 */
const nippon = {
  ...at80mm,
  speaks: "nippon",
  codePage: 5,
  confirms: "job-id",
  clears: true,
  letterTimesMost: 2,
  qrCode: "drawn",
  cutter: "as-it-stands",
  presenter: "nippon",
} as const;

export const printerProfiles = {
  "epson-tm-t20iii": { ...at80mm, ...epson, saysIt: [{ maker: "epson", models: ["tm-t20iii"] }] },
  // 180 dots to the inch: fewer and wider characters on the same paper. Models IV to VII echo job ids.
  "epson-tm-t88": {
    ...{ ...at80mm, columns: 42, columnsSmall: 56, widthDots: 512, lineMm: 4.23 },
    ...epson,
    saysIt: [{ maker: "epson", models: ["tm-t88iv", "tm-t88v"] }],
  },
  "epson-tm-m30": {
    ...{ ...at80mm, columnsSmall: 57 },
    ...epson,
    saysIt: [{ maker: "epson", models: ["tm-m30"] }],
  },
  "generic-80mm": { ...at80mm, confirms: "in-turn-status", clears: false, saysIt: [] },
  "generic-58mm": {
    ...{ ...at80mm, columns: 32, columnsSmall: 42, widthDots: 384, roll: rolls.narrow, cutter: "none" },
    ...{ confirms: "in-turn-status", clears: false },
    saysIt: [],
  },
  "star-escpos": {
    ...{ ...at80mm, confirms: "in-turn-status", clears: false },
    saysIt: [{ maker: "star", models: ["mc-print3", "mcp3", "tsp1", "tsp6", "tsp7", "tsp8", "sk1"] }],
  },
  // Font A is 18 dots wide at 11 characters to the inch, the widest of the two settings that its command reference gives.
  "custom-kiosk": {
    ...{ ...at80mm, columns: 32, columnsSmall: 41, cutter: "as-it-stands", headToCutterMm: 20, presenter: "custom" },
    ...{ confirms: "in-turn-status", clears: false },
    saysIt: [{ maker: "custom", models: ["kpm", "tk", "vkp", "kube"] }],
  },
  "nippon-np-2511": {
    ...{ ...nippon, columns: 32, columnsSmall: 32, widthDots: 416, roll: rolls.narrow },
    saysIt: [{ maker: "nippon", models: ["np-251"] }],
  },
  "nippon-np-3511": {
    ...{ ...nippon, columns: 42, columnsSmall: 42 },
    saysIt: [{ maker: "nippon", models: ["np-351"] }],
  },
} as const satisfies Record<PrinterProfileName, PrinterProfile>;
