/** `npm run provision -- releases`: speaks with the hub on its own machine, or through a tunnel, and says what it heard. */
import { open } from "node:fs/promises";
import * as v from "valibot";
import type { Fault } from "#shared/faults/fault.ts";
import { faultText } from "#shared/faults/text.ts";
import { deviceReleases, type NextRelease } from "#shared/update/device-release.ts";
import { type OfficeReleases, officeReleases, pieceBytesMax } from "#shared/update/office-releases.ts";
import { Failure } from "../office/failure.ts";
import { askJson } from "../office/wire/ask.ts";
import type { ReleasesAsked } from "./arguments.ts";

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
  const api = `${asked.hub}/api/v1/releases`;
  switch (asked.kind) {
    case "list":
      return tell(await view(api), say);
    case "act":
      await ask(`${api}/act`, { act: asked.act, by });
      return tell(await view(api), say);
    case "send": {
      await send(api, asked.file);
      const taken = await ask(`${api}/take`, { kind: asked.what, by });
      if (asked.what !== "bundle")
        return say(asked.what === "keys" ? "The hub knows now whose signatures count." : "The hub has the channel.");
      const { version, number, target } = v.parse(v.object({ version: v.string(), number: v.number(), target: v.string() }), taken);
      return say(
        `The hub has release ${version} (number ${number}) for ${target}. It goes to one device first, when the office is closed.`,
      );
    }
  }
}

async function send(api: string, file: string): Promise<void> {
  const opened = await open(file).catch(() => undefined);
  if (!opened) throw new Failure(`There is no file ${file}.`);
  try {
    const { size } = await opened.stat();
    const piece = Buffer.alloc(pieceBytesMax);
    for (let at = 0; at < size || at === 0; ) {
      const { bytesRead } = await opened.read(piece, 0, pieceBytesMax, at);
      const there = await sendPiece(`${api}/incoming?at=${at}`, piece.subarray(0, bytesRead));
      if (bytesRead === 0) break;
      if (there !== at + bytesRead) throw new Failure("Somebody else is bringing a release at the same time. Try again when that is done.");
      at = there;
    }
  } finally {
    await opened.close();
  }
}

async function sendPiece(address: string, piece: Uint8Array<ArrayBuffer>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      const headers = { "content-type": "application/octet-stream" };
      const response = await fetch(address, { method: "POST", headers, body: piece, signal: AbortSignal.timeout(withinMs) });
      const body = understood(response.status, await response.json(), address);
      return v.parse(v.object({ bytes: v.number() }), body).bytes;
    } catch (error) {
      if (error instanceof Failure || tries === triesMax) throw error instanceof Failure ? error : away(address);
    }
  }
}

async function view(api: string): Promise<On> {
  const read = v.parse(officeReleases, await ask(api, undefined));
  if (read.kind === "on") return read;
  const { what, advice } = faultText({ fault: "releases-off", facts: {} }, "en");
  throw new Failure(`${what} ${advice}`);
}

async function ask(address: string, post: object | undefined): Promise<unknown> {
  let answer: Awaited<ReturnType<typeof askJson>>;
  try {
    answer = await askJson(address, withinMs, post);
  } catch {
    throw away(address);
  }
  return understood(answer.status, answer.body, address);
}

function understood(status: number, body: unknown, address: string): unknown {
  if (typeof body === "object" && body !== null && "fault" in body) {
    const { what, advice } = faultText(body as Fault, "en");
    throw new Failure(`${what} ${advice}`);
  }
  if (status !== 200) throw new Failure(`${new URL(address).host} answered ${status}: it is no hub that gives releases.`);
  return body;
}

function away(address: string): Failure {
  return new Failure(`${new URL(address).host} does not answer. Run this on the hub, or through ssh -L 8080:127.0.0.1:8080 q-care@HUB.`);
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
