/** The board's device as its page knows it: shows what it is told, announces, serves sounds, and keeps what was reported played. */
import type { BoardAnnounce, BoardLive } from "#shared/wire/board-page.ts";
import type { BoardView } from "#shared/wire/payloads.ts";
import { type DeviceServer, startDeviceServer } from "./device-server.ts";
import { demoPublicOffice } from "./kiosk-device.ts";

/** 2026-11-23, 10:05 in Victoria. */
export const boardNow = Date.UTC(2026, 10, 23, 17, 5);

export interface BoardDevice {
  readonly address: string;
  readonly played: { readonly call: string; readonly how: string }[];
  readonly say: (change: Partial<BoardLive>) => void;
  readonly show: (change: Partial<BoardView>) => void;
  readonly announce: (call: string, sounds: readonly BoardAnnounce["sounds"][number][]) => void;
  /** The order in which sounds were fetched. */
  readonly fetched: string[];
  readonly server: DeviceServer;
  readonly close: () => Promise<void>;
}

export function call(count: number, label: string, stage: "called" | "serving" = "called", ageMs = 60_000): BoardView["now"][number] {
  return { call: `hub.e.${count}.${stage}`, letter: "A", count, label, stage, calledAt: boardNow - ageMs };
}

export async function startBoardDevice(office = demoPublicOffice("board-1")): Promise<BoardDevice> {
  const played: { call: string; how: string }[] = [];
  const fetched: string[] = [];
  let live: BoardLive = {
    office,
    zoneName: office.zones[0]?.name ?? null,
    view: { generation: 1, epoch: "e", n: 1, at: boardNow, zone: "main", date: "2026-11-23", now: [], before: [], waiting: 12 },
    hubAwaySince: null,
    sound: "voice",
    now: boardNow,
  };
  const sound = (name: string) => () => {
    fetched.push(name);
    return { status: 200, body: tone(0.05) };
  };
  const server = await startDeviceServer("/api/board/live", {
    "GET /api/board/sounds/chime.wav": sound("chime"),
    "GET /api/board/sounds/en.wav": sound("en"),
    "GET /api/board/sounds/fr.wav": sound("fr"),
    "GET /api/board/sounds/long.wav": () => ({ status: 200, body: tone(60) }),
    "GET /api/board/sounds/broken.wav": () => ({ status: 404 }),
    "POST /api/board/played": (body) => {
      played.push(body as { call: string; how: string });
      return { status: 200 };
    },
  });
  const say = (change: Partial<BoardLive>) => {
    live = { ...live, ...change };
    server.emit("board", live);
  };
  say({});
  return {
    address: server.address,
    played,
    say,
    show: (change) => say({ view: live.view && { ...live.view, n: live.view.n + 1, ...change } }),
    announce: (id, sounds) => server.emit("announce", { call: id, number: "A42", label: "3", sounds }, false),
    fetched,
    server,
    close: server.close,
  };
}

/** A short tone as a WAV file, 8 kHz, 16 bits. */
function tone(seconds: number): Uint8Array {
  const samples = Math.round(seconds * 8_000);
  const bytes = new DataView(new ArrayBuffer(44 + samples * 2));
  const text = (at: number, letters: string) => {
    for (const [place, letter] of [...letters].entries()) bytes.setUint8(at + place, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  bytes.setUint32(4, 36 + samples * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, 8_000, true);
  bytes.setUint32(28, 16_000, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, samples * 2, true);
  for (let place = 0; place < samples; place += 1) bytes.setInt16(44 + place * 2, Math.sin(place / 3) * 8_000, true);
  return new Uint8Array(bytes.buffer);
}
