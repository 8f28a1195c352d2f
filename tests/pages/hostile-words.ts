/**
 * Words that would be more than words in a page that took them for markup, an address or a script: in a text, in an attribute of either
 * quote, in a comment, in a title, in a template. Each sets `canary` where it runs, and each bears a number so that it is found again.
 */
import type { Page } from "playwright";

const endings: readonly string[] = [
  `"><img src=x onerror=canary=1>`,
  `'><svg/onload=canary=1>`,
  "</script><script>canary=1</script>",
  "</title></style></textarea><img src=x onerror=canary=1>",
  "--><img src=x onerror=canary=1><!--",
  `<iframe srcdoc="<script>parent.canary=1</script>">`,
  "<a href=javascript:canary=1>x</a>",
  `{{constructor.constructor('canary=1')()}}`,
  "<s autofocus tabindex=0 onfocus=canary=1>",
  `" autofocus onfocus="canary=1" x="`,
];

export class HostileWords {
  readonly given: string[] = [];

  next(): string {
    const words = `§${this.given.length + 1}§ ${endings[this.given.length % endings.length]}`;
    this.given.push(words);
    return words;
  }

  /** A copy in which every text that people write for people is hostile: in each language, and the names of staff. */
  instead<T>(of: T): T {
    if (Array.isArray(of)) return of.map((each) => this.instead(each)) as T;
    if (typeof of !== "object" || of === null) return of;
    const { en, fr } = of as { en?: unknown; fr?: unknown };
    if (typeof en === "string" && typeof fr === "string") return { en: this.next(), fr: this.next() } as T;
    return Object.fromEntries(
      Object.entries(of).map(([name, value]) => [name, name === "displayName" ? this.next().slice(0, 60) : this.instead(value)]),
    ) as T;
  }
}

/** Whatever in the page, its shadow roots included, is there because words were taken for something else. */
export function tookForMarkup(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = Reflect.has(globalThis, "canary") ? ["a script ran"] : [];
    const addresses = new Set(["href", "src", "action", "formaction", "data", "xlink:href"]);
    const visit = (root: ParentNode) => {
      for (const each of root.querySelectorAll("*")) {
        if (each.shadowRoot) visit(each.shadowRoot);
        if (each.matches("s, object, embed, base, iframe[srcdoc], img[src='x'], script:not([src])"))
          found.push(each.outerHTML.slice(0, 120));
        for (const { name, value } of each.attributes) {
          if (name.startsWith("on")) found.push(`${each.tagName} ${name}=${value}`);
          if (addresses.has(name) && /^\s*(?:javascript|vbscript|data:text)/i.test(value)) found.push(`${each.tagName} ${name}=${value}`);
        }
      }
    };
    visit(document);
    return found;
  });
}

/** Presses one thing after another, never the same twice in a row, and says after each what the page took for markup. */
export async function pressed(page: Page, presses: number): Promise<string[]> {
  const found = await tookForMarkup(page);
  for (let press = 0; press < presses; press += 1) {
    const targets = page.locator("button:visible:enabled, summary:visible, [role=tab]:visible");
    const many = await targets.count();
    if (many === 0) break;
    // What is gone by then, or covered by a dialog, is left alone.
    await targets
      .nth((press * 7 + 3) % many)
      .click({ timeout: 1_000 })
      .catch(() => {});
    found.push(...(await tookForMarkup(page)));
  }
  return found;
}
