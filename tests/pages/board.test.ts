/** The board's page as it ships, in the machine's Chromium, against a device that does as told. */
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { arcMinutes } from "../../display/board/geometry.ts";
import { texts } from "../../display/board/texts.ts";
import { type BoardDevice, boardNow, call, startBoardDevice } from "./board-device.ts";
import { type OpenedPage, type OpenOptions, openPage, picture, startChromium } from "./page-chromium.ts";
import { axeFindings, cutOff, textsOf } from "./page-findings.ts";

const fullHd = { width: 1920, height: 1080 };
const before = [41, 40, 38, 37, 36, 35].map((count, place) => ({ letter: "A", count, label: String((place % 4) + 1) }));
const chime = { address: "/api/board/sounds/chime.wav", language: null, text: "" } as const;
const english = { address: "/api/board/sounds/en.wav", language: "en", text: "A 42, counter 3" } as const;
const french = { address: "/api/board/sounds/fr.wav", language: "fr", text: "A 42, comptoir 3" } as const;

const closedAtNoon = {
  id: "noon",
  text: { en: "We close at noon today. Sorry for the trouble.", fr: "Nous fermons à midi aujourd’hui. Désolés de l’inconvénient." },
};
const long = {
  id: "licences",
  text: {
    en: "Driver’s licences are not made today, because the camera is broken. The office at 3600 Uptown makes them until five o’clock; all other services go on here as usual. Please ask at counter 1 when you are not sure.",
    fr: "Les permis de conduire ne sont pas faits aujourd’hui, parce que la caméra est en panne. Le bureau du 3600 Uptown en fait jusqu’à dix-sept heures; tous les autres services continuent ici comme d’habitude. Demandez au comptoir 1.",
  },
};
const practice = { date: null, stage: "closed", waiting: 0, practice: true, next: { date: "2026-11-23", opens: 630 } } as const;

let browser: Browser;
let device: BoardDevice;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  browser = await startChromium();
});
afterAll(async () => browser?.close());
afterEach(async () => {
  const complaints = opened?.complaints ?? [];
  await opened?.close();
  opened = undefined;
  await device?.close();
  expect(complaints).toEqual([]);
});

type Show = Parameters<BoardDevice["show"]>[0];

/** `show` stands on the board before the page comes up: its calls are old. */
async function open(options: Partial<OpenOptions> = {}, show: Show = {}): Promise<Page> {
  device = await startBoardDevice();
  device.show(show);
  opened = await openPage(browser, `${device.address}/board/`, { ...fullHd, ...options });
  await opened.page.locator(".waiting .count").waitFor();
  return opened.page;
}

function rows(page: Page): Promise<string[]> {
  return page.locator(".row").evaluateAll((all) =>
    all.map((each) => {
      const text = (name: string) => each.querySelector(name)?.textContent ?? "";
      return `${each.className.replace("row ", "")} ${text(".number")} ${text(".counter")}`.trim();
    }),
  );
}

describe("what the room sees", () => {
  test("who goes where, newest on top, the new one marked; then it stands", async () => {
    const page = await open({ clock: true }, { now: [call(42, "3"), call(39, "1", "serving")], before });
    await expect.poll(() => rows(page)).toEqual(["called A42 3", "serving A39 1", "empty"]);
    device.show({ now: [call(43, "2", "called", 0), call(42, "3"), call(39, "1", "serving")], before });
    await expect.poll(() => rows(page)).toEqual(["new A43 2", "called A42 3", "serving A39 1"]);
    await page.clock.runFor(17_000);
    await expect.poll(() => rows(page)).toEqual(["called A43 2", "called A42 3", "serving A39 1"]);
  });

  test("Q-CALL-2 a board that comes back shows the truth at once", async () => {
    const page = await open({}, { now: [call(42, "3")] });
    await expect.poll(() => rows(page)).toContain("called A42 3");
    device.server.dropListeners();
    device.show({ now: [call(44, "1", "called", 0), call(43, "2")] });
    await expect.poll(() => rows(page), { timeout: 20_000 }).toEqual(["new A44 1", "called A43 2", "empty"]);
  });

  test("pulses at most once a second, for at most five seconds", async () => {
    const page = await open();
    device.show({ now: [call(42, "3", "called", 0)] });
    await page.locator(".row.new").waitFor();
    const pulses = await page.evaluate(() =>
      (document.querySelector("theq-board")?.shadowRoot?.getAnimations() ?? [])
        .map((each) => each.effect?.getComputedTiming())
        .filter((timing) => timing !== undefined && timing.iterations !== Infinity)
        .map((timing) => ({ each: Number(timing?.duration), all: Number(timing?.activeDuration) })),
    );
    expect(pulses.length).toBeGreaterThan(0);
    for (const pulse of pulses) {
      expect(pulse.each).toBeGreaterThanOrEqual(1_000);
      expect(pulse.all).toBeLessThanOrEqual(5_000);
    }
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await page.evaluate(() => document.querySelector("theq-board")?.shadowRoot?.getAnimations().length)).toBe(0);
  });

  test("the letters are as large on the page as the room asks, the counter too", async () => {
    const page = await open({}, { now: [call(142, "12")], before });
    await page.locator(".row.called").waitFor();
    const size = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
    const room = { inches: 43, farthestSeatMetres: 6 };
    expect(arcMinutes(await size(".row.called .number"), fullHd, room)).toBeGreaterThanOrEqual(41.9);
    expect(arcMinutes(await size(".row.called .counter"), fullHd, room)).toBeGreaterThanOrEqual(41.9);
    expect(arcMinutes(await size(".clock"), fullHd, room)).toBeGreaterThanOrEqual(15.9);
    expect(arcMinutes(await size(".before li"), fullHd, room)).toBeGreaterThanOrEqual(15.9);
  });

  test.each<[string, Show, Parameters<BoardDevice["say"]>[0]]>([
    ["nobody called", {}, {}],
    ["a new call", { now: [call(143, "12", "called", 0), call(42, "3"), call(39, "1", "serving")], before }, {}],
    ["long numbers", { now: [{ ...call(9_999, "12A"), letter: "WW" }, call(42, "3")], before }, {}],
    ["closed", { date: null, waiting: 0 }, {}],
    ["the hub away", { now: [call(42, "3"), call(39, "1", "serving")], before }, { hubAwaySince: boardNow }],
    ["chime only", { waiting: 1_234 }, { sound: "chime-only" }],
    ["a line that forms", { stage: "forming", next: { date: "2026-11-23", opens: 630 }, notices: [closedAtNoon] }, {}],
    ["closed until another day", { date: null, stage: "closed", waiting: 0, next: { date: "2026-11-30", opens: 540 } }, {}],
    [
      "a notice beside calls",
      { now: [call(143, "12", "called", 0), call(42, "3"), call(39, "1", "serving")], before, notices: [long] },
      {},
    ],
    ["practice", { ...practice, now: [call(43, "2", "called", 0), call(39, "1", "serving")], notices: [closedAtNoon] }, {}],
  ])("with %s both languages stand there, nothing is cut off, axe finds nothing", async (_name, show, say) => {
    const page = await open();
    device.say(say);
    device.show(show);
    await expect.poll(() => page.locator(".row.called, .row.new, .middle").count()).toBeGreaterThan(0);
    expect([...(await cutOff(page)), ...(await axeFindings(page))]).toEqual([]);
    for (const language of ["en-CA", "fr-CA"]) expect(await page.locator(`[lang="${language}"]:visible`).count()).toBeGreaterThan(0);
  });

  test("a lost connection is said with its time and takes the shine off the numbers", async () => {
    const page = await open({}, { now: [call(42, "3")], before });
    device.say({ hubAwaySince: boardNow - 5 * 60_000 });
    await page.getByText(texts.en.away("10:00")).waitFor();
    expect(await page.getByText(texts.fr.away("10:00")).isVisible()).toBe(true);
    expect(await page.locator(".row.called").evaluate((each) => Number(getComputedStyle(each).opacity))).toBeLessThan(1);
    expect(await textsOf(page)).not.toMatch(/connection|connexion|hub|server|serveur|network|error/i);
    device.say({ hubAwaySince: null });
    await page.locator(".away-note").waitFor({ state: "detached" });
  });
});

describe("the office's day", () => {
  test("a line that forms is told when the doors open, and a closed office when it opens next", async () => {
    const page = await open({}, { stage: "forming", next: { date: "2026-11-23", opens: 630 } });
    await page.getByText("Opening soon").waitFor();
    await page.getByText(/^À 10.h.30 – votre place est gardée$/).waitFor();
    device.show({ date: null, stage: "closed", next: { date: "2026-11-23", opens: 630 } });
    await page.getByText(/^We open at 10:30.a\.m\.$/).waitFor();
    device.show({ date: null, stage: "closed", next: { date: "2026-11-30", opens: 540 } });
    await page.getByText(/^We open Monday, November 30 at 9:00.a\.m\.$/).waitFor();
    await page.getByText(/^Nous ouvrons le lundi 30 novembre à 9.h$/).waitFor();
  });

  test("notices take turns in both languages under the calls, and leave every row its room", async () => {
    const page = await open({ clock: true }, { now: [call(42, "3"), call(39, "1", "serving")], before });
    await page.locator(".row.called").waitFor();
    device.show({ now: [call(42, "3"), call(39, "1", "serving")], before, notices: [closedAtNoon, long] });
    const met = new Set<string>();
    for (let turn = 0; turn < 12; turn += 1) {
      await page.locator(".said").waitFor();
      const { said, below } = await page.evaluate(() => {
        const root = document.querySelector("theq-board")?.shadowRoot;
        const bottom = (all: Iterable<Element>) => Math.max(0, ...[...all].map((each) => each.getBoundingClientRect().bottom));
        const note = root?.querySelector(".said");
        return {
          said: note?.textContent ?? "",
          below: bottom(root?.querySelectorAll(".row, aside") ?? []) - (note?.getBoundingClientRect().top ?? 0),
        };
      });
      met.add(said);
      // The picture wanders by 8 px.
      expect(below).toBeLessThanOrEqual(9);
      expect(await cutOff(page)).toEqual([]);
      await page.clock.runFor(9_000);
    }
    const all = [...met].join(" ");
    for (const words of ["We close at noon today", "Nous fermons à midi", "Uptown", "comptoir 1."]) expect(all).toContain(words);
    device.show({ notices: [] });
    await page.clock.runFor(1_000);
    await page.locator(".said").waitFor({ state: "detached" });
  });

  test("that no more tickets are given is said beside the calls", async () => {
    const page = await open({}, { now: [call(42, "3")], stage: "last" });
    await page.getByText(texts.en.last).waitFor();
    expect(await page.getByText(texts.fr.last).isVisible()).toBe(true);
  });

  test("a call in practice says that it is practice, above all and in its own row, and asks nobody to go", async () => {
    const page = await open();
    device.show({ ...practice, now: [call(43, "2", "called", 0), call(39, "1", "serving")] });
    await page.locator(".row.new").waitFor();
    expect(await page.locator(".practice-band").textContent()).toMatch(/PRACTICE \/ EXERCICE/);
    for (const each of await page.locator(".row:not(.empty) .words").allTextContents()) expect(each).toMatch(/^PRACTICEEXERCICE$/);
    expect(await textsOf(page)).not.toContain(texts.en.go);
    device.show({ date: "2026-11-23", stage: "open", practice: false, now: [] });
    await page.locator(".practice-band").waitFor({ state: "detached" });
    expect(await textsOf(page)).not.toMatch(/PRACTICE|EXERCICE/);
  });
});

test("Q-PRIV-1 no service, name or reason is ever on the board", async () => {
  const page = await open();
  const { demoPublicOffice } = await import("./kiosk-device.ts");
  const office = demoPublicOffice("board-1");
  // Even a device that hands on too much finds nothing that shows it.
  const tooMuch = { ...call(42, "3", "called", 0), service: office.services[0]?.name.en, name: "Jane Doe", need: "interpreter" };
  device.say({ office: { ...office } });
  device.show({ now: [tooMuch], before });
  await page.locator(".row.new").waitFor();
  const shown = await textsOf(page);
  const secrets = [...office.services, ...office.programmes, ...office.topics].flatMap(({ name }) => [name.en, name.fr]);
  expect(secrets.filter((text) => shown.includes(text))).toEqual([]);
  expect(shown).not.toMatch(/Jane|interpreter/);
  expect(shown).toContain("A42");
});

test("ten thousand calls add no node to the page", async () => {
  const page = await open({}, { now: [call(1, "1"), call(2, "2", "serving")], before });
  await page.locator(".row.called").waitFor();
  const counts = await page.evaluate(async () => {
    const board = document.querySelector("theq-board");
    if (!board) throw new Error("no board");
    const count = (root: Node): number => {
      let nodes = 1;
      if (root instanceof Element && root.shadowRoot) nodes += count(root.shadowRoot);
      for (const child of root.childNodes) nodes += count(child);
      return nodes;
    };
    interface Scene {
      readonly slots: { readonly slots: readonly { readonly call: object; readonly isNew: boolean }[] };
      readonly view: object;
    }
    const scene = Reflect.get(board, "scene") as Scene;
    const play = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) {
        const made = (place: number) => ({
          call: `c${n}-${place}`,
          letter: "A",
          count: n + place,
          label: "1",
          stage: "called",
          calledAt: n,
        });
        const slots = [0, 1, 2].map((place) => ({ call: made(place), isNew: (n + place) % 2 === 0 }));
        Reflect.set(board, "scene", { ...scene, slots: { slots, page: 0, pages: 1 + (n % 2) } });
        await Reflect.get(board, "updateComplete");
      }
      return count(document);
    };
    const first = await play(1, 101);
    return [first, await play(101, 10_101)];
  });
  expect(counts[1]).toBe(counts[0]);
});

describe("what the room hears", () => {
  test("Q-CALL-2 chime, English, French, one after the other, and the device is told once", async () => {
    const page = await open();
    device.announce("c1", [chime, english, french]);
    device.announce("c2", [chime]);
    device.announce("c1", [chime, english, french]);
    await expect
      .poll(() => device.played)
      .toEqual([
        { call: "c1", how: "spoken" },
        { call: "c2", how: "chime-only" },
      ]);
    expect(device.fetched).toEqual(["chime", "en", "fr", "chime"]);
    expect(await page.locator(".touch").count()).toBe(0);
  });

  test("a sound that is missing does not hold up the next, and silence is reported as failed", async () => {
    await open();
    const broken = { address: "/api/board/sounds/broken.wav", language: "en", text: "" } as const;
    device.announce("c1", [broken]);
    device.announce("c2", [chime, broken]);
    await expect
      .poll(() => device.played)
      .toEqual([
        { call: "c1", how: "failed" },
        { call: "c2", how: "chime-only" },
      ]);
  });

  test.each([
    ["is gone", (gone: BoardDevice) => gone.server.dropListeners()],
    ["stands still", (gone: BoardDevice) => gone.server.standStill()],
  ])("Q-CALL-2 a page whose device %s falls silent in the middle of a call, and sounds again when it is back", async (_how, fail) => {
    const page = await open();
    await page.evaluate(() => {
      const { start } = AudioBufferSourceNode.prototype;
      AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...when) {
        document.body.dataset.sounding = "yes";
        this.addEventListener("ended", () => {
          document.body.dataset.sounding = "no";
        });
        start.apply(this, when);
      };
    });
    const sounding = () => page.evaluate(() => document.body.dataset.sounding);
    device.announce("c1", [{ address: "/api/board/sounds/long.wav", language: "en", text: "A 42" }, french]);
    device.announce("c2", [chime]);
    await expect.poll(sounding).toBe("yes");
    fail(device);
    await expect.poll(sounding, { timeout: 20_000 }).toBe("no");
    const cut = ["c1", "c2"].map((call) => ({ call, how: "failed" }));
    await expect.poll(() => device.played).toEqual(cut);
    device.say({});
    await expect.poll(() => device.server.listeners(), { timeout: 20_000 }).toBe(1);
    device.announce("c3", [chime, french]);
    await expect.poll(() => device.played).toEqual([...cut, { call: "c3", how: "spoken" }]);
    expect(device.fetched).toEqual(["chime", "fr"]);
  });

  test("a browser that refuses to sound is reported, and a touch is asked for until it is given", async () => {
    device = await startBoardDevice();
    opened = await openPage(browser, "about:blank", fullHd);
    const { page } = opened;
    // Headless Chromium allows every sound: the refusal is played by a context that stays suspended until it is told.
    await page.addInitScript(() => {
      const resume = AudioContext.prototype.resume;
      Reflect.set(window, "allowed", false);
      Object.defineProperty(AudioContext.prototype, "state", { get: () => (Reflect.get(window, "allowed") ? "running" : "suspended") });
      AudioContext.prototype.resume = function (this: AudioContext) {
        return Reflect.get(window, "allowed") ? resume.call(this) : new Promise(() => {});
      };
    });
    await page.goto(`${device.address}/board/`);
    await page.locator(".waiting .count").waitFor();
    await expect.poll(() => device.server.listeners()).toBe(1);
    device.announce("c1", [chime, english]);
    await page.getByText(texts.en.touchForSound).waitFor();
    expect(device.played).toEqual([{ call: "c1", how: "failed" }]);
    await page.evaluate(() => Reflect.set(window, "allowed", true));
    await page.mouse.click(500, 500);
    await page.locator(".touch").waitFor({ state: "detached" });
    device.announce("c2", [chime]);
    await expect.poll(() => device.played.at(-1)).toEqual({ call: "c2", how: "chime-only" });
  });
});

test("says to its device that it is drawn, and nothing while nothing is to be seen of it", async () => {
  const page = await open({ clock: true });
  const { beats } = device.server;
  await page.clock.runFor(6_000);
  await expect.poll(beats).toBeGreaterThan(1);
  const hide = (hidden: boolean) =>
    page.locator("theq-board").evaluate((board, is) => {
      (board as HTMLElement).style.display = is ? "none" : "";
    }, hidden);
  await hide(true);
  // Any answer on its way has come by then.
  await page.clock.runFor(5_000);
  const before = beats();
  await page.clock.runFor(60_000);
  await hide(false);
  await page.clock.runFor(5_000);
  await expect.poll(beats).toBe(before + 1);
});

test("pictures for people to look at", async () => {
  const page = await open({ scale: 0.5, clock: true });
  await picture(page, "board-nobody-called");
  device.show({ now: [call(42, "3"), call(39, "1", "serving")], before });
  // Marked as new once it has arrived, and no more after its time.
  await page.locator(".row.new").waitFor();
  await page.clock.runFor(20_000);
  await page.locator(".row.new").waitFor({ state: "detached" });
  device.show({ now: [call(143, "12", "called", 0), call(42, "3"), call(39, "1", "serving")], before });
  await page.locator(".row.new").waitFor();
  await picture(page, "board-new-call");
  device.say({ hubAwaySince: boardNow });
  await page.locator(".away-note").waitFor();
  await picture(page, "board-hub-away");
  device.say({ hubAwaySince: null });
  device.show({ now: [call(143, "12", "called", 0), call(42, "3"), call(39, "1", "serving")], before, notices: [long] });
  await page.locator(".said").waitFor();
  await picture(page, "board-notice");
  device.show({ now: [], before: [], notices: [closedAtNoon], stage: "forming", next: { date: "2026-11-23", opens: 630 } });
  await page.getByText(texts.en.soon).waitFor();
  await picture(page, "board-forming");
  device.show({ ...practice, notices: [], now: [call(43, "2", "called", 0), call(39, "1", "serving")] });
  await page.locator(".practice-band").waitFor();
  await picture(page, "board-practice");
});
