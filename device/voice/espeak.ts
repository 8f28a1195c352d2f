/** Speech by Debian's espeak-ng, run as its own process. Its licence stays its own: nothing of it is linked. */
import { spawn } from "node:child_process";
import type { Language } from "#shared/texts/language.ts";
import type { SpokenPart } from "#shared/voice/pack.ts";
import { espeakVoice } from "#shared/voice/spoken.ts";

/** Turns a text into a WAV file, or throws. `parts`: the same, where it is a call. */
export type Synthesiser = (text: string, language: Language, file: string, parts?: readonly SpokenPart[]) => Promise<void>;

export const voiceAdvice =
  "espeak-ng is missing or does not run, so calls are announced with the chime alone. Install it: apt-get install espeak-ng";

const deadlineMs = 3_000;
/** Words a minute: a little slower than espeak-ng's own 175, for a room with an echo. */
const wordsPerMinute = 150;

export const espeak: Synthesiser = (text, language, file) =>
  new Promise((resolve, reject) => {
    const options = ["-v", espeakVoice[language], "-s", String(wordsPerMinute), "-w", file, text];
    const child = spawn("espeak-ng", options, { stdio: "ignore", timeout: deadlineMs });
    child.on("error", (error) => reject(new Error(voiceAdvice, { cause: error })));
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`espeak-ng ended with ${signal ?? code}`));
    });
  });
