/** Joins the board's pure parts to its device and its page: hears the live view, says who stands where, plays what is announced. */
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";
import { localDate } from "#shared/time/zone.ts";
import type { BoardAnnounce, BoardLive } from "#shared/wire/board-page.ts";
import { later, livePorts, monoNow, nextFrame, postJson } from "../base/browser.ts";
import { type OfficeFormat, officeFormat } from "../base/format.ts";
import { startHeartbeat } from "../base/heartbeat.ts";
import { type HubClock, hubNow, startClock, tickClock } from "../base/hub-clock.ts";
import { type Connection, Live } from "../base/live.ts";
import { type AnnouncerInput, type AnnouncerState, announced, silent } from "./announcer.ts";
import { BoardElement } from "./board-element.ts";
import { boardGeometry, type Strips } from "./geometry.ts";
import { sayingAt, sayings, says } from "./saying.ts";
import { type FirstSeen, seen, slotsAt } from "./slots.ts";
import { Speaker } from "./speaker.ts";

const tickMs = 1_000;
const postTimeoutMs = 8_000;
/** The board's own device restarts within this; the room need not know. */
const graceMs = 5_000;
/**
 * A page whose device says nothing for so long sounds no more. A device beats every second; the hub names another board 2.5 s after the last
 * sign of life of one that stands still at the earliest.
 */
const silentMs = 2_400;

class BoardPage {
  readonly #element: BoardElement;
  readonly #speaker = new Speaker(later);
  #live: BoardLive | null = null;
  /** The next view is the first after a break: its calls may be old. */
  #fresh = true;
  #connection: Connection = { kind: "connecting" };
  #clock: HubClock | null = null;
  #format: { readonly timeZone: string; readonly of: OfficeFormat } | null = null;
  #firstSeen: FirstSeen = new Map();
  #announcer: AnnouncerState = silent;
  #cancelSilence = () => {};
  #geometry = boardGeometry({ width: innerWidth, height: innerHeight }, null);
  /** What the geometry was made for. */
  #room = "";

  constructor(element: BoardElement) {
    this.#element = element;
    new Live(
      {
        address: "/api/board/live",
        events: {
          board: (data) => this.#heard(data as BoardLive),
          announce: (data) => {
            this.#expectMore();
            this.#announce({ kind: "announce", announce: data as BoardAnnounce });
          },
          // What a device shows above its page is loaded when there is something to show.
          overlay: (data) => void import("../base/device-overlay.ts").then((found) => found.drawOverlay(data as DeviceOverlay | null)),
          beat: () => this.#expectMore(),
        },
        connection: (connection) => {
          this.#connection = connection;
          if (connection.kind !== "live") this.#fresh = true;
          if (connection.kind === "lost") this.#announce({ kind: "lost" });
        },
      },
      livePorts,
    );
    this.#tick();
  }

  #expectMore(): void {
    this.#cancelSilence();
    this.#cancelSilence = later(silentMs, () => this.#announce({ kind: "lost" }));
  }

  #heard(live: BoardLive): void {
    this.#expectMore();
    const now = monoNow();
    this.#live = live;
    this.#clock = this.#clock ? tickClock(this.#clock, live.now, now) : startClock(live.now, now);
    if (live.view) this.#firstSeen = seen(this.#firstSeen, live.view, now, this.#fresh, live.now);
    this.#fresh = false;
    this.#draw();
  }

  #announce(input: AnnouncerInput): void {
    const { state, effects } = announced(this.#announcer, input);
    this.#announcer = state;
    for (const effect of effects) {
      if (effect.kind === "play") void this.#play(effect.address);
      else if (effect.kind === "hush") this.#speaker.stop();
      // A lost report shows at the counter as "not announced": the agent calls again.
      else void postJson("/api/board/played", { call: effect.call, how: effect.how }, postTimeoutMs).catch(() => null);
    }
    this.#draw();
  }

  async #play(address: string): Promise<void> {
    const how = await this.#speaker.play(address);
    if (how === "stopped") return;
    this.#announce(how === "ended" ? { kind: "ended" } : { kind: "failed", why: how });
  }

  async touched(): Promise<void> {
    if (await this.#speaker.wake()) this.#announce({ kind: "unmuted" });
  }

  #tick(): void {
    later(tickMs, () => this.#tick());
    this.#draw();
  }

  #draw(): void {
    const live = this.#live;
    if (!live) return;
    const now = monoNow();
    const format = this.#formatOf(live.office?.timeZone);
    const lost = this.#connection.kind === "lost" && now - this.#connection.since > graceMs ? this.#connection.since : null;
    const awayAt = live.hubAwaySince ?? (lost === null || !this.#clock ? null : hubNow(this.#clock, lost));
    this.#measure(live, { note: awayAt !== null || says(live.view), band: live.view?.practice === true });
    const officeNow = this.#clock ? hubNow(this.#clock, now) : null;
    this.#element.scene = {
      geometry: this.#geometry,
      office: live.office,
      zoneName: live.zoneName,
      view: live.view,
      slots: live.view ? slotsAt(live.view, this.#geometry.rows, this.#firstSeen, now) : { slots: [], page: 0, pages: 1 },
      said: sayingAt(sayings(live.view, this.#geometry.noteLetters), now),
      today: officeNow !== null && live.office ? localDate(officeNow, live.office.timeZone) : "",
      sound: live.sound,
      muted: this.#announcer.muted,
      clock: officeNow !== null && format ? format.clock(officeNow) : "",
      awaySince: awayAt === null ? null : (format?.clock(awayAt) ?? ""),
    };
  }

  #measure({ office }: BoardLive, strips: Strips): void {
    const { inches, farthestSeatMetres } = office?.screen ?? {};
    const room = `${innerWidth} ${innerHeight} ${inches} ${farthestSeatMetres} ${strips.note} ${strips.band}`;
    if (room === this.#room) return;
    this.#room = room;
    this.#geometry = boardGeometry({ width: innerWidth, height: innerHeight }, office?.screen ?? null, strips);
  }

  #formatOf(timeZone: string | undefined): OfficeFormat | null {
    if (timeZone === undefined) return null;
    if (this.#format?.timeZone !== timeZone) this.#format = { timeZone, of: officeFormat(timeZone, "en") };
    return this.#format.of;
  }
}

const element = document.querySelector("theq-board");
if (!(element instanceof BoardElement)) throw new Error("the page has no theq-board");
const page = new BoardPage(element);
startHeartbeat(element, { later, nextFrame, post: postJson });

addEventListener("pointerdown", () => void page.touched());
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("error", () => later(5_000, () => location.reload()));
