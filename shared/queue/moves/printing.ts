/** Paper that staff ask a kiosk for. What becomes of it: `papers.ts`. */
import type { OfficeConfiguration } from "../../office/configuration.ts";
import { type Decision, moves, type Of, refuse, type VisitScene } from "../scene.ts";

export function reprint(scene: VisitScene, command: Of<"reprint">): Decision {
  const { state, visit, configuration } = scene;
  const { device } = command;
  if (!isKiosk(configuration, device)) return refuse("unknown-device", { device });
  return moves(scene, "print-requested", { job: `${visit.id}.${state.n + 1}`, device, what: "reprint" });
}

export function isKiosk(configuration: OfficeConfiguration, id: string): boolean {
  return configuration.devices.some((each) => each.id === id && each.role === "kiosk");
}
