/** Who may sign in, and codes with which people set new PINs; loaded when it is wanted. A code is shown once, and kept nowhere. */
import { css, html, LitElement, nothing } from "lit";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { signInFaultText } from "#shared/faults/sign-in-text.ts";
import type { Language } from "#shared/texts/language.ts";
import type { CodeMade, PeopleList, PersonEntry } from "#shared/wire/people.ts";
import { getJson, later } from "../base/browser.ts";
import type { OfficeFormat } from "../base/format.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { askOrder } from "./order-asked.ts";
import { type PeopleTexts, peopleTexts } from "./people-texts.ts";

const askEveryMs = 5_000;
const answerWithinMs = 4_000;

export class AdminPeople extends LitElement {
  static override properties = {
    by: {},
    format: { attribute: false },
    language: {},
    list: { state: true },
    made: { state: true },
    wrong: { state: true },
    asking: { state: true },
  };
  /** Whoever is signed in; absent on the hub's own machine. */
  declare by: string | undefined;
  declare format: OfficeFormat | null;
  declare language: Language;
  declare list: PeopleList | null;
  declare made: CodeMade | null;
  /** Why the last code was not made. */
  declare wrong: { readonly person: string; readonly fault: Fault } | null;
  declare asking: boolean;
  #stop = () => {};

  constructor() {
    super();
    this.format = null;
    this.language = "en";
    this.list = null;
    this.made = null;
    this.wrong = null;
    this.asking = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
        max-width: 900px;
      }
      .intro,
      .stands {
        color: var(--text-quiet);
      }
      ul {
        display: grid;
        gap: 10px;
      }
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 16px;
        align-items: center;
        padding: 12px 16px;
      }
      h3 {
        font-size: 18px;
        overflow-wrap: anywhere;
      }
      .told {
        grid-column: 1 / -1;
      }
      .code {
        font-size: 28px;
        font-weight: 700;
        letter-spacing: 0.06em;
      }
      .what {
        font-weight: 700;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.#ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  async #ask(): Promise<void> {
    const answer = await getJson("/api/v1/people", answerWithinMs).catch(() => null);
    if (answer?.status === 200) this.list = answer.body as PeopleList;
    this.#stop();
    if (this.isConnected) this.#stop = later(askEveryMs, () => void this.#ask());
  }

  async #make(person: string): Promise<void> {
    if (this.asking) return;
    [this.made, this.wrong, this.asking] = [null, null, true];
    const answer = await askOrder<CodeMade>("people/codes", { person }, this.by, answerWithinMs);
    this.asking = false;
    if (isFault(answer)) this.wrong = { person, fault: answer };
    else this.made = answer;
    void this.#ask();
  }

  override render() {
    const say = peopleTexts[this.language];
    if (this.list === null) return html`<p role="status">${say.asking}</p>`;
    if (this.list.kind === "off") {
      const { advice } = signInFaultText(fault("people-off"), this.language);
      return html`<p>${say.off} ${advice}</p>`;
    }
    return html`
      <p class="intro">${say.intro}</p>
      <ul>${this.list.people.map((each) => html`<li class="card">${this.#person(each, say)}</li>`)}</ul>
    `;
  }

  #person({ person, name, role, pin, lockedUntil, codeUntil, sessions }: PersonEntry, say: PeopleTexts) {
    const when = (at: number) => this.format?.dayAndTime(at) ?? "";
    const stands = [
      say.role[role ?? "none"],
      say.pin[pin],
      ...(lockedUntil === null ? [] : [say.pausedUntil(when(lockedUntil))]),
      ...(codeUntil === null ? [] : [say.codeUntil(when(codeUntil))]),
      ...(sessions.length === 0 ? [] : [say.signedIn]),
    ];
    return html`
      <div>
        <h3>${name}</h3>
        <p class="stands">${person} · ${stands.join(" · ")}</p>
      </div>
      <button type="button" class="button" aria-label=${say.makeFor(name)} aria-disabled=${this.asking} @click=${() => void this.#make(person)}>${say.make}</button>
      <div class="told" role="status">${this.made?.person === person ? this.#code(this.made, name, say) : this.wrong?.person === person ? this.#refused(this.wrong.fault) : nothing}</div>
    `;
  }

  #code({ code, expiresAt }: CodeMade, name: string, say: PeopleTexts) {
    return html`<p>${say.codeOf(name)}</p><p class="code">${code}</p><p class="stands">${say.once(this.format?.dayAndTime(expiresAt) ?? "")}</p>`;
  }

  #refused(why: Fault) {
    const { what, advice } = signInFaultText(why, this.language);
    return html`<p class="what">${what}</p><p>${advice}</p>`;
  }
}
customElements.define("admin-people", AdminPeople);
