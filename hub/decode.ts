/** Bytes from the broker become a typed message here, or are dropped with a reason. Never throws, whatever arrives. */
import * as v from "valibot";
import {
  type AskMessage,
  askMessage,
  type DeviceState,
  deviceState,
  type LogMessage,
  logMessage,
  type OutcomeMessage,
  outcomeMessage,
  type ReportedMessage,
  reportedMessage,
} from "#shared/wire/payloads.ts";
import { readTopic } from "#shared/wire/topics.ts";
import { readOddLog } from "./odd-log.ts";

/** The largest payload read from a device. */
export const payloadBytesMax = 256 * 1024;

export type FromDevice =
  | { readonly kind: "log"; readonly device: string; readonly message: LogMessage }
  | { readonly kind: "ask"; readonly device: string; readonly message: AskMessage }
  | { readonly kind: "state"; readonly device: string; readonly message: DeviceState }
  | { readonly kind: "reported"; readonly device: string; readonly message: ReportedMessage }
  | { readonly kind: "outcome"; readonly device: string; readonly message: OutcomeMessage }
  | { readonly kind: "garbage"; readonly device: string; readonly reason: string };

const readers = {
  log: { kind: "log", schema: logMessage },
  ask: { kind: "ask", schema: askMessage },
  deviceState: { kind: "state", schema: deviceState },
  reported: { kind: "reported", schema: reportedMessage },
  outcome: { kind: "outcome", schema: outcomeMessage },
} as const;

export function decodeFromDevice(office: string, topic: string, payload: Uint8Array): FromDevice {
  const read = readTopic(topic);
  if (!read || read.office !== office || !(read.entry in readers)) return garbage("", "a topic that is not a device's");
  const device = read.name;
  if (payload.length > payloadBytesMax) return garbage(device, `${payload.length} bytes are more than ${payloadBytesMax}`);
  const { kind, schema } = readers[read.entry as keyof typeof readers];
  const parsed = parseJson(payload);
  if (parsed === undefined) return garbage(device, "not JSON");
  const checked = v.safeParse(schema, parsed, { abortEarly: true });
  if (checked.success) return { kind, device, message: checked.output } as FromDevice;
  const odd = kind === "log" ? readOddLog(parsed) : undefined;
  if (odd) return { kind: "log", device, message: odd };
  const [issue] = checked.issues;
  // Without what was received instead: it may be a citizen's own.
  const what = issue.message.replace(/ but received .*$/s, "");
  return garbage(device, `${v.getDotPath(issue) ?? "message"}: ${what}`.slice(0, 300));
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload));
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function garbage(device: string, reason: string): FromDevice {
  return { kind: "garbage", device, reason };
}
