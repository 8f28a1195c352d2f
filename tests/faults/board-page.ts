/** The board's page without a screen: it sees what is shown, sounds what it is told to sound, and says so. */
import type { BoardAnnounce, BoardLive } from "#shared/wire/board-page.ts";
import { askJson } from "../../provisioning/office/wire/ask.ts";
import { type ServerSent, subscribe } from "../../provisioning/office/wire/server-sent.ts";
import { wait } from "./people.ts";
import type { Record } from "./record.ts";

const deadlineMs = 1_000;

/** Returns how to leave. */
export function watchBoard(device: string, address: string, record: Record): () => Promise<void> {
  const take = ({ event, data }: ServerSent) => {
    if (event === "board") {
      const { view } = JSON.parse(data) as BoardLive;
      if (view) record.see({ kind: "board", device, zone: view.zone, calls: view.now.map(({ call }) => call) });
    } else if (event === "announce") {
      const { call } = JSON.parse(data) as BoardAnnounce;
      record.see({ kind: "spoken", device, zone: "main", call, calledAt: null });
      // A board that is killed meanwhile never hears it: it must not sound the call again.
      askJson(`${address}/api/board/played`, deadlineMs, { call, how: "spoken" }).catch(() => {});
    }
  };
  const { stop, over } = subscribe(`${address}/api/board/live`, { wait, take });
  return () => {
    stop();
    return over;
  };
}
