/**
 * What a hub does with releases: keeps them, says to each device whether it may, hears how that ended, and tells people. The rules stand in
 * `rings.ts`, what lies here in `shelf.ts`.
 */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { AuditWhat } from "#shared/identity/registry.ts";
import type { SqlDatabase } from "#shared/log/event-log.ts";
import {
  askAgainMs,
  bundleName,
  type OfficeReleases,
  type ReleaseAct,
  type ReleaseAnswer,
  type ReleaseReport,
} from "#shared/update/office-releases.ts";
import type { ReleaseStanding, ReleasesAnswer } from "#shared/update/province-releases.ts";
import type { Audit } from "../identity/audit.ts";
import type { Journal } from "../journal.ts";
import {
  asked,
  begun,
  type Heard,
  heardElsewhere,
  hurried,
  looked,
  type RingDevice,
  type RingTimes,
  type Rollout,
  reported,
  restarted,
  resumed,
  widensAt,
  withdrawn,
} from "./rings.ts";
import type { Held, Shelf } from "./shelf.ts";
import { ReleaseStore } from "./store.ts";

export interface ReleaseDeskPorts {
  readonly database: SqlDatabase;
  readonly audit: Pick<Audit, "write">;
  readonly shelf: Shelf;
  readonly times: RingTimes;
  /** Devices that are enrolled and not revoked. */
  readonly devices: () => readonly RingDevice[];
  readonly faults: { raise(about: string, fault: Fault): void; clear(about: string): void };
  readonly journal: Journal;
  /** UTC milliseconds, for what expires and for the audit. */
  readonly wall: () => number;
  /** Milliseconds that only go forward while this runs, and are close to UTC. */
  readonly steady: () => number;
  /** The release on its way stands otherwise than before. */
  readonly changed: () => void;
}

const aboutHalt = "releases";
const byHand = "by-hand.bundle";

export class ReleaseDesk {
  readonly #ports: ReleaseDeskPorts;
  readonly #store: ReleaseStore;
  readonly #heard: Map<string, Heard>;
  #rollout: Rollout | null;

  constructor(ports: ReleaseDeskPorts) {
    this.#ports = ports;
    this.#store = new ReleaseStore(ports.database);
    this.#heard = this.#store.heard();
    const before = this.#store.rollout();
    this.#rollout = before && restarted(before, ports.steady());
    this.#begin("the hub");
    this.#tell();
  }

  get shelf(): Shelf {
    return this.#ports.shelf;
  }

  /** A device's word, and the hub's. */
  ask(device: string, report: ReleaseReport): ReleaseAnswer {
    const { steady, times } = this.#ports;
    const now = steady();
    const before = this.#heard.get(device)?.report;
    this.#heard.set(device, { at: now, report });
    if (JSON.stringify(before) !== JSON.stringify(report)) this.#store.keepReport(device, now, report);
    const againMs = Math.min(Math.max(times.askMs, askAgainMs.min), askAgainMs.max);
    let may: number | null = null;
    if (this.#rollout) {
      const heard = reported(looked(this.#rollout, this.#heard, times, now), device, report, now);
      const office = { devices: this.#ports.devices(), heard: this.#heard, times };
      const answer = asked(heard, device, report.taking, office, now);
      if (answer.may) may = answer.rollout.number;
      this.#become(answer.rollout, `device ${device}`);
    }
    this.#tell();
    return { may, againMs };
  }

  /** The bundle that this device may fetch now under this name. */
  bundleFor(device: string, name: string): { readonly file: string; readonly bytes: number } | undefined {
    const step = this.#rollout?.steps[device];
    if (this.#rollout?.mode !== "rolling" || (step?.kind !== "may" && step?.kind !== "taking")) return undefined;
    const { number } = this.#rollout;
    const target = this.#heard.get(device)?.report.target;
    const what = this.shelf.held.find((each) => each.number === number && each.target === target);
    return what && bundleName(what.number, what.target) === name ? { file: this.shelf.fileOf(what), bytes: what.bytes } : undefined;
  }

  /** Looks whether something has lasted too long. */
  look(): void {
    if (!this.#rollout) return;
    this.#become(looked(this.#rollout, this.#heard, this.#ports.times, this.#ports.steady()), "the hub");
    this.#tell();
  }

  /** `meant`: the number of the release that the person spoke of; undefined for whichever is on its way. */
  act(act: ReleaseAct, by: string, meant?: number): Fault | undefined {
    if (!this.#rollout) return fault("bad-request", { path: "act", what: "no release is on its way" });
    if (meant !== undefined && meant !== this.#rollout.number) return fault("changed-meanwhile");
    if (act === "hurry" && this.#rollout.mode !== "rolling")
      return fault("bad-request", { path: "act", what: `the release is ${this.#rollout.mode}: let the others follow, or take it back` });
    if (act === "resume") this.#become(resumed(this.#rollout), by, "release-resumed");
    else if (act === "withdraw") this.#become(withdrawn(this.#rollout), by, "release-withdrawn");
    else this.#become(hurried(this.#rollout), by, "release-hurried");
    this.#tell();
    return undefined;
  }

  /** How the release on its way fares here, for other offices; null while none is. */
  standing(): ReleaseStanding | null {
    const rollout = this.#rollout;
    if (!rollout) return null;
    const { number, version, mode, halt } = rollout;
    const said = halt && { device: halt.device, how: halt.how, why: halt.why.slice(0, 60) };
    return { number, version, mode, halt: said, ...this.#count(rollout) };
  }

  /** What central says of releases in other offices. Where every device has it there is nothing to hold back. */
  hearElsewhere({ troubles }: ReleasesAnswer): void {
    if (!this.#rollout) return;
    const { kept, of } = this.#count(this.#rollout);
    const { offices = [] } = kept >= of ? {} : (troubles.find(({ number }) => number === this.#rollout?.number) ?? {});
    this.#become(heardElsewhere(this.#rollout, offices), "other offices");
    this.#tell();
  }

  /** A piece of what somebody brings; how many bytes are there. */
  incoming(at: number, piece: Uint8Array): Promise<number | Fault> {
    return this.shelf.append(byHand, at, piece);
  }

  /** What was brought, judged. */
  async takeIncoming(kind: "bundle" | "keys" | "channel", by: string): Promise<Held | { readonly kind: "done" } | Fault> {
    if (kind === "bundle") return this.take(byHand, "stick", by);
    const text = await this.shelf.takeText(byHand);
    const { wall } = this.#ports;
    const wrong = kind === "keys" ? await this.shelf.trust(text) : await this.shelf.learn(kind, jsonOf(text), wall());
    if (wrong) return wrong;
    this.#write(by, kind === "keys" ? "release-keys-trusted" : "release-channel-taken", "", {});
    return { kind: "done" };
  }

  /** What lies in quarantine under this name, judged; a release that is newer than all begins its way. */
  async take(name: string, from: "channel" | "stick", by: string): Promise<Held | Fault> {
    const taken = await this.shelf.take(name, from, this.#ports.wall());
    if (isFault(taken)) {
      this.#ports.journal.warn("release.refused", { ...taken });
      this.#write(by, "release-refused", "", { fault: taken.fault });
      return taken;
    }
    const { number, version, target, bytes } = taken;
    this.#ports.journal.info("release.taken", { number, version, target, bytes });
    this.#write(by, "release-taken", "", { number, version, target });
    this.#begin(by);
    this.#tell();
    return taken;
  }

  view(): OfficeReleases {
    const { steady, wall, times, devices } = this.#ports;
    const rollout = this.#rollout;
    const all = devices();
    return {
      kind: "on",
      now: wall(),
      trusts: this.shelf.trusted !== null,
      held: heldByNumber(this.shelf.held),
      rollout: rollout && {
        ...{ number: rollout.number, version: rollout.version, mode: rollout.mode, halt: rollout.halt, hurried: rollout.hurried },
        ...{ elsewhere: [...rollout.elsewhere], widensAt: widensAt(rollout, times, steady()), ...this.#count(rollout) },
      },
      devices: all.map(({ name }) => {
        const heard = this.#heard.get(name);
        return { name, heardAt: heard?.at ?? null, report: heard?.report ?? null, step: rollout?.steps[name]?.kind ?? "waits" };
      }),
    };
  }

  /** The newest release that lies here, when it is newer than what was on its way; or the same for another kind of machine. */
  #begin(by: string): void {
    const [newest] = this.shelf.held;
    if (!newest || newest.number < (this.#rollout?.number ?? 0)) return;
    const targets = this.shelf.held.filter(({ number }) => number === newest.number).map(({ target }) => target);
    if (newest.number === this.#rollout?.number) {
      if (targets.length !== this.#rollout.targets.length) this.#become({ ...this.#rollout, targets }, by);
      return;
    }
    let rollout = begun(newest.number, newest.version, targets, this.#ports.steady());
    // Who has it already, from a stick or an earlier life of this hub, counts.
    for (const [device, { report }] of this.#heard) rollout = reported(rollout, device, report, this.#ports.steady());
    this.#become(rollout, by, "release-begun");
  }

  #become(after: Rollout, by: string, what?: AuditWhat): void {
    const before = this.#rollout;
    if (after === before) return;
    const { number, version, halt } = after;
    const isSame = before?.number === number;
    const isHalted = isSame && after.mode === "halted" && before.mode !== "halted";
    const isPaused = isSame && after.mode === "paused" && before.mode !== "paused";
    const isFree = isSame && after.mode === "rolling" && before.mode === "paused" && what === undefined;
    this.#store.keepRollout(after, () => {
      if (what) this.#write(by, what, "", { number, version });
      if (isPaused) this.#write(by, "release-paused", "", { number, version, offices: after.elsewhere.join(", ") });
      if (isFree) this.#write(by, "release-resumed", "", { number, version });
      if (isHalted)
        this.#write("the hub", "release-halted", halt?.device ?? "", { number, version, how: halt?.how ?? "", why: halt?.why ?? "" });
    });
    this.#rollout = after;
    if (isHalted) this.#ports.journal.warn("release.halted", { number, ...halt });
    else if (isPaused) this.#ports.journal.warn("release.paused", { number, offices: after.elsewhere.join(", ") });
    else if (what) this.#ports.journal.info(what.replace("-", "."), { number, by });
    this.#ports.changed();
  }

  #count({ steps }: Rollout): { readonly kept: number; readonly of: number } {
    const all = this.#ports.devices();
    return { kept: all.filter(({ name }) => steps[name]?.kind === "kept").length, of: all.length };
  }

  /** What people see of it among the faults. */
  #tell(): void {
    const { faults, devices } = this.#ports;
    const rollout = this.#rollout;
    const names = new Set(devices().map(({ name }) => name));
    if (rollout?.mode === "halted" && rollout.halt) {
      faults.raise(aboutHalt, fault("release-halted", { document: rollout.version, device: rollout.halt.device }));
    } else if (rollout?.mode === "paused") {
      faults.raise(aboutHalt, fault("release-paused", { document: rollout.version, offices: someOf(rollout.elsewhere) }));
    } else faults.clear(aboutHalt);
    for (const [device, { report }] of this.#heard) {
      const about = `${device}/update`;
      const { last, kept } = report;
      if (!names.has(device)) {
        this.#heard.delete(device);
        this.#store.forget(device);
        faults.clear(about);
      } else if (last && last.how !== "kept" && last.number > (kept?.number ?? 0)) {
        const what = last.how === "given-up" ? "update-given-up" : "update-refused-here";
        faults.raise(about, fault(what, { device, document: last.version ?? String(last.number) }));
      } else faults.clear(about);
    }
  }

  #write(by: string, what: AuditWhat, device: string, facts: Readonly<Record<string, string | number>>): void {
    this.#ports.audit.write({ at: this.#ports.wall(), by, what, device, facts });
  }
}

/** As many as a sentence bears; the command line names more. */
function someOf(offices: readonly string[]): string {
  return offices.length <= 3 ? offices.join(", ") : `${offices.slice(0, 3).join(", ")}, ...`;
}

function heldByNumber(held: readonly Held[]) {
  const numbers = [...new Set(held.map(({ number }) => number))];
  return numbers.map((number) => {
    const all = held.filter((each) => each.number === number);
    return {
      number,
      version: all[0]?.version ?? "",
      targets: all.map(({ target }) => target),
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
