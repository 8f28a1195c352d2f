/** What the ticket will be for, before it is given: errands, people, what to bring, and where else to go. One touch takes it. */
import { html, nothing, type TemplateResult } from "lit";
import type { PublicService } from "#shared/office/public.ts";
import { errandsMax, peopleMax } from "#shared/queue/limits.ts";
import { checkInTexts } from "./check-in-texts.ts";
import { serviceNamed } from "./choices.ts";
import { addIcon, bagIcon, checkIcon, closeIcon, elsewhereIcon, lessIcon, ticketIcon } from "./icons.ts";
import { isCrowded } from "./room.ts";
import type { ScreenProps } from "./view.ts";

/** More than this is not read here; agents ask for the rest. */
const bringShownMax = 8;
const bringCrowdedMax = 4;

export function confirmScreen(props: ScreenProps): TemplateResult {
  const { view, say, send, drawKey } = props;
  const { chosen, language, needs, appointment } = view.state;
  const services = chosen.flatMap((id) => serviceNamed(view.office, id) ?? []);
  const things = [...new Set(services.flatMap((service) => service.bring ?? []).map((thing) => thing[language]))].slice(0, bringShownMax);
  const elsewhere = services.filter((service) => service.notHere);
  const crowded = isCrowded({
    errands: chosen.map((id) => serviceNamed(view.office, id)?.name[language] ?? say.confirmNotSure),
    bring: things,
    elsewhere: elsewhere.map((service) => service.notHere?.[language] ?? ""),
    needs: needs.length + (appointment ? 1 : 0),
  });
  const details = [notHere(props, elsewhere), bring(props, crowded ? things.slice(0, bringCrowdedMax) : things), told(props)];
  return html`
    <div class=${`confirm${crowded ? " crowded" : ""}`} data-errands=${chosen.length}>
      <div class="about">
        <ul class="chosen">${chosen.map((service, place) => errand(props, service, place))}</ul>
        ${details.map((each) => each ?? nothing)}
      </div>
      ${more(props)}
      <button class="take" @click=${() => send({ kind: "take-ticket", key: drawKey() })}>${ticketIcon}<span>${say.title}</span></button>
      ${
        chosen.length === 1 && details.every((each) => each === null)
          ? html`<div class="next">
              <h2>${say.nextSteps}</h2>
              <ol>${say.steps.map((text, place) => html`<li><span class="step" aria-hidden="true">${place + 1}</span><span>${text}</span></li>`)}</ol>
            </div>`
          : nothing
      }
    </div>
  `;
}

function errand({ view, say, send }: ScreenProps, service: string | null, place: number): TemplateResult {
  const { chosen, language } = view.state;
  const name = serviceNamed(view.office, service)?.name[language] ?? say.confirmNotSure;
  return html`<li>
    <p class="service">${name}</p>
    ${
      chosen.length > 1
        ? html`<button class="drop" aria-label=${say.dropErrand(name)} @click=${() => send({ kind: "drop-errand", place })}>${closeIcon}</button>`
        : nothing
    }
  </li>`;
}

/** Both may be left alone: whoever has one errand takes the ticket. */
function more({ view, say, send }: ScreenProps): TemplateResult {
  const { chosen, people } = view.state;
  const set = (count: number) => () => send({ kind: "set-people", people: count });
  return html`
    <div class="more">
      ${
        chosen.length <= errandsMax
          ? html`<button class="add" @click=${() => send({ kind: "add-errand" })}>
              ${addIcon}<span class="words"><span class="name">${say.anythingElse}</span><span class="hint">${say.addErrand}</span></span>
            </button>`
          : nothing
      }
      <div class="people" role="group" aria-label=${say.people}>
        <span class="question">${say.people}</span>
        <button class="less" aria-label=${say.personLess} ?disabled=${people === 1} @click=${set(people - 1)}>${lessIcon}</button>
        <output aria-live="polite" aria-label=${say.peopleCount(people)}>${people}</output>
        <button class="plus" aria-label=${say.personMore} ?disabled=${people === peopleMax} @click=${set(people + 1)}>${addIcon}</button>
      </div>
    </div>
  `;
}

function notHere({ view, say }: ScreenProps, elsewhere: readonly PublicService[]): TemplateResult | null {
  const { language, chosen } = view.state;
  if (elsewhere.length === 0) return null;
  return html`<div class="elsewhere">
    ${elsewhereIcon}
    <div>
      <h2>${say.notHere}</h2>
      ${elsewhere.map(({ name, notHere: where }) => html`<p>${chosen.length > 1 ? html`<b>${name[language]}</b> ` : nothing}<span class="where">${where?.[language]}</span></p>`)}
      <p class="still">${say.notHereStill}</p>
    </div>
  </div>`;
}

function bring({ say }: ScreenProps, things: readonly string[]): TemplateResult | null {
  if (things.length === 0) return null;
  return html`<div class="bring">
    <h2>${bagIcon}<span>${say.bring}</span></h2>
    <ul>${things.map((thing) => html`<li>${thing}</li>`)}</ul>
  </div>`;
}

function told({ view, say }: ScreenProps): TemplateResult | null {
  const { needs, appointment, language } = view.state;
  const items = [...(appointment ? [checkInTexts[language].told] : []), ...needs.map((need) => say.needs[need])];
  if (items.length === 0) return null;
  return html`<div class="told">
    <p>${say.needsTold}</p>
    <ul>${items.map((item) => html`<li>${checkIcon}<span>${item}</span></li>`)}</ul>
  </div>`;
}
