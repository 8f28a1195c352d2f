/** A ticket that was scanned, typed or touched: how it stands, and what the reception can do with it. Sends `ask`, `show`, `close`. */
import { html, LitElement, nothing } from "lit";
import type { Outcome } from "#shared/queue/schemas/words.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { deviceName } from "../base/device-name.ts";
import type { OfficeFormat } from "../base/format.ts";
import { places, placeWords } from "../base/places.ts";
import { icon } from "../base/staff-icons.ts";
import type { aboutVisit } from "./commanding.ts";
import { movesOf, type TicketMove } from "./finding.ts";
import { markFields, markStyles } from "./mark-fields.ts";
import "./reception-services.ts";
import { codeIcon } from "./code-icon.ts";
import { receptionTexts } from "./texts.ts";
import { ticketStyles } from "./ticket.styles.ts";

type Asking = "moves" | "correct" | "errand" | "send-away" | "where";
export type Rest = Parameters<typeof aboutVisit>[3];

/** How a citizen goes who is not served today. */
const endings = ["papers-missing", "wrong-office", "system-down", "to-be-continued"] as const satisfies readonly Outcome[];

export class ReceptionTicket extends LitElement {
  static override properties = {
    visit: { attribute: false },
    services: { attribute: false },
    stopped: { attribute: false },
    office: { attribute: false },
    kiosk: { attribute: false },
    expectedAt: { attribute: false },
    format: { attribute: false },
    now: { attribute: false },
    held: { attribute: false },
    language: {},
    asking: { state: true },
  };
  declare visit: VisitEntry | null;
  declare services: StaffOffice["services"];
  declare stopped: ReadonlySet<string>;
  declare office: StaffOffice | null;
  declare kiosk: string | null;
  declare expectedAt: number | null;
  declare format: OfficeFormat | null;
  declare now: number;
  declare held: boolean;
  declare language: Language;
  declare asking: Asking;

  constructor() {
    super();
    this.visit = null;
    this.services = [];
    this.stopped = new Set();
    this.office = null;
    this.kiosk = null;
    this.expectedAt = null;
    this.format = null;
    this.now = 0;
    this.held = false;
    this.language = "en";
    this.asking = "moves";
  }

  static override styles = [ticketStyles, markStyles];

  /** The move was made, or another ticket is looked at. */
  finish() {
    this.asking = "moves";
  }

  override render() {
    const { visit } = this;
    if (!visit) return nothing;
    const say = receptionTexts[this.language].ticket;
    return html`
      <section class="card" aria-labelledby="ticket">
        <div class="head">
          <h2 id="ticket"><span class="unseen">${say.heading(visit.number)}</span><span class="number" aria-hidden="true" translate="no">${visit.number}</span></h2>
          <div class="facts">
            <p class="service">${this.#services(visit)}</p>
            <p class="stands">${this.#standing(visit)}</p>
            <p class="quiet">${this.format ? say.arrived(this.format.time(visit.arrivedAt), this.format.duration(this.now - visit.arrivedAt)) : nothing}</p>
          </div>
          <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent("close"))}>${icon("close")}${say.close}</button>
        </div>
        ${this.asking === "moves" ? this.#moves(visit) : this.#choice(visit)}
      </section>
    `;
  }

  #moves(visit: VisitEntry) {
    const say = receptionTexts[this.language].ticket;
    const moves = movesOf(visit);
    const has = (move: TicketMove) => moves.includes(move);
    const { minutes } = this.office?.rules.stepAway ?? { minutes: [] };
    return html`<div class="body">
      <div class="moves">
        ${has("return") ? this.#move("undo", say.returns, () => this.#ask({ name: "return-no-show" }), "primary") : nothing}
        ${has("come-back") ? this.#move("check", say.comeBack, () => this.#ask({ name: "come-back" }), "primary") : nothing}
        ${has("correct") ? this.#move("forward", say.correct, () => this.#open("correct")) : nothing}
        ${has("errand") ? this.#move("plus", say.errand, () => this.#open("errand")) : nothing}
        ${has("step-away") ? minutes.map((each) => this.#move("cup", say.stepAway(each), () => this.#ask({ name: "step-away", minutes: each }))) : nothing}
        ${has("print") && this.kiosk !== null ? this.#move("printer", say.printAt(this.#kioskName), () => this.#ask({ name: "reprint", device: this.kiosk ?? "" })) : nothing}
        <button type="button" class="button move" @click=${() => this.dispatchEvent(new CustomEvent("show"))}>${codeIcon}${say.code}</button>
        ${has("send-away") ? this.#move("forward", say.sendAway, () => this.#open("send-away"), "danger") : nothing}
      </div>
      ${has("mark") ? html`<div class="marks" role="group" aria-label=${say.marks}>${this.#marks(visit)}</div>` : nothing}
    </div>`;
  }

  #marks(visit: VisitEntry) {
    const needs = (need: VisitEntry["needs"][number]) =>
      visit.needs.includes(need) ? visit.needs.filter((each) => each !== need) : [...visit.needs, need];
    return markFields(visit, this.office?.languages ?? [], this.language, this.held, {
      language: (language) => language !== visit.language && this.#ask({ name: "set-needs", language }),
      people: (people) => this.#ask({ name: "set-needs", people }),
      need: (need) => this.#ask({ name: "set-needs", needs: needs(need) }),
    });
  }

  #choice(visit: VisitEntry) {
    const say = receptionTexts[this.language].ticket;
    const heading = {
      ...{ correct: say.correctHeading(visit.number), errand: say.errandHeading(visit.number) },
      ...{ "send-away": say.sendAwayHeading(visit.number), where: say.where },
    };
    const { asking } = this;
    if (asking === "moves") return nothing;
    return html`
      <div class="choice">
        <div class="asked">
          <button type="button" class="button" @click=${this.#back}>${icon("back")}${say.back}</button>
          <h3 tabindex="-1">${heading[asking]}</h3>
        </div>
        ${asking === "send-away" ? this.#endings() : asking === "where" ? this.#places() : this.#search(visit, asking)}
      </div>
    `;
  }

  #search(visit: VisitEntry, asking: "correct" | "errand") {
    const chosen = visit.segments.flatMap(({ service, state }) =>
      service === null || state === "done" || state === "dropped" ? [] : [service],
    );
    const present = visit.service === null ? [] : [visit.service];
    const name = asking === "correct" ? ("correct-service" as const) : ("add-service" as const);
    return html`<reception-services
      .services=${this.services}
      .chosen=${asking === "correct" ? present : chosen}
      .stopped=${this.stopped}
      .full=${this.held}
      .language=${this.language}
      @choose=${(event: CustomEvent<string>) => !chosen.includes(event.detail) && this.#ask({ name, service: event.detail })}
    ></reception-services>`;
  }

  #endings() {
    const say = receptionTexts[this.language].ticket;
    return html`
      <p class="quiet">${say.sendAwayLead}</p>
      <div class="moves">
        ${endings.map((each) =>
          each === "wrong-office"
            ? this.#move(null, say.outcomes[each], () => this.#open("where"))
            : this.#move(null, say.outcomes[each], () => this.#ask({ name: "left", outcome: each })),
        )}
        ${this.#move(null, say.left, () => this.#ask({ name: "left" }))}
      </div>
    `;
  }

  #places() {
    const words = placeWords[this.language];
    return html`<div class="moves">
      ${places.map((each) => this.#move(null, words[each], () => this.#ask({ name: "left", outcome: "wrong-office", elsewhere: each })))}
    </div>`;
  }

  #move(sign: Parameters<typeof icon>[0] | null, words: string, press: () => void, kind = "") {
    return html`<button type="button" class="button move ${kind}" aria-disabled=${this.held} @click=${() => this.held || press()}>${sign === null ? nothing : icon(sign)}${words}</button>`;
  }

  #services(visit: VisitEntry): string {
    const name = (id: string | null) =>
      this.office?.services.find((each) => each.id === id)?.name[this.language] ?? receptionTexts[this.language].glance.noService;
    const open = visit.segments.filter(({ state }) => state !== "done" && state !== "dropped");
    return open.length === 0 ? name(visit.service) : open.map(({ service }) => name(service)).join(" · ");
  }

  #standing({ stage, away }: VisitEntry): string {
    const { standing } = receptionTexts[this.language].ticket;
    const label = (id: string) => this.office?.counters.find((each) => each.id === id)?.label ?? id;
    const time = (at: number) => this.format?.time(at) ?? "";
    switch (stage.kind) {
      case "waiting":
        if (away) return standing.away(time(away.until));
        return this.expectedAt === null ? standing.waiting : `${standing.waiting} · ${this.#expected(this.expectedAt)}`;
      case "called":
        return standing.called(label(stage.counter));
      case "serving":
        return standing.serving(label(stage.counter));
      case "parked":
        return standing.parked;
      case "ended":
        return stage.how === "no-show" ? standing["no-show"] : standing.over;
    }
  }

  #expected(at: number): string {
    const { given, glance } = receptionTexts[this.language];
    return at <= this.now ? glance.soon : given.expected(this.format?.time(at) ?? "");
  }

  get #kioskName(): string {
    return deviceName({ id: this.kiosk ?? "", role: "kiosk" }, this.language);
  }

  #open(asking: Asking) {
    this.asking = asking;
    // Where the question stands, so that it is heard, and the next key is near.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("h3")?.focus());
  }

  #back() {
    this.asking = this.asking === "where" ? "send-away" : "moves";
  }

  #ask(detail: Rest) {
    if (!this.held) this.dispatchEvent(new CustomEvent<Rest>("ask", { detail }));
  }
}
customElements.define("reception-ticket", ReceptionTicket);
