/** Loads what a page shows above itself when there is something to show: no citizen's page begins with it. */
import type { DeviceOverlay } from "#shared/fleet/overlay.ts";

export function showOverlay(overlay: DeviceOverlay | null): void {
  void import("./device-overlay.ts").then((found) => found.drawOverlay(overlay)).catch(() => null);
}
