/** From a citizen's tap to the first byte at the printer: beside the hub, without it, and while it turns slow. */
import { join } from "node:path";
import { atMost, type Benchmark, type Figure, percentile, shown } from "./figure.ts";
import { officeOf, startHub } from "./hub-process.ts";
import { BenchKiosk } from "./kiosk-process.ts";
import { WatchedPrinter } from "./watched-printer.ts";

const warmUp = 40;
const tapsEach = 300;
const tapsSlow = 60;

export const tapToPaper: Benchmark = {
  name: "tap-to-paper",
  about: "tap -> first byte to the printer, with the hub present, slow, and known to be away",
  run: async (folder) => {
    const hub = await startHub(join(folder, "hub"), officeOf(1, 1));
    const printer = await WatchedPrinter.start(join(folder, "printer"));
    const kiosk = await BenchKiosk.start({
      folder: join(folder, "kiosk"),
      hub: `mqtt://127.0.0.1:${hub.ready.mqttPort}`,
      printerPort: printer.port,
    });
    try {
      await kiosk.until(({ state, hub: at, printer: stands }) => state === "ready" && at === "present" && stands === "ready");
      const beside: Tap[] = [];
      // The kiosk goes over to reservations when the hub has answered quickly three times: until then its own letter is on the paper.
      while (beside.length < warmUp + tapsEach) beside.push(await timed(kiosk, printer));
      const present = beside.slice(warmUp).filter(({ shared }) => shared);
      hub.child.kill("SIGSTOP");
      const first = await timed(kiosk, printer);
      const slow: Tap[] = [];
      while (slow.length < tapsSlow) slow.push(await timed(kiosk, printer));
      hub.child.kill("SIGKILL");
      await kiosk.until(({ hub: at }) => at === "away");
      const alone: Tap[] = [];
      while (alone.length < tapsEach) alone.push(await timed(kiosk, printer));
      return [
        ...figures("hub present", present),
        atMost("hub turns slow, first tap (deadline 150 ms)", first.ms, "ms", 200),
        ...figures("hub slow, later taps", slow),
        ...figures("hub known away", alone),
      ];
    } finally {
      await kiosk.stop();
      await printer.stop();
      hub.child.kill("SIGKILL");
    }
  },
};

interface Tap {
  readonly ms: number;
  /** Whether the number came from the hub. */
  readonly shared: boolean;
}

/** One citizen after another: the job before has been printed when the next one taps. */
async function timed(kiosk: BenchKiosk, printer: WatchedPrinter): Promise<Tap> {
  const job = printer.nextJob();
  const from = performance.now();
  const [{ number }, at] = await Promise.all([kiosk.tap(), job]);
  return { ms: at - from, shared: number.startsWith("A") };
}

function figures(what: string, taps: readonly Tap[]): Figure[] {
  const times = taps.map(({ ms }) => ms);
  return [
    atMost(`${what}: tap -> first byte, p99`, percentile(times, 0.99), "ms", 50),
    shown(`${what}: p50 of ${times.length} taps`, percentile(times, 0.5), "ms"),
  ];
}
