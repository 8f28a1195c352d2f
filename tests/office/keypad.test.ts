/** The keypad of a counter in a whole office: keys on a serial port of a board, its program, the hub's, and the counter's page beside them. */
import { join } from "node:path";
import { describe } from "vitest";
import { VirtualFirmata } from "../../device/virtual/panel/firmata.ts";
import { VirtualSerial } from "../../device/virtual/sign/serial.ts";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

const agent = 21;
const counter = "counter-1";
/** As often as one looks before one lets go of a key and presses it again. */
const patience = 25;

describe.concurrent("the keypad of a counter", { timeout: 120_000 }, () => {
  it("Q-SAFE-1: calls, begins and finishes by keys for the agent who is signed in, as the counter's page sees; pulled out it is told to staff", async ({
    scene,
  }) => {
    const board = new VirtualFirmata();
    const line = new VirtualSerial(join(scene.folder, "keys"), [
      (bytes) => {
        board.hear(bytes);
        return null;
      },
    ]);
    board.said = (bytes) => line.say(bytes);
    scene.atEnd(() => line.unplug());
    await line.plugIn();
    const keys = [
      { does: "call", pin: "2", lamp: "3" },
      { does: "begin", pin: "4", lamp: "5" },
      { does: "finish", pin: "6", lamp: "7" },
    ] as const;
    scene.keypad = { board: "uno", path: line.path, baud: 57_600, keys: [...keys] };
    Object.assign(scene.configuration.devices.find(({ id }) => id === "board-1") ?? {}, { counter });
    await scene.start("hub", "board-1");
    const staff = scene.staff();
    await scene.untilTogether(undefined, scene.boardPage());
    const isLit = (does: string) => board.level(keys.find((each) => each.does === does)?.lamp ?? "") === "high";
    // As a person does: on a lit key, and once more where nothing came of it, since a busy machine may take the board for silent.
    const pressUntil = async (does: (typeof keys)[number]["does"], isDone: () => boolean) => {
      const pin = keys.find((each) => each.does === does)?.pin ?? "";
      let looked = 0;
      await until(`something to come of the key "${does}"`, () => {
        const isDown = looked > 0 && looked < patience;
        looked = isDown ? looked + 1 : isLit(does) ? 1 : 0;
        board.close(pin, isDown || looked === 1);
        return isDone();
      });
      board.close(pin, false);
    };
    await staff.must("sign-in", { agent, counter }, 10_000);
    const visit = (await staff.must("intake", { agent, services: ["licence"] }, 10_000)) ?? "";
    const stage = () => staff.visit(visit)?.stage.kind;
    await pressUntil("call", () => stage() === "called");
    await pressUntil("begin", () => stage() === "serving");
    await until("the key that ends it to be the only one lit", () => isLit("finish") && !isLit("call") && !isLit("begin"));
    await pressUntil("finish", () => stage() === "ended" || stage() === undefined);
    await staff.must("sign-out", { agent, counter }, 10_000);
    await until("all keys to be dark", () => keys.every(({ does }) => !isLit(does)));

    const faults = () => staff.device("board-1")?.faults.map((each) => each.fault) ?? [];
    await line.unplug();
    await until("staff to be told", () => faults().includes("panel-unreachable"));
    await line.plugIn();
    await until("the fault to be gone", () => !faults().includes("panel-unreachable"));
  });
});
