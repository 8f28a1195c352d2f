/** The kiosk's panel of buttons in a virtual office: which services they give, and on which pins they are. Pure. */
import type { Localized, OfficeConfiguration } from "#shared/office/configuration.ts";
import { publicOffice } from "#shared/office/public.ts";
import type { UnoPanelSettings } from "#shared/wire/panels.ts";

export interface PanelButton {
  readonly service: string;
  readonly name: Localized;
  readonly pin: "2" | "4";
  readonly lamp: "3" | "5";
}

const wires = [
  { pin: "2", lamp: "3" },
  { pin: "4", lamp: "5" },
] as const;
export const beaconPin = "9";
const displayAddress = "0x70";

/** The first services that the kiosk offers. */
export function panelButtons(configuration: OfficeConfiguration, kiosk: string): PanelButton[] {
  const { services } = publicOffice(configuration, kiosk);
  return wires.flatMap((wire, place) => {
    const service = services[place];
    return service ? [{ service: service.id, name: service.name, ...wire }] : [];
  });
}

export function panelSettings(path: string, buttons: readonly PanelButton[]): UnoPanelSettings {
  return {
    board: "uno",
    path,
    baud: 57_600,
    buttons: buttons.map(({ service, pin, lamp }) => ({ service, pin, lamp })),
    beacon: { pin: beaconPin },
    // The newest call, on the kiosk's housing.
    displays: [{ controller: "ht16k33", address: displayAddress }],
  };
}
