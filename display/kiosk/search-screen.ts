/** A service found by words, with a keyboard on the screen. */
import { html, nothing, type TemplateResult } from "lit";
import { asOffered, list } from "./choice-screens.ts";
import { eraseIcon, searchIcon } from "./icons.ts";
import { keyRows, queryMax, typed } from "./keyboard.ts";
import type { ScreenProps } from "./view.ts";

export function searchScreen(props: ScreenProps, query: string): TemplateResult {
  const { view, say, send } = props;
  const { language } = view.state;
  const press = (key: string) => send({ kind: "ask-for", query: typed(query, key) });
  const found = view.found.map(({ id, name }) => ({ id, name, hint: null })).map(asOffered(props));
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
          maxlength=${queryMax}
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
