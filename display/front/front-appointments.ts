/** Appointments that a person can check in for at the kiosk: a list that opens over the page. */
import { css, html, LitElement, nothing } from "lit";
import type { Language } from "#shared/texts/language.ts";
import { dateFormat } from "#shared/time/formats.ts";
import type { FrontLive } from "#shared/wire/front-page.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf } from "../base/texts.ts";
import { frontPopover } from "./front-popover.styles.ts";
import { frontTexts } from "./texts.ts";

export class FrontAppointments extends LitElement {
  static override properties = { live: { attribute: false }, language: {} };
  declare live: FrontLive | null;
  declare language: Language;

  constructor() {
    super();
    this.live = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    frontPopover,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 15px;
      }
      th {
        padding: 0 14px 4px 0;
        color: var(--text-quiet);
        font-size: 13px;
        font-weight: 400;
        text-align: left;
      }
      td {
        padding: 7px 14px 7px 0;
        border-top: 1px solid var(--hairline);
        vertical-align: top;
      }
      .code {
        font-weight: 700;
        letter-spacing: 0.08em;
        white-space: nowrap;
      }
      .when {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    const { live, language } = this;
    if (!live || live.appointments.length === 0) return nothing;
    const say = frontTexts[language].appointments;
    const time = dateFormat(localeOf(language), { timeZone: live.timeZone, hour: "numeric", minute: "2-digit" });
    return html`
      <button type="button" class="open" popovertarget="list">${icon("clock")}${say.open}</button>
      <div id="list" popover aria-labelledby="heading">
        <div class="head">
          <h2 id="heading">${say.heading}</h2>
          <button type="button" class="button small quiet" popovertarget="list" popovertargetaction="hide" aria-label=${say.close}>${icon("close")}</button>
        </div>
        <p>${say.how}</p>
        <table>
          <thead><tr><th scope="col">${say.time}</th><th scope="col">${say.code}</th><th scope="col">${say.digits}</th><th scope="col">${say.service}</th></tr></thead>
          <tbody>
            ${live.appointments.map(
              ({ at, code, digits, service }) => html`<tr>
                <td class="when">${time.format(at)}</td>
                <td class="code">${code}</td>
                <td class="when">${digits}</td>
                <td>${service[language]}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}
customElements.define("front-appointments", FrontAppointments);
