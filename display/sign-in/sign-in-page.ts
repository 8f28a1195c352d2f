/** Signing in by PIN, or with a one-time code that sets one; and back to the page from which one came. */
import { html, LitElement, nothing } from "lit";
import { type Fault, fault, isFault } from "#shared/faults/fault.ts";
import { pagesOf } from "#shared/identity/people-roles.ts";
import { type Language, languages } from "#shared/texts/language.ts";
import type { Me, WhoAnswer } from "#shared/wire/people.ts";
import { getJson, later, postJson } from "../base/browser.ts";
import { ofThisBrowser, remember, rememberedLanguage } from "../base/staff-memory.ts";
import { localeOf, ownName } from "../base/texts.ts";
import { signInPageStyles } from "./sign-in-page.styles.ts";
import { signInPageTexts } from "./texts.ts";
import { askedIn, pageFor, saidOf } from "./where.ts";

const withinMs = 10_000;
const retryMs = 3_000;

export class SignInPage extends LitElement {
  static override properties = {
    language: { state: true },
    answer: { state: true },
    way: { state: true },
    wrong: { state: true },
    missing: { state: true },
    busy: { state: true },
  };
  declare language: Language;
  /** Null until the hub has said who is signed in. */
  declare answer: WhoAnswer | null;
  declare way: "pin" | "code";
  declare wrong: Fault | null;
  declare missing: "person" | "code" | "pin" | null;
  declare busy: boolean;
  readonly #asked = askedIn(location.search);

  constructor() {
    super();
    this.language = rememberedLanguage();
    this.answer = null;
    this.way = "pin";
    this.wrong = null;
    this.missing = null;
    this.busy = false;
  }

  static override styles = signInPageStyles;

  override connectedCallback() {
    super.connectedCallback();
    void this.#look();
  }

  override render() {
    const say = signInPageTexts[this.language];
    document.documentElement.lang = localeOf(this.language);
    document.title = say.title;
    const { answer } = this;
    return html`
      <header>
        <p class="product">The Q</p>
        <p class="office">${answer?.office[this.language] ?? ""}</p>
        <div class="languages" role="group" aria-label=${say.language}>
          ${languages.map(
            (each) =>
              html`<button type="button" lang=${each} aria-pressed=${each === this.language} @click=${() => this.#speak(each)}>${ownName(each)}</button>`,
          )}
        </div>
      </header>
      <main>
        ${answer === null ? this.#waiting() : answer.me ? this.#notYours(answer.me) : answer.openId === "here" && this.way === "pin" ? this.#elsewhere() : this.#form()}
      </main>
    `;
  }

  #waiting() {
    const say = signInPageTexts[this.language];
    return html`<div class="card">${this.wrong ? this.#said(saidOf(this.wrong, this.language)) : html`<p role="status">${say.loading}</p>`}</div>`;
  }

  #elsewhere() {
    const say = signInPageTexts[this.language];
    const { to } = this.#asked;
    return html`
      <section class="card" aria-labelledby="heading">
        <h1 id="heading">${say.heading}</h1>
        ${this.#asked.ended && !this.wrong ? this.#said([say.ended, say.endedAdvice], "calm") : nothing}
        <div role="alert">${this.wrong ? this.#said(saidOf(this.wrong, this.language)) : nothing}</div>
        <a class="primary" id="elsewhere" href="/api/v1/people/open-id/start${to === "" ? "" : `?to=${to}`}">${say.elsewhere}</a>
        <button type="button" class="quiet" @click=${this.#turn}>${say.toCode}</button>
      </section>
    `;
  }

  #form() {
    const say = signInPageTexts[this.language];
    const { way, missing, busy } = this;
    const away = this.answer?.openId === "away" && !this.wrong && way === "pin";
    const hasCode = way === "code";
    return html`
      <form class="card" novalidate aria-labelledby="heading" @submit=${this.#submit}>
        <h1 id="heading">${hasCode ? say.codeHeading : say.heading}</h1>
        ${hasCode ? html`<p>${say.codeLead}</p>` : nothing}
        ${this.#asked.ended && !hasCode && !this.wrong ? this.#said([say.ended, say.endedAdvice], "calm") : nothing}
        ${away ? this.#said(saidOf(fault("open-id-away"), this.language), "calm") : nothing}
        <div role="alert">
          ${this.wrong ? this.#said(saidOf(this.wrong, this.language)) : nothing}
          ${missing ? html`<p class="missing">${say.missing[missing]}</p>` : nothing}
        </div>
        <div class="field">
          <label for="person">${say.person}</label>
          <input id="person" name="person" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="80" aria-describedby="person-hint" aria-invalid=${missing === "person"} />
          <p id="person-hint" class="hint">${say.personHint}</p>
        </div>
        ${
          hasCode
            ? html`<div class="field">
                <label for="code">${say.code}</label>
                <input id="code" name="code" class="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="40" placeholder="XXXX-XXXX-XXXX-XXXX" aria-invalid=${missing === "code"} />
              </div>`
            : nothing
        }
        <div class="field">
          <label for="pin">${hasCode ? say.newPin : say.pin}</label>
          <input id="pin" name="pin" class="pin" type="password" inputmode="numeric" maxlength="12" autocomplete=${hasCode ? "new-password" : "current-password"} aria-describedby=${hasCode ? "pin-hint" : nothing} aria-invalid=${missing === "pin"} />
          ${hasCode ? html`<p id="pin-hint" class="hint">${say.newPinHint}</p>` : nothing}
        </div>
        <button type="submit" class="primary" aria-disabled=${busy}>${busy ? say.going : hasCode ? say.setPin : say.go}</button>
        <button type="button" class="quiet" @click=${this.#turn}>${hasCode ? (this.answer?.openId === "here" ? say.back : say.toPin) : say.toCode}</button>
      </form>
    `;
  }

  #notYours({ name, role }: Me) {
    const say = signInPageTexts[this.language];
    return html`
      <section class="card" aria-labelledby="heading">
        <h1 id="heading">${say.notYours(name)}</h1>
        <p>${say.yours}</p>
        <nav>${pagesOf[role].map((page) => html`<a href="/${page}/">${say.pages[page]}</a>`)}</nav>
        <button type="button" class="quiet" @click=${() => void this.#signOut()}>${say.signOut}</button>
      </section>
    `;
  }

  #said([what, advice]: readonly [string, string], looks = "wrong") {
    return html`<div class="note ${looks}"><p class="what">${what}</p><p>${advice}</p></div>`;
  }

  async #look() {
    const answer = await getJson("/api/v1/people/me", withinMs).catch(() => null);
    if (answer?.status !== 200) {
      this.wrong = fault("hub-away");
      later(retryMs, () => void this.#look());
      return;
    }
    this.wrong = this.#asked.why;
    const who = answer.body as WhoAnswer;
    if (who.me && this.#go(who.me)) return;
    this.answer = who;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#person, #elsewhere")?.focus();
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (this.busy) return;
    const [person, code, pin] = (["person", "code", "pin"] as const).map((name) => this.#field(name)?.value.trim() ?? "");
    this.wrong = null;
    this.missing = !person ? "person" : this.way === "code" && !code ? "code" : pin ? null : "pin";
    if (this.missing) {
      this.#field(this.missing)?.focus();
      return;
    }
    this.busy = true;
    const [address, body] = this.way === "code" ? (["pin", { person, code, pin }] as const) : (["sign-in", { person, pin }] as const);
    const answer = await postJson(`/api/v1/people/${address}`, body, withinMs).catch(() => null);
    this.busy = false;
    if (answer?.status === 200) {
      const { me } = answer.body as { me: Me };
      if (!this.#go(me) && this.answer) this.answer = { ...this.answer, me };
      return;
    }
    this.wrong = isFault(answer?.body) ? answer.body : fault("hub-away");
    const field = this.#field("pin");
    if (field && this.way === "pin") field.value = "";
    field?.focus();
  }

  /** False when the page that was asked for is not part of the person's role. */
  #go(me: Me): boolean {
    const page = pageFor(me, this.#asked);
    if (page !== null) location.replace(`/${page}/`);
    return page !== null;
  }

  async #signOut() {
    await postJson("/api/v1/people/sign-out", {}, withinMs).catch(() => null);
    location.replace("/sign-in/");
  }

  #turn() {
    this.way = this.way === "pin" ? "code" : "pin";
    this.wrong = null;
    this.missing = null;
    const pin = this.#field("pin");
    if (pin) pin.value = "";
    void this.updateComplete.then(() =>
      this.#field(this.#field("person")?.value ? (this.way === "code" ? "code" : "pin") : "person")?.focus(),
    );
  }

  #speak(language: Language) {
    this.language = language;
    remember(ofThisBrowser, "language", language);
  }

  #field(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }
}
customElements.define("sign-in-page", SignInPage);
