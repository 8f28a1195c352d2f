/** What the hub is told of a kiosk's printer, and what its citizens are not. */
import { expect, test } from "vitest";
import { fault } from "#shared/faults/fault.ts";
import { digest } from "../testing/bench.ts";
import { faultsForHub, kioskLive } from "./live.ts";
import { newSession } from "./session.ts";
import { emptyState } from "./state.ts";

const identity = { source: "kiosk-1", epoch: "e", epochOf: () => "e", knowsEpoch: () => true };

test("how the printer is connected or known is told to the hub with the kiosk's name, and to no citizen", () => {
  const trouble = fault("printer-unrecognised", { model: "Acme 80" });
  const session = { ...newSession(), printer: "ready" as const, printerTrouble: trouble };
  const faults = faultsForHub(identity, emptyState(), session);
  expect(faults).toContainEqual(fault("printer-unrecognised", { model: "Acme 80", device: "kiosk-1" }));
  expect(kioskLive(identity, emptyState(), session, { realMs: 0, at: 0, digest }).fault).not.toBe("printer-unrecognised");
  expect(faultsForHub(identity, emptyState(), { ...session, printerTrouble: null })).toHaveLength(faults.length - 1);
});

test("a kiosk that is to have no printer misses none", () => {
  const session = { ...newSession(), printer: "offline" as const };
  const offline = fault("printer-offline", { device: "kiosk-1" });
  expect(faultsForHub(identity, emptyState(), session)).toContainEqual(offline);
  expect(faultsForHub(identity, emptyState(), session, null, false)).not.toContainEqual(offline);
  // Its citizens are told all the same why nothing comes out.
  expect(kioskLive(identity, { ...emptyState(), letter: "A" }, session, { realMs: 0, at: 0, digest }).printer).toBe("offline");
});

test("the hub is told which printer it is, so that staff see what to do at that one", () => {
  const session = { ...newSession(), printer: "paper-out" as const };
  const paperOut = fault("printer-paper-out", { device: "kiosk-1", printer: "epson-tm-m30" });
  expect(faultsForHub(identity, emptyState(), session, "epson-tm-m30")).toContainEqual(paperOut);
  expect(faultsForHub(identity, emptyState(), session)).toContainEqual(fault("printer-paper-out", { device: "kiosk-1" }));
});
