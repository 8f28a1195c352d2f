/** What a person may write after `npm start --`, read strictly: a typing error is said, never guessed at. */
import { readOptions } from "../options.ts";
import { portWords } from "./programs.ts";

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
  /** A made-up day as busy as the busiest known. */
  readonly busiest: boolean;
  /** Of the busiest day only so many hours around its peak; null: all of it. */
  readonly hours: number | null;
}

export const speedMax = 200;
/** Programs besides the front page, each on a port of its own. */
export const portsAfterFirst = Object.keys(portWords).length - 1;

export const usage = `A whole virtual office on this machine: kiosk, printer, board, counters, hub, central and a test collector.

  npm start                        the office in the browser; Ctrl-C stops it and loses nothing
  npm start -- --fresh             the same, and everything from before is deleted first
  npm start -- --self-check        25 tickets through the whole house, with the hub killed, networks cut and the
                                   kiosk's memory card replaced; compared everywhere; exit code 0 when all is well
  npm start -- --day               a made-up office day with people and agents, 20 times as fast
  npm start -- --busiest           the same as busy as the busiest day known: 3,416 people, 518 of them in one hour
  npm start -- --visits FILE.csv[.gz] --office NAME --date YYYY-MM-DD
                                   a real day's arrivals: columns office, queue, ticket, joined_at, called_at, counters_open

On the front page you can pull the hub's plug, cut the kiosk's network or the internet, replace the kiosk's memory card, and press, freeze or
unplug its buttons: the four counts say what they are behind, and come together again. The kiosk's staff page opens with the PIN 1234.

A day ends with its sum and the four counts, exit code 0 when they agree; in a terminal its pages stay open until Ctrl-C.

  --port N     the front page's port; the other programs take the ${portsAfterFirst} after it (default 8080; 0: any free ones)
  --data DIR   where the office keeps what it knows (default .data/office; a day: .data/day, emptied at its start)
  --speed N    how fast a day runs, 1 to ${speedMax} (default 20)
  --hours N    of the busiest day only so many hours around its peak
  --seed N     another made-up day (default 1)
  --help       this text`;

const options = {
  port: { type: "string" },
  data: { type: "string" },
  fresh: { type: "boolean" },
  "self-check": { type: "boolean" },
  day: { type: "boolean" },
  busiest: { type: "boolean" },
  hours: { type: "string" },
  speed: { type: "string" },
  visits: { type: "string" },
  office: { type: "string" },
  date: { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean" },
} as const;

/** The arguments, or a sentence that says which one is wrong and what would be right. */
export function readArguments(args: readonly string[]): Arguments | { readonly wrong: string } {
  const values = readOptions(args, options);
  if ("wrong" in values) return values;
  if (values.help) return { mode: "help", port: 0, data: null, fresh: false, speed: 1, seed: 1, visits: null, busiest: false, hours: null };
  const busiest = values.busiest ?? false;
  const isDay = values.day || busiest || values.visits !== undefined;
  const mode = values["self-check"] ? "self-check" : isDay ? "day" : "live";
  if (busiest && values.visits !== undefined) return { wrong: "--busiest and --visits exclude each other." };
  if (mode === "self-check" && isDay) return { wrong: "--self-check and a day exclude each other." };
  if (mode === "self-check" && (values.port !== undefined || values.data !== undefined))
    return { wrong: "--self-check takes free ports and a folder of its own: leave out --port and --data." };
  for (const name of ["speed", "seed"] as const)
    if (values[name] !== undefined && mode !== "day") return { wrong: `--${name} belongs to --day, --busiest or --visits.` };
  for (const name of ["office", "date"] as const)
    if (values[name] !== undefined && values.visits === undefined) return { wrong: `--${name} belongs to --visits.` };

  if (values.hours !== undefined && !busiest) return { wrong: "--hours belongs to --busiest." };
  const hours = values.hours === undefined ? null : Number(values.hours);
  if (hours !== null && !(hours > 0 && hours <= 9)) return { wrong: "--hours must be more than 0 and at most 9." };

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
  return { mode, port, data: values.data ?? null, fresh: values.fresh ?? false, speed: speedHere, seed, visits, busiest, hours };
}

function whole(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
