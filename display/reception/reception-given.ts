/** What is turned to the citizen: the number, large; its code to photograph; or plainly that there is no number yet. Sends `next`, `undo`. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { StaffOffice, VisitEntry } from "#shared/wire/staff.ts";
import { getJson, monoNow } from "../base/browser.ts";
import { deviceName } from "../base/device-name.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { codeIcon } from "./code-icon.ts";
import { codeOf, type Given } from "./given.ts";
import { receptionTexts } from "./texts.ts";
import { touchStyles } from "./touch.styles.ts";

/** `kept`: the hub is away. `sending`: it was asked just now. */
export type Shown = { readonly kind: "kept" } | { readonly kind: "sending" } | { readonly kind: "given"; readonly given: Given };

/** It stands where "Give ticket" stood: a second tap of the same hand must not take the number away. */
const secondTapMs = 700;
/** A citizen stands before the screen. */
const codeWithinMs = 1_500;

export class ReceptionGiven extends LitElement {
  static override properties = {
    shown: { attribute: false },
    visit: { attribute: false },
    ahead: { attribute: false },
    expectedAt: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
    held: { attribute: false },
    now: { attribute: false },
    code: { state: true },
    squares: { state: true },
  };
  declare shown: Shown;
  declare visit: VisitEntry | undefined;
  /** How many are called before it; null when it is not known. */
  declare ahead: number | null;
  declare expectedAt: number | null;
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare held: boolean;
  declare now: number;
  /** Shown although it was not chosen. */
  declare code: boolean;
  declare squares: { readonly text: string; readonly path: string; readonly size: number } | null;

  #shownAt = 0;

  constructor() {
    super();
    this.shown = { kind: "sending" };
    this.visit = undefined;
    this.ahead = null;
    this.expectedAt = null;
    this.office = null;
    this.format = null;
    this.language = "en";
    this.held = false;
    this.now = 0;
    this.code = false;
    this.squares = null;
  }

  static override styles = [
    touchStyles,
    css`
      :host {
        display: block;
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: 12px;
        min-height: 100%;
        padding: 18px;
      }
      .show {
        display: flex;
        flex: 1;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 4px;
        padding: 18px;
        border-radius: 14px;
        background: var(--blue);
        color: #fff;
        text-align: center;
      }
      .show.none {
        gap: 14px;
        background: var(--gold-soft);
        color: var(--gold-ink);
      }
      .show.none .icon {
        width: 64px;
        height: 64px;
      }
      .small {
        font-size: 18px;
        font-weight: 700;
      }
      .number {
        font-size: 124px;
        font-weight: 700;
        line-height: 1.05;
        letter-spacing: -0.01em;
      }
      .number.long {
        font-size: 88px;
      }
      .with-code .number {
        font-size: 72px;
      }
      .none .number {
        font-size: 36px;
        line-height: 1.2;
        letter-spacing: 0;
      }
      .service {
        max-width: 44ch;
        font-size: 18px;
      }
      .when {
        margin-top: 10px;
        padding: 6px 16px;
        border-radius: 999px;
        background: rgb(255 255 255 / 16%);
        font-size: 19px;
        font-weight: 700;
      }
      .code {
        width: min(100%, 250px);
        padding: 14px;
        border-radius: 12px;
        background: #fff;
        color: #000;
      }
      .code svg {
        display: block;
        width: 100%;
      }
      .about {
        display: flex;
        gap: 10px;
        align-items: flex-start;
        font-size: 17px;
      }
      .about.warn {
        padding: 10px 12px;
        border-radius: 10px;
        background: var(--gold-soft);
        color: var(--gold-ink);
        font-weight: 700;
      }
      .moves {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 10px;
      }
      .moves .next {
        grid-column: 1 / -1;
        min-height: 72px;
        font-size: 21px;
      }
    `,
  ];

  /** What was pressed is gone: the next press is where the hands are. */
  override firstUpdated() {
    this.#shownAt = monoNow();
    this.renderRoot.querySelector<HTMLElement>(".next")?.focus({ preventScroll: true });
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has("shown") && visitOf(changed.get("shown")) !== visitOf(this.shown)) this.code = false;
    const text = this.#codeText();
    if (text === null) this.squares = null;
    else if (this.squares?.text !== text) void this.#draw(text);
  }

  override render() {
    const say = receptionTexts[this.language];
    const { shown } = this;
    return html`
      <section class="card" aria-label=${say.given.label}>
        <div role="status" class="show ${shown.kind === "kept" ? "none" : ""} ${this.squares ? "with-code" : ""}">
          ${shown.kind === "given" ? this.#given(shown.given) : this.#without(shown.kind)}
        </div>
        ${shown.kind === "given" ? this.#about(shown.given) : nothing}
        <div class="moves">
          ${shown.kind === "given" && shown.given.number !== "" ? this.#moves(shown.given) : nothing}
          <button type="button" class="button primary next" @click=${this.#next}>${say.given.next}</button>
        </div>
      </section>
    `;
  }

  #without(kind: "kept" | "sending") {
    const { given } = receptionTexts[this.language];
    if (kind === "sending") return html`<p class="small">${given.sending}</p><p class="service">${given.sendingAdvice}</p>`;
    return html`${icon("away")}<p class="number">${given.noNumber}</p><p class="service">${given.noNumberAdvice}</p>`;
  }

  #given(given: Given) {
    const say = receptionTexts[this.language].given;
    if (given.number === "") return html`<p class="small">${say.unnamed}</p>`;
    const { squares } = this;
    const names = given.services.map((id) => this.office?.services.find((each) => each.id === id)?.name[this.language] ?? id);
    const when = this.expectedAt === null || this.expectedAt <= this.now ? null : say.expected(this.format?.time(this.expectedAt) ?? "");
    return html`
      <p class="small">${say.label}</p>
      <p class="number ${given.number.length > 4 ? "long" : ""}" translate="no">${given.number}</p>
      ${squares ? html`<div class="code"><svg role="img" aria-label=${say.codeOf(given.number)} viewBox="0 0 ${squares.size} ${squares.size}" shape-rendering="crispEdges"><path d=${squares.path}></path></svg></div><p class="small">${say.code}</p>` : nothing}
      <p class="service">${names.join(" · ")}</p>
      ${when === null ? nothing : html`<p class="when">${when}</p>`}
      ${this.ahead === null ? nothing : html`<p class="service">${say.ahead(this.ahead)}</p>`}
    `;
  }

  #about(given: Given) {
    const say = receptionTexts[this.language].given;
    const failed = this.visit?.printed === "failed" || this.visit?.printed === "unknown";
    return html`
      ${given.waited ? html`<p class="about warn">${icon("info")}<span>${say.waited}</span></p>` : nothing}
      ${
        given.handOver === "paper" && given.kiosk !== null
          ? html`<p class="about ${failed ? "warn" : ""}">${icon(failed ? "warning" : "printer")}<span>${this.#paper(given.kiosk, failed)}</span></p>`
          : given.handOver === "told" && !this.code
            ? html`<p class="about">${icon("sound")}<span>${say.told}</span></p>`
            : nothing
      }
    `;
  }

  #paper(kiosk: string, failed: boolean): string {
    const say = receptionTexts[this.language].given;
    if (failed) return say.printFailed;
    return this.visit?.printed === "printed" ? say.printed : say.printing(deviceName({ id: kiosk, role: "kiosk" }, this.language));
  }

  #moves(given: Given) {
    const say = receptionTexts[this.language];
    const canUndo = !given.takenBack && !this.held && this.visit?.stage.kind === "waiting";
    return html`
      <button type="button" class="button" aria-label=${say.newest.undoOf(given.number)} aria-disabled=${!canUndo} @click=${() => canUndo && this.#undo(given)}>${icon("undo")}${say.newest.undo}</button>
      ${this.squares ? nothing : html`<button type="button" class="button" @click=${this.#showCode}>${codeIcon}${say.given.show}</button>`}
    `;
  }

  #codeText(): string | null {
    const { shown, office } = this;
    if (shown.kind !== "given" || !office || (shown.given.handOver !== "code" && !this.code)) return null;
    return codeOf(shown.given, office.id);
  }

  /** The encoder is larger than this page's own script: it comes when a code is first wanted. */
  async #draw(text: string) {
    const [{ codeSquares }, asOnPaper] = await Promise.all([import("../kiosk/code-squares.ts"), this.#asOnPaper(text)]);
    if (this.#codeText() !== text) return;
    const rows = codeSquares(asOnPaper);
    const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join("");
    this.squares = { text, path, size: rows.length };
  }

  /** With the ticket's page, where the office has one: the hub knows its secret. While the hub is away the plain code does at every scanner. */
  async #asOnPaper(text: string): Promise<string> {
    const visit = visitOf(this.shown) ?? "";
    const answer = await getJson(`/api/v1/ticket-code?visit=${encodeURIComponent(visit)}`, codeWithinMs).catch(() => null);
    const { code } = (answer?.body ?? {}) as { readonly code?: unknown };
    return typeof code === "string" ? code : text;
  }

  #next() {
    if (monoNow() - this.#shownAt >= secondTapMs) this.dispatchEvent(new CustomEvent("next"));
  }

  #showCode() {
    this.code = true;
  }

  #undo(given: Given) {
    this.dispatchEvent(new CustomEvent<Given>("undo", { detail: given }));
  }
}
customElements.define("reception-given", ReceptionGiven);

function visitOf(shown: unknown): string | null {
  const { kind, given } = (shown ?? {}) as { kind?: string; given?: Given };
  return kind === "given" ? (given?.visit ?? null) : null;
}
