/** Joins the page of a ticket to whoever serves it: looks again and again, sends presses, and says a call by shaking the phone. */
import type { CitizenAsk } from "#shared/citizen/schema.ts";
import { readTicketCode } from "#shared/ticket/code.ts";
import { paperNumber } from "#shared/ticket/number.ts";
import type { CitizenTold } from "#shared/wire/citizen-page.ts";
import { later, wallNow } from "../base/browser.ts";
import { CitizenPage } from "./citizen-page.ts";
import { type Heard, heard, lookAfterMs, nothingSeen, type Watched } from "./watching.ts";

const timeoutMs = 8_000;
const address = "../api/ticket";

class Watch {
  readonly #page: CitizenPage;
  readonly #secret: string;
  #watched: Watched = nothingSeen;
  #etag = "";
  #cancel = () => {};
  #looking = false;

  constructor(page: CitizenPage, secret: string) {
    this.#page = page;
    this.#secret = secret;
    page.ask = (ask) => void this.#ask(ask);
    // A phone that comes out of the pocket shows what is so now.
    document.addEventListener("visibilitychange", () => document.hidden || void this.#look());
    void this.#look();
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    this.#cancel();
    this.#hear(await this.#answer().catch((): Heard => ({ kind: "failed" })));
    this.#looking = false;
    this.#cancel = later(lookAfterMs(this.#watched), () => void this.#look());
  }

  async #answer(): Promise<Heard> {
    const headers = { authorization: `Bearer ${this.#secret}`, ...(this.#etag === "" ? {} : { "if-none-match": this.#etag }) };
    const response = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(timeoutMs) });
    const at = wallNow();
    if (response.status === 304) return { kind: "unchanged", at };
    if (response.status === 404) {
      this.#etag = "";
      return { kind: "unknown", at };
    }
    if (response.status !== 200) return { kind: "failed" };
    const told = (await response.json()) as CitizenTold;
    this.#etag = response.headers.get("etag") ?? "";
    return { kind: "told", told, at };
  }

  async #ask(ask: CitizenAsk): Promise<void> {
    if (this.#watched.sending) return;
    this.#hear({ kind: "pressed" });
    const why = await this.#send(ask).catch(() => "office-not-heard");
    this.#hear({ kind: "answered", why });
    await this.#look();
  }

  /** Null when it is on its way. */
  async #send(ask: CitizenAsk): Promise<string | null> {
    const headers = { authorization: `Bearer ${this.#secret}`, "content-type": "application/json" };
    const body = JSON.stringify({ ask });
    const response = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 202) return null;
    const { why } = (await response.json()) as { why?: string };
    // It is being told already: what becomes of that is seen in a moment.
    return why === "asking" ? null : (why ?? "unreadable");
  }

  #hear(input: Heard): void {
    const before = this.#watched.told?.ticket.stage;
    this.#watched = heard(this.#watched, input);
    const after = this.#watched.told?.ticket.stage;
    const isCalled = after?.kind === "called" && (before?.kind !== "called" || before.recalls !== after.recalls);
    // Not every phone can be shaken by a page.
    if (isCalled) navigator.vibrate?.([400, 150, 400, 150, 400]);
    this.#page.watched = this.#watched;
  }
}

const page = document.querySelector("citizen-page");
if (page instanceof CitizenPage) {
  const [secret = "", ...rest] = location.hash.slice(1).split(";");
  const code = readTicketCode(rest.join(";"));
  page.number = code ? paperNumber(code.number) : "";
  page.hasCode = /^[A-Za-z0-9_-]{22}$/.test(secret);
  if (page.hasCode) new Watch(page, secret);
  // Another ticket's code opened in the same tab changes only what stands behind the #.
  addEventListener("hashchange", () => location.reload());
}
