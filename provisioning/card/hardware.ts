/** What hangs on a kiosk or a board, as a person writes it after `--scanner`, `--speaker` and `--voices`. Undefined: it is none of that. */
import * as v from "valibot";
import { type ScannerSettings, scanner } from "#shared/wire/scanners.ts";
import { type SpeakerSettings, speaker } from "#shared/wire/speakers.ts";

export const hardwareForms = {
  scanner: "serial:/dev/serial/by-id/..., with @BAUD only if it is not 9600, or keyboard:/dev/input/by-id/...-event-kbd",
  speaker: "alsa or alsa:OUTPUT, as aplay -L lists it on the device",
  voices: "a folder on the device by its whole path, such as /var/lib/the-q/voices",
} as const;

export function scannerOf(text: string): ScannerSettings | undefined {
  const [, kind, path, baud] = /^(serial|keyboard):(\/dev\/[\w./:+-]{1,190})(?:@(\d{1,6}))?$/.exec(text) ?? [];
  return given(scanner, { kind, path, ...(baud === undefined ? {} : { baud: Number(baud) }) });
}

export function speakerOf(text: string): SpeakerSettings | undefined {
  const [, kind, device] = /^(alsa)(?::(.+))?$/.exec(text) ?? [];
  return given(speaker, { kind, ...(device === undefined ? {} : { device }) });
}

/** The folder of recorded voices: a path, since the voices themselves are too large for the card's boot partition. */
export function voicesOf(text: string): string | undefined {
  return /^\/[^\0\r\n]{1,199}$/.test(text) ? text : undefined;
}

function given<T extends typeof scanner | typeof speaker>(shape: T, input: unknown): v.InferOutput<T> | undefined {
  const parsed = v.safeParse(shape, input);
  return parsed.success ? (parsed.output as v.InferOutput<T>) : undefined;
}
