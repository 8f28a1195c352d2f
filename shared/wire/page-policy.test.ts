import { expect, test } from "vitest";
import { pageHeaders } from "./page-policy.ts";

const policyOf = (...given: Parameters<typeof pageHeaders>) => pageHeaders(...given)["content-security-policy"]?.split("; ");

test("only those named may frame the page", () => {
  expect(policyOf([])).toContain("frame-ancestors 'none'");
  expect(policyOf(["http://127.0.0.1:9000/front/"])).toContain("frame-ancestors http://127.0.0.1:9000");
});

test("the page may frame only those named, each origin once", () => {
  expect(policyOf([])).toContain("frame-src 'none'");
  const frames = ["http://127.0.0.1:1/kiosk/", "http://127.0.0.1:2/counter/", "http://127.0.0.1:2/manager/"];
  expect(policyOf([], frames)).toContain("frame-src http://127.0.0.1:1 http://127.0.0.1:2");
});

test("nothing runs, loads or is sent elsewhere but what comes from the page's own program", () => {
  const directives = policyOf([]) ?? [];
  expect(directives[0]).toBe("default-src 'none'");
  for (const each of directives) expect(each).not.toMatch(/\*|unsafe|data:|blob:/);
});
