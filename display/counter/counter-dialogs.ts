/**
 * What must be chosen before a move: a service by its everyday words, or one of few options. Holds the two dialogs and sends `ask` with the
 * command that was decided on; it sends nothing itself.
 */
import { html, LitElement } from "lit";
import type { Command } from "#shared/queue/commands.ts";
import type { Outcome, ParkReason } from "#shared/queue/schemas/words.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import type { Place } from "../base/places.ts";
import type { Session } from "../base/staff-session.ts";
import { type StaffView, visitIn } from "../base/staff-view.ts";
import { choiceOf, searchOf } from "./choices.ts";
import { toAssign } from "./commanding.ts";
import type { Assigned } from "./counter-assign.ts";
import "./counter-assign.ts";
import type { Chosen } from "./counter-choice.ts";
import "./counter-choice.ts";
import { aboutBooked, ticketsFor } from "./booked.ts";
import { ticketChoice } from "./choices.ts";
import type { BookedAsked } from "./counter-booked.ts";
import { about, type ChoiceKind, ofCounter, type SearchKind } from "./side-moves.ts";

export interface AskedOf {
  readonly make: (key: string) => Command;
  /** The ticket it is about, as on paper; empty for one that has no number yet. */
  readonly number: string;
}

export class CounterDialogs extends LitElement {
  static override properties = {
    view: { attribute: false },
    office: { attribute: false },
    session: { attribute: false },
    canServe: { attribute: false },
    finishing: { attribute: false },
    language: {},
    shortcuts: { attribute: false },
    searching: { state: true },
    choosing: { state: true },
    checkingIn: { state: true },
  };
  declare view: StaffView | null;
  declare office: StaffOffice | null;
  declare session: Session | null;
  declare canServe: boolean;
  /** What Finish would say now. */
  declare finishing: () => { readonly quantity: number; readonly timeNotAccurate: boolean };
  declare language: Language;
  declare shortcuts: boolean;
  /** A service is being looked for: what for, and of which visit. */
  declare searching: { readonly kind: SearchKind; readonly visit: string | null } | null;
  /** Something is being chosen before a move of this visit. */
  declare choosing: { readonly kind: ChoiceKind; readonly visit: string } | null;
  /** It is being asked which ticket an appointment's holder has. */
  declare checkingIn: BookedAsked["booked"]["entry"] | null;

  constructor() {
    super();
    this.view = null;
    this.office = null;
    this.session = null;
    this.canServe = false;
    this.finishing = () => ({ quantity: 1, timeNotAccurate: false });
    this.language = "en";
    this.shortcuts = true;
    this.searching = null;
    this.choosing = null;
    this.checkingIn = null;
  }

  get isOpen(): boolean {
    return this.searching !== null || this.choosing !== null || this.checkingIn !== null;
  }

  /** A move of an appointment. Which ticket its holder has is asked only when there may be one. */
  booked({ move, booked: { entry, visit } }: BookedAsked): void {
    const { view, session } = this;
    if (!view || !session) return;
    if (move === "check-in" && ticketsFor(view, session.counter).length > 0) this.checkingIn = entry;
    else this.#send(aboutBooked(move, entry, view, session, this.language), visit?.number ?? "");
  }

  /** Looks for a service; of no visit only when one is begun. */
  search(kind: SearchKind, visit: string | null): void {
    if (kind === "new-visit" || visit !== null) this.searching = { kind, visit };
  }

  choose(kind: ChoiceKind, visit: string): void {
    this.choosing = { kind, visit };
  }

  override render() {
    const { view, office, session, searching, choosing, language } = this;
    const number = view && searching?.visit ? (visitIn(view, searching.visit)?.number ?? "") : "";
    const chosenFor = view && choosing ? visitIn(view, choosing.visit) : undefined;
    const around = view && office && session ? { office, view, here: session.counter, language } : null;
    const tickets = this.checkingIn && around && office ? ticketChoice(this.checkingIn.at, around) : null;
    return html`
      <counter-assign
        .search=${searching ? searchOf(searching.kind, number, this.canServe, language) : null}
        .office=${office}
        .language=${language}
        @assign=${this.#found}
        @closed=${() => {
          this.searching = null;
        }}
      ></counter-assign>
      <counter-choice
        .choice=${tickets ?? (choosing && chosenFor && around ? choiceOf(choosing.kind, chosenFor.number, around) : null)}
        .language=${language}
        .shortcuts=${this.shortcuts}
        @chosen=${this.#chosen}
        @closed=${() => {
          this.choosing = null;
          this.checkingIn = null;
        }}
      ></counter-choice>
    `;
  }

  #chosen(event: CustomEvent<Chosen>) {
    const { choosing, view } = this;
    const { id, beside } = event.detail;
    if (this.checkingIn) return this.#ticketChosen(this.checkingIn, id);
    const visit = view && choosing && visitIn(view, choosing.visit);
    this.choosing = null;
    if (!visit || !choosing) return;
    switch (choosing.kind) {
      case "park": {
        const untilMinutes = Number(beside ?? "0");
        return this.#ask(visit, { name: "park", reason: id as ParkReason, untilMinutes: untilMinutes === 0 ? null : untilMinutes });
      }
      case "back":
        return this.#ask(visit, { name: "return-to-line", place: id === "end" ? "end" : "keep" });
      case "transfer": {
        const [kind, to = ""] = [id.slice(0, id.indexOf(" ")), id.slice(id.indexOf(" ") + 1)];
        if (kind === "service") return this.search("transfer", visit.id);
        return this.#ask(visit, {
          name: "transfer",
          to: kind === "type" ? { kind: "counter-type", id: to } : { kind: "counter", id: to },
        });
      }
      case "finish-as":
        // The place is asked in the same dialog, next.
        if (id === "wrong-office") return this.choose("elsewhere", visit.id);
        return this.#ask(visit, { name: "finish", ...this.finishing(), outcome: id as Outcome });
      case "elsewhere":
        return this.#ask(visit, { name: "finish", ...this.finishing(), outcome: "wrong-office", elsewhere: id as Place });
    }
  }

  #ticketChosen(entry: BookedAsked["booked"]["entry"], id: string) {
    const { view, session } = this;
    this.checkingIn = null;
    const visit = view && id !== "new" ? visitIn(view, id) : undefined;
    if (view && session) this.#send(aboutBooked("check-in", entry, view, session, this.language, visit?.id ?? null), visit?.number ?? "");
  }

  #found(event: CustomEvent<Assigned>) {
    const { searching, view, session } = this;
    const { service, serve, channel } = event.detail;
    this.searching = null;
    if (!view || !searching || !session) return;
    if (searching.kind === "new-visit") {
      return this.#send(ofCounter(view, session, { name: "intake", services: [service], channel, serve, language: this.language }), "");
    }
    const visit = searching.visit === null ? undefined : visitIn(view, searching.visit);
    if (!visit) return;
    switch (searching.kind) {
      case "assign":
        return this.#send(toAssign(view, session, visit, service), visit.number);
      case "add":
        return this.#ask(visit, { name: "add-service", service });
      case "change":
        return this.#ask(visit, { name: "change-service", segment: visit.segment, service });
      case "transfer":
        return this.#ask(visit, { name: "transfer", to: { kind: "service", id: service } });
    }
  }

  #ask(visit: VisitEntry, rest: Parameters<typeof about>[3]) {
    if (this.view && this.session) this.#send(about(visit, this.view, this.session, rest), visit.number);
  }

  #send(make: AskedOf["make"], number: string) {
    this.dispatchEvent(new CustomEvent<AskedOf>("ask", { detail: { make, number } }));
  }
}
customElements.define("counter-dialogs", CounterDialogs);
