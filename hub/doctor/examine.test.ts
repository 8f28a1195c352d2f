import { describe, expect, it } from "vitest";
import { digest, HubHarness } from "../core/harness.ts";
import { TimingsFold } from "../timings/timings.ts";
import { examine } from "./examine.ts";

function office(): HubHarness {
  const hub = HubHarness.opened();
  hub.command("sign-in", { agent: 21, counter: "counter-1" });
  hub.program.snapshot();
  hub.reserve("kiosk-1", "request-1");
  new TimingsFold(hub.log, hub.database).keep();
  return hub;
}

const failed = (hub: HubHarness) => examine(hub.database, digest, "hub").flatMap(({ ok, what }) => (ok ? [] : [what]));

describe("the doctor", () => {
  it("finds nothing wrong with a sound storage", () => {
    const findings = examine(office().database, digest, "hub");
    expect(findings.map((finding) => finding.ok)).toEqual([true, true, true]);
  });

  it("names the row that somebody changed", () => {
    const hub = office();
    hub.database.exec("drop trigger log_is_append_only_1; update log set bytes = replace(bytes, '2026c', '2025b') where seq = 1");
    expect(failed(hub)).toEqual([expect.stringContaining("Row 1 ")]);
  });

  it("Q-EVENT-2: finds a snapshot that says something else than the log", () => {
    const hub = office();
    hub.database.exec(`update snapshots set state = replace(state, '"tickets":0', '"tickets":7')`);
    expect(failed(hub)).toEqual([expect.stringContaining("The snapshot at")]);
  });

  it("finds kept timings that differ from the log's", () => {
    const hub = office();
    hub.database.exec(`update timings set state = replace(state, '"open":[]', '"open":[["x",{"service":"y"}]]')`);
    expect(failed(hub)).toEqual([expect.stringContaining("The kept timings differ")]);
  });

  it("refuses another office's storage", () => {
    expect(() => examine(office().database, digest, "another")).toThrow(/belongs to "hub"/);
  });
});
