/**
 * Above a device's page: its name, for whoever looks for it, in a frame that blinks calmly (once a second, below the three flashes a second of
 * WCAG 2.2, 2.3.1, and not at all for whoever asked for less motion); or that it is a spare.
 */
import { css, html, LitElement, nothing } from "lit";
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import type { Language } from "#shared/texts/language.ts";
import { localeOf } from "./texts.ts";

interface OverlayTexts {
  readonly sought: string;
  readonly spare: string;
  readonly connected: string;
  readonly away: string;
  readonly software: (version: string) => string;
}

const texts: Readonly<Record<Language, OverlayTexts>> = {
  en: {
    sought: "Somebody from the office is looking for this device.",
    spare: "Spare",
    connected: "Connected to the hub. It gives no tickets and calls nobody until it takes a place.",
    away: "Not connected to the hub.",
    software: (version) => `Program ${version}`,
  },
  fr: {
    sought: "Quelqu'un du bureau cherche cet appareil.",
    spare: "Appareil de réserve",
    connected: "Connecté au serveur du bureau. Il ne donne aucun billet et n'appelle personne avant de prendre une place.",
    away: "Pas connecté au serveur du bureau.",
    software: (version) => `Programme ${version}`,
  },
};
const languages = ["en", "fr"] as const;

class DeviceOverlayElement extends LitElement {
  static override properties = { overlay: { attribute: false } };
  declare overlay: DeviceOverlay | null;

  constructor() {
    super();
    this.overlay = null;
  }

  static override styles = css`
    :host {
      position: fixed;
      inset: 0;
      z-index: 1000;
      display: grid;
      color: #fff;
      font-family: inherit;
      text-align: center;
    }
    :host([sought]) {
      /* Whoever takes a ticket meanwhile goes on. */
      pointer-events: none;
    }
    .sought {
      display: grid;
      /* Above what a citizen reads and touches, as far as there is room. */
      place-content: start center;
      box-sizing: border-box;
      padding: 3vmin;
      border: 3vmin solid #fcba19;
      animation: calm 1s steps(1) infinite;
    }
    .plate {
      padding: 4vmin 6vmin;
      border: 0.5vmin solid #fff;
      border-radius: 3vmin;
      background: #00234a;
    }
    .spare {
      display: grid;
      place-content: center;
      gap: 4vmin;
      padding: 4vmin;
      background: #00234a;
    }
    p {
      margin: 0;
      font-size: max(20px, 3vmin);
      line-height: 1.4;
    }
    .name {
      font-size: 12vmin;
      font-weight: 700;
      line-height: 1.1;
      overflow-wrap: anywhere;
    }
    .title {
      font-size: 6vmin;
      font-weight: 700;
    }
    @keyframes calm {
      50% {
        border-color: transparent;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .sought {
        animation: none;
      }
    }
  `;

  override render() {
    const { overlay } = this;
    if (overlay === null) return nothing;
    const name = html`<p class="name" translate="no">${overlay.name}</p>`;
    if (overlay.kind === "identify") {
      return html`<div class="sought" role="status"><div class="plate">${name}${languages.map(
        (language) => html`<p lang=${localeOf(language)}>${texts[language].sought}</p>`,
      )}</div></div>`;
    }
    const { isConnected: isHeard, software } = overlay;
    return html`<main class="spare">${name}${languages.map((language) => {
      const say = texts[language];
      return html`<div lang=${localeOf(language)}>
        <p class="title">${say.spare}</p>
        <p>${isHeard ? say.connected : say.away}</p>
        <p>${say.software(software)}</p>
      </div>`;
    })}</main>`;
  }
}
customElements.define("device-overlay", DeviceOverlayElement);

export function drawOverlay(overlay: DeviceOverlay | null): void {
  const found = document.querySelector("device-overlay");
  if (overlay === null) {
    found?.remove();
    behind(false);
    return;
  }
  const element = (found ?? document.createElement("device-overlay")) as DeviceOverlayElement;
  element.overlay = overlay;
  element.toggleAttribute("sought", overlay.kind === "identify");
  if (!found) document.body.append(element);
  behind(overlay.kind === "spare");
}

/** The page below a spare's is there for nobody. */
function behind(isCovered: boolean): void {
  for (const page of document.querySelectorAll<HTMLElement>("theq-kiosk, theq-board")) page.inert = isCovered;
}
