import { describe, expect, it } from "vitest";
import { promisesProven, promisesWithoutTest } from "./promises.ts";
import { houseFindings, importsOf } from "./rules.ts";

const found = (path: string, text: string, ...others: { path: string; text: string }[]) =>
  houseFindings([{ path, text }, ...others]).map((finding) => finding.what);

describe("the rules of the house catch", () => {
  it.each([
    ["a room that imports another", "hub/a.ts", 'import { x } from "../device/b.ts";', /never by import/],
    ["shared that imports a room", "shared/a.ts", 'import { x } from "../hub/b.ts";', /nothing outside itself/],
    ["shared that imports a package", "shared/a.ts", 'import type { x } from "node:fs";', /nothing but valibot/],
    ["a pure file that imports an adapter", "hub/core/a.ts", 'import Database from "better-sqlite3";', /pure file/],
    ["a page that imports Node", "display/a.ts", 'export { x } from "node:fs";', /browser/],
    ["a load at run time", "device/a.ts", 'const x = await import("../hub/b.ts");', /never by import/],
    ["a clock in a pure file", "shared/a.ts", "export const x = () => Date.now();", /pure file/],
    ["the environment outside main.ts", "hub/a.ts", "export const x = process.env.X;", /only a main\.ts/],
    ["a mocked module", "hub/a.test.ts", 'vi.mock("./b.ts");', /mocks/],
    ["a test singled out", "hub/a.test.ts", 'it.only("x", () => {});', /singles out/],
    ["a long way to shared", "hub/a.ts", 'import { x } from "../shared/b.ts";', /#shared/],
    ["a new thing at the top", "scripts/a.ts", "", /top level/],
  ])("%s", (_what, path, text, expected) => {
    expect(found(path, text)).toEqual([expect.stringMatching(expected)]);
  });

  it("a circle of imports", () => {
    const other = { path: "hub/b.ts", text: 'import "./a.ts";' };
    expect(found("hub/a.ts", 'import { x } from "./b.ts";', other)).toEqual([expect.stringContaining("hub/a.ts -> hub/b.ts -> hub/a.ts")]);
  });

  it("nothing in a file that keeps them", () => {
    expect(found("hub/a.ts", 'import * as v from "valibot";\nimport { x } from "#shared/b.ts";\nimport {\n  y,\n} from "./c.ts";')).toEqual(
      [],
    );
  });

  it("imports over several lines, but not those in comments", () => {
    expect(importsOf('import {\n  a,\n} from "./a.ts";\n// import "./b.ts"\n/* import "./c.ts"; */\nexport * from "./d.ts";')).toEqual([
      "./a.ts",
      "./d.ts",
    ]);
  });

  it("a promise without a test", () => {
    const tests = promisesProven.slice(1).map((promise) => ({ text: `it("${promise}: holds", () => {})` }));
    expect(promisesWithoutTest(tests)).toEqual([promisesProven[0]]);
  });
});
