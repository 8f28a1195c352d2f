/** Bytes of a topic become a typed message here, or are refused with a reason. */
import * as v from "valibot";
import type * as payloads from "#shared/wire/payloads.ts";
import { wireTable } from "#shared/wire/table.ts";
import { readTopic } from "#shared/wire/topics.ts";

export type FromHub =
  | { readonly entry: "ack"; readonly message: payloads.AckMessage }
  | { readonly entry: "answer"; readonly message: payloads.AnswerMessage }
  | { readonly entry: "desired"; readonly message: payloads.DesiredMessage }
  | { readonly entry: "boardView"; readonly message: payloads.BoardView }
  | { readonly entry: "boardCalls"; readonly message: payloads.CallMessage }
  | { readonly entry: "line"; readonly message: payloads.LineMessage }
  | { readonly entry: "print"; readonly message: payloads.PrintMessage }
  | { readonly entry: "order"; readonly message: payloads.OrderMessage }
  | { readonly entry: "hubState"; readonly message: payloads.HubState };

const heard = new Set(["ack", "answer", "desired", "boardView", "boardCalls", "line", "print", "order", "hubState"]);
const bytesMax = 4 * 1024 * 1024;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A reason in words when it cannot be read. */
export function decodeFromHub(topic: string, bytes: Uint8Array): FromHub | string {
  const read = readTopic(topic);
  if (!read || !heard.has(read.entry)) return "a topic this device does not read";
  if (bytes.length > bytesMax) return `${bytes.length} bytes`;
  let plain: unknown;
  try {
    plain = JSON.parse(utf8.decode(bytes));
  } catch {
    return "not JSON";
  }
  const parsed = v.safeParse(wireTable[read.entry].payload, plain);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return `${v.getDotPath(issue) ?? "message"}: ${issue.message}`;
  }
  return { entry: read.entry, message: parsed.output } as FromHub;
}
