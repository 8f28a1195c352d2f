/**
 * Known bugs that can be built into the simulated programs, to prove that the checkers see them. Each stands between a core or a port
 * and its surroundings; none is in the product's code.
 */
import { boardPlants } from "./plants/board.ts";
import { hubPlants } from "./plants/hub.ts";
import { kioskPlants } from "./plants/kiosk.ts";
import type { Plant } from "./plants/plant.ts";

export const plants: readonly Plant[] = [...kioskPlants, ...hubPlants, ...boardPlants];
