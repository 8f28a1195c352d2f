/** What an agent must know of a person before they meet: language and needs, each as icon and word. */
import { html, nothing, type TemplateResult } from "lit";
import type { VisitEntry } from "#shared/wire/staff.ts";
import { icon } from "../base/staff-icons.ts";
import { needsInOrder } from "./scene.ts";
import type { CounterTexts } from "./texts.ts";

export function chips(visit: VisitEntry, say: CounterTexts, long: boolean): TemplateResult {
  return html`
    <ul class="chips">
      <li class="chip">${icon("language")}${long ? say.citizenLanguage(say.languageNames[visit.language]) : say.languageNames[visit.language]}</li>
      ${needsInOrder(visit.needs).map((need) => html`<li class="chip need">${icon(need)}${say.needs[need]}</li>`)}
      ${visit.practice ? html`<li class="chip practice">${icon("info")}${say.practice}</li>` : nothing}
    </ul>
  `;
}
