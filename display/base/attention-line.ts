/** How a page shows devices that need a person, and sends "I go". The strip itself comes after the page. */
import { html } from "lit";
import type { AttentionEntry } from "#shared/attention/attention.ts";
import { isNeed } from "#shared/attention/needs.ts";
import type { Language } from "#shared/texts/language.ts";
import type { DeviceEntry } from "#shared/wire/staff.ts";
import type { AttentionStrip } from "./attention-strip.ts";
import type { OfficeFormat } from "./format.ts";
import type { StaffDesk } from "./staff-desk.ts";
import type { Session } from "./staff-session.ts";
import { counterIn, type StaffView } from "./staff-view.ts";

/** A key that was pressed; see `display/counter/shortcuts.ts`. */
interface KeyPress {
  readonly key: string;
  readonly withModifier: boolean;
  readonly repeated: boolean;
  readonly typing: boolean;
}

/** The single key of "I go". */
export const goKeys = { en: "G", fr: "J" } as const;

/** What its key does now; undefined when nobody is asked to go. */
export function goes(page: ParentNode, press: KeyPress, language: Language): (() => void) | undefined {
  if (press.withModifier || press.repeated || press.typing || press.key.toLocaleUpperCase() !== goKeys[language]) return undefined;
  const strip = page.querySelector<AttentionStrip>("attention-strip");
  const asked = strip?.firstAsked;
  return strip && asked ? () => strip.go(asked) : undefined;
}

/** `agent`: who is asked here; null: nobody. */
export function attentionLine(desk: StaffDesk, format: OfficeFormat | null, language: Language, agent: number | null, shortcut = "") {
  const send = (name: "go-to-device" | "give-up-device") => (event: CustomEvent<AttentionEntry>) => {
    const { device, need } = event.detail;
    if (agent !== null) desk.press((key) => ({ name, key, agent, device, need }));
  };
  const { office, link } = desk.store;
  return html`<attention-strip .view=${link.view} .office=${office} .format=${format} .agent=${agent} .held=${desk.held} .shortcut=${shortcut}
    .language=${language} @go=${send("go-to-device")} @cannot=${send("give-up-device")}></attention-strip>`;
}

/** Whoever works at a counter is asked to go to a device, in practice too; nobody on a break. */
export function askedAt(view: StaffView, session: Session | null): number | null {
  const counter = session ? counterIn(view, session.counter) : undefined;
  return session && counter?.agent === session.agent && counter.break === null ? session.agent : null;
}

/** What needs a person stands in the strip; one that is away does so too. */
export function withoutNeeds(devices: readonly DeviceEntry[]): DeviceEntry[] {
  return devices.filter(({ online }) => online).map((each) => ({ ...each, faults: each.faults.filter(({ fault }) => !isNeed(fault)) }));
}
