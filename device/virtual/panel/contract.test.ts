/** The twin and the real firmware say the same, byte by byte, to all that a panel asks of a board. */
import { expect, test, vi } from "vitest";
import { VirtualFirmata } from "./firmata.ts";
import { VirtualUno } from "./uno.ts";

// Emulation takes long where many programs share a processor.
vi.setConfig({ testTimeout: 120_000 });

/** More than any answer takes on the line. */
const answerMs = 15;
const longAnswerMs = 60;
const bootMs = 2_000;

type Board = VirtualUno | VirtualFirmata;

/** Each line: what is done, what the board says to it, and how its pins are then. */
function transcript(board: Board): string[] {
  const said: number[] = [];
  const run = (ms: number) => {
    if (board instanceof VirtualUno) board.run(ms);
  };
  run(bootMs);
  board.said = (bytes) => void said.push(...bytes);
  const lines: string[] = [];
  const did = (what: string, ms = answerMs) => {
    run(ms);
    lines.push(`${what}: ${Buffer.from(said.splice(0)).toString("hex") || "-"}`);
  };
  const tell = (what: string, ...bytes: readonly number[]) => {
    board.hear(Uint8Array.from(bytes));
    did(what, bytes[0] === 0xf0 ? longAnswerMs : answerMs);
  };
  const taken: number[][] = [];
  board.attach({ address: 0x70, take: (bytes) => void taken.push([...bytes]) });
  const onI2c = (what: string) =>
    void lines.push(
      `${what}: ${
        taken
          .splice(0)
          .map((bytes) => Buffer.from(bytes).toString("hex"))
          .join(" ") || "-"
      }`,
    );
  const pins = (...names: readonly string[]) =>
    void lines.push(names.map((name) => `${name} ${board.level(name) ?? (board.isPulledUp(name) ? "held" : "open")}`).join(", "));
  tell("version", 0xf9);
  tell("firmware", 0xf0, 0x79, 0xf7);
  tell("capabilities", 0xf0, 0x6b, 0xf7);
  tell("analog pins", 0xf0, 0x69, 0xf7);
  tell("an input that holds itself", 0xf4, 2, 0, 0x90, 0x04, 0);
  tell("reports of its port", 0xd0, 1);
  tell("the same once more", 0xd0, 1);
  pins("2");
  board.close("2", true);
  did("closed");
  tell("asked while closed", 0xd0, 1);
  tell("a lamp of its port, and the input held", 0xf4, 4, 1, 0x90, 0x14, 0);
  pins("2", "4");
  board.close("2", false);
  did("open");
  tell("the lamp out, and the input let go", 0x90, 0, 0);
  pins("2", "4");
  tell("a lamp that can be dimmed", 0xf4, 3, 3, 0xe3, 0x7f, 1);
  pins("3");
  tell("dimmed to nothing", 0xe3, 0, 0);
  pins("3");
  tell("an analog pin as input", 0xf4, 14, 0, 0x91, 0x40, 0, 0xd1, 1);
  pins("A0");
  tell("I2C switched on", 0xf0, 0x78, 0, 0, 0xf7);
  tell("an oscillator started", 0xf0, 0x76, 0x70, 0, 0x21, 0, 0xf7);
  onI2c("the part at its address");
  tell("bytes with their highest bit", 0xf0, 0x76, 0x70, 0, 0, 0, 0x7f, 1, 0x01, 1, 0xf7);
  onI2c("the part at its address");
  tell("another address", 0xf0, 0x76, 0x71, 0, 0x21, 0, 0xf7);
  onI2c("the part at its address");
  tell("noise that begins like a long message, then a version", 0x12, 0xf0, 0x33, 0xf9);
  tell("the end of it", 0xf7);
  tell("a version", 0xf9);
  board.freeze(true);
  board.close("A0", true);
  tell("frozen", 0xf9);
  pins("3", "4");
  board.freeze(false);
  did("thawed");
  board.reset();
  did("new power", bootMs);
  tell("its ports are not reported any more", 0xf9);
  return lines;
}

test("a panel's board that costs nothing is to whoever talks to it StandardFirmata on an Uno", () => {
  const [real, twin] = [transcript(new VirtualUno()), transcript(new VirtualFirmata())];
  expect(real).toContain("version: f90204");
  expect(real).toContain("the part at its address: 00ff81");
  expect(twin).toEqual(real);
});
