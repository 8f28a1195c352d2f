/** The smallest office there is: a hub and one computer at a counter; no kiosk, no printer, no board. */
import { describe, expect } from "vitest";
import { it } from "./scene/it.ts";
import { until } from "./scene/until.ts";

const deadlineMs = 15_000;

describe.concurrent("an office with one counter and no devices", { timeout: 60_000 }, () => {
  it("takes citizens in, calls, serves and finishes, and misses no device", async ({ scene }) => {
    const [counter] = scene.configuration.counters;
    Object.assign(scene.configuration, { devices: [], counters: [counter] });
    await scene.start("hub");
    const staff = scene.staff();
    await until("the date to be open", () => staff.office?.date);
    const here = { agent: 21, counter: counter?.id ?? "" };
    await staff.must("sign-in", here, deadlineMs);

    const first = await staff.must("intake", { agent: 21, services: ["licence"], needs: ["step-free"] }, deadlineMs);
    const second = await staff.must("intake", { agent: 21, services: ["abstract"] }, deadlineMs);
    expect([first, second].map((visit) => staff.visit(visit ?? "")?.number)).toEqual(["A1", "A2"]);
    for (const visit of [first, second]) {
      expect(await staff.must("call-next", here, deadlineMs)).toBe(visit);
      await staff.must("begin", { ...here, visit: visit ?? "" }, deadlineMs);
      await staff.must("finish", { ...here, visit: visit ?? "" }, deadlineMs);
    }
    const third = await staff.must("intake", { ...here, services: ["licence"], serve: true, channel: "phone" }, deadlineMs);
    await staff.must("finish", { ...here, visit: third ?? "" }, deadlineMs);

    expect([...staff.entries()].filter(({ kind }) => kind === "fault" || kind === "device")).toEqual([]);
    // Nobody is named to speak a call: the agent calls the number out.
    const called = scene.rows("hub").filter(({ kind }) => kind === "visit-called");
    expect(called.map(({ body }) => (body.announcement as { device: string | null }).device)).toEqual([null, null]);
    expect(scene.rows("hub").filter(({ kind }) => kind === "visit-finished")).toHaveLength(3);
  });
});
