/** Debian's real aplay, with outputs of ALSA's own that write into a file; this machine needs no sound card. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aplay } from "./aplay.ts";
import { chime } from "./chime.ts";
import { probeEveryMs, Speaker } from "./speaker.ts";
import { decodeWav, encodeWav } from "./wav.ts";

let folder: string;
const never = new AbortController().signal;
const wav = encodeWav(chime());

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "the-q-aplay-"));
  outputs({ room: "room.wav" });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const into = (device: string, beyondMs?: number) => aplay(device, { ...process.env, HOME: folder }, beyondMs);

/** ALSA's configuration of this person: outputs by name, each with the file that it writes. */
function outputs(files: Readonly<Record<string, string>>): void {
  const text = Object.entries(files).map(
    ([name, file]) => `pcm.${name} { type file file "${path.join(folder, file)}" format "wav" slave { pcm "null" } }\n`,
  );
  const written = path.join(folder, "new");
  writeFileSync(written, text.join(""));
  renameSync(written, path.join(folder, ".asoundrc"));
}

test("every sample reaches the output, in order", async () => {
  await into("room")(wav, never);
  const heard = decodeWav(readFileSync(path.join(folder, "room.wav")));
  expect(heard?.samplesPerSecond).toBe(22_050);
  const { samples } = chime();
  expect(heard?.samples.subarray(0, samples.length)).toEqual(samples);
  // ALSA plays whole periods, so silence may follow.
  expect(heard?.samples.subarray(samples.length).every((sample) => sample === 0)).toBe(true);
});

test("an output that is not there is told in ALSA's words, and bytes that are no sound are not given to it", async () => {
  await expect(into("nowhere")(wav, never)).rejects.toThrow("audio open error: No such file or directory");
  await expect(into("room")(Uint8Array.of(1, 2, 3), never)).rejects.toThrow("not a sound");
});

test("without aplay it says so", async () => {
  await expect(aplay("room", { PATH: folder })(wav, never)).rejects.toThrow("aplay is not installed");
});

/** An output whose other end nobody reads. */
function deafOutput(): void {
  outputs({ deaf: "deaf" });
  if (spawnSync("mkfifo", [path.join(folder, "deaf")]).status !== 0) throw new Error("mkfifo failed");
}

test("an output that takes nothing is given up after the sound's own time and a little more", async () => {
  deafOutput();
  const short = encodeWav({ samplesPerSecond: 22_050, samples: new Int16Array(10) });
  await expect(into("deaf", 50)(short, never)).rejects.toThrow("it does not take the sound");
});

test("a loudspeaker says what is in the way, and that it plays again once it does, by itself", async () => {
  let turn: () => void = () => {};
  const said: (string | null)[] = [];
  const every = (ms: number, run: () => void) => {
    expect(ms).toBe(probeEveryMs);
    turn = run;
    return () => {};
  };
  const stands = (cause: string | null) => void said.push(cause);
  const speaker = new Speaker(into("hall"), { timers: { every }, stands });
  speaker.start();
  await vi.waitFor(() => expect(said).toEqual(["audio open error: No such file or directory"]), { timeout: 20_000 });
  expect(await speaker.say([wav, wav])).toEqual([false, false]);
  turn();
  outputs({ hall: "hall.wav" });
  await vi.waitFor(
    () => {
      turn();
      expect(said.at(-1)).toBeNull();
    },
    { timeout: 20_000 },
  );
  expect(said).toHaveLength(2);
  expect(await speaker.say([wav, wav])).toEqual([true, true]);
  speaker.stop();
});

test("a new announcement ends the one that hangs, so that nothing sounds over it; that is no fault of the output", async () => {
  deafOutput();
  const said: (string | null)[] = [];
  const speaker = new Speaker(into("deaf"), { timers: { every: () => () => {} }, stands: (cause) => void said.push(cause) });
  const first = speaker.say([wav, wav]);
  const second = speaker.say([wav]);
  expect(await first).toEqual([false, false]);
  speaker.stop();
  expect(await second).toEqual([false]);
  expect(said).toEqual([]);
});
