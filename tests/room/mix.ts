/** All that loudspeakers of one room sounded, as one sound: by time, one over the other where they overlap. */
import type { Sound } from "../../device/voice/wav.ts";

export interface Sounded {
  /** When it began, in milliseconds. */
  readonly at: number;
  readonly samples: Int16Array;
}

export const samplesPerSecond = 22_050;

export const placeOf = (ms: number): number => Math.round((ms * samplesPerSecond) / 1_000);
export const lengthMs = (samples: number): number => (samples * 1_000) / samplesPerSecond;

/** Adds where two sound at once, and clips as a microphone does. */
export function mixed(parts: readonly Sounded[]): Sound {
  const samples = new Int16Array(Math.max(0, ...parts.map((part) => placeOf(part.at) + part.samples.length)));
  for (const part of parts) {
    const from = placeOf(part.at);
    for (const [place, sample] of part.samples.entries()) {
      samples[from + place] = Math.max(-32_768, Math.min(32_767, (samples[from + place] as number) + sample));
    }
  }
  return { samplesPerSecond, samples };
}

/** So much of a sound, about its loudest sample, is looked for; what is found is then compared whole. */
const soughtSamples = 128;

/** Where a sound is heard as it is, sample for sample: in samples from the start. What sounds over it makes it another one. */
export function heardAt(within: Sound, sound: Sound): number[] {
  const [bytes, whole] = [bytesOf(within.samples), bytesOf(sound.samples)];
  const from = Math.max(0, loudest(sound.samples) - soughtSamples / 2);
  const sought = bytesOf(sound.samples.subarray(from, from + soughtSamples));
  const places: number[] = [];
  for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + 1)) {
    const begins = at - 2 * from;
    const isWhole = begins >= 0 && whole.equals(bytes.subarray(begins, begins + whole.length));
    if (isWhole && begins % 2 === 0) places.push(begins / 2);
  }
  return places;
}

function loudest(samples: Int16Array): number {
  return samples.reduce((best, sample, place) => (Math.abs(sample) > Math.abs(samples[best] as number) ? place : best), 0);
}

function bytesOf({ buffer, byteOffset, byteLength }: Int16Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
