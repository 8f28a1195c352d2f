/** Sound out of a sound card by ALSA's own player, Debian's aplay, run as a process of its own for each sound. */
import { spawn } from "node:child_process";
import { decodeWav } from "./wav.ts";

/** Plays a WAV to its end, or throws with a cause of a few words. Aborting stops it at once. */
export type Player = (wav: Uint8Array, stop: AbortSignal) => Promise<void>;

/** So much longer than the sound itself it may take: a device that swallows no samples holds up no call after this one. */
export const beyondSoundMs = 3_000;
const causeLettersMax = 80;

/**
 * `device`: what ALSA calls it, such as `default` or `plughw:CARD=Headphones`. `environment`: this program's, where ALSA finds its settings
 * and this machine its aplay.
 */
export function aplay(device: string, environment: Readonly<NodeJS.ProcessEnv>, beyondMs = beyondSoundMs): Player {
  return (wav, stop) =>
    new Promise((resolve, reject) => {
      const sound = decodeWav(wav);
      if (!sound) return reject(new Error("not a sound"));
      const soundMs = (1_000 * sound.samples.length) / sound.samplesPerSecond;
      const child = spawn("aplay", ["-q", "-D", device, "-"], {
        // ALSA's own messages become causes, and staff may read those.
        env: { ...environment, LC_ALL: "C" },
        stdio: ["pipe", "ignore", "pipe"],
        signal: stop,
        timeout: Math.ceil(soundMs) + beyondMs,
        killSignal: "SIGKILL",
      });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-2_000);
      });
      // It may end before it has read everything; why is told by how it ended.
      child.stdin.on("error", () => {});
      child.stdin.end(wav);
      child.on("error", (error: NodeJS.ErrnoException) =>
        reject(new Error(error.code === "ENOENT" ? "aplay is not installed" : error.message)),
      );
      child.on("close", (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(signal === null ? causeIn(said) : "it does not take the sound"));
      });
    });
}

/** The last words of `aplay: main:831: audio open error: No such file or directory`. */
function causeIn(said: string): string {
  const last = said.trim().split("\n").at(-1) ?? "";
  return last.replace(/^aplay: \w+:\d+: /, "").slice(0, causeLettersMax) || "aplay failed";
}
