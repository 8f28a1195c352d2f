/**
 * Every connection of an office, for the owner of its firewall: made from the plan and from the ports that stand on the cards, so that
 * the sheet and the devices say the same.
 */
import { wireTable } from "#shared/wire/table.ts";
import { printerOf } from "../card/arguments.ts";
import { ports } from "../card/settings.ts";
import type { Plan } from "./plan.ts";

export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
  readonly purpose: string;
  /** `always`, or when only. */
  readonly when: string;
}

export interface NetworkOptions {
  /** Whether a public key for SSH is on the cards. */
  readonly ssh: boolean;
}

/** Everything else may be closed. Each connection is opened by `from`; answers come back on it. */
export function connectionsOf(plan: Plan, { ssh }: NetworkOptions): Connection[] {
  const hub = `${plan.hub.name} (${plan.hub.address})`;
  const all = [plan.hub.name, ...plan.devices.map(({ name }) => name)].join(", ");
  const always = "always";
  const devices = plan.devices.map(({ name }) => name).join(", ");
  return [
    { from: devices, to: hub, protocol: "TCP", port: ports.secureBroker, purpose: `MQTT over TLS: ${topicsSummary()}`, when: always },
    {
      from: devices,
      to: hub,
      protocol: "TCP",
      port: ports.enrolment,
      purpose: "HTTPS: the device's certificate, at first and renewed every 20 days",
      when: always,
    },
    {
      from: devices,
      to: "224.0.0.251, and back from the hub",
      protocol: "UDP",
      port: 5_353,
      purpose: "mDNS: where the hub is, should its address have changed. A hint: the hub is known by its certificate",
      when: "when the hub does not answer at its address; may be closed",
    },
    ...staffPages(plan, hub),
    ...printersOf(plan).map(
      ({ name, host, port }): Connection => ({
        from: name,
        to: host,
        protocol: "TCP",
        port,
        purpose: "ESC/POS to the ticket printer",
        when: always,
      }),
    ),
    ...outward(plan).map(
      ({ to, port, purpose }): Connection => ({ from: plan.hub.name, to, protocol: "TCP", port, purpose, when: always }),
    ),
    ...each(plan.network.timeServers, "the time server that DHCP or the operating system names").map(
      (to): Connection => ({ from: all, to, protocol: "UDP", port: 123, purpose: "NTP: the time", when: always }),
    ),
    ...each(plan.network.domainServers, "the name server that DHCP names").flatMap((to): Connection[] =>
      (["UDP", "TCP"] as const).map((protocol) => ({
        from: all,
        to,
        protocol,
        port: 53,
        purpose: "DNS: names of hub and servers",
        when: always,
      })),
    ),
    {
      from: all,
      to: "the DHCP server",
      protocol: "UDP",
      port: 67,
      purpose: "DHCP: an address (answers to port 68)",
      when: "at start and for renewal",
    },
    ...["deb.debian.org", "archive.raspberrypi.com"].map(
      (to): Connection => ({
        from: all,
        to,
        protocol: "TCP",
        port: 80,
        purpose: "packages of the operating system, signed",
        when: "at the first start and for its updates",
      }),
    ),
    ...(ssh ? [{ from: "office IT", to: all, protocol: "TCP", port: 22, purpose: "SSH by key", when: "for care" } as const] : []),
  ];
}

function printersOf({ devices }: Plan): { name: string; host: string; port: number }[] {
  return devices.flatMap((device) => {
    const printer = device.role === "kiosk" ? printerOf(device.printer) : undefined;
    return typeof printer === "object" && "host" in printer ? [{ name: device.name, ...printer }] : [];
  });
}

function staffPages({ people }: Plan, to: string): Connection[] {
  if (people === undefined) return [];
  const purpose = "HTTPS: the staff's pages, for whoever has signed in";
  return [{ from: "computers of counters, reception and managers", to, protocol: "TCP", port: people.port, purpose, when: "always" }];
}

function outward({ network: { central, collector }, people }: Plan): { to: string; port: number; purpose: string }[] {
  const found = [
    { address: central, purpose: "the log to central" },
    { address: collector, purpose: "analytics events (Snowplow)" },
    { address: people?.openId?.issuer ?? null, purpose: "signing in of staff (OpenID Connect); their computers reach it too" },
  ];
  return found.flatMap(({ address, purpose }) => {
    if (address === null) return [];
    const { hostname, port, protocol } = new URL(address);
    const scheme = protocol === "https:" ? "HTTPS" : "HTTP";
    return [{ to: hostname, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port), purpose: `${scheme}: ${purpose}` }];
  });
}

function topicsSummary(): string {
  const names = (who: "device" | "hub") =>
    Object.values(wireTable)
      .filter(({ publishers }) => publishers === who)
      .map(({ topic }) => topic)
      .join(", ");
  return `up ${names("device")}; down ${names("hub")}`;
}

function each(named: readonly string[], otherwise: string): readonly string[] {
  return named.length > 0 ? named : [otherwise];
}
