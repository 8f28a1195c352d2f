/**
 * How a hub tells the network where it is, and what a device makes of it: DNS-Based Service Discovery (RFC 6763) over multicast DNS (RFC 6762).
 * A hint and never trust: anybody in the network may say anything, so what is found here is only tried, and believed by its certificate alone.
 */

export const hubService = "_the-q-hub._tcp.local";
/** Hubs that a device tries at most: its own, and who else says to be it. */
export const foundMax = 4;
/** Seconds that an answer holds. */
const lifeSeconds = 120;

export interface HubPlace {
  readonly office: string;
  /** Null where devices' broker is another program. */
  readonly mqttsPort: number | null;
  readonly enrolPort: number;
}

/** Resource records as `multicast-dns` takes and gives them; `data` by type. */
export interface ResourceRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl?: number | undefined;
  readonly data?: unknown;
}

export function recordsOf({ office, mqttsPort, enrolPort }: HubPlace, host: string): ResourceRecord[] {
  const instance = `${office}.${hubService}`;
  const about = [`office=${office}`, `enrol=${enrolPort}`, ...(mqttsPort === null ? [] : [`mqtts=${mqttsPort}`])];
  const ttl = lifeSeconds;
  return [
    { name: hubService, type: "PTR", ttl, data: instance },
    { name: instance, type: "SRV", ttl, data: { priority: 0, weight: 0, port: mqttsPort ?? enrolPort, target: `${host}.local` } },
    { name: instance, type: "TXT", ttl, data: about },
  ];
}

/** The office's hub as one answer names it; undefined when it names none, or another office's. */
export function placeIn(records: readonly ResourceRecord[], office: string): HubPlace | undefined {
  const record = records.find(({ name, type }) => type === "TXT" && name.toLowerCase() === `${office}.${hubService}`);
  const lines = (Array.isArray(record?.data) ? record.data : []).slice(0, 20).map((each) => String(each).slice(0, 100));
  const said = (what: string) => lines.find((line) => line.startsWith(`${what}=`))?.slice(what.length + 1);
  const enrolPort = portOf(said("enrol"));
  if (said("office") !== office || enrolPort === null) return undefined;
  return { office, enrolPort, mqttsPort: portOf(said("mqtts")) };
}

function portOf(text: string | undefined): number | null {
  const port = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
