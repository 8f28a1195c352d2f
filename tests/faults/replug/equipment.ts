/** What hangs on the kiosk and on the board: how it is pulled, what happens while it is away, and how one sees that it works again. */

import { topicOf } from "#shared/wire/topics.ts";
import type { Way } from "../../../device/printer/rig/ways.ts";
import type { SerialScannerRig } from "../../../device/scanner/rig.ts";
import { until } from "../../../device/testing/process.ts";
import { sampleView } from "../../../device/testing/sample-view.ts";
import type { VirtualFirmata } from "../../../device/virtual/panel/firmata.ts";
import type { VirtualAlphaSign } from "../../../device/virtual/sign/alpha.ts";
import type { VirtualSerial } from "../../../device/virtual/sign/serial.ts";
import type { Random } from "../../sim/random.ts";
import { type Device, office, service } from "./bench.ts";
import type { Tickets } from "./tickets.ts";

export interface Equipment {
  readonly name: "printer" | "panel" | "scanner" | "sign";
  readonly device: () => Device;
  /** What the device says while it is away. */
  readonly saysAway: string;
  /** Pulls the cable, at rest or in the middle of its work. */
  pull(): Promise<void>;
  /** While it is away the office goes on. */
  meanwhile(): Promise<void>;
  plugIn(): Promise<void>;
  /** Resolves when it does its work again; says what it did wrong. */
  works(): Promise<string | null>;
  stop(): Promise<void>;
}

/** More bytes than a small ticket has: then the cable is pulled at rest. */
const ticketBytes = 380;

export function printerOn(way: Way, device: () => Device, tickets: Tickets, random: Random): Equipment {
  return {
    ...{ name: "printer", device, saysAway: "printer-offline" },
    async pull() {
      if (random.chance(0.3)) return way.pull();
      const broken = way.relay.breakAfter(random.whole(0, ticketBytes));
      const ticket = await tickets.tap();
      // A ticket may be shorter than that: then its cable is pulled after it.
      await Promise.race([broken, tickets.ended(ticket)]);
      await way.pull();
    },
    meanwhile: async () => void (await tickets.tap()),
    plugIn: () => way.plug(),
    async works() {
      const ticket = await tickets.tap();
      const end = await tickets.ended(ticket);
      return end === "printed" ? null : `${ticket.number} came after the printer was back, and its end is ${end}`;
    },
    stop: () => way.stop(),
  };
}

export function panelOn(line: VirtualSerial, board: VirtualFirmata, device: () => Device, tickets: Tickets): Equipment {
  const lampIs = (level: "high" | "low") =>
    until(
      () => board.level("3"),
      (now) => now === level,
    );
  return {
    ...{ name: "panel", device, saysAway: "panel-unreachable" },
    pull: () => line.unplug(),
    async meanwhile() {
      // A press that nobody hears gives nothing later.
      board.close("2", true);
      board.close("2", false);
    },
    async plugIn() {
      // A board that had no power begins anew.
      board.reset();
      await line.plugIn();
    },
    async works() {
      await lampIs("high");
      const before = tickets.byPanel();
      let looked = 0;
      // As a person presses: held, let go, and once more where nothing came of it.
      await until(
        () => {
          board.close("2", looked % 50 < 25);
          looked += 1;
          return tickets.byPanel();
        },
        (count) => count > before,
      );
      board.close("2", false);
      const [presses, given] = [Math.ceil(looked / 50), tickets.byPanel() - before];
      return given <= presses ? null : `${presses} presses on the panel gave ${given} tickets`;
    },
    stop: () => line.unplug(),
  };
}

export function scannerOn(scanner: SerialScannerRig, device: () => Device, heard: () => string | undefined): Equipment {
  let codes = 0;
  const code = () => `theq1:${office}:A${codes}:2026-11-23:kiosk-1.e1.17`;
  return {
    ...{ name: "scanner", device, saysAway: "scanner-unreachable" },
    async pull() {
      codes += 1;
      // Half a code, of which nothing may be left before the next one.
      scanner.say(code().slice(0, 20));
      await scanner.unplug();
    },
    meanwhile: async () => {},
    plugIn: () => scanner.plugIn(),
    async works() {
      codes += 1;
      const before = heard();
      scanner.say(`${code()}\r\n`);
      const text = await until(heard, (now) => now !== before);
      return text === code() ? null : `the scanner read ${code()}, and the page was told ${text}`;
    },
    stop: () => scanner.unplug(),
  };
}

export function signOn(line: VirtualSerial, sign: VirtualAlphaSign, device: () => Device): Equipment {
  let called = 1;
  const shown = new Set<string>();
  const show = () => device().hub.publish(topicOf(office, "boardView", "main"), sampleView(`A${called} 3`), true);
  const shows = () =>
    until(
      () => {
        if (sign.face) shown.add(sign.face.text);
        return sign.face?.text;
      },
      (text) => text === `A${called} 3`,
    );
  return {
    ...{ name: "sign", device, saysAway: "sign-unreachable" },
    async pull() {
      show();
      await shows();
      await line.unplug();
    },
    async meanwhile() {
      called += 1;
      show();
      // It had no power.
      sign.face = null;
      shown.clear();
    },
    plugIn: () => line.plugIn(),
    async works() {
      await shows();
      return shown.size === 1 ? null : `the sign showed ${[...shown].join(", then ")}`;
    },
    stop: () => line.unplug(),
  };
}

export const serviceOnPanel = { board: "uno", buttons: [{ service, pin: "2", lamp: "3" }] } as const;
