/** A call-number sign behind a real USB adapter's driver. */
import fs from "node:fs";
import { realTimers } from "../../../device/runtime/timers.ts";
import { Signs } from "../../../device/sign/signs.ts";
import { noTroubles, type SignTroubles } from "../../../device/sign/troubles.ts";
import { sampleView } from "../../../device/testing/sample-view.ts";
import { type Bench, type Check, same, until } from "./check.ts";

const node = "/dev/ttyUSB0";

export const signChecks: readonly Check[] = [
  {
    name: "a sign behind a USB adapter shows a call, is missed when the adapter is pulled, and shows the newest call when it is back",
    run: async ({ host, afterwards }: Bench) => {
      const plug = () => host.plug("sign", "usb-serial", { chardev: "sign", "always-plugged": true });
      const shows = (text: string) =>
        until(
          `the sign to show ${text}`,
          () => host.signShows(),
          (now) => now.text === text,
        );
      await plug();
      await until(node, () => fs.existsSync(node), Boolean);
      let troubles: SignTroubles = noTroubles;
      const port = { path: node, baud: 9_600, parity: "even", dataBits: 7, stopBits: 1 } as const;
      const signs = new Signs([{ protocol: "alpha", ...port, signs: [{ id: "hall", address: "00", columns: 20 }] }], {
        realMs: () => performance.now(),
        timers: realTimers,
        stand: (now) => {
          troubles = now;
        },
      });
      afterwards(() => signs.stop());
      signs.start();
      signs.show(sampleView("A12 3"));
      await shows("A12 3");
      await host.unplug("sign");
      await until(
        "the sign to be missed",
        () => troubles,
        (now) => JSON.stringify(now) !== JSON.stringify(noTroubles),
      );
      await until(
        `${node} to go`,
        () => fs.existsSync(node),
        (isThere) => !isThere,
      );
      signs.show(sampleView("A13 4"));
      signs.show(sampleView("B7 2"));
      await plug();
      same("garbled", (await shows("B7 2")).garbled, 0);
      await until(
        "no trouble",
        () => troubles,
        (now) => JSON.stringify(now) === JSON.stringify(noTroubles),
      );
    },
  },
];
