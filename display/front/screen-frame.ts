/** One screen of the office in a frame: a page of a fixed size, scaled into the place it has. */
import { css, html, LitElement } from "lit";
import { staffStyles } from "../base/staff-styles.ts";
import { fill, shrink } from "./scale.ts";

/** Both edges of the dark frame. */
const bezelPx = 12;

export class ScreenFrame extends LitElement {
  static override properties = {
    address: {},
    name: {},
    starting: {},
    width: { type: Number },
    height: { type: Number },
    fluid: { type: Boolean },
  };
  /** Empty until the program behind it runs. */
  declare address: string;
  declare name: string;
  declare starting: string;
  /** The page's own size; of a fluid one the least. */
  declare width: number;
  declare height: number;
  declare fluid: boolean;
  readonly #watcher = new ResizeObserver(() => this.#place());

  constructor() {
    super();
    this.address = "";
    this.name = "";
    this.starting = "";
    this.width = 1080;
    this.height = 1920;
    this.fluid = false;
  }

  static override styles = [
    staffStyles,
    css`
      :host {
        display: grid;
        place-items: start center;
        min-width: 0;
        min-height: 0;
        overflow: hidden;
      }
      .glass {
        position: relative;
        overflow: hidden;
        border: 6px solid #17202c;
        border-radius: 12px;
        background: #17202c;
        box-shadow: var(--shadow-2);
      }
      iframe {
        display: block;
        border: 0;
        background: #fff;
        transform-origin: 0 0;
      }
      p {
        display: grid;
        place-items: center;
        height: 100%;
        padding: 12px;
        color: #dbe6f5;
        text-align: center;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.#watcher.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#watcher.disconnect();
  }

  override updated() {
    this.#place();
  }

  override render() {
    return html`
      <div class="glass">
        ${this.address === "" ? html`<p>${this.starting}</p>` : html`<iframe src=${this.address} title=${this.name} allow="autoplay"></iframe>`}
      </div>
    `;
  }

  #place() {
    const glass = this.renderRoot.querySelector<HTMLElement>(".glass");
    if (!glass || this.clientWidth === 0) return;
    const place = { width: this.clientWidth - bezelPx, height: this.clientHeight - bezelPx };
    const { scale, pageWidth, pageHeight } = this.fluid
      ? fill(this, place)
      : { ...shrink(this, place), pageWidth: this.width, pageHeight: this.height };
    glass.style.width = `${pageWidth * scale + bezelPx}px`;
    glass.style.height = `${pageHeight * scale + bezelPx}px`;
    const frame = this.renderRoot.querySelector("iframe");
    if (!frame) return;
    frame.style.width = `${pageWidth}px`;
    frame.style.height = `${pageHeight}px`;
    frame.style.transform = `scale(${scale})`;
  }
}
customElements.define("screen-frame", ScreenFrame);
