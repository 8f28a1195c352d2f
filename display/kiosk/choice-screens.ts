/** The screens on which a citizen chooses: language, topic, programme, service, or a service found by words. */
import { html, nothing, type TemplateResult } from "lit";
import type { Localized } from "#shared/office/configuration.ts";
import { localeOf, ownName } from "../base/texts.ts";
import { type Choice, pageOf, programmeChoices, serviceChoices, topicChoices } from "./choices.ts";
import { backIcon, eraseIcon, forwardIcon, searchIcon } from "./icons.ts";
import { keyRows, typed } from "./keyboard.ts";
import { texts } from "./texts.ts";
import type { ScreenProps } from "./view.ts";

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
      ${
        live.waiting === null
          ? nothing
          : html`<div class="waiting">
              ${office.languages.map((language) => html`<p lang=${localeOf(language)}>${texts[language].waiting(live.waiting ?? 0)}</p>`)}
            </div>`
      }
    </div>
  `;
}

export function topicsScreen(props: ScreenProps): TemplateResult {
  const choices = topicChoices(props.view.office).slice(0, 6);
  return list(props, choices, (topic) => props.send({ kind: "choose-topic", topic }));
}

export function programmesScreen(props: ScreenProps, topic: string, page: number): TemplateResult {
  const { items } = pageOf(programmeChoices(props.view.office, topic), page);
  return list(props, items, (programme) => props.send({ kind: "choose-programme", programme }));
}

export function servicesScreen(props: ScreenProps, topic: string, programme: string | null, page: number): TemplateResult {
  const { items } = pageOf(serviceChoices(props.view.office, topic, programme), page);
  return list(props, items, (service) => props.send({ kind: "choose-service", service }));
}

export function searchScreen(props: ScreenProps, query: string): TemplateResult {
  const { view, say, send } = props;
  const { language } = view.state;
  const press = (key: string) => send({ kind: "ask-for", query: typed(query, key) });
  const found = view.found.map(({ id, name }) => ({ id, name, hint: null }));
  return html`
    <div class="search">
      <div class="field">
        ${searchIcon}
        <input
          id="query"
          type="text"
          inputmode="none"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="40"
          aria-label=${say.searchField}
          placeholder=${say.searchHint}
          .value=${query}
          @input=${(event: InputEvent) => send({ kind: "ask-for", query: (event.target as HTMLInputElement).value })}
        />
        <button class="clear" ?hidden=${query === ""} @click=${() => send({ kind: "ask-for", query: "" })}>${say.clear}</button>
      </div>
      <div class="found">
        ${query.trim().length < 2 ? html`<p class="often">${say.searchOften}</p>` : nothing}
        ${
          found.length > 0
            ? list(props, found, (service) => send({ kind: "choose-service", service }))
            : html`<p class="nothing">${say.searchNothing}</p>`
        }
      </div>
      <div class="keyboard" role="group" aria-label=${say.keyboard}>
        ${keyRows(language).map(
          (row) => html`<div class="keys">${row.map((key) => html`<button class="key" @click=${() => press(key)}>${key}</button>`)}</div>`,
        )}
        <div class="keys">
          <button class="key space" @click=${() => press(" ")}>${say.space}</button>
          <button class="key erase" aria-label=${say.deleteLetter} @click=${() => send({ kind: "ask-for", query: query.slice(0, -1) })}>
            ${eraseIcon}
          </button>
        </div>
      </div>
    </div>
  `;
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

function list({ view }: ScreenProps, choices: readonly Choice[], choose: (id: string) => void): TemplateResult {
  const { language } = view.state;
  const say = (text: Localized) => text[language];
  return html`
    <ul class="choices">
      ${choices.map(
        (choice) => html`
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
