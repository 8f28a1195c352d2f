import { expect, test } from "vitest";
import { shortcutMove } from "./shortcuts.ts";
import { counterTexts } from "./texts.ts";

const { keys } = counterTexts.en;
const press = { key: "n", withModifier: false, repeated: false, typing: false };

test("A letter stands for its move while the move is open", () => {
  expect(shortcutMove(press, keys, ["call-next"])).toBe("call-next");
  expect(shortcutMove({ ...press, key: "N" }, keys, ["call-next"])).toBe("call-next");
  expect(shortcutMove(press, keys, ["finish", "left"])).toBeUndefined();
});

test("Typing, a held key and a modifier are no shortcuts", () => {
  for (const change of [{ typing: true }, { repeated: true }, { withModifier: true }]) {
    expect(shortcutMove({ ...press, ...change }, keys, ["call-next"])).toBeUndefined();
  }
});

test("No two moves share a letter, in either language", () => {
  for (const { keys: all } of Object.values(counterTexts)) expect(new Set(Object.values(all)).size).toBe(Object.keys(all).length);
});
