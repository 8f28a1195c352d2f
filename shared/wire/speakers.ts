/** A board's loudspeaker, as its configuration file names it. */
import * as v from "valibot";

/** One on the device itself. With it no page has to be open for calls to be heard; without it the board's page plays them. */
export const speaker = v.strictObject({
  kind: v.literal("alsa"),
  /** What ALSA calls the output: one of the names that `aplay -L` lists. */
  device: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z][\w:=,.-]{0,79}$/, "name an output that aplay -L lists")), "default"),
});
export type SpeakerSettings = v.InferOutput<typeof speaker>;
