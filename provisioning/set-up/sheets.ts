/** The sheets of one office: what to buy, what to open, what to do in which order. Pure. */
import type { OfficeConfiguration } from "#shared/office/configuration.ts";
import { type Connection, connectionsOf, type NetworkOptions } from "./network-sheet.ts";
import { type Part, partsOf } from "./parts.ts";
import type { Plan, PlannedDevice } from "./plan.ts";
import { csvOf, htmlOf, type Table } from "./sheet.ts";

export interface SheetFile {
  readonly name: string;
  readonly text: string;
}

export interface SheetOptions extends NetworkOptions {
  readonly hasDeviceCards: boolean;
}

export function sheetsOf(plan: Plan, office: OfficeConfiguration, options: SheetOptions): SheetFile[] {
  const title = office.office.name.en;
  const parts = partsTable(partsOf(plan, office));
  const network = networkTable(connectionsOf(plan, options));
  return [
    {
      name: "start-here.html",
      text: htmlOf({
        title: `Setting up ${title}`,
        parts: [intro(plan, options), { steps: stepsOf(plan, options) }, ...(plan.people ? [] : [noStaffPages])],
      }),
    },
    { name: "parts.csv", text: csvOf(parts) },
    {
      name: "parts.html",
      text: htmlOf({ title: `Parts for ${title}`, parts: ["Quantities follow from the plan. Prices are not given here.", parts] }),
    },
    { name: "network.csv", text: csvOf(network) },
    {
      name: "network.html",
      text: htmlOf({
        title: `Network of ${title}`,
        parts: [
          "Each connection is opened by the first column; only answers come back. Nothing has to be opened from outside the office towards it.",
          network,
          ...(plan.people ? [] : [noStaffPages]),
        ],
      }),
    },
  ];
}

const noStaffPages =
  "By this plan the hub's pages are for the hub's own machine (127.0.0.1). For counters' computers name a certificate under people in the plan: provisioning/README.md says how.";

function intro(plan: Plan, { hasDeviceCards }: SheetOptions): string {
  const devices = plan.devices.map(({ name }) => name).join(", ");
  return hasDeviceCards
    ? `This folder holds the cards of the hub and of ${devices}.`
    : `This folder holds the hub's card. Those of ${devices} follow when the hub runs: it makes their tokens.`;
}

function stepsOf(plan: Plan, { hasDeviceCards }: SheetOptions): string[] {
  const { hub, devices, people } = plan;
  const writeCard =
    "write Raspberry Pi OS (64-bit, Lite) with Raspberry Pi Imager and no settings of its own, then copy into its boot partition";
  // Raspberry Pi OS would give its own partition the whole card at the first start.
  const room = plan.readOnly ? " Take the word resize out of cmdline.txt there." : "";
  const printers = devices.filter((device) => device.role === "kiosk" && device.printer !== "none").map(({ name }) => name);
  return [
    "Hand network.html to the owner of the firewall, and order what parts.html lists.",
    "Print labels.html at 100 % and stick each label on its device.",
    `Hub: ${writeCard} the folder cards/${hub.name}, the package the-q_<version>_arm64.deb beside it, and add the line dtparam=rtc_bbat_vchg=3000000 to config.txt there: it charges the clock's battery (only for the rechargeable one of the parts list).${room}`,
    `Put the hub where ${hub.address} leads to, and connect network and power. It installs its package and makes its certificate authority.`,
    ...(hasDeviceCards
      ? []
      : [
          "Run this command again with --at-hub: it makes a token for each device at the hub and adds the cards to this folder. A token is good for 72 hours.",
        ]),
    ...devices.map((device) => {
      const { name, role, place } = device;
      const where = place === "" ? "in its place" : `at its place (${place})`;
      const voices = role === "board" && device.voices ? ` Then copy the recorded voices into its folder ${device.voices}.` : "";
      return `${name}: ${writeCard} the folder cards/${name} and the package.${room} Put the ${role} ${where}, connect ${plugsOf(device)}, then power.${voices}`;
    }),
    ...(printers.length > 0 ? [`Load paper at ${printers.join(", ")}.`] : []),
    ...(people
      ? [
          `Staff's pages: copy the certificate for ${people.names.join(", ")} to ${people.certificate} on the hub and its key to ${people.key} (owner the-q, mode 600). From a counter's computer, npm run doctor -- --from-pc https://${people.names[0]}:${people.port} says whether it is trusted there.`,
          "Make a code for each person (npm run provision -- people --code NAME) and hand it over: with it they set their PIN.",
        ]
      : []),
    "Walk through the office before its doors open: npm run provision -- walk asks for what to measure, take, see and hear, and signs it.",
    "Delete the folder cards when all devices run: what is left of the tokens is worth nothing then, and a Wi-Fi key should not lie about.",
  ];
}

function plugsOf(device: PlannedDevice): string {
  const plugs =
    device.role === "kiosk"
      ? ["touch screen", "printer", ...(device.panel ? ["buttons"] : []), ...(device.scanner ? ["scanner"] : [])]
      : [
          "screen",
          ...(device.signs.length > 0 ? ["signs"] : []),
          ...(device.keypad ? ["keys"] : []),
          ...(device.speaker ? ["loudspeaker"] : []),
        ];
  return `${plugs.join(", ")} and network`;
}

function partsTable(parts: readonly Part[]): Table {
  return {
    columns: ["Part", "Model", "Quantity", "For", "Why", "Source"],
    rows: parts.map(({ part, model, quantity, for: devices, why, source }) => [part, model, quantity, devices.join(", "), why, source]),
  };
}

function networkTable(connections: readonly Connection[]): Table {
  return {
    columns: ["From", "To", "Protocol", "Port", "Purpose", "When"],
    rows: connections.map(({ from, to, protocol, port, purpose, when }) => [from, to, protocol, port, purpose, when]),
  };
}
