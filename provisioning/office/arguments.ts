/** What a person may write after `npm start --`, read strictly: a typing error is said, never guessed at. */
import { parseArgs } from "node:util";

export interface Visits {
  readonly file: string;
  readonly office: string;
  readonly date: string;
}

export interface Arguments {
  readonly mode: "live" | "self-check" | "day" | "help";
  /** The port of the front page; the other programs take the ports after it. 0: every program takes any free one. */
  readonly port: number;
  /** Null: the usual folder of the mode. */
  readonly data: string | null;
  readonly fresh: boolean;
  readonly speed: number;
  readonly seed: number;
  /** Real arrivals to replay in place of made-up ones. */
  readonly visits: Visits | null;
}

export const speedMax = 200;
/** Programs besides the front page, each on a port of its own. */
export const portsAfterFirst = 8;

export const usage = `A whole virtual office on this machine: kiosk, printer, board, counters, hub, central and a test collector.

  npm start                        the office in the browser; Ctrl-C stops it and loses nothing
  npm start -- --fresh             the same, and everything from before is deleted first
  npm start -- --self-check        20 tickets through the whole house, compared everywhere; exit code 0 when all is well
  npm start -- --day               a made-up office day with people and agents, 20 times as fast
  npm start -- --visits FILE.csv[.gz] --office NAME --date YYYY-MM-DD
                                   a real day's arrivals: columns office, queue, ticket, joined_at, called_at, counters_open

A day ends with its sum and the four counts, exit code 0 when they agree; in a terminal its pages stay open until Ctrl-C.

  --port N     the front page's port; the other programs take the ${portsAfterFirst} after it (default 8080; 0: any free ones)
  --data DIR   where the office keeps what it knows (default .data/office; a day: .data/day, emptied at its start)
  --speed N    how fast a day runs, 1 to ${speedMax} (default 20)
  --seed N     another made-up day (default 1)
  --help       this text`;

const options = {
  port: { type: "string" },
  data: { type: "string" },
  fresh: { type: "boolean" },
  "self-check": { type: "boolean" },
  day: { type: "boolean" },
  speed: { type: "string" },
  visits: { type: "string" },
  office: { type: "string" },
  date: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean" },
} as const;

/** The arguments, or a sentence that says which one is wrong and what would be right. */
export function readArguments(args: readonly string[]): Arguments | { readonly wrong: string } {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { mode: "help", port: 0, data: null, fresh: false, speed: 1, seed: 1, visits: null };
  const mode = values["self-check"] ? "self-check" : values.day || values.visits !== undefined ? "day" : "live";
  if (mode === "self-check" && (values.day || values.visits !== undefined)) return { wrong: "--self-check and a day exclude each other." };
  if (mode === "self-check" && (values.port !== undefined || values.data !== undefined))
    return { wrong: "--self-check takes free ports and a folder of its own: leave out --port and --data." };
  for (const name of ["speed", "seed"] as const)
    if (values[name] !== undefined && mode !== "day") return { wrong: `--${name} belongs to --day or --visits.` };
  for (const name of ["office", "date"] as const)
    if (values[name] !== undefined && values.visits === undefined) return { wrong: `--${name} belongs to --visits.` };

  const port = whole(values.port, mode === "self-check" ? 0 : 8080);
  if (port === undefined || port > 65_535 - portsAfterFirst) return { wrong: `--port must be 0 to ${65_535 - portsAfterFirst}.` };
  const speed = Number(values.speed ?? 20);
  if (!(speed >= 1 && speed <= speedMax)) return { wrong: `--speed must be 1 to ${speedMax}.` };
  const seed = whole(values.seed, 1);
  if (seed === undefined || seed > 0xffff_ffff) return { wrong: "--seed must be a whole number from 0 to 4294967295." };
  if (values.data === "") return { wrong: "--data needs the name of a folder." };

  let visits: Visits | null = null;
  if (values.visits !== undefined) {
    if (!values.visits || !values.office || !values.date)
      return { wrong: "--visits FILE needs --office NAME and --date YYYY-MM-DD, as they stand in the file." };
    if (!isDate(values.date)) return { wrong: "--date must be a day such as 2020-01-13." };
    visits = { file: values.visits, office: values.office, date: values.date };
  }
  const speedHere = mode === "day" ? speed : 1;
  return { mode, port, data: values.data ?? null, fresh: values.fresh ?? false, speed: speedHere, seed, visits };
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
}

function whole(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
