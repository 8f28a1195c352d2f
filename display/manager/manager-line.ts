/** The line by queue, and the devices' health: two short tables side by side. */
import { css, html, LitElement } from "lit";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry, StaffOffice } from "#shared/wire/staff.ts";
import { deviceName } from "../base/device-name.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import type { QueueNow } from "./figures.ts";
import { tableStyles } from "./table.styles.ts";
import { managerTexts } from "./texts.ts";

export class ManagerLine extends LitElement {
  static override properties = {
    queues: { attribute: false },
    devices: { attribute: false },
    office: { attribute: false },
    format: { attribute: false },
    language: {},
  };
  declare queues: readonly QueueNow[];
  declare devices: readonly DeviceEntry[];
  declare office: StaffOffice | null;
  declare format: OfficeFormat | null;
  declare language: Language;

  constructor() {
    super();
    this.queues = [];
    this.devices = [];
    this.office = null;
    this.format = null;
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    tableStyles,
    css`
      :host {
        display: grid;
        gap: 18px;
        align-content: start;
      }
      section {
        padding: 16px 20px 18px;
      }
      h2 {
        padding-bottom: 8px;
        font-size: 20px;
      }
      th,
      td {
        padding: 8px 6px;
        border-top: 1px solid var(--hairline);
      }
      thead th {
        padding-top: 0;
        border: 0;
      }
      th:first-child {
        padding-left: 0;
      }
      td.count {
        font-weight: 700;
      }
      .bar {
        display: block;
        width: 100%;
        height: 6px;
        margin-top: 4px;
      }
      .track {
        fill: var(--blue-soft);
      }
      .fill {
        fill: var(--blue-bright);
      }
      .none {
        color: #7a1a17;
        font-weight: 700;
      }
      .devices li {
        display: flex;
        gap: 10px;
        align-items: center;
        padding: 9px 0;
        border-top: 1px solid var(--hairline);
      }
      .devices strong {
        flex: 1;
      }
      .health {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        padding: 2px 11px;
        border-radius: 999px;
        background: var(--success-soft);
        color: #1c5526;
        font-size: 15px;
        font-weight: 700;
      }
      .health.faulty {
        background: var(--gold-soft);
        color: var(--gold-ink);
      }
      .health.offline {
        background: var(--danger-soft);
        color: #7a1a17;
      }
    `,
  ];

  override render() {
    const say = managerTexts[this.language];
    const most = Math.max(1, ...this.queues.map((queue) => queue.waiting));
    return html`
      <section class="card" aria-labelledby="queues">
        <h2 id="queues">${say.queues}</h2>
        <table>
          <thead>
            <tr><th scope="col">${say.queue}</th><th scope="col">${say.waiting}</th><th scope="col">${say.longest}</th><th scope="col">${say.takenBy}</th></tr>
          </thead>
          <tbody>${this.queues.map((queue) => this.#queue(queue, most))}</tbody>
        </table>
      </section>
      <section class="card devices" aria-labelledby="devices">
        <h2 id="devices">${say.devices}</h2>
        <ul>${this.devices.map((device) => this.#device(device))}</ul>
      </section>
    `;
  }

  #queue(queue: QueueNow, most: number) {
    const say = managerTexts[this.language];
    const name = this.office?.queues.find((each) => each.id === queue.id)?.name[this.language] ?? queue.id;
    const alone = queue.waiting > 0 && queue.counters === 0;
    return html`
      <tr>
        <th scope="row">${name}
          <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="6" rx="1" /><rect class="fill" width=${(queue.waiting / most) * 100} height="6" rx="1" />
          </svg>
        </th>
        <td class="count">${queue.waiting}</td>
        <td>${queue.longestMs === null ? say.none : this.format?.duration(queue.longestMs)}</td>
        <td class=${alone ? "none" : ""}>${queue.counters === 0 ? say.noneTakes : queue.counters}</td>
      </tr>
    `;
  }

  #device(device: DeviceEntry) {
    const say = managerTexts[this.language];
    const state = !device.online ? "offline" : device.faults.length > 0 ? "faulty" : "well";
    const words = { offline: say.offline, faulty: say.notHealthy(device.faults.length), well: say.healthy }[state];
    return html`
      <li>
        ${icon(device.role)}<strong>${deviceName(device, this.language)}</strong>
        <span class="health ${state}">${icon(state === "well" ? "check" : state === "offline" ? "away" : "warning")}${words}</span>
      </li>
    `;
  }
}
customElements.define("manager-line", ManagerLine);
