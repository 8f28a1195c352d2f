/** What an agent must know of a person before they meet: language and needs, each as icon and word. */
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { VisitEntry } from "#shared/wire/staff.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { gapTexts } from "./gap-texts.ts";
import { moveTexts } from "./move-texts.ts";
import { needsInOrder } from "./scene.ts";
import { counterTexts } from "./texts.ts";

/** `format`: how the office writes times. */
export function chips(visit: VisitEntry, language: Language, long: boolean, format: OfficeFormat | null): TemplateResult {
  const say = counterTexts[language];
  const gap = gapTexts[language];
  const more = moveTexts[language];
  return html`
    <ul class="chips">
      <li class="chip">${icon("language")}${long ? say.citizenLanguage(say.languageNames[visit.language]) : say.languageNames[visit.language]}</li>
      ${needsInOrder(visit.needs).map((need) => html`<li class="chip need">${icon(need)}${say.needs[need]}</li>`)}
      ${visit.people > 1 ? html`<li class="chip">${icon("people")}${more.people(visit.people)}</li>` : nothing}
      ${visit.priority === "default" ? nothing : html`<li class="chip need">${icon("info")}${more.priorities[visit.priority]}</li>`}
      ${visit.appointment ? appointment(visit, visit.appointment, language, format) : nothing}
      ${visit.saysAppointment ? html`<li class="chip need">${icon("clock")}${appointmentTexts[language].says}</li>` : nothing}
      ${visit.personal.length > 0 && !long ? html`<li class="chip">${icon("info")}${appointmentTexts[language].hasNote}</li>` : nothing}
      ${visit.channel === "in-person" ? nothing : html`<li class="chip">${icon("sound")}${more.channels[visit.channel]}</li>`}
      ${visit.returns > 0 ? html`<li class="chip">${icon("undo")}${more.returned}</li>` : nothing}
      ${visit.toConfirm ? html`<li class="chip gap">${icon("away")}${gap.waitedThrough}</li>` : nothing}
      ${visit.admitted ? html`<li class="chip">${icon("ticket")}${gap.fromPaper}</li>` : nothing}
      ${visit.practice ? html`<li class="chip practice">${icon("info")}${say.practice}</li>` : nothing}
    </ul>
  `;
}

/** Its time, how they came for it, and what the calendar said after the ticket was given. */
function appointment(
  { isAppointment, stage }: VisitEntry,
  { at, late, news }: NonNullable<VisitEntry["appointment"]>,
  language: Language,
  format: OfficeFormat | null,
): TemplateResult {
  const say = appointmentTexts[language];
  const time = (format?.time(at) ?? "").replaceAll(" ", "\u00a0");
  const isEarly = !isAppointment && !late && stage.kind === "waiting";
  return html`
    <li class="chip booked">${icon("clock")}${(late ? say.late : isEarly ? say.early : say.chip)(time)}</li>
    ${news === null ? nothing : html`<li class="chip need">${icon("info")}${news === "changed" ? say.changed : say.cancelled}</li>`}
  `;
}
