/** The screens on which a citizen chooses: language, topic, programme, service, or a service found by words. */
import { html, nothing, type TemplateResult } from "lit";
import type { Localized } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { KioskLive } from "#shared/wire/kiosk-page.ts";
import { localeOf, ownName, timeOfDay } from "../base/texts.ts";
import { type Choice, pageOf, programmeChoices, serviceChoices, topicChoices } from "./choices.ts";
import { backIcon, calendarIcon, forwardIcon, noticeIcon } from "./icons.ts";
import { texts } from "./texts.ts";
import { noticesOn, notToday, whyNotToday } from "./today.ts";
import type { KioskView, ScreenProps, Send } from "./view.ts";

/** A longer name takes two lines of its card, and leaves one for the hint. */
const nameLineMax = 36;

/** Both languages at the same size, and each leads through the same steps. */
export function welcomeScreen({ view, send }: ScreenProps): TemplateResult {
  const { office, live } = view;
  return html`
    <div class="welcome">
      <div class="greeting">
        ${office.languages.map((language) => html`<p class="hello" lang=${localeOf(language)}>${texts[language].welcome}</p>`)}
      </div>
      <div class="languages">
        ${office.languages.map(
          (language) => html`
            <button class="language-choice" lang=${localeOf(language)} @click=${() => send({ kind: "choose-language", language })}>
              <span class="name">${ownName(language)}</span>
              <span class="hint">${texts[language].takeTicket}</span>
              <span class="go">${forwardIcon}</span>
            </button>
          `,
        )}
      </div>
      ${notices(view, send)}
      ${html`<div class="waiting">${office.languages.map((language) => html`<p lang=${localeOf(language)}>${howBusy(live, language)}</p>`)}</div>`}
    </div>
  `;
}

function howBusy({ hub, today, waiting }: KioskLive, language: Language): string | typeof nothing {
  const say = texts[language];
  if (hub === "away") return say.slow;
  if (today?.stage === "forming") return say.forming(today.opens === null ? null : timeOfDay(today.opens, language));
  return waiting === null ? nothing : say.waiting(waiting);
}

/** What the office tells everybody, before anything is chosen. */
function notices({ office, live, state }: KioskView, send: Send): TemplateResult | typeof nothing {
  const { shown, more } = noticesOn(live.today, state.noticesTurned);
  if (shown.length === 0) return nothing;
  return html`<div class="notices">
    ${shown.map(
      ({ text }) => html`<div class="notice">
        ${noticeIcon}
        <div>${office.languages.map((language) => html`<p lang=${localeOf(language)}>${text[language]}</p>`)}</div>
      </div>`,
    )}
    ${
      more
        ? html`<button class="quiet" @click=${() => send({ kind: "turn-notices" })}>
            ${office.languages.map((language, place) => html`${place > 0 ? " / " : ""}<span lang=${localeOf(language)}>${texts[language].noticesMore}</span>`)}
          </button>`
        : nothing
    }
  </div>`;
}

export function topicsScreen(props: ScreenProps): TemplateResult {
  const { view, say, send } = props;
  const topics = list(props, topicChoices(view.office).slice(0, 6), (topic) => send({ kind: "choose-topic", topic }));
  if (view.state.adding || view.state.appointment) return topics;
  const words = view.office.appointments ? say.booked : say.hasTicket;
  return html`<button class="quiet booked" @click=${() => send({ kind: "open-check-in" })}>${calendarIcon}<span>${words}</span></button>${topics}`;
}

export function programmesScreen(props: ScreenProps, topic: string, page: number): TemplateResult {
  const { items } = pageOf(programmeChoices(props.view.office, topic), page);
  return list(props, items, (programme) => props.send({ kind: "choose-programme", programme }));
}

export function servicesScreen(props: ScreenProps, topic: string, programme: string | null, page: number): TemplateResult {
  const { items } = pageOf(serviceChoices(props.view.office, topic, programme), page);
  return list(props, items.map(asOffered(props)), (service) => props.send({ kind: "choose-service", service }));
}

/** Paging, where there is more than one page: never a list that scrolls. */
export function pager({ say, send }: ScreenProps, page: number, pages: number): TemplateResult {
  return html`
    <div class="pager">
      <button class="turn" aria-label=${say.pageBefore} ?disabled=${page === 0} @click=${() => send({ kind: "turn-page", to: page - 1 })}>
        ${backIcon}
      </button>
      <span class="place">${say.page(page + 1, pages)}</span>
      <button class="turn" aria-label=${say.pageNext} ?disabled=${page === pages - 1} @click=${() => send({ kind: "turn-page", to: page + 1 })}>
        ${forwardIcon}
      </button>
    </div>
  `;
}

interface Shown extends Choice {
  /** Why it cannot be chosen today; it stays in its place, so that nobody searches for it. */
  readonly closed?: string | null;
}

export function asOffered({ view, say }: ScreenProps): (choice: Choice) => Shown {
  return (choice) => {
    const found = notToday(view.live.today, choice.id);
    return { ...choice, closed: found ? whyNotToday(found, say, view.state.language) : null };
  };
}

export function list({ view }: ScreenProps, choices: readonly Shown[], choose: (id: string) => void): TemplateResult {
  const { language } = view.state;
  const say = (text: Localized) => text[language];
  return html`
    <ul class="choices">
      ${choices.map((choice) =>
        choice.closed
          ? html`<li><div class="choice closed"><span class="words"><span class="name">${say(choice.name)}</span><span class="hint">${choice.closed}</span></span></div></li>`
          : html`
          <li>
            <button class="choice" @click=${() => choose(choice.id)}>
              <span class="words">
                <span class="name">${say(choice.name)}</span>
                ${choice.hint ? html`<span class=${say(choice.name).length > nameLineMax ? "hint short" : "hint"}>${say(choice.hint)}</span>` : nothing}
              </span>
              <span class="go">${forwardIcon}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
