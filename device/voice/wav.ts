/** Sound as 16-bit mono samples, written to and read from WAV (RIFF, PCM). */

import { gainOf } from "#shared/voice/volume.ts";

export interface Sound {
  readonly samplesPerSecond: number;
  readonly samples: Int16Array;
}

/** -3 dBFS: loud, with room for a speaker's own peaks. */
export const peakTarget = Math.round(32_767 * 10 ** (-3 / 20));

export function encodeWav(sound: Sound): Uint8Array {
  const dataLength = sound.samples.length * 2;
  const bytes = new Uint8Array(44 + dataLength);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  text(0, "RIFF");
  view.setUint32(4, 36 + dataLength, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sound.samplesPerSecond, true);
  view.setUint32(28, sound.samplesPerSecond * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, dataLength, true);
  for (const [place, sample] of sound.samples.entries()) view.setInt16(44 + place * 2, sample, true);
  return bytes;
}

/** Undefined for anything but 16-bit mono PCM. A length that goes past the end, as streams write it, means "to the end". */
export function decodeWav(bytes: Uint8Array): Sound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number) => new TextDecoder("latin1").decode(bytes.subarray(at, at + 4));
  if (bytes.length < 12 || text(0) !== "RIFF" || text(8) !== "WAVE") return undefined;
  let samplesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    const name = text(at);
    if (name === "fmt " && length >= 16) {
      const isPlain = view.getUint16(at + 8, true) === 1 && view.getUint16(at + 10, true) === 1 && view.getUint16(at + 22, true) === 16;
      if (!isPlain) return undefined;
      samplesPerSecond = view.getUint32(at + 12, true);
    }
    if (name === "data") {
      if (samplesPerSecond === 0) return undefined;
      const samples = Int16Array.from({ length: Math.floor(length / 2) }, (_, place) => view.getInt16(at + 8 + place * 2, true));
      return { samplesPerSecond, samples };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** The same WAV at another volume, in percent; bytes that are none as they are. */
export function atVolume(bytes: Uint8Array, percent: number): Uint8Array {
  const sound = percent === 100 ? undefined : decodeWav(bytes);
  if (!sound) return bytes;
  const gain = gainOf(percent);
  return encodeWav({ ...sound, samples: sound.samples.map((sample) => Math.round(sample * gain)) });
}

/** The same sound with its highest peak at the target; silence stays silence. */
export function normalised(sound: Sound): Sound {
  let peak = 0;
  for (const sample of sound.samples) peak = Math.max(peak, Math.abs(sample));
  if (peak === 0) return sound;
  const factor = peakTarget / peak;
  return { ...sound, samples: sound.samples.map((sample) => Math.round(sample * factor)) };
}
