/** A browser for the tests of the staff's pages: contexts that fail a test on script errors and policy violations. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function launch(): Promise<Browser> {
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

export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page itself; lost connections are no errors of a page. */
  readonly errors: string[];
}

export async function openDesk(browser: Browser, address: string, size = { width: 1366, height: 768 }, locale = "en-CA"): Promise<Desk> {
  const context = await browser.newContext({ viewport: size, locale, deviceScaleFactor: 0.5, reducedMotion: "reduce" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text())) errors.push(message.text());
  });
  await page.goto(address);
  return { context, page, errors };
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe finds on the page, as lines a person can read. Empty: nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Through the debugger: the page's own policy forbids foreign scripts.
  await page.evaluate(axeSource);
  const result = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (root: Document, options: unknown) => Promise<AxeResult> } };
    return axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}

/** Every word the page shows, shadow roots included, without what is marked as another language. */
export async function visibleText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words: string[] = [];
    const walk = (node: Node) => {
      if (node instanceof Element && node.hasAttribute("lang") && node !== document.documentElement) return;
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
      if (node.nodeType === Node.TEXT_NODE) words.push(node.textContent ?? "");
      if (node instanceof Element) for (const name of ["aria-label", "title", "placeholder"]) words.push(node.getAttribute(name) ?? "");
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      for (const child of node.childNodes) walk(child);
    };
    walk(document.body);
    return words.join(" ").replace(/\s+/g, " ");
  });
}

/** Waits until something is so; fails with `what` when it never is. */
export async function until(what: string, is: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!is()) {
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A small picture for people to look at; it is compared with nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: new URL(`screenshots/${name}.png`, import.meta.url).pathname, scale: "device" });
}
