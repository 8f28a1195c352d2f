/** Requests and messages that nobody in their right mind sends, and what an answer to them must be: a 4xx that says what and what to do. */
import { request } from "node:http";
import fc from "fast-check";
import { faultCodes } from "#shared/faults/fault.ts";

export interface Garbage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `large`: more than anybody takes. */
  readonly body: Uint8Array | "large" | null;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const answerWithinMs = 5_000;
const pathMax = 4_000;
const largeBytes = 2_000_000;

/** Requests around the addresses that a program knows, and far from them. */
export function garbage(known: readonly string[]): fc.Arbitrary<Garbage> {
  const scrap = fc.string({ unit: "binary-ascii", maxLength: 40 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, "%"));
  const path = fc.oneof(
    fc.constantFrom(...known),
    fc.tuple(fc.constantFrom(...known), scrap).map(([start, end]) => start + end),
    fc.tuple(fc.constantFrom(...known), fc.string({ maxLength: 30 })).map(([start, query]) => `${start}?${encodeURIComponent(query)}`),
    scrap.map((text) => `/${text}`),
    fc.constantFrom(
      "//",
      "/../../etc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/%zz",
      "/%00",
      "/%ff%fe",
      `/${"a".repeat(pathMax)}`,
      "/__proto__",
    ),
  );
  const types = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/json; charset=x",
    ";",
    "",
  ];
  const headers = fc.record(
    {
      "content-type": fc.constantFrom(...types),
      host: fc.constantFrom("evil.example", "127.0.0.1", "localhost:1", "[::1]:80", "x y", ""),
      origin: fc.constantFrom("http://evil.example", "null", "file://", "http://127.0.0.1:1"),
      "content-encoding": fc.constantFrom("gzip", "identity", "nonsense"),
      "last-event-id": fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
      range: fc.constantFrom("bytes=5-2", "bytes=-", "lines=1-2"),
      cookie: fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.constantFrom(
      "",
      "{",
      "null",
      "[]",
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{}}}',
      "[".repeat(5_000),
      '"\\ud800"',
      "1e999",
    ),
    fc.string({ unit: "binary", maxLength: 200 }),
  );
  const body = fc.oneof(
    fc.constant(null),
    text.map((each) => new TextEncoder().encode(each)),
    fc.uint8Array({ maxLength: 300 }),
    fc.constant("large" as const),
  );
  return fc.record({ method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"), path, headers, body });
}

/** A message that was right until one part of it was replaced. */
export function broken(right: object, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const places = placesOf(right, []);
  return fc.tuple(fc.constantFrom(...places), wrong).map(([place, value]) => replaced(right, place, value));
}

export function send(base: string, { method, path, headers, body }: Garbage): Promise<Answer | "cut"> {
  const { hostname, port } = new URL(base);
  const bytes = body === "large" ? new Uint8Array(largeBytes).fill(0x20) : body;
  // Said for every method, so that what is sent is HTTP.
  const length = bytes === null ? {} : { "content-length": String(bytes.length) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, headers: { ...headers, ...length }, agent: false, timeout: answerWithinMs },
      (response) => {
        const status = response.statusCode ?? 0;
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
          // A live view has no end: that it began is the answer.
          if (response.headers["content-type"]?.startsWith("text/event-stream")) sent.destroy();
        });
        response.on("close", () => resolve({ status, text }));
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("no answer")));
    // Who is refused while still sending may find the line cut before the answer can be read.
    sent.on("error", (error) => (body === "large" && isCut(error) ? resolve("cut") : reject(error)));
    sent.end(bytes ?? undefined);
  });
}

/** Undefined when the answer is one a person can use. */
export function flawOf({ method }: Garbage, answer: Answer | "cut"): string | undefined {
  if (answer === "cut") return undefined;
  const { status, text } = answer;
  if (status < 400) return undefined;
  if (status >= 500 && status !== 503) return `${status}: ${text.slice(0, 300)}`;
  if (method === "HEAD") return undefined;
  try {
    const { fault, what, advice } = JSON.parse(text) as Record<string, unknown>;
    if (faultCodes.some((code) => code === fault)) return undefined;
    if (typeof what === "string" && typeof advice === "string" && what.length > 5 && advice.length > 5) return undefined;
  } catch {
    // Said below.
  }
  return `${status} without a fault, and without what and advice: ${text.slice(0, 300)}`;
}

function isCut(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ECONNRESET");
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, Array.isArray(value) ? Number(key) : key]));
  return at.length === 0 ? inner : [at, ...inner];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, place) => (place === key ? replaced(each, rest, by) : each));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}
