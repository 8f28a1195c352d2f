/** What staff noted about the citizen at this counter, shown and edited. It goes to the hub's side table and comes from there: never with the live view. */
import { html, LitElement, nothing } from "lit";
import { type Fault, isFault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { PersonalNote } from "#shared/wire/personal.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { drawKey } from "../base/browser.ts";
import "../base/fault-note.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import type { Session } from "../base/staff-session.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { bookedTexts, maxOf } from "./booked-texts.ts";
import { noteStyles } from "./counter-note.styles.ts";
import { dialogStyles } from "./dialog.styles.ts";
import { type Draft, draftOf, guestsToday, keepNote, type NoteField, noteFields, noteOf } from "./note.ts";
import { counterTexts } from "./texts.ts";

/** So many characters before the end it is said how many are left. */
const nearEnd = 100;

export class CounterNote extends LitElement {
  static override properties = {
    visit: { attribute: false },
    session: { attribute: false },
    format: { attribute: false },
    language: {},
    shortcuts: { attribute: false },
    note: { state: true },
    guest: { state: true },
    fault: { state: true },
    editing: { state: true },
    saving: { state: true },
    saved: { state: true },
  };
  declare visit: VisitEntry | null;
  declare session: Session | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare shortcuts: boolean;
  declare note: PersonalNote | null;
  /** Who the calendar says comes for this ticket's appointment. */
  declare guest: string | null;
  declare fault: Fault | null;
  /** What is being written, and about whom: it stays when the visit moves on meanwhile. */
  declare editing: { readonly visit: string; readonly number: string; readonly draft: Draft } | null;
  declare saving: boolean;
  declare saved: boolean;
  #read = "";
  /** Of what is written now: sent again, it is the same request. */
  #key = "";

  constructor() {
    super();
    this.visit = null;
    this.session = null;
    this.format = null;
    this.language = "en";
    this.shortcuts = true;
    this.note = null;
    this.guest = null;
    this.fault = null;
    this.editing = null;
    this.saving = false;
    this.saved = false;
  }

  static override styles = [staffStyles, dialogStyles, noteStyles];

  get isOpen(): boolean {
    return this.editing !== null;
  }

  /** Begins to write, with what is noted already. */
  async open(): Promise<void> {
    const { visit } = this;
    if (!visit || this.editing) return;
    const note = visit.personal.length === 0 ? null : await noteOf(visit.id);
    if (this.visit?.id !== visit.id) return;
    // What is there must not be written over unseen.
    if (isFault(note)) {
      this.fault = note;
      return;
    }
    this.fault = null;
    this.#key = "";
    this.editing = { visit: visit.id, number: visit.number, draft: draftOf(note) };
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has("visit") || (changed.get("visit") as VisitEntry | null | undefined)?.id === this.visit?.id) return;
    this.note = null;
    this.guest = null;
    this.saved = false;
    if (!this.editing) this.fault = null;
  }

  override updated(changed: Map<string, unknown>) {
    void this.#fetch();
    if (!changed.has("editing")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.editing && !dialog?.open) {
      dialog?.showModal();
      this.renderRoot.querySelector<HTMLElement>("#comment")?.focus();
    }
    if (!this.editing && dialog?.open) dialog.close();
  }

  override render() {
    const say = bookedTexts[this.language].note;
    const { key } = { key: appointmentTexts[this.language].keys.note };
    return html`
      <div class="noted">
        <button type="button" class="button small quiet" aria-keyshortcuts=${this.shortcuts ? key : nothing} @click=${() => this.open()}>
          ${icon("ticket")}${say.open}${this.shortcuts ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
        </button>
        ${this.#told()}
      </div>
      ${this.fault && !this.editing ? html`<fault-note .fault=${this.fault} .language=${this.language}></fault-note>` : nothing}
      <p class="unseen" role="status">${this.saved ? say.saved : ""}</p>
      ${this.#dialog()}
    `;
  }

  #told() {
    const say = bookedTexts[this.language].note;
    const { note, visit } = this;
    const guest = this.guest && visit?.appointment ? say.guest(this.guest, this.format?.time(visit.appointment.at) ?? "") : null;
    const said = noteFields.flatMap((field) => (note?.[field] ? [{ field, text: note[field] }] : []));
    if (!guest && said.length === 0) return nothing;
    return html`
      <div class="told" tabindex="0" role="group" aria-label=${say.open}>
        ${guest ? html`<p><strong>${guest}</strong></p>` : nothing}
        ${said.map(({ field, text }) => html`<p class=${field}><span class="unseen">${say.fields[field]}: </span>${text}</p>`)}
      </div>
    `;
  }

  #dialog() {
    const say = bookedTexts[this.language].note;
    const { editing } = this;
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed}>
        <div class="top">
          <div>
            <h2 id="heading">${editing ? say.heading(editing.number) : nothing}</h2>
            <p>${say.lead}</p>
          </div>
          <button type="button" class="button small quiet" aria-label=${counterTexts[this.language].assign.close} @click=${this.#close}>${icon("close")}</button>
        </div>
        <form @submit=${this.#save}>
          ${noteFields.map((field) => this.#field(field, editing?.draft[field] ?? ""))}
          ${this.fault ? html`<fault-note .fault=${this.fault} .language=${this.language}></fault-note>` : nothing}
          <div class="ends">
            <button type="submit" class="button primary" aria-disabled=${this.saving}>${this.saving ? say.saving : say.save}</button>
            <button type="button" class="button" @click=${this.#close}>${say.close}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #field(field: NoteField, text: string) {
    const say = bookedTexts[this.language].note;
    const left = maxOf[field] - text.length;
    const typed = (event: Event & { target: HTMLInputElement | HTMLTextAreaElement }) => this.#typed(field, event.target.value);
    return html`
      <div class="field">
        <label for=${field}>${say.fields[field]}</label>
        ${
          field === "comment"
            ? html`<textarea id=${field} rows="4" maxlength=${maxOf[field]} .value=${text} @input=${typed}></textarea>`
            : html`<input id=${field} type="text" autocomplete="off" maxlength=${maxOf[field]} .value=${text} @input=${typed} />`
        }
        <p class="left" role="status">${left <= nearEnd ? say.left(left) : ""}</p>
      </div>
    `;
  }

  #typed(field: NoteField, text: string) {
    if (!this.editing) return;
    this.#key = "";
    this.editing = { ...this.editing, draft: { ...this.editing.draft, [field]: text } };
  }

  async #save(event: Event) {
    event.preventDefault();
    const { editing, session } = this;
    if (!editing || !session || this.saving) return;
    this.saving = true;
    if (this.#key === "") this.#key = drawKey();
    const fault = await keepNote(editing.visit, { key: this.#key, ...session, ...editing.draft });
    this.saving = false;
    this.fault = fault ?? null;
    // What was written on meanwhile, or could not be kept, stays to be saved.
    if (fault || this.editing?.draft !== editing.draft) return;
    this.editing = null;
    this.saved = true;
    if (this.visit?.id === editing.visit) this.note = { visit: editing.visit, ...editing.draft };
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  #closed() {
    this.editing = null;
    this.fault = null;
  }

  /** Again when the visit changed: a colleague may have written. */
  async #fetch() {
    const { visit } = this;
    const of = visit ? `${visit.id} ${visit.changed}` : "";
    if (of === this.#read) return;
    this.#read = of;
    if (!visit) return;
    if (visit.personal.length === 0) this.note = null;
    const [note, guests] = await Promise.all([
      visit.personal.length === 0 ? null : noteOf(visit.id),
      visit.appointment === null || this.guest !== null ? null : guestsToday(),
    ]);
    if (this.visit?.id !== visit.id || this.#read !== of) return;
    if (note !== null && !isFault(note)) this.note = note;
    if (!this.editing) this.fault = isFault(note) ? note : null;
    if (visit.appointment === null) this.guest = null;
    else if (guests !== null && !isFault(guests)) this.guest = guests.get(visit.appointment.id)?.name ?? null;
  }
}
customElements.define("counter-note", CounterNote);
