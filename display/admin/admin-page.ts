/** The administration: the parts at the left, the chosen one in the middle, what is not saved yet at the foot. */
import { html, nothing } from "lit";
import { localDate } from "#shared/time/zone.ts";
import { ofThisTab, recall, remember } from "../base/staff-memory.ts";
import { StaffPage } from "../base/staff-page.ts";
import { devicesIn, faultsIn, officeIn } from "../base/staff-view.ts";
import "./admin-bar.ts";
import "./admin-files.ts";
import type { Edited } from "./admin-form.ts";
import "./admin-history.ts";
import "./admin-hours.ts";
import "./admin-items.ts";
import type { ItemWish } from "./admin-items.ts";
import "./admin-overview.ts";
import { adminPageStyles } from "./admin-page.styles.ts";
import "./admin-routing.ts";
import "./admin-rules.ts";
import { AdminStore } from "./admin-store.ts";
import { addItem, type Draft, edit, editItem, moveItem, removeItem, renameItem } from "./draft.ts";
import { fieldTexts } from "./field-texts.ts";
import type { ListName } from "./fields.ts";
import { newDevice, newItem } from "./new-item.ts";
import { type Lack, lackingItems, lacksOf } from "./overview.ts";
import { groups, hashOf, isList, type Part, type Place, placeFrom } from "./parts.ts";
import { adminTexts } from "./texts.ts";
import type { Speaker } from "./words.ts";

export class AdminPage extends StaffPage {
  readonly #store = new AdminStore(() => this.requestUpdate());
  #place: Place = placeFrom(location.hash);
  #agent = Number(recall(ofThisTab, "admin-agent") ?? 0);

  static override styles = [...StaffPage.styles, adminPageStyles];

  override connectedCallback() {
    super.connectedCallback();
    void this.#store.load();
    addEventListener("hashchange", () => {
      this.#place = placeFrom(location.hash);
      this.requestUpdate();
      this.renderRoot.querySelector("main")?.scrollTo(0, 0);
    });
  }

  override willUpdate() {
    const { view } = this.desk.store.link;
    const version = view ? officeIn(view)?.configuration : undefined;
    if (version !== undefined) this.#store.heard(version);
  }

  override render() {
    const say = adminTexts[this.language];
    const { draft, answer } = this.#store;
    const lacks = draft ? lacksOf(draft.office, this.#today(draft), answer?.strangers ?? []) : [];
    const toManager = html`<a class="other" href="../manager/">${say.toManager}</a>`;
    return html`
      ${this.top(say, say.title, say.heading, toManager)}
      <div class="frame">
        ${this.#nav(lacks)}
        <main>
          ${draft && answer ? html`${this.#fault()}${this.#part(draft, lacks)}` : this.loading(say)}
        </main>
      </div>
      ${this.#bar()}
    `;
  }

  /** The administration gives no commands to the queue. */
  protected override done() {}

  #today({ office }: Draft): string {
    return localDate(this.desk.store.now ?? Date.UTC(2026, 0, 1), office.office.timeZone);
  }

  #nav(lacks: readonly Lack[]) {
    const say = adminTexts[this.language];
    return html`
      <nav aria-label=${say.parts}>
        ${groups.map(
          ({ name, parts }) => html`
            ${name === null ? nothing : html`<p class="group" id="group-${name}">${say.groups[name]}</p>`}
            <ul aria-labelledby=${name === null ? nothing : `group-${name}`}>
              ${parts.map((part) => html`<li>${this.#link(part, lacks)}</li>`)}
            </ul>
          `,
        )}
      </nav>
    `;
  }

  #link(part: Part, lacks: readonly Lack[]) {
    const say = adminTexts[this.language];
    const mine = part === "overview" ? lacks.length : lacks.filter((each) => each.part === part).length;
    const { overview, equipment, people, files, changes } = say;
    const own: Partial<Record<Part, string>> = { overview, equipment, people, files, changes };
    const name = own[part] ?? fieldTexts[this.language].lists[part];
    return html`
      <a href=${hashOf({ part, item: "" })} aria-current=${part === this.#place.part ? "page" : nothing}>
        <span>${name}</span>
        ${mine === 0 ? nothing : html`<span class="count" aria-label=${say.lacks(mine)}>${mine}</span>`}
      </a>
    `;
  }

  /** Where people sign in the page knows who it is. */
  #who() {
    const { you } = this.desk.store.office ?? {};
    this.#agent = you?.agent ?? this.#agent;
    if (you) return nothing;
    const say = adminTexts[this.language];
    const agents = this.#store.answer?.configuration.agents ?? [];
    const chosen = (event: Event & { target: HTMLSelectElement }) => {
      this.#agent = Number(event.target.value);
      remember(ofThisTab, "admin-agent", String(this.#agent));
      this.requestUpdate();
    };
    return html`
      <label class="who" slot="who">
        <span>${say.who}</span>
        <select @change=${chosen}>
          <option value="0" ?selected=${this.#agent === 0}>${say.chooseWho}</option>
          ${agents.map((each) => html`<option value=${each.number} ?selected=${each.number === this.#agent}>${each.displayName}</option>`)}
        </select>
      </label>
    `;
  }

  #fault() {
    const { fault } = this.#store;
    if (!fault || this.#store.problems.length > 0) return nothing;
    const dismiss = () => {
      this.#store.fault = null;
      this.requestUpdate();
    };
    return html`<fault-note .fault=${fault} .language=${this.language} dismiss=${adminTexts[this.language].dismiss} @dismiss=${dismiss}></fault-note>`;
  }

  #part(draft: Draft, lacks: readonly Lack[]) {
    const { part } = this.#place;
    const { language } = this;
    const { problems, answer, busy } = this.#store;
    const { office } = draft;
    const { link, office: served } = this.desk.store;
    const { view } = link;
    const by = served?.you?.person;
    const heading = html`<h2>${fieldTexts[language].lists[part]}</h2>`;
    const edited = ({ detail }: CustomEvent<Edited>) => this.#store.change(edit(draft, detail.at, detail.value));
    if (isList(part)) {
      // Somebody who looks at a list looks at its first item.
      const item = this.#place.item || (office[part]?.[0]?.id ?? "");
      const inside = ({ detail }: CustomEvent<Edited>) => this.#store.change(editItem(draft, part, item, detail.at, detail.value));
      return html`
        <admin-items
          .office=${office}
          list=${part}
          item=${item}
          language=${language}
          .problems=${problems}
          .lacking=${lackingItems(lacks, part)}
          .devices=${view ? devicesIn(view) : []}
          @wish=${({ detail }: CustomEvent<ItemWish>) => this.#wish(draft, part, detail)}
          @edit=${inside}
        ></admin-items>
      `;
    }
    switch (part) {
      case "overview":
        return html`<admin-overview .lacks=${lacks} .office=${office} language=${language} @stranger=${({ detail }: CustomEvent<string>) => this.#takeIn(draft, detail)}></admin-overview>`;
      case "hours":
        return html`${heading}<admin-hours .office=${office} language=${language} .problems=${problems} @edit=${edited}></admin-hours>`;
      case "routing":
        return html`${heading}<admin-routing .office=${office} language=${language} .problems=${problems} @edit=${edited}></admin-routing>`;
      case "equipment":
        void import("./admin-equipment.ts");
        return html`<h2>${adminTexts[language].equipment}</h2><admin-equipment .devices=${view ? devicesIn(view) : []} .faults=${view ? faultsIn(view) : []} .by=${by} .format=${this.format} .zones=${office.zones} language=${language}></admin-equipment>`;
      case "people":
        void import("./admin-people.ts");
        return html`<h2>${adminTexts[language].people}</h2><admin-people .by=${by} .format=${this.format} language=${language}></admin-people>`;
      case "files":
        return html`<admin-files language=${language} .held=${busy} @file=${({ detail }: CustomEvent<File>) => void this.#store.read(detail, detail.name, language)}></admin-files>`;
      case "changes":
        return html`${this.#who()}<admin-history .changes=${answer?.changes ?? []} .office=${office} .format=${this.format} language=${language} .held=${this.#held} @undo=${({ detail }: CustomEvent<number>) => void this.#store.undo(detail, this.#agent)}></admin-history>`;
      default:
        return html`${heading}<admin-rules .office=${office} language=${language} .problems=${problems} .hasPin=${answer?.hasStaffPin ?? false} .pin=${draft.staffPin} @edit=${edited} @pin=${({ detail }: CustomEvent<string | null | undefined>) => this.#store.change({ ...draft, staffPin: detail })}></admin-rules>`;
    }
  }

  /** Nothing can be saved without a name, nor without the hub. */
  get #held(): boolean {
    return this.#agent === 0 || this.desk.store.hearing.kind === "away" || this.#store.busy;
  }

  #bar() {
    const { draft, notice, problems, busy } = this.#store;
    const say = adminTexts[this.language];
    const speaker: Speaker = {
      language: this.language,
      texts: fieldTexts[this.language],
      offices: [draft?.office ?? null, draft?.base.configuration ?? null],
    };
    const undo = () => notice?.kind === "saved" && void this.#store.undo(notice.change, this.#agent);
    return html`
      <admin-bar
        .draft=${draft}
        .notice=${notice}
        .problems=${problems}
        .speaker=${speaker}
        language=${this.language}
        .busy=${busy}
        .held=${this.#held}
        why=${this.#agent === 0 ? say.chooseWhoFirst : ""}
        @save=${() => void this.#store.save(this.#agent, this.language)}
        @discard=${() => this.#store.discard()}
        @undo=${undo}
      >
        ${this.#who()}
      </admin-bar>
    `;
  }

  #wish(draft: Draft, list: ListName, wish: ItemWish) {
    switch (wish.kind) {
      case "choose":
        this.#go({ part: list, item: wish.id });
        return;
      case "add": {
        const started = newItem(list, draft.office);
        const item = wish.role ? newDevice(started.id.replace("kiosk", wish.role), wish.role, draft.office.zones[0]?.id ?? "") : started;
        this.#store.change(addItem(draft, list, item));
        this.#go({ part: list, item: item.id });
        return;
      }
      case "remove":
        this.#store.change(removeItem(draft, list, wish.id));
        this.#go({ part: list, item: "" });
        return;
      case "move":
        this.#store.change(moveItem(draft, list, wish.id, wish.by));
        return;
      case "rename":
        this.#store.change(renameItem(draft, list, wish.id, wish.to));
        this.#go({ part: list, item: wish.to });
    }
  }

  /** A device that asked: what it is follows from its name, if its name says so. */
  #takeIn(draft: Draft, id: string) {
    const role = /board|screen|tableau/.test(id) ? "board" : "kiosk";
    this.#store.change(addItem(draft, "devices", newDevice(id, role, draft.office.zones[0]?.id ?? "")));
    this.#go({ part: "devices", item: id });
  }

  #go(place: Place) {
    location.hash = hashOf(place);
  }
}
customElements.define("admin-page", AdminPage);
