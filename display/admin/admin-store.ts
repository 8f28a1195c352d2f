/** The configuration on the page's side: read from the hub, changed here, saved as a whole, taken back. An adapter; what it decides is in `draft.ts`. */
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Change } from "#shared/office/difference.ts";
import type { Problem } from "#shared/office/problem.ts";
import type { CommandDone } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import type { CheckAnswer, ConfigurationAnswer, SaveAnswer } from "#shared/wire/configuration.ts";
import { drawKey, getJson, later, type Posted, postJson } from "../base/browser.ts";
import { ofThisTab, recall, remember } from "../base/staff-memory.ts";
import { type Draft, rebase, startDraft, withOffice } from "./draft.ts";
import { inFull } from "./words.ts";

const withinMs = 15_000;
const retryMs = 3_000;
const triesMax = 4;

export type Notice =
  | { readonly kind: "saved"; readonly change: number; readonly places: number }
  | { readonly kind: "undone" }
  /** Somebody else changed it meanwhile. `clashes`: the places that both changed. */
  | { readonly kind: "others"; readonly theirs: readonly Change[]; readonly clashes: readonly Change[] }
  /** A file was read and stands as a draft; it may differ in nothing. */
  | { readonly kind: "read"; readonly name: string; readonly places: number };

export class AdminStore {
  readonly #changed: () => void;
  answer: ConfigurationAnswer | null = null;
  draft: Draft | null = null;
  problems: readonly Problem[] = [];
  fault: Fault | null = null;
  notice: Notice | null = null;
  busy = false;
  #loading = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Reads what the hub has; what was changed here stands on top of it. */
  async load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    const got = await getJson("/api/v1/configuration", withinMs).catch(() => null);
    this.#loading = false;
    if (got?.status !== 200) {
      if (!this.answer) later(retryMs, () => void this.load());
      return;
    }
    const answer = got.body as ConfigurationAnswer;
    this.answer = answer;
    if (!this.draft) this.draft = this.#remembered(answer);
    else if (answer.version !== this.draft.base.version || answer.epoch !== this.draft.base.epoch) this.#moveTo(answer);
    this.#changed();
  }

  /** The hub says that the configuration has this version now. */
  heard(version: number): void {
    if (this.answer && this.answer.version < version && !this.busy) void this.load();
  }

  change(draft: Draft): void {
    this.draft = draft;
    this.notice = null;
    this.fault = null;
    if (draft.changes.length === 0) this.problems = [];
    this.#keep();
    this.#changed();
  }

  discard(): void {
    if (this.draft) this.change(startDraft(this.draft.base));
    this.problems = [];
    this.#changed();
  }

  async save(agent: number, language: Language): Promise<void> {
    const { draft } = this;
    if (!draft || this.busy) return;
    const { base, office: configuration, staffPin } = draft;
    const places = inFull(draft.changes).length + (staffPin === undefined ? 0 : 1);
    const expected = { epoch: base.epoch, n: base.version };
    const body = { agent, expected, configuration, language, ...(staffPin === undefined ? {} : { staffPin }) };
    const done = await this.#post("/api/v1/configuration", body);
    if (done) {
      this.draft = null;
      remember(ofThisTab, "admin-draft", null);
      await this.load();
      this.notice = { kind: "saved", change: done.offset, places };
    }
    this.#changed();
  }

  async undo(change: number, agent: number): Promise<void> {
    const { draft } = this;
    if (!draft || this.busy) return;
    const expected = { epoch: draft.base.epoch, n: draft.base.version };
    if (await this.#post("/api/v1/configuration/undo", { agent, expected, change })) {
      await this.load();
      this.notice = { kind: "undone" };
    }
    this.#changed();
  }

  /** A spreadsheet or a file with a whole office: it becomes the draft, so that what it changes is seen before it is saved. */
  async read(file: Blob, name: string, language: Language): Promise<void> {
    if (!this.draft || this.busy) return;
    this.busy = true;
    this.#changed();
    const got = await fetch(`/api/v1/configuration/read?language=${language}`, {
      method: "POST",
      headers: { "content-type": name.endsWith(".json") ? "application/json" : "application/octet-stream" },
      body: file,
      signal: AbortSignal.timeout(withinMs * 2),
    })
      .then(async (answer) => ({ status: answer.status, body: (await answer.json()) as unknown }))
      .catch(() => null);
    this.busy = false;
    this.problems = [];
    this.fault = null;
    this.notice = null;
    if (!got) this.fault = fault("hub-away");
    else if (isFault(got.body)) this.fault = got.body;
    else this.#taken(got.body as CheckAnswer, name);
    this.#changed();
  }

  #taken(answer: CheckAnswer, name: string): void {
    if (!this.draft) return;
    if (!answer.ok) {
      this.problems = answer.problems;
      return;
    }
    this.draft = withOffice(this.draft, answer.configuration);
    this.notice = { kind: "read", name, places: inFull(this.draft.changes).length };
    this.#keep();
  }

  /** Sent again under the same key while nobody answers: it is done once. */
  async #post(address: string, body: object): Promise<CommandDone | null> {
    this.busy = true;
    this.fault = null;
    this.problems = [];
    this.notice = null;
    this.#changed();
    const key = drawKey();
    let got: Posted | null = null;
    for (let tries = 0; tries < triesMax && !got; tries += 1) {
      got = await postJson(address, { ...body, key }, withinMs).catch(() => null);
      if (!got) await new Promise<void>((resolve) => later(retryMs / 3, resolve));
    }
    this.busy = false;
    const answer = (got?.body ?? fault("hub-away")) as SaveAnswer;
    if (!isFault(answer)) return answer;
    this.fault = { fault: answer.fault, facts: answer.facts };
    this.problems = answer.problems ?? [];
    if (answer.fault === "configuration-changed-meanwhile") {
      this.fault = null;
      await this.load();
    }
    return null;
  }

  #moveTo(answer: ConfigurationAnswer): void {
    if (!this.draft) return;
    const moved = rebase(this.draft, answer);
    this.draft = moved.draft;
    if (moved.kind !== "same") {
      this.notice = { kind: "others", theirs: moved.theirs, clashes: moved.kind === "clash" ? moved.clashes : [] };
    }
    this.#keep();
  }

  /** So that a reload loses nothing. The PIN is not kept. */
  #keep(): void {
    const { draft } = this;
    const kept = draft && draft.changes.length > 0 ? JSON.stringify({ base: draft.base, office: draft.office }) : null;
    remember(ofThisTab, "admin-draft", kept);
  }

  #remembered(answer: ConfigurationAnswer): Draft {
    const fresh = startDraft(answer);
    const kept = recall(ofThisTab, "admin-draft");
    if (kept === null) return fresh;
    try {
      const { base, office } = JSON.parse(kept) as { base: Draft["base"]; office: OfficeConfiguration };
      const moved = rebase(withOffice(startDraft(base), office), answer);
      if (moved.kind === "clash") this.notice = { kind: "others", theirs: moved.theirs, clashes: moved.clashes };
      return moved.draft;
    } catch {
      return fresh;
    }
  }
}
