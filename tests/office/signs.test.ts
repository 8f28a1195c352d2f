/** Signs of an office: the same number as on the board, on a real serial port; and a cable that is pulled out while people are called. */
import { join } from "node:path";
import { describe, expect } from "vitest";
import { faultText } from "#shared/faults/text.ts";
import type { BoardLive } from "#shared/wire/board-page.ts";
import { VirtualAlphaSign } from "../../device/virtual/sign/alpha.ts";
import { VirtualSerial } from "../../device/virtual/sign/serial.ts";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

const agent = 21;
const counter = "counter-1";

describe.concurrent("signs of an office", { timeout: 120_000 }, () => {
  it("Q-CALL-2: every call is shown on the zone's signs as on its board; one unplugged is told to staff and shows the truth when it is back", async ({
    scene,
  }) => {
    const [hall, desk] = [new VirtualAlphaSign("01"), new VirtualAlphaSign("02")];
    const line = new VirtualSerial(join(scene.folder, "line"), [
      (bytes) => {
        for (const sign of [hall, desk]) sign.feed(bytes);
        return null;
      },
    ]);
    scene.atEnd(() => line.unplug());
    await line.plugIn();
    const label = scene.configuration.counters.find(({ id }) => id === counter)?.label ?? "";
    const signs = [
      { id: "hall", address: "01", columns: 20 },
      { id: "desk", address: "02", columns: 20, counter: label },
    ];
    scene.signs = [{ protocol: "alpha", path: line.path, baud: 9_600, parity: "even", dataBits: 7, stopBits: 1, signs }];
    await scene.start("hub", "board-1");
    const [board, staff] = [scene.boardPage(), scene.staff()];
    await scene.untilTogether(undefined, board);
    await until("blank signs", () => hall.face?.text === "" && desk.face?.text === "");
    await staff.must("sign-in", { agent, counter }, 10_000);
    const called = async () => {
      const visit = await staff.must("intake", { agent, services: ["licence"] }, 10_000);
      await staff.must("call-next", { agent, counter }, 10_000);
      return { visit: visit ?? "", number: staff.visit(visit ?? "")?.number ?? "" };
    };

    const first = await called();
    await board.until<BoardLive>("the board to show the call", "board", ({ view }) => view?.now[0]?.label === label);
    const news = (text: string) => ({ text, isFlashing: true });
    const [inHall, atDesk] = [news(`${first.number} ${label}`), news(first.number)].map((face) => JSON.stringify(face));
    await until("both signs to flash the call", () => JSON.stringify(hall.face) === inHall && JSON.stringify(desk.face) === atDesk);
    await staff.must("begin", { agent, counter, visit: first.visit }, 10_000);
    await until("the signs to be steady", () => hall.face?.isFlashing === false && desk.face?.isFlashing === false);
    expect(hall.face?.text).toBe(`${first.number} ${label}`);
    await staff.must("finish", { agent, counter, visit: first.visit }, 10_000);
    await until("blank signs", () => hall.face?.text === "" && desk.face?.text === "");

    await line.unplug();
    const faults = () => staff.device("board-1")?.faults ?? [];
    const told = await until("staff to be told", () => faults().find((each) => each.fault === "sign-unreachable"));
    expect(faultText(told, "en").what).toContain("hall, desk");
    expect(faultText(told, "fr").what).toContain(line.path);
    const second = await called();
    hall.face = null;
    await line.plugIn();
    const back = await until("the sign to show something", () => hall.face);
    expect(back.text).toBe(`${second.number} ${label}`);
    await until("the fault to be gone", () => faults().every((each) => each.fault !== "sign-unreachable"));
  });
});
