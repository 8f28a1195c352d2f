/** GPIO lines on the kernel's simulated chip, under the label of a Raspberry Pi's header. */
import { findGpioChip, type GpioChip, raspberryLabels } from "../../../device/kernel/gpio-chip.ts";
import type { LinesWanted } from "../../../device/kernel/gpio-structs.ts";
import { type Bench, type Check, refusal, same, until } from "./check.ts";
import { Header, headerLabel } from "./header.ts";

const buttons: LinesWanted = {
  offsets: [17, 27],
  consumer: "the-q",
  isActiveLow: true,
  as: { kind: "input", bias: "pull-up", edges: true },
};

export const gpioChecks: readonly Check[] = [
  {
    name: "GPIO: a chip by its label, buttons with pull-up and every edge in order, lamps, a line that is taken, a chip that goes away",
    run: async ({ kernel, afterwards }: Bench) => {
      same("without a chip", findGpioChip(kernel, raspberryLabels), null);
      const header = new Header();
      afterwards(() => header.remove());
      const chip = (await until("the chip", () => findGpioChip(kernel, raspberryLabels), Boolean)) as GpioChip;
      same("the chip", [chip.info.label, chip.info.lineCount], [headerLabel, 58]);
      const pressed = chip.request(buttons);
      same("the line", chip.line(17), { name: "GPIO17", consumer: "the-q", isUsed: true, isOutput: false });
      same("released", [pressed.values(), pressed.edges()], [[false, false], []]);
      for (const way of ["down", "up", "down"] as const) header.pull(17, way);
      header.pull(27, "down");
      same("held", pressed.values(), [true, true]);
      const edges = pressed.edges();
      same(
        "edges",
        edges.map(({ offset, isOn, count }) => [offset, isOn, count]),
        [
          [17, true, 1],
          [17, false, 2],
          [17, true, 3],
          [27, true, 1],
        ],
      );
      if (edges.some(({ atNs }, place) => place > 0 && atNs < (edges[place - 1]?.atNs ?? 0n))) throw new Error("edges out of order");
      same("told once", pressed.edges(), []);
      same(
        "a line that is taken",
        refusal(() => chip.request(buttons)),
        "EBUSY",
      );
      same(
        "a line that is not there",
        refusal(() => chip.request({ ...buttons, offsets: [58] })),
        "EINVAL",
      );
      const lamps = chip.request({ offsets: [22, 23], consumer: "the-q", as: { kind: "output", on: [true, false] } });
      same("lamps", [header.level(22), header.level(23)], [1, 0]);
      lamps.set([null, true]);
      same("lamps", [header.level(22), header.level(23), lamps.values()], [1, 1, [true, true]]);
      pressed.close();
      const still = chip.request({ ...buttons, as: { kind: "input", bias: "pull-up", edges: true, debounceUs: 200_000 } });
      afterwards(() => still.close());
      for (const way of ["down", "up", "down", "up", "down"] as const) header.pull(17, way);
      const settled = await until(
        "the level that held",
        () => still.edges(),
        (seen) => seen.length > 0,
      );
      same(
        "one edge of a bounce",
        settled.map(({ offset, isOn }) => [offset, isOn]),
        [[17, true]],
      );
      lamps.close();
      header.remove();
      same(
        "a chip that is gone",
        refusal(() => still.values()),
        "ENODEV",
      );
      chip.close();
    },
  },
];
