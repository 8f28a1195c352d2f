/** The two-tone chime before a call, computed: a falling major third, soft at both ends so that no speaker clicks. */
import { normalised, type Sound } from "./wav.ts";

const samplesPerSecond = 22_050;
/** E5 and C5, in hertz. Each rings on under the next. */
const tones = [
  { hertz: 659.26, fromSeconds: 0, seconds: 0.45 },
  { hertz: 523.25, fromSeconds: 0.3, seconds: 0.55 },
];
const attackSeconds = 0.012;
const releaseSeconds = 0.08;
/** How much of each overtone, so that it is a bell rather than a test signal. */
const partials = [1, 0.35, 0.12];

export function chime(): Sound {
  const seconds = Math.max(...tones.map((tone) => tone.fromSeconds + tone.seconds));
  const samples = Int16Array.from({ length: Math.round(seconds * samplesPerSecond) }, (_, place) => {
    const at = place / samplesPerSecond;
    return Math.round(8_000 * tones.reduce((sum, tone) => sum + sampleOf(tone, at), 0));
  });
  return normalised({ samplesPerSecond, samples });
}

function sampleOf(tone: (typeof tones)[number], at: number): number {
  const since = at - tone.fromSeconds;
  const left = tone.seconds - since;
  if (since < 0 || left <= 0) return 0;
  const envelope = Math.min(1, since / attackSeconds) * Math.min(1, left / releaseSeconds) * Math.exp(-4 * since);
  const wave = partials.reduce((sum, weight, place) => sum + weight * Math.sin(2 * Math.PI * tone.hertz * (place + 1) * since), 0);
  return envelope * wave;
}
