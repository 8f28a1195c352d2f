/** Which devices are connected now, and their faults, by their own word and by their last wills. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Equipment, MachineFigures } from "#shared/wire/machine.ts";
import type { DeviceState } from "#shared/wire/payloads.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import type { Presence } from "./core/contract.ts";

interface Seen {
  readonly state: DeviceState;
  /** Since when it is as it is, by the hub's clock. */
  readonly since: number;
  /** Runs of its program that were over when this one began, the last few. */
  readonly over: readonly string[];
}

const overMax = 8;

export class DevicePresence implements Presence {
  readonly #seen = new Map<string, Seen>();
  readonly #entries = new Map<string, DeviceEntry>();
  /** Who was named last to speak in each zone. */
  readonly #speakers = new Map<string, string>();
  readonly #startedAt: number;
  #configuration: OfficeConfiguration | null = null;
  /** Of the hub's own machine; null while nobody looks. */
  machine: MachineFigures | null = null;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** Devices that left the configuration are forgotten. */
  configure(configuration: OfficeConfiguration | null): void {
    if (configuration === this.#configuration) return;
    this.#configuration = configuration;
    const known = new Set(configuration?.devices.map((each) => each.id));
    for (const id of this.#seen.keys()) if (!known.has(id)) this.#seen.delete(id);
    this.#entries.clear();
    for (const { id, role } of configuration?.devices ?? []) this.#entries.set(`device/${id}`, this.#entry(id, role));
  }

  /** False when nothing changed: an unknown device, or the late will of an older session. */
  hear(device: string, state: DeviceState, now: number): boolean {
    const known = this.#configuration?.devices.find((each) => each.id === device);
    if (!known) return false;
    const before = this.#seen.get(device);
    if (before && isLate(before, state)) return false;
    const same = before?.state.alive === state.alive;
    this.#seen.set(device, { state, since: same ? before.since : now, over: runsOver(before, state) });
    const entry = this.#entry(device, known.role);
    const key = `device/${device}`;
    // Figures are told again and again: the staff's view has none of them.
    if (JSON.stringify(entry) !== JSON.stringify(this.#entries.get(key))) this.#entries.set(key, entry);
    return true;
  }

  isOnline(device: string): boolean {
    return this.#seen.get(device)?.state.alive === true;
  }

  /** Which run of its program is connected; undefined when none is. */
  runOf(device: string): string | undefined {
    const state = this.#seen.get(device)?.state;
    return state?.alive ? `${state.epoch}/${state.session}/${state.boot ?? ""}` : undefined;
  }

  /**
   * The first that is connected and speaks in the zone, before it any whose loudspeaker works. Whoever speaks goes on for as long as it
   * can: it may still have calls to say when the one that was away comes back, and the room would hear both at once.
   */
  speaker(zone: string): string | null {
    const speaking = (this.#configuration?.devices ?? []).filter(
      (each) => each.role === "board" && each.zone === zone && each.speaks && this.isOnline(each.id),
    );
    const able = speaking.filter(({ id }) => !this.#isDumb(id));
    const [first] = able.length > 0 ? able : speaking;
    const before = this.#speakers.get(zone);
    const chosen = able.find(({ id }) => id === before) ?? first;
    if (chosen) this.#speakers.set(zone, chosen.id);
    return chosen?.id ?? null;
  }

  #isDumb(device: string): boolean {
    return this.#seen.get(device)?.state.faults.some((each) => each.fault === "voice-no-output") === true;
  }

  /** What this machine, and each device that was heard, says of itself. */
  get equipment(): { readonly machine: MachineFigures | null; readonly devices: Equipment["devices"] } {
    const devices = [...this.#seen].map(([id, { state }]) => ({ id, software: state.software, machine: state.machine ?? null }));
    return { machine: this.machine, devices };
  }

  /** Every configured device by its key in the staff's view: the same entry until something about it changes. */
  get entries(): ReadonlyMap<string, DeviceEntry> {
    return this.#entries;
  }

  #entry(id: string, role: DeviceEntry["role"]): DeviceEntry {
    const seen = this.#seen.get(id);
    const online = seen?.state.alive === true;
    const since = seen?.since ?? this.#startedAt;
    return { kind: "device", id, role, online, since, faults: online ? seen.state.faults : [] };
  }
}

/**
 * A will is written when its session begins, so it may arrive after the next session's birth. A storage's sessions are counted; of
 * another storage a death says nothing about the storage that is alive. A birth is always believed: a card that was set back to an
 * earlier image counts its sessions from there, and so does one on which the last count could not be kept. The will of the run before is
 * known by its boot then.
 */
function isLate({ state: known, over }: Seen, heard: DeviceState): boolean {
  if (heard.alive) return false;
  return heard.epoch !== known.epoch || heard.session < known.session || (heard.boot !== undefined && over.includes(heard.boot));
}

function runsOver(before: Seen | undefined, { boot }: DeviceState): readonly string[] {
  const last = before?.state.boot;
  const over = (before?.over ?? []).filter((each) => each !== boot);
  return last === undefined || last === boot ? over : [...over, last].slice(-overMax);
}
