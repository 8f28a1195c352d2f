/**
 * Chromium, opened on the production bundle: a page under test with everything it complained about. The shell without windows is the same
 * engine in the same version, and takes half of a processor's time; kiosks' own browser, windows and policies are tested in `device/screen`.
 */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";

export async function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
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
  readonly context: BrowserContext;
  readonly page: Page;
  /** Thrown errors, and refusals of the page's content security policy; lost connections are no complaints of a page. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  readonly locale?: string;
  readonly touch?: boolean;
  /** As somebody set it who wants no motion. */
  readonly still?: boolean;
  /** The page's own clock stands still until it is turned. */
  readonly clock?: boolean;
  /** The server's certificate is of an authority that only the test knows. */
  readonly ownAuthority?: boolean;
}

export async function openPage(browser: Browser, address: string, options: OpenOptions): Promise<OpenedPage> {
  const { width, height, scale = 1, locale = "en-CA", touch = false, still = false, clock = false, ownAuthority = false } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale,
    hasTouch: touch,
    ignoreHTTPSErrors: ownAuthority,
    reducedMotion: still ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|net::ERR_/.test(message.text())) complaints.push(message.text());
  });
  if (clock) await page.clock.install();
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return { context, page, complaints, close: () => context.close() };
}

/** A page of the staff, on the screen of a desk unless told otherwise; in pictures half as large. */
export function openDesk(browser: Browser, address: string, options: Partial<OpenOptions> = {}): Promise<OpenedPage> {
  return openPage(browser, address, { width: 1366, height: 768, scale: 0.5, still: true, ...options });
}

/** Small pictures, for people to look at: kept in the repository, never compared, and drawn anew only where `PICTURES` is set. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  await page.screenshot({ path: new URL(`screenshots/${name}.png`, import.meta.url).pathname, animations: "disabled" });
}
