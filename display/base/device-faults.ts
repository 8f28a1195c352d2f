/** Devices that need someone, each with what to do; nothing while all is well. */
import { css, html, LitElement, nothing } from "lit";
import { type Fault, fault } from "#shared/faults/fault.ts";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { deviceName } from "./device-name.ts";
import "./fault-note.ts";
import { staffStyles } from "./staff-styles.ts";

export class DeviceFaults extends LitElement {
  static override properties = { devices: { attribute: false }, heading: {}, language: {} };
  declare devices: readonly DeviceEntry[];
  declare heading: string;
  declare language: Language;

  constructor() {
    super();
    this.devices = [];
    this.heading = "";
    this.language = "en";
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(360px, 1fr));
        gap: 10px;
        padding-top: 14px;
      }
    `,
  ];

  override render() {
    const notes = this.devices.flatMap((device) => faultsOf(device).map((each) => ({ device, fault: each })));
    if (notes.length === 0) return nothing;
    return html`
      <section aria-label=${this.heading} role="status">
        ${notes.map(({ device, fault: each }) => {
          const named = { ...each, facts: { ...each.facts, device: deviceName(device, this.language) } };
          return html`<fault-note .fault=${named} .language=${this.language}></fault-note>`;
        })}
      </section>
    `;
  }
}
customElements.define("device-faults", DeviceFaults);

/** A device that is away says nothing of its printer any more: that it is away is the fault. */
export function faultsOf(device: DeviceEntry): readonly Fault[] {
  if (device.online) return device.faults;
  const known = device.faults.find((each) => each.fault === "device-away");
  return [known ?? fault("device-away", { device: device.id })];
}
