import { expect, test } from "vitest";
import { preferencesFrom, sessionFrom } from "./staff-session.ts";

test("What was stored is read back, and anything else is as if there were none", () => {
  expect(sessionFrom('{"counter":"counter-1","agent":21}')).toEqual({ counter: "counter-1", agent: 21 });
  for (const text of [null, "", "{", "[]", "null", '{"counter":3,"agent":21}', '"counter-1"']) expect(sessionFrom(text)).toBeNull();
  expect(preferencesFrom('{"shortcuts":false}')).toEqual({ shortcuts: false });
  expect(preferencesFrom("nonsense")).toEqual({ shortcuts: true });
});
