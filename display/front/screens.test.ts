import { expect, test } from "vitest";
import { everyText } from "../base/texts.ts";
import { screensRunning } from "./screens.ts";
import { frontTexts } from "./texts.ts";

test("A screen is there when the program behind it runs", () => {
  const processes = [
    { name: "hub", state: "stopped", about: "" },
    { name: "kiosk-1", state: "running", about: "" },
    { name: "board-1", state: "starting", about: "" },
  ] as const;
  expect([...screensRunning({ processes })]).toEqual(["kiosk"]);
});

test("No English is left in the French texts", () => {
  const english = /\b(the|and|you|this|take|call|watch|counter|hub|paper|printer|running|off)\b/i;
  expect(everyText(frontTexts.fr).filter((text) => english.test(text.replace("The Q", "")))).toEqual([]);
});
