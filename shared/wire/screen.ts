/**
 * The screen of a device: the configuration file of the program that keeps its browser running, and what page, device and that program say to each
 * other on loopback. `POST /api/page/beat` (a page that is drawn: PageBeat), `POST /api/screen` (ScreenReport, answered with ScreenAnswer).
 */
import * as v from "valibot";

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const command = v.pipe(v.array(word), v.minLength(1), v.maxLength(60));
const seconds = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

export const screenFile = v.strictObject({
  /** Where the device's own page server is. */
  device: v.pipe(v.string(), v.url()),
  /** What shows a page: a folder for its profile and the page's address are added at the end. */
  browser: command,
  /** The folder below which each start gets a fresh profile, best in memory; the machine's own for such files when absent. */
  profiles: v.optional(word),
  /** Run when the screen is not needed any more, after the browser has ended; and before it begins again. Null: the browser ends, and that is all. */
  sleep: v.optional(v.nullable(command), null),
  wake: v.optional(v.nullable(command), null),
  /** A page that was drawn and has said nothing for so long is white or frozen. */
  silenceSeconds: v.optional(seconds(1, 300), 30),
  /** So long a browser has for its first picture. */
  startSeconds: v.optional(seconds(1, 600), 60),
});
export type ScreenFile = v.InferOutput<typeof screenFile>;

/** It was drawn a moment ago and has words on it. */
export const pageBeat = v.strictObject({});

export const screenStates = ["starting", "showing", "dark", "asleep", "off"] as const;
/** `dark`: started again and again without a picture. `off`: nobody keeps the screen from here on, as was asked. */
export type ScreenState = (typeof screenStates)[number];

export const screenReport = v.strictObject({ state: v.picklist(screenStates) });

export const screenAnswer = v.object({
  /** Since a page last said that it is drawn; null: none has. */
  beatAgeMs: v.nullable(v.number()),
  /** Whether anybody may want to look at the screen. */
  awake: v.boolean(),
});
export type ScreenAnswer = v.InferOutput<typeof screenAnswer>;
