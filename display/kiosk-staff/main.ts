/** Joins the staff's flow on a kiosk to its device and its page: steps, posts, reads the list again, draws, and goes back to the tickets. */
import { fault, isFault } from "#shared/faults/fault.ts";
import type { PublicOffice } from "#shared/office/public.ts";
import type { Language } from "#shared/texts/language.ts";
import type { StaffList } from "#shared/wire/kiosk-page.ts";
import { getJson, later, monoNow, nextFrame, postJson } from "../base/browser.ts";
import { officeFormat } from "../base/format.ts";
import { startHeartbeat } from "../base/heartbeat.ts";
import { ofThisBrowser, remember, rememberedLanguage } from "../base/staff-memory.ts";
import { KioskStaffElement } from "./staff-element.ts";
import { type StaffEffect, type StaffInput, type StaffState, startState, step } from "./staff-flow.ts";

const tickMs = 500;
const answerWithinMs = 8_000;
const perPageTall = 7;
const perPageWide = 4;

class StaffPage {
  readonly #element: KioskStaffElement;
  #state: StaffState = startState(monoNow());
  #office: PublicOffice | null = null;
  #language: Language = rememberedLanguage();
  /** Nothing came back from the last request. */
  #lost = false;

  constructor(element: KioskStaffElement) {
    this.#element = element;
    element.send = (input) => this.send(input);
    element.choose = (language) => {
      this.#language = language;
      remember(ofThisBrowser, "language", language);
      this.send({ kind: "touched" });
    };
    this.#tick();
    void this.#loadOffice();
  }

  send(input: StaffInput): void {
    const { state, effects } = step(this.#state, input, monoNow());
    this.#state = state;
    this.#draw();
    for (const effect of effects) void this.#carryOut(effect);
  }

  get atPin(): boolean {
    return this.#state.screen.kind === "pin";
  }

  async #carryOut(effect: StaffEffect): Promise<void> {
    switch (effect.kind) {
      case "leave":
        location.replace("../kiosk/");
        return;
      case "post-pin":
        return this.#ask("pin", "", { pin: effect.pin });
      case "post-list":
        return this.#ask("list", "/list", { pass: effect.pass });
      case "post-voice":
        return this.#ask("voice", "/voice", { pass: effect.pass, visit: effect.visit });
      case "post-new-roll":
        return this.#ask("new-roll", "/new-roll", { pass: effect.pass });
      case "post-print":
        return this.#ask("print", "/print", { pass: effect.pass });
    }
  }

  async #ask(during: (StaffInput & { kind: "refused" })["during"], path: string, body: unknown): Promise<void> {
    const answer = await postJson(`/api/kiosk/staff${path}`, body, answerWithinMs).catch(() => null);
    this.#lost = answer === null;
    if (isFault(answer?.body)) this.send({ kind: "refused", during, fault: answer.body });
    else if (answer?.status !== 200 || answer.body === null) this.send({ kind: "refused", during, fault: fault("overloaded") });
    else if (during === "print") this.send({ kind: "printed", printed: (answer.body as { printed: boolean }).printed });
    else this.send({ kind: "list", list: answer.body as StaffList });
  }

  async #loadOffice(): Promise<void> {
    const answer = await getJson("/api/kiosk/catalogue", answerWithinMs).catch(() => null);
    if (answer?.status === 200) this.#office = answer.body as PublicOffice;
    this.#draw();
  }

  #tick(): void {
    later(tickMs, () => this.#tick());
    this.send({ kind: "tick" });
  }

  #draw(): void {
    const office = this.#office;
    // Before the office is known its kiosk's own zone is the best there is.
    const zone = office?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.#element.scene = {
      screen: this.#state.screen,
      language: this.#language,
      languages: office?.languages ?? [],
      office: office?.name ?? null,
      format: officeFormat(zone, this.#language),
      lost: this.#lost,
      perPage: innerWidth > innerHeight ? perPageWide : perPageTall,
    };
  }
}

const element = document.querySelector("theq-kiosk-staff");
if (!(element instanceof KioskStaffElement)) throw new Error("the page has no theq-kiosk-staff");
const page = new StaffPage(element);
startHeartbeat(element, { later, nextFrame, post: postJson });

addEventListener("pointerdown", () => page.send({ kind: "touched" }));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") page.send({ kind: "leave" });
  else if (!page.atPin) page.send({ kind: "touched" });
  else if (/^[0-9]$/.test(event.key)) page.send({ kind: "digit", digit: event.key });
  else if (event.key === "Backspace") page.send({ kind: "erase" });
  // A focused key answers Enter by itself.
  else if (event.key === "Enter" && document.activeElement === document.body) page.send({ kind: "enter" });
  else page.send({ kind: "touched" });
});
for (const name of ["contextmenu", "dragstart", "selectstart"]) addEventListener(name, (event) => event.preventDefault());
addEventListener("error", () => later(5_000, () => location.reload()));
