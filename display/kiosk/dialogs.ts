/** What opens above a screen without leaving it: assistance, and the question whether anyone is still there. */
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { localeOf } from "../base/texts.ts";
import { checkIcon } from "./icons.ts";
import { texts } from "./texts.ts";
import type { ScreenProps } from "./view.ts";

export function helpDialog({ view, say, send }: ScreenProps): TemplateResult {
  const { office, state } = view;
  const { kind } = state.screen;
  // Before a language is chosen it speaks all; once the ticket is made the needs have been told.
  const speaks: readonly Language[] = kind === "welcome" ? office.languages : [state.language];
  const choosing = kind !== "welcome" && kind !== "ticket" && kind !== "issuing" && kind !== "refused" && office.needs.length > 0;
  return html`
    ${speaks.map((language) => {
      const words = texts[language];
      return html`<div lang=${localeOf(language)}>
        <h2>${words.helpHeading}</h2>
        <p>${choosing ? words.helpLead : words.helpAsk}</p>
      </div>`;
    })}
    ${
      choosing
        ? html`<ul class="needs">
            ${office.needs.map((need) => {
              const chosen = state.needs.includes(need);
              return html`<li>
                <button class="need" aria-pressed=${chosen ? "true" : "false"} @click=${() => send({ kind: "toggle-need", need })}>
                  <span class="box">${chosen ? checkIcon : nothing}</span><span>${say.needs[need]}</span>
                </button>
              </li>`;
            })}
          </ul>`
        : nothing
    }
    <button class="take" @click=${() => send({ kind: "close-help" })}>
      ${speaks.map((language, place) => html`<span lang=${localeOf(language)}>${place > 0 ? " / " : ""}${texts[language].helpDone}</span>`)}
    </button>
  `;
}

export function idleDialog({ view, say, send }: ScreenProps): TemplateResult {
  const { idle } = view;
  return html`
    <h2>${say.idle}</h2>
    <p role="timer">${say.idleAdvice(idle.kind === "warning" ? idle.secondsLeft : 0)}</p>
    <button class="take" @click=${() => send({ kind: "stay" })}><span>${say.idleStay}</span></button>
    <button class="quiet" @click=${() => send({ kind: "done" })}>${say.idleLeave}</button>
  `;
}
