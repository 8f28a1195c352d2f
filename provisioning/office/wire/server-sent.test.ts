import fc from "fast-check";
import { expect, it } from "vitest";
import { type ServerSent, serverSentEvents } from "./server-sent.ts";

async function read(chunks: readonly Uint8Array[]): Promise<ServerSent[]> {
  async function* stream() {
    yield* chunks;
  }
  const events: ServerSent[] = [];
  for await (const said of serverSentEvents(stream())) events.push(said);
  return events;
}

it("server-sent events are the same however the bytes are cut", async () => {
  const text =
    ': hello\nid: e:1\nevent: front\ndata: {"a":"é·A12"}\n\ndata: one\ndata:two\n\nevent: empty\n\nevent: front\ndata: last\n\ndata: not ended';
  const expected = [
    { event: "front", data: '{"a":"é·A12"}' },
    { event: "message", data: "one\ntwo" },
    { event: "front", data: "last" },
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("\n", "\r\n"), fc.array(fc.nat(200), { maxLength: 12 }), async (newline, cuts) => {
      const bytes = new TextEncoder().encode(text.replaceAll("\n", newline));
      const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, place) => bytes.slice(places[place], end));
      expect(await read(chunks)).toEqual(expected);
    }),
  );
});
