/** The screens after the choice: confirm, one moment, the ticket, and what to do when there is none. */
import { html, nothing, type TemplateResult } from "lit";
import type { TicketLine } from "#shared/ticket/layout.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import { localeOf } from "../base/texts.ts";
import { serviceNamed } from "./choices.ts";
import { cameraIcon, checkIcon, downIcon, ticketIcon } from "./icons.ts";
import { paperPath } from "./screen.ts";
import type { ScreenProps } from "./view.ts";

export function confirmScreen({ view, say, send, drawKey }: ScreenProps, service: string | null): TemplateResult {
  const { language, needs } = view.state;
  return html`
    <div class="confirm">
      <div class="chosen">
        <p class="service">${serviceNamed(view.office, service)?.name[language] ?? say.confirmNotSure}</p>
      </div>
      ${
        needs.length === 0
          ? nothing
          : html`<div class="told">
              <p>${say.needsTold}</p>
              <ul>${needs.map((need) => html`<li>${checkIcon}<span>${say.needs[need]}</span></li>`)}</ul>
            </div>`
      }
      <button class="take" @click=${() => send({ kind: "take-ticket", key: drawKey() })}>${ticketIcon}<span>${say.title}</span></button>
      <div class="next">
        <h2>${say.nextSteps}</h2>
        <ol>${say.steps.map((text, place) => html`<li><span class="step" aria-hidden="true">${place + 1}</span><span>${text}</span></li>`)}</ol>
      </div>
    </div>
  `;
}

export function issuingScreen(): TemplateResult {
  return html`<div class="moment"><span class="wheel" aria-hidden="true"></span></div>`;
}

export function refusedScreen({ say, send }: ScreenProps): TemplateResult {
  return html`
    <div class="moment">
      <p class="advice">${say.refusedAdvice}</p>
      <button class="take" @click=${() => send({ kind: "try-again" })}><span>${say.tryAgain}</span></button>
    </div>
  `;
}

export function ticketScreen(props: ScreenProps, ticket: KioskTicket, reprint: "not-asked" | "asked"): TemplateResult {
  const { view, say, send } = props;
  const { language } = view.state;
  const path = paperPath(ticket, view.live.printer);
  const closing = view.idle.kind === "closing" ? view.idle : null;
  return html`
    <div class="ticket" data-paper=${path}>
      <div class="number-panel">
        <p class="label">${say.yourNumber}</p>
        <p class=${`number${ticket.number.length > 5 ? " longer" : ticket.number.length > 4 ? " long" : ""}`} translate="no">${ticket.number}</p>
        <p class="service">${serviceNamed(view.office, ticket.service)?.name[language] ?? say.confirmNotSure}</p>
      </div>
      <p class="what-now">${say.whatNow}</p>
      <div class="paper-panel">
        <div class="paper-words">${paperWords(props, path)}
          ${
            path !== "printing" && ticket.mayReprint && reprint === "not-asked"
              ? html`<button class="quiet" @click=${() => send({ kind: "reprint" })}>${say.printAgain}</button>`
              : nothing
          }
          ${reprint === "asked" && path === "take" ? html`<p class="again">${say.printedAgain}</p>` : nothing}
        </div>
        ${path === "screen" ? nothing : printer(props, ticket)}
      </div>
      <div class="ending">
        <button class="take" @click=${() => send({ kind: "done" })}><span>${say.done}</span></button>
        <button class="quiet" @click=${() => send({ kind: "stay" })}>${say.moreTime}</button>
        <p class="closing">${closing ? say.closesIn(closing.secondsLeft) : nothing}</p>
      </div>
    </div>
  `;
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
      <div class="window"><div class="paper">${ticket.lines.map((line) => paperLine(line, view.code))}</div></div>
    </div>
  `;
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
