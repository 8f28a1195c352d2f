/** The machines of the office, those that need someone first; loaded when it is wanted. Faults come with the live view, figures are asked for. */
import { css, html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Expiring, ExpiringList } from "#shared/expiry/expiring.ts";
import type { Fault } from "#shared/faults/fault.ts";
import type { FleetList, Spare } from "#shared/fleet/orders.ts";
import type { IdentityList } from "#shared/identity/registry.ts";
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceRelease } from "#shared/update/device-release.ts";
import type { OfficeReleases } from "#shared/update/office-releases.ts";
import type { Equipment, MachineFigures } from "#shared/wire/machine.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import { getJson, later } from "../base/browser.ts";
import { deviceName } from "../base/device-name.ts";
import "../base/fault-note.ts";
import type { OfficeFormat } from "../base/format.ts";
import { icon } from "../base/staff-icons.ts";
import { staffStyles } from "../base/staff-styles.ts";
import { localeOf } from "../base/texts.ts";
import "./device-leaves.ts";
import "./device-orders.ts";
import { type Piece, piecesOf, sparesFor, type Told } from "./equipment.ts";
import { type EquipmentTexts, equipmentTexts } from "./equipment-texts.ts";
import "./group-orders.ts";
import "./release-orders.ts";
import { releaseTexts } from "./release-texts.ts";

const askEveryMs = 5_000;
const answerWithinMs = 4_000;
const gigabyte = 1_000_000_000;

export class AdminEquipment extends LitElement {
  static override properties = {
    by: {},
    devices: { attribute: false },
    faults: { attribute: false },
    format: { attribute: false },
    language: {},
    zones: { attribute: false },
    told: { state: true },
    isOld: { state: true },
  };
  /** Whoever is signed in; absent on the hub's own machine. */
  declare by: string | undefined;
  declare devices: readonly DeviceEntry[];
  /** The hub's. */
  declare faults: readonly Fault[];
  declare format: OfficeFormat | null;
  declare language: Language;
  declare zones: OfficeConfiguration["zones"];
  declare told: Told;
  declare isOld: boolean;
  #stop = () => {};

  constructor() {
    super();
    this.devices = [];
    this.faults = [];
    this.format = null;
    this.language = "en";
    this.zones = [];
    this.told = { equipment: null, identity: null, expiring: null, fleet: null, releases: null };
    this.isOld = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
        max-width: 1000px;
      }
      .intro {
        color: var(--text-quiet);
      }
      .sum {
        font-weight: 700;
      }
      ul {
        display: grid;
        gap: 12px;
      }
      .card {
        display: grid;
        gap: 10px;
        padding: 14px 18px;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        align-items: baseline;
      }
      h3 {
        font-size: 18px;
        overflow-wrap: anywhere;
      }
      .stands,
      dt {
        color: var(--text-quiet);
        font-size: 15px;
      }
      .well {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        color: #1c5526;
        font-weight: 700;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 8px 18px;
        margin: 0;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.#ask();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  /** One question after the other, for as long as somebody looks. */
  async #ask(): Promise<void> {
    const get = (address: string) => getJson(address, answerWithinMs).catch(() => null);
    const [equipment, identity, expiring, fleet, releases] = await Promise.all(
      ["equipment", "identity", "expiring", "fleet", "releases"].map((what) => get(`/api/v1/${what}`)),
    );
    this.isOld = equipment?.status !== 200;
    this.told = {
      equipment: equipment?.status === 200 ? (equipment.body as Equipment) : this.told.equipment,
      identity: identity?.status === 200 ? (identity.body as IdentityList) : this.told.identity,
      expiring: expiring?.status === 200 ? (expiring.body as ExpiringList) : this.told.expiring,
      fleet: fleet?.status === 200 ? (fleet.body as FleetList) : this.told.fleet,
      releases: releases?.status === 200 ? (releases.body as OfficeReleases) : this.told.releases,
    };
    this.#stop();
    if (this.isConnected) this.#stop = later(askEveryMs, () => void this.#ask());
  }

  override render() {
    const say = equipmentTexts[this.language];
    const pieces = piecesOf(this.devices, this.faults, this.told);
    const { expiring } = this.told;
    const needy = pieces.filter(({ faults }) => faults.length > 0).length;
    return html`
      <p class="intro">${say.intro}</p>
      <p class="sum" role="status">${needy === 0 ? say.allWell(pieces.length) : say.needs(needy, pieces.length)}</p>
      ${this.isOld ? html`<p>${say.figuresOld}</p>` : nothing}
      ${expiring && expiring.soon.length > 0 ? this.#endsSoon(expiring, say) : nothing}
      <ul>${pieces.map((piece) => html`<li>${this.#piece(piece, say)}</li>`)}</ul>
      ${(this.told.fleet?.spares ?? []).map((spare) => this.#spare(spare, say))}
      <group-orders .devices=${this.devices} .spares=${this.told.fleet?.spares ?? []} .zones=${this.zones} .by=${this.by} .language=${this.language}></group-orders>
      ${this.#underWay()}
      ${expiring?.soon.length === 0 ? this.#endsLater(expiring, say) : nothing}
    `;
  }

  #endsSoon({ now, soon }: ExpiringList, say: EquipmentTexts) {
    return html`
      <section class="card" aria-label=${say.ends}>
        <h3>${say.ends}</h3>
        <ul>${soon.map(
          (each) =>
            html`<li><b>${say.endsOn(this.#ending(each, say), this.#day(each), each.until <= now)}</b> ${say.ending[each.what].advice}</li>`,
        )}</ul>
      </section>
    `;
  }

  #endsLater({ first }: ExpiringList, say: EquipmentTexts) {
    return html`
      <section class="card" aria-label=${say.ends}>
        <div class="name">
          <h3>${say.ends}</h3>
          <span class="well">${icon("check")}${say.endsNothing}</span>
        </div>
        ${first ? html`<p class="stands">${say.endsFirst(this.#ending(first, say), this.#day(first))}</p>` : nothing}
      </section>
    `;
  }

  /** How far a release is; that it is halted stands among the hub's faults. */
  #underWay() {
    const { releases } = this.told;
    const rollout = releases?.kind === "on" ? releases.rollout : null;
    if (!rollout) return nothing;
    const orders = html`<release-orders .rollout=${rollout} .by=${this.by} .format=${this.format} .language=${this.language} @acted=${() => void this.#ask()}></release-orders>`;
    return keyed(rollout.number, orders);
  }

  #release({ running, next }: DeviceRelease): string {
    const say = releaseTexts[this.language];
    if (next.kind === "none") return say.runs(running);
    const when = next.kind === "later" ? (this.format?.dayAndTime(next.at) ?? "") : "";
    return `${say.runs(running)}; ${say.next[next.kind](next.version, when)}`;
  }

  #ending({ what, name }: Expiring, say: EquipmentTexts): string {
    return say.ending[what].what(name);
  }

  /** Such ends are days of the world, not of the office. */
  #day({ until }: Expiring): string {
    return new Intl.DateTimeFormat(localeOf(this.language), { dateStyle: "long", timeZone: "UTC" }).format(until);
  }

  #piece(piece: Piece, say: EquipmentTexts) {
    const { device, faults } = piece;
    const name = device ? deviceName(device, this.language) : say.hub;
    const figures = this.#figures(piece, say);
    return html`
      <section class="card" aria-label=${name}>
        <div class="name">
          <h3>${name}</h3>
          ${faults.length === 0 ? html`<span class="well">${icon("check")}${say.well}</span>` : nothing}
          ${device ? html`<span class="stands">${this.#stands(device, say)}</span>` : nothing}
        </div>
        ${faults.map((each) => {
          const named = device ? { ...each, facts: { ...each.facts, device: name } } : each;
          return html`<fault-note .fault=${named} .language=${this.language}></fault-note>`;
        })}
        ${figures.length === 0 ? nothing : html`<dl>${figures.map(([what, is]) => html`<div><dt>${what}</dt><dd>${is}</dd></div>`)}</dl>`}
        ${device ? html`<device-orders .device=${device.id} .name=${name} .by=${this.by} .isOnline=${device.online} .spares=${sparesFor(device, this.told.fleet)} .language=${this.language}></device-orders>` : nothing}
        ${device?.online && this.told.fleet?.mayLeave ? html`<device-leaves .device=${device.id} .name=${name} .by=${this.by} .language=${this.language}></device-leaves>` : nothing}
        ${piece.software !== undefined && piece.machine === null ? html`<p class="stands">${say.saysNothing}</p>` : nothing}
      </section>
    `;
  }

  /** It waits in a cupboard or on a shelf: nothing is wrong when it is away. */
  #spare({ id, role, online, since, software }: Spare, say: EquipmentTexts) {
    const when = this.format?.dayAndTime(since) ?? "";
    return html`
      <section class="card spare" aria-label=${id}>
        <div class="name">
          <h3 translate="no">${id}</h3>
          <span class="stands">${say.spare[role]}</span>
          <span class="stands">${online ? say.connectedSince(when) : say.awaySince(when)}</span>
        </div>
        <device-orders .device=${id} .name=${id} .by=${this.by} .isOnline=${online} .language=${this.language}></device-orders>
        ${online && this.told.fleet?.mayLeave ? html`<device-leaves .device=${id} .name=${id} .by=${this.by} .language=${this.language}></device-leaves>` : nothing}
        <dl><div><dt>${say.software}</dt><dd>${software}</dd></div></dl>
      </section>
    `;
  }

  #stands({ online, since }: DeviceEntry, say: EquipmentTexts): string {
    const when = this.format?.dayAndTime(since) ?? "";
    return online ? say.connectedSince(when) : say.awaySince(when);
  }

  #figures({ device, machine, software, certificate, release }: Piece, say: EquipmentTexts): [string, string][] {
    const hub = this.told.equipment?.hub.software;
    const rows: [string, string][] = machine ? this.#ofMachine(machine, say) : [];
    if (software !== undefined) rows.push([say.software, device && software !== hub ? say.otherThanHub(software) : software]);
    if (release) rows.push([releaseTexts[this.language].release, this.#release(release)]);
    if (certificate) rows.push([say.certificate, say.certificateIs[certificate.state](this.format?.dayAndTime(certificate.until) ?? "")]);
    return rows;
  }

  #ofMachine(machine: MachineFigures, say: EquipmentTexts): [string, string][] {
    const { celsius, freeBytes, totalBytes, usedPercent, writtenBytes, memoryBytes, clockIsSet } = machine;
    const number = (value: number) => this.format?.number(value) ?? String(value);
    const inGigabytes = (bytes: number) => number(Math.round(bytes / (gigabyte / 10)) / 10);
    const rows: [string, string][] = [];
    if (celsius !== null) rows.push([say.celsius, `${number(celsius)} °C`]);
    if (freeBytes !== null && totalBytes !== null) rows.push([say.free, say.freeOf(inGigabytes(freeBytes), inGigabytes(totalBytes))]);
    if (usedPercent !== null) rows.push([say.life, `${number(usedPercent)} %`]);
    if (writtenBytes !== null) rows.push([say.written, say.gigabytes(inGigabytes(writtenBytes))]);
    if (memoryBytes !== null) rows.push([say.memory, say.gigabytes(inGigabytes(memoryBytes))]);
    if (clockIsSet !== null) rows.push([say.clock, clockIsSet ? say.clockSet : say.clockUnset]);
    return rows;
  }
}
customElements.define("admin-equipment", AdminEquipment);
