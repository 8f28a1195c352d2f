/** The browser of the machine, driven on the production bundle, and what every page must pass in it. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright";

export async function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface OpenedPage {
  readonly page: Page;
  /** What the page complained about: thrown errors, and refusals of its content security policy. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  /** The page's own clock stands still until it is turned. */
  readonly clock?: boolean;
}

export async function openPage(browser: Browser, address: string, options: OpenOptions): Promise<OpenedPage> {
  const { width, height, scale = 1 } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, hasTouch: true, bypassCSP: false });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|ERR_|EventSource/.test(message.text())) complaints.push(message.text());
  });
  if (options.clock) await page.clock.install();
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { page, complaints, close: () => context.close() };
}

let axeSource: string | undefined;

/** What axe finds wrong, as readable lines. Every rule of WCAG 2.2 AA and its best practices. */
export async function axeFindings(page: Page): Promise<string[]> {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // By the debugger's way in: the page's own policy refuses added scripts, as it should.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Found {
      readonly violations: { readonly id: string; readonly nodes: { readonly html: string; readonly failureSummary: string }[] }[];
    }
    const axe = Reflect.get(window, "axe") as { readonly run: (options: unknown) => Promise<Found> };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`),
    );
  });
}

/** Buttons that something else lies on: a finger would meet that instead. With a dialog open, its own buttons only. */
export async function coveredTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.querySelector("body > *")?.shadowRoot;
    if (!root) return found;
    const within = root.querySelector("dialog[open]") ?? root;
    for (const button of within.querySelectorAll("button:not(:disabled)")) {
      const { left, right, top, bottom, width } = button.getBoundingClientRect();
      if (width === 0) continue;
      const points = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 8, (top + bottom) / 2],
        [right - 8, (top + bottom) / 2],
        [(left + right) / 2, top + 3],
        [(left + right) / 2, bottom - 3],
      ] as const;
      const free = points.every(([x, y]) => {
        const met = root.elementFromPoint(x, y);
        return met !== null && button.contains(met);
      });
      if (!free) found.push(`covered: ${button.textContent?.trim()}`);
    }
    return found;
  });
}

/** Whatever is wider or taller than the room it has: text that a person would see cut off. */
export async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode) => {
      for (const each of root.querySelectorAll<HTMLElement>("*")) {
        if (each.shadowRoot) visit(each.shadowRoot);
        if (each.closest(".unseen, .paper, svg, [data-decoration]")) continue;
        if (getComputedStyle(each).clipPath !== "none") continue;
        const box = each.getBoundingClientRect();
        if (box.width === 0 || box.height === 0) continue;
        const text = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "");
        const outside = box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
        const clipped = each.scrollWidth > each.clientWidth + 2 && getComputedStyle(each).display !== "inline" && each.tagName !== "INPUT";
        const tall = each.tagName === "BUTTON" && each.scrollHeight > each.clientHeight + 2;
        if ((text && (outside || clipped)) || tall)
          found.push(`${each.tagName}.${each.className} ${(each.textContent ?? "").trim().slice(0, 60)}`);
      }
    };
    visit(document);
    return found;
  });
}

/** Every text a person can see or hear now; with `language`, without what is marked as being in another, and without paper, which speaks all. */
export async function visibleTexts(page: Page, language?: string): Promise<string> {
  return page.evaluate((only) => {
    const parts: string[] = [];
    const visit = (node: Node) => {
      if (node instanceof Element) {
        if (getComputedStyle(node).display === "none") return;
        const marked = node.getAttribute("lang");
        if (only !== undefined && ((marked !== null && marked !== only) || node.classList.contains("paper"))) return;
        for (const name of ["aria-label", "placeholder", "title", "alt"]) parts.push(node.getAttribute(name) ?? "");
        if (node.shadowRoot) for (const child of node.shadowRoot.childNodes) visit(child);
      }
      if (node.nodeType === Node.TEXT_NODE && !(node.parentElement instanceof HTMLStyleElement)) parts.push(node.textContent ?? "");
      for (const child of node.childNodes) visit(child);
    };
    visit(document.body);
    return parts
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .join("\n");
  }, language);
}

/** Buttons a person could touch now that are smaller than `px` in either direction. */
export async function smallTargets(page: Page, px: number): Promise<string[]> {
  const found: string[] = [];
  for (const button of await page.locator("button:visible").all()) {
    const box = await button.boundingBox();
    if (box && (box.width < px - 0.5 || box.height < px - 0.5)) {
      found.push(`${(await button.textContent())?.trim()} ${Math.round(box.width)} x ${Math.round(box.height)}`);
    }
  }
  return found;
}

/** Small pictures, for people to look at: kept in the repository, never compared. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: new URL(`screenshots/${name}.png`, import.meta.url).pathname, animations: "disabled" });
}
