/** A kiosk's panel on the header of its own Raspberry Pi, as `device/main.ts` builds it. */
import { faultText } from "#shared/faults/text.ts";
import type { KioskTicket } from "#shared/wire/kiosk-page.ts";
import type { PiPanelSettings } from "#shared/wire/panels.ts";
import { findGpioChip, type GpioChip, raspberryLabels } from "../../../device/kernel/gpio-chip.ts";
import { boardOf } from "../../../device/panel/connect.ts";
import type { PanelSees } from "../../../device/panel/face.ts";
import { loadJohnnyFive } from "../../../device/panel/libraries.ts";
import { Panel } from "../../../device/panel/panel.ts";
import { type PanelTroubles, panelFaults } from "../../../device/panel/troubles.ts";
import { realTimers } from "../../../device/runtime/timers.ts";
import { type Check, same, until } from "./check.ts";
import { Header } from "./header.ts";

const button = 4;
const lamp = 17;

const openOffice: PanelSees = {
  live: { state: "ready", printer: "ready", today: null, tickets: [] },
  office: { services: [{ id: "licence" }] as unknown as NonNullable<PanelSees["office"]>["services"] },
  view: null,
};

/** A press that is over before the program looks: its event loop stands still from the closing of the contact to its opening, and after. */
function pressUnseen(header: Header): void {
  header.pull(button, "down");
  stand(250);
  header.pull(button, "up");
  stand(50);
}

function stand(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

export const panelChecks: readonly Check[] = [
  {
    name: "a panel on the header: a press that was over while the program was busy is one ticket; a chip that goes and a pin that is taken are told, and mend",
    run: async ({ kernel, afterwards }) => {
      const taps: string[] = [];
      const told: PanelTroubles[] = [];
      const ports = { realMs: () => performance.now(), timers: realTimers };
      const settings: PiPanelSettings = {
        board: "pi",
        buttons: [{ service: "licence", pin: `GPIO${button}`, lamp: `GPIO${lamp}` }],
        displays: [],
      };
      const panel = new Panel(settings, await loadJohnnyFive(), {
        ...ports,
        openBoard: await boardOf(settings, ports),
        tap: async (service) => {
          taps.push(service);
          return { visit: `k.e.${taps.length}`, number: `A${taps.length}`, printed: "printed" } as KioskTicket;
        },
        stand: (troubles) => void told.push(troubles),
        note: () => {},
      });
      afterwards(() => panel.stop());
      const faults = () => told.slice(-1).flatMap((troubles) => panelFaults("kiosk-1", troubles));
      const stands = (...wanted: readonly string[]) =>
        until(
          `the panel to stand as [${wanted}]`,
          () => faults().map(({ fault }) => fault),
          (now) => told.length > 0 && now.join() === wanted.join(),
        );
      panel.start();
      panel.show(openOffice);
      await stands("panel-chip-missing");

      const header = new Header();
      afterwards(() => header.remove());
      await stands();
      await lampIs(header, 1);
      pressUnseen(header);
      await tickets(taps, 1);
      await lampIs(header, 1);

      header.remove();
      await stands("panel-chip-missing");
      const other = new Header();
      afterwards(() => other.remove());
      // Before the panel looks again.
      const chip = findGpioChip(kernel, raspberryLabels) as GpioChip;
      const taken = chip.request({ offsets: [button], consumer: "somebody", as: { kind: "output", on: [true] } });
      afterwards(() => chip.close());
      await stands("panel-pin-taken");
      const what = faults().map((each) => faultText(each, "en").what);
      if (!what.join().includes(`GPIO${button} (somebody)`)) throw new Error(`nobody can tell who has it: ${what}`);
      taken.close();
      await stands();
      await lampIs(other, 1);
      pressUnseen(other);
      await tickets(taps, 2);
    },
  },
];

async function lampIs(header: Header, level: number): Promise<void> {
  await until(
    `the lamp to be ${level}`,
    () => header.level(lamp),
    (now) => now === level,
  );
}

async function tickets(taps: readonly string[], count: number): Promise<void> {
  await until(
    `${count} tickets`,
    () => taps.length,
    (now) => now >= count,
  );
  same("tickets", taps.length, count);
}
