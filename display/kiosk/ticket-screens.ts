/** The screens after the choice: confirm, one moment, the ticket, and what to do when there is none. */
import { html, nothing, type TemplateResult } from "lit";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { localeOf } from "../base/texts.ts";
import { serviceNamed } from "./choices.ts";
import { cameraIcon, downIcon } from "./icons.ts";
import { paperPath, type RefusedWords } from "./screen.ts";
import type { ScreenProps } from "./view.ts";

export function issuingScreen(): TemplateResult {
  return html`<div class="moment"><span class="wheel" aria-hidden="true"></span></div>`;
}

export function refusedScreen({ say, send }: ScreenProps, { what, advice }: RefusedWords): TemplateResult {
  return html`
    <div class="moment">
      <div class="why">
        <p class="what" aria-hidden="true">${what}</p>
        <p class="advice">${advice}</p>
      </div>
      <button class="take" @click=${() => send({ kind: "try-again" })}><span>${say.tryAgain}</span></button>
    </div>
  `;
}

export function ticketScreen(props: ScreenProps, ticket: KioskTicket, reprint: "not-asked" | "asked"): TemplateResult {
  const { view, say, send } = props;
  const path = paperPath(ticket, view.live.printer);
  const closing = view.idle.kind === "closing" ? view.idle : null;
  return html`
    <div class="ticket" data-paper=${path}>
      <div class="number-panel">
        <p class="label">${say.yourNumber}</p>
        <p class=${`number${ticket.number.length > 5 ? " longer" : ticket.number.length > 4 ? " long" : ""}`} translate="no">${ticket.number}</p>
        <p class="service">${ticketFor(props, ticket)}</p>
      </div>
      <p class="what-now">${
        view.live.hub === "away" ? html`${say.whatNowSlow} <span class="calm">${say.lettersDiffer}</span>` : say.whatNow
      }</p>
      <div class="paper-panel">
        <div class="paper-words">${paperWords(props, path)}
          ${
            path !== "printing" && ticket.mayReprint && reprint === "not-asked"
              ? html`<button class="quiet" @click=${() => send({ kind: "reprint" })}>${say.printAgain}</button>`
              : nothing
          }
          ${reprint === "asked" && path === "take" ? html`<p class="again">${say.printedAgain}</p>` : nothing}
        </div>
        ${path === "screen" ? picture(props, ticket) : printer(props, ticket)}
      </div>
      <div class="ending">
        <button class="take" @click=${() => send({ kind: "done" })}><span>${say.done}</span></button>
        <button class="quiet" @click=${() => send({ kind: "stay" })}>${say.moreTime}</button>
        <p class="closing">${closing ? say.closesIn(closing.secondsLeft) : nothing}</p>
      </div>
    </div>
  `;
}

/** The paper names them all. */
function ticketFor({ view, say }: ScreenProps, { service, errands, people }: KioskTicket): string {
  const known = serviceNamed(view.office, service) ?? view.office.bookable?.find(({ id }) => id === service);
  const name = known?.name[view.state.language] ?? say.confirmNotSure;
  const about = say.withMore(name, errands.length);
  return people > 1 ? `${about} (${say.peopleCount(people)})` : about;
}

function paperWords({ say }: ScreenProps, path: "take" | "printing" | "screen"): TemplateResult {
  switch (path) {
    case "take":
      return html`<p class="paper-state take-it">${downIcon}<span>${say.paperTake}</span></p>`;
    case "printing":
      return html`<p class="paper-state"><span class="wheel small" aria-hidden="true"></span><span>${say.paperPrinting}</span></p>`;
    case "screen":
      return html`<p class="paper-state">${cameraIcon}<span>${say.paperNone}</span></p><p class="advice">${say.paperNoneAdvice}</p>`;
  }
}

function printer({ view, say }: ScreenProps, ticket: KioskTicket): TemplateResult {
  return html`
    <div class="printer" role="img" aria-label=${`${say.paperPicture}: ${ticket.number}`}>
      <div class="slot"></div>
      <div class="window"><div class="paper">${ticket.lines.map((line) => paperLine(line, view.drawn?.squares ?? null))}</div></div>
    </div>
  `;
}

/** What the paper would say, with the code that staff and kiosks scan, for a photo. */
function picture({ view, say }: ScreenProps, ticket: KioskTicket): TemplateResult | typeof nothing {
  if (!view.drawn) return nothing;
  return html`<div class="picture" role="img" aria-label=${`${say.paperPicture}: ${ticket.number}`}>${view.drawn.picture}</div>`;
}

/** As the printer sets it. */
function paperLine(line: TicketLine, code: readonly (readonly boolean[])[] | null): TemplateResult {
  switch (line.kind) {
    case "rule":
      return html`<div class="rule"></div>`;
    case "space":
      return html`<div class="gap"></div>`;
    case "code":
      return html`<div class="code">${code ? codePicture(code) : nothing}</div>`;
    case "text":
      return html`<p class=${`line ${line.size}${line.bold ? " bold" : ""}`} lang=${localeOf(line.language)}>${line.text}</p>`;
  }
}

function codePicture(rows: readonly (readonly boolean[])[]): TemplateResult {
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return html`<svg viewBox=${`0 0 ${rows.length} ${rows.length}`} shape-rendering="crispEdges"><path d=${squares.join("")}></path></svg>`;
}
