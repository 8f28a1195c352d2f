/** A parent of a virtual office for the front page: its live view as a test sets it, and what the page asked for. */
import type { ServerResponse } from "node:http";
import type { FrontLive, KeypadWish, PanelWish, PrinterSwitches, ScannerWish, SignPlug } from "#shared/wire/front-page.ts";
import { pageHeaders } from "#shared/wire/page-policy.ts";
import { openStream, type PageServer, readJson, sendEvent, sendJson, servePages } from "./page-server.ts";

const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="576" height="900" viewBox="0 0 576 900"><rect width="576" height="900" fill="#fff"/>
<g font-family="sans-serif" text-anchor="middle"><text x="288" y="70" font-size="34" font-weight="700">Service BC Victoria</text>
<path d="M20 100h536" stroke="#000" stroke-width="3"/><text x="288" y="160" font-size="28">Your number</text>
<text x="288" y="320" font-size="170" font-weight="700">A12</text><text x="288" y="400" font-size="30" font-weight="700">Driver's licence</text>
<text x="288" y="470" font-size="26">Please watch the board.</text></g><rect x="208" y="540" width="160" height="160"/></svg>`;

export class FakeFront {
  live: FrontLive;
  /** What the page posted, in order. */
  readonly asked: { readonly what: string; readonly body: unknown }[] = [];
  readonly #streams = new Set<ServerResponse>();
  #server: PageServer | null = null;
  refuse = false;
  /** Answers are made at once, and stay on their way until then. */
  late: Promise<void> | null = null;
  address = "";

  constructor(pages: FrontLive["pages"]) {
    this.live = {
      pages,
      counts: { papers: 12, hub: 12, central: 12, collector: 12 },
      agree: true,
      processes: ["printer", "collector", "central", "hub", "kiosk-1", "board-1"].map((name) => ({ name, state: "running", about: "" })),
      printer: { status: "ready", switches: { paperLow: false, paperOut: false, coverOpen: false, off: false, blocked: false } },
      panel: {
        plugged: true,
        frozen: false,
        beacon: "off",
        number: { lit: "on", text: " A.12", segments: ["", "abcefgp", "bc", "abdeg"] },
        buttons: [
          { service: "licence", name: { en: "Renew a driver's licence", fr: "Renouveler un permis de conduire" }, lamp: "on" },
          { service: "road-test", name: { en: "Road test", fr: "Examen de conduite" }, lamp: "blinks" },
        ],
      },
      scanner: { plugged: true, garbled: false },
      sign: { plugged: true, text: "A12 3", flashing: true },
      keypad: {
        plugged: true,
        frozen: false,
        counter: { en: "Counter 1", fr: "Comptoir 1" },
        keys: [
          { does: "call", lamp: "off" },
          { does: "recall", lamp: "on" },
          { does: "begin", lamp: "blinks" },
          { does: "no-show", lamp: "on" },
          { does: "finish", lamp: "off" },
        ],
      },
      hubPlugged: true,
      collectorAnswering: true,
      kioskConnected: true,
      internetConnected: true,
      card: { n: 1, lost: 0 },
      behind: { hub: 0, central: 0, collector: 0 },
      papers: [
        {
          ...{ n: 12, address: "/api/front/papers/12.svg", lines: ["Service BC Victoria", "A12"], page: "http://127.0.0.1:8089/t/#secret" },
          code: "theq1:victoria:A12:2026-11-23:kiosk-1.3Jk9_a-Qw2zX.17",
        },
      ],
      appointments: [
        {
          code: "KR7XH3",
          digits: "0111",
          at: Date.UTC(2026, 10, 23, 17, 5),
          service: { en: "Renew a driver's licence", fr: "Renouveler un permis de conduire" },
        },
        { code: "M4TPLW", digits: "0112", at: Date.UTC(2026, 10, 23, 17, 15), service: { en: "Road test", fr: "Examen de conduite" } },
      ],
      timeZone: "America/Vancouver",
      speed: 1,
      now: Date.UTC(2026, 10, 23, 17, 0),
    };
  }

  async listen(): Promise<this> {
    this.#server = await servePages(
      async (request, response, path) => {
        if (!path.startsWith("/api/front/")) return false;
        if (path.startsWith("/api/front/papers/")) response.writeHead(200, { "content-type": "image/svg+xml" }).end(paper);
        else if (path === "/api/front/live") {
          openStream(response);
          this.#streams.add(response);
          response.on("close", () => this.#streams.delete(response));
          sendEvent(response, "front", this.live);
        } else {
          const body = await readJson(request);
          this.asked.push({ what: path.slice("/api/front/".length), body });
          if (this.refuse) sendJson(response, 503, { what: "The printer's program did not answer.", advice: "See its log." });
          else {
            if (path.endsWith("/printer")) this.#switch(body as Partial<PrinterSwitches>);
            if (path.endsWith("/panel")) this.#wish(body as PanelWish);
            if (path.endsWith("/scanner")) this.#hold(body as ScannerWish);
            if (path.endsWith("/sign")) this.#plugSign(body as SignPlug);
            if (path.endsWith("/keypad")) this.#key(body as KeypadWish);
            if (path.endsWith("/hub")) this.live = { ...this.live, hubPlugged: (body as { plugged: boolean }).plugged };
            if (path.endsWith("/network")) this.#turn(body as { kiosk?: boolean; internet?: boolean });
            if (path.endsWith("/collector")) this.live = { ...this.live, collectorAnswering: (body as { answering: boolean }).answering };
            const answer = this.live;
            await this.late;
            sendJson(response, 200, answer);
          }
        }
        return true;
      },
      () => pageHeaders([], Object.values(this.live.pages)),
    );
    this.address = this.#server.address;
    return this;
  }

  #switch(change: Partial<PrinterSwitches>): void {
    const { printer } = this.live;
    if (printer) this.live = { ...this.live, printer: { ...printer, switches: { ...printer.switches, ...change } } };
  }

  #wish(wish: PanelWish): void {
    const { panel } = this.live;
    if (!panel || "press" in wish) return;
    const { plugged = panel.plugged, frozen = panel.frozen } = wish;
    this.live = { ...this.live, panel: { ...panel, plugged, frozen } };
  }

  #hold(wish: ScannerWish): void {
    const { scanner } = this.live;
    if (scanner && !("scan" in wish)) this.live = { ...this.live, scanner: { ...scanner, ...wish } as FrontLive["scanner"] };
  }

  #key(wish: KeypadWish): void {
    const { keypad } = this.live;
    if (!keypad || "press" in wish) return;
    const { plugged = keypad.plugged, frozen = keypad.frozen } = wish;
    this.live = { ...this.live, keypad: { ...keypad, plugged, frozen } };
  }

  #plugSign({ plugged }: SignPlug): void {
    const { sign } = this.live;
    if (sign) this.live = { ...this.live, sign: { ...sign, plugged } };
  }

  #turn({ kiosk = this.live.kioskConnected, internet = this.live.internetConnected }: { kiosk?: boolean; internet?: boolean }): void {
    this.live = { ...this.live, kioskConnected: kiosk, internetConnected: internet };
  }

  tell(change: Partial<FrontLive>): void {
    this.live = { ...this.live, ...change };
    for (const stream of this.#streams) sendEvent(stream, "front", this.live);
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}
