/** Changes of the office's configuration while the hub runs: what one would change, taking it, taking one back. Adapter-free. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { LogRow } from "#shared/log/record.ts";
import { checkOffice } from "#shared/office/check.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { applyChanges, differences } from "#shared/office/difference.ts";
import { missingIn } from "#shared/office/missing.ts";
import { both, inWords, type Problem, shorten } from "#shared/office/problem.ts";
import { readTables, type Table, tablesOf } from "#shared/office/sheets/tables.ts";
import { withTheQ } from "#shared/office/the-q.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { OfficeState } from "#shared/queue/state.ts";
import type { Language } from "#shared/texts/language.ts";
import type { CheckAnswer, ConfigurationAnswer, SaveAnswer } from "#shared/wire/configuration.ts";
import { withCitizenKey } from "./citizen-key.ts";
import { lostBy } from "./core/lost-by.ts";
import type { Configuring } from "./pending-replies.ts";

export interface DeskPorts {
  readonly office: string;
  readonly epoch: string;
  readonly state: () => OfficeState;
  /** The row at an offset, if the log still has it. */
  readonly row: (offset: number) => LogRow | undefined;
  /** Resolves when it is on the disk, or refused. */
  readonly configure: (input: Configuring) => Promise<CommandDone | Fault>;
  /** `salt:hash` of a PIN. */
  readonly hashPin: (pin: string) => string;
  /** What secrets of tickets' pages are made with, drawn anew. */
  readonly drawCitizenKey: () => string;
  readonly strangers: () => readonly string[];
}

/** Who asks, under which key, having seen what. */
export interface Asked {
  readonly key: string;
  readonly agent: number;
  readonly expected: { readonly epoch: string; readonly n: number };
}

export interface Saving extends Asked {
  readonly configuration: unknown;
  readonly staffPin?: string | null | undefined;
  readonly language: Language;
}

export class ConfigurationDesk {
  readonly #ports: DeskPorts;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  get office(): string {
    return this.#ports.office;
  }

  /** Undefined until the hub has a configuration. */
  read(): ConfigurationAnswer | undefined {
    const { configuration, configurationVersion: version, configurationChanges: changes } = this.#ports.state();
    if (!configuration) return undefined;
    const { epoch, strangers } = this.#ports;
    const hasStaffPin = configuration.staffPin !== undefined;
    const missing = missingIn(configuration);
    return { epoch, version, configuration: withoutSecrets(configuration), hasStaffPin, missing, changes, strangers: strangers() };
  }

  /** What a configuration would change, or everything that is wrong with it. */
  check(input: unknown, language: Language): CheckAnswer {
    const checked = this.#checked(input, language);
    if (!checked.ok) return checked;
    const { office } = checked;
    const state = this.#ports.state();
    const changes = differences(withoutSecrets(state.configuration ?? {}), withoutSecrets(office));
    const refusal = lostBy(state, office) ?? null;
    return { ok: true, configuration: withoutSecrets(office), changes, missing: missingIn(office), refusal };
  }

  /** The office as tables, for a spreadsheet; undefined until there is one. */
  tables(language: Language): readonly Table[] | undefined {
    const { configuration } = this.#ports.state();
    return configuration ? tablesOf(withoutSecrets(configuration), language) : undefined;
  }

  /** As `check`, of tables; problems name the cell. */
  checkTables(tables: readonly Table[], language: Language): CheckAnswer {
    const read = readTables(tables, withoutSecrets(this.#ports.state().configuration ?? {}), language);
    const checked = this.check(read.office, language);
    if (checked.ok) return read.problems.length === 0 ? checked : { ok: false, problems: read.problems };
    const problems = checked.problems.map((each) => ({ ...each, path: read.cellOf(each.path) ?? each.path }));
    return { ok: false, problems: [...read.problems, ...problems] };
  }

  /** As `check`, of a file: a whole office, or The Q's catalogue taken over to this one. */
  checkFile(input: unknown, language: Language): CheckAnswer {
    const { configuration } = this.#ports.state();
    const taken = configuration ? withTheQ(input, configuration) : undefined;
    return this.check(taken ?? input, language);
  }

  async save({ configuration, staffPin, language, ...asked }: Saving): Promise<SaveAnswer> {
    const checked = this.#checked(configuration, language);
    if (!checked.ok) return notRight(checked.problems);
    const { staffPin: _unasked, citizenKey: _drawn, ...plain } = checked.office;
    const kept = staffPin === undefined ? this.#ports.state().configuration?.staffPin : (staffPin ?? undefined);
    const pin = typeof staffPin === "string" ? this.#ports.hashPin(staffPin) : kept;
    return this.#take(asked, { ...plain, ...(pin === undefined ? {} : { staffPin: pin }) });
  }

  /** Takes back what one change did, as far as nothing of it was changed again. */
  async undo({ change: n, ...asked }: Asked & { readonly change: number }): Promise<SaveAnswer> {
    const state = this.#ports.state();
    const done = state.commandsDone.get(asked.key);
    if (done) return { done: true, epoch: this.#ports.epoch, offset: done.offset, visit: null, repeated: true };
    const change = state.configurationChanges.find((each) => each.n === n);
    const [after, before] = [this.#configurationAt(n), this.#configurationAt(change?.before ?? 0)];
    if (!change || !after || !before || change.undone !== null) return fault("change-unknown", { change: n });
    const applied = applyChanges(state.configuration, differences(after, before));
    if (!applied.ok) return fault("change-not-undoable", { path: applied.clashes[0]?.path ?? "" });
    const checked = this.#checked(applied.value, "en");
    if (!checked.ok) return notRight(checked.problems);
    return this.#take(asked, checked.office, n);
  }

  #take({ key, agent, expected }: Asked, configuration: OfficeConfiguration, undoes?: number): Promise<CommandDone | Fault> {
    const actor = { kind: "agent", agent, counter: null } as const;
    return this.#ports.configure({
      kind: "configure",
      key,
      actor,
      expected,
      configuration: withCitizenKey(configuration, this.#ports.state().configuration, this.#ports.drawCitizenKey),
      ...(undoes === undefined ? {} : { undoes }),
    });
  }

  #checked(input: unknown, language: Language): ReturnType<typeof checkOffice> {
    const checked = checkOffice(input, language);
    const { office } = this.#ports;
    if (!checked.ok || checked.office.office.id === office) return checked;
    const what = both(`this hub is the one of "${office}"`, `ce serveur est celui de « ${office} »`);
    const advice = both(`Write "${office}", or take the file of this office.`, `Écrivez « ${office} », ou prenez le fichier de ce bureau.`);
    const { id } = checked.office.office;
    return {
      ok: false,
      problems: [{ path: "office.id", seen: shorten(id), what: inWords(what, language), advice: inWords(advice, language) }],
    };
  }

  #configurationAt(offset: number): OfficeConfiguration | undefined {
    const row = offset > 0 ? this.#ports.row(offset) : undefined;
    if (row?.kind !== "configuration-changed" || row.origin) return undefined;
    return (row.body as { configuration: OfficeConfiguration }).configuration;
  }
}

/** The devices of which the hub's faults say that the configuration does not know them. */
export function strangersIn(faults: Iterable<string>): readonly string[] {
  return [...faults].flatMap((about) => /^(.+)\/not-enrolled$/.exec(about)?.[1] ?? []).sort();
}

export function isDone(answer: SaveAnswer): answer is CommandDone {
  return !isFault(answer);
}

function notRight(problems: readonly Problem[]): SaveAnswer {
  const [first] = problems;
  return { ...fault("configuration-not-right", first ? { path: first.path, what: first.what } : {}), problems };
}

function withoutSecrets<T extends object>(configuration: T): T {
  const { staffPin: _pin, citizenKey: _key, ...rest } = configuration as { staffPin?: string; citizenKey?: string };
  return rest as T;
}
