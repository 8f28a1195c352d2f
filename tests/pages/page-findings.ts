/** What every page must pass in the browser: each finding is a line that a person can read, and no line is the wish. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Named, because axe leaves some of them out by itself, such as the size of targets. */
const axeRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe finds wrong, by every rule of WCAG 2.2 AA and its best practices. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Once for each page, because its half a megabyte takes longer than a run; by the debugger's way in, because the page's own policy
  // refuses added scripts, as it should.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run: (root: Document, options: unknown) => Promise<AxeResult> } };
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
  }, axeRules);
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

export interface TextsWish {
  /** Without what is marked as being in another language. */
  readonly language?: string;
  /** Without what this selector names. */
  readonly without?: string;
}

/** Every text of the page that a person can see, hear, or come to see by one touch: shadow roots and hidden parts included. */
export async function textsOf(page: Page, wish: TextsWish = {}): Promise<string> {
  return page.evaluate(({ language, without }) => {
    const parts: string[] = [];
    const visit = (node: Node) => {
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
      if (node instanceof Element) {
        const marked = node.getAttribute("lang");
        if (language !== undefined && marked !== null && marked !== language) return;
        if (without !== undefined && node.matches(without)) return;
        for (const name of ["aria-label", "placeholder", "title", "alt"]) parts.push(node.getAttribute(name) ?? "");
        if (node.shadowRoot) visit(node.shadowRoot);
      }
      if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? "");
      for (const child of node.childNodes) visit(child);
    };
    visit(document.body);
    return parts
      .map((part) => part.replace(/\s+/g, " ").trim())
      .filter((part) => part !== "")
      .join("\n");
  }, wish);
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
