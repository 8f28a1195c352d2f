/** `npm run provision -- releases`: speaks with the hub on its own machine, or through a tunnel, and says what it heard. */
import { open } from "node:fs/promises";
import * as v from "valibot";
import { fault } from "#shared/faults/fault.ts";
import { deviceReleases, type NextRelease } from "#shared/update/device-release.ts";
import { type OfficeReleases, officeReleases, pieceBytesMax } from "#shared/update/office-releases.ts";
import { askHub, failureOf, hubAnswer, hubAway } from "../ask-hub.ts";
import { Failure } from "../office/failure.ts";
import type { ReleasesAsked } from "./arguments.ts";

const api = "/api/v1/releases";
const withinMs = 60_000;
/** A piece that got lost on the way is sent again so often. */
const triesMax = 3;

type On = Extract<OfficeReleases, { kind: "on" }>;

export async function runReleases(
  asked: Exclude<ReleasesAsked, { kind: "help" }>,
  user: string,
  say: (line: string) => void,
): Promise<void> {
  const by = asked.by ?? user;
  const { hub } = asked;
  switch (asked.kind) {
    case "list":
      return tell(await view(hub), say);
    case "act":
      if (!(await view(hub)).rollout) throw new Failure("No release is on its way here: releases --put BUNDLE brings one.");
      await askHub(hub, `${api}/act`, withinMs, { act: asked.act, by });
      return tell(await view(hub), say);
    case "send": {
      await send(hub, asked.file);
      const taken = await askHub(hub, `${api}/take`, withinMs, { kind: asked.what, by });
      if (asked.what !== "bundle")
        return say(asked.what === "keys" ? "The hub knows now whose signatures count." : "The hub has the channel.");
      const { version, number, target } = v.parse(v.object({ version: v.string(), number: v.number(), target: v.string() }), taken);
      return say(
        `The hub has release ${version} (number ${number}) for ${target}. It goes to one device first, when the office is closed.`,
      );
    }
  }
}

async function send(hub: string, file: string): Promise<void> {
  const opened = await open(file).catch(() => undefined);
  if (!opened) throw new Failure(`There is no file ${file}.`);
  try {
    const stat = await opened.stat();
    if (!stat.isFile()) throw new Failure(`${file} is no file: name the bundle itself.`);
    const piece = Buffer.alloc(pieceBytesMax);
    for (let at = 0; at < stat.size || at === 0; ) {
      const { bytesRead } = await opened.read(piece, 0, pieceBytesMax, at);
      const there = await sendPiece(hub, at, piece.subarray(0, bytesRead));
      if (bytesRead === 0) break;
      if (there !== at + bytesRead) throw new Failure("Somebody else is bringing a release at the same time. Try again when that is done.");
      at = there;
    }
  } finally {
    await opened.close();
  }
}

async function sendPiece(hub: string, at: number, piece: Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = { "content-type": "application/octet-stream" };
  for (let tries = 1; ; tries += 1) {
    try {
      const sent = { method: "POST", headers, body: piece, signal: AbortSignal.timeout(withinMs) };
      const response = await fetch(`${hub}${api}/incoming?at=${at}`, sent);
      return v.parse(v.object({ bytes: v.number() }), hubAnswer(hub, response.status, await response.json())).bytes;
    } catch (error) {
      if (error instanceof Failure || tries === triesMax) throw error instanceof Failure ? error : hubAway(hub);
    }
  }
}

async function view(hub: string): Promise<On> {
  const read = v.parse(officeReleases, await askHub(hub, api, withinMs, undefined));
  if (read.kind === "on") return read;
  throw failureOf(fault("releases-off"));
}

const nexts: Readonly<Record<NextRelease["kind"], (version: string, at: string) => string>> = {
  none: () => "",
  trying: (version) => `, tries ${version}`,
  taking: (version) => `, is taking ${version}`,
  quiet: (version) => `, gets ${version} when the office closes`,
  "after-first": (version) => `, gets ${version} after the first`,
  "in-turn": (version) => `, gets ${version} in its turn`,
  later: (version, at) => `, gets ${version} after ${at}`,
  failed: (version) => `, halted: ${version} failed here`,
  "passed-over": (version) => `, passed over by ${version}`,
  halted: (version) => `, halted: no ${version} for now`,
  withdrawn: (version) => `, ${version} was taken back`,
  paused: (version) => `, waits with ${version} for other offices`,
};

function tell(view: On, say: (line: string) => void): void {
  const { held, rollout, devices, trusts } = view;
  if (!trusts) say("The hub does not know yet whose signatures count: --trust KEYS tells it, once.");
  for (const { version, number, targets, bytes } of held)
    say(`  ${version} (number ${number}) for ${targets.join(", ")}, ${Math.ceil(bytes / 1_000_000)} MB`);
  if (held.length === 0) say("  no release lies here: --put BUNDLE brings one");
  if (rollout) say(`${rollout.version}: ${stateText(rollout)}`);
  for (const { name, running, next } of deviceReleases(view)) {
    const { report, heardAt } = devices.find((each) => each.name === name) ?? {};
    const runs = running === null ? "not heard yet" : `runs ${running} in slot ${report?.kept?.slot}`;
    const becomes = next.kind === "none" ? "" : nexts[next.kind](next.version, next.kind === "later" ? minute(next.at) : "");
    const last =
      report?.last && report.last.how !== "kept"
        ? `  ! ${report.last.version ?? report.last.number} ${report.last.how}: ${report.last.why}`
        : "";
    const heard = heardAt ? `, heard ${minute(heardAt)}` : "";
    say(`  ${name.padEnd(20)} ${runs}${becomes}${heard}${last}`);
  }
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

function stateText({ mode, halt, elsewhere, widensAt, kept, of }: NonNullable<On["rollout"]>): string {
  const count = `${kept} of ${of} devices have it`;
  if (mode === "withdrawn") return `withdrawn; ${count}`;
  if (mode === "halted")
    return `halted by ${halt?.device} (${[halt?.how, halt?.why].filter(Boolean).join(": ")}); ${count}. --resume or --withdraw`;
  if (mode === "paused") return `paused, it did not end well in ${elsewhere.join(", ")}; ${count}. --resume or --withdraw`;
  if (kept === of) return count;
  if (widensAt !== null) return `${count}; the others may follow from ${minute(widensAt)}. --hurry ends the waiting`;
  return kept === 0 ? `${count}; one is first` : count;
}
