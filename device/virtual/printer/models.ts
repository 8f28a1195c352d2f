/** The printers that this one can play: what each says of itself, how wide it prints and what it does not know. */

export interface Model {
  /** Whose commands it knows. */
  readonly speaks: "esc-pos" | "nippon";
  /** Answers to `GS I`, of a Nippon to `ESC s`; null: it does not know the question. */
  readonly maker: string | null;
  readonly name: string | null;
  /** In dots of 203 to the inch. */
  readonly paperWidthDots: number;
  readonly headWidthDots: number;
  /** `GS ( H`. */
  readonly echoesJobs: boolean;
  /** `DLE DC4` function 8. */
  readonly clears: boolean;
  /** `GS ( L` functions 64, 67 and 69: pictures that stay in its memory. */
  readonly keepsPictures: boolean;
  /** Hands tickets out by a presenter, and tells of it by `DLE EOT 20`, a Nippon in its status. */
  readonly presenter: boolean;
}

/** 80 mm paper, of which the head reaches 72. */
const wide = { speaks: "esc-pos", paperWidthDots: 640, headWidthDots: 576 } as const;
const epson = { ...wide, maker: "EPSON", echoesJobs: true, clears: true, keepsPictures: true, presenter: false } as const;
const plain = { ...wide, maker: null, name: null, echoesJobs: false, clears: false, keepsPictures: false, presenter: false } as const;

export const models = {
  "tm-t20iii": { ...epson, name: "TM-T20III" },
  "tm-t88vi": { ...epson, name: "TM-T88VI" },
  "tm-m30ii": { ...epson, name: "TM-m30II" },
  "plain-80mm": plain,
  /** 58 mm paper, of which the head reaches 48. */
  "plain-58mm": { ...plain, paperWidthDots: 464, headWidthDots: 384 },
  "mc-print3": { ...plain, maker: "Star", name: "mC-Print3" },
  kpm180h: { ...plain, maker: "CUSTOM", name: "KPM180H", presenter: true },
  "np-3511": { ...plain, speaks: "nippon", maker: "Nippon Primex", name: "NP-3511", presenter: true },
  /** 60 mm paper, of which the head reaches 54. */
  "np-2511": {
    ...plain,
    speaks: "nippon",
    maker: "Nippon Primex",
    name: "NP-2511",
    presenter: true,
    paperWidthDots: 480,
    headWidthDots: 432,
  },
  /** Says a name that nobody knows. */
  stranger: { ...plain, maker: "Acme", name: "Roll-O-Matic 80" },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;

export function isModel(name: string): name is ModelName {
  return Object.hasOwn(models, name);
}
