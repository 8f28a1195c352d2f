/** One announcement at a time, in the order they came; each is reported once, however it went. Pure. */
import type { BoardAnnounce } from "#shared/wire/board-page.ts";

export type How = "spoken" | "chime-only" | "failed";

export interface AnnouncerState {
  readonly playing: { readonly announce: BoardAnnounce; readonly place: number; readonly spoke: boolean; readonly sounded: boolean } | null;
  readonly waiting: readonly BoardAnnounce[];
  /** The browser lets no page sound before it was touched: somebody has to touch it once. */
  readonly muted: boolean;
}

export type AnnouncerInput =
  | { readonly kind: "announce"; readonly announce: BoardAnnounce }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly why: "refused" | "broken" }
  /** The device is gone: the hub names another to speak at once, and the room would hear both. */
  | { readonly kind: "lost" }
  | { readonly kind: "unmuted" };

export type AnnouncerEffect =
  | { readonly kind: "play"; readonly address: string }
  /** Nothing sounds from here on, and what was played does not end. */
  | { readonly kind: "hush" }
  | { readonly kind: "report"; readonly call: string; readonly how: How };

export interface Announced {
  readonly state: AnnouncerState;
  readonly effects: readonly AnnouncerEffect[];
}

/** More than these wait only where nobody could follow them any more; the oldest is given up. */
export const waitingMax = 12;
export const silent: AnnouncerState = { playing: null, waiting: [], muted: false };

export function announced(state: AnnouncerState, input: AnnouncerInput): Announced {
  switch (input.kind) {
    case "announce":
      return taken(state, input.announce);
    case "ended":
      return state.playing ? advanced(state, true) : { state, effects: [] };
    case "failed":
      if (!state.playing) return { state, effects: [] };
      if (input.why === "refused") return finished({ ...state, muted: true });
      return advanced(state, false);
    case "lost":
      return hushed(state);
    case "unmuted":
      return { state: { ...state, muted: false }, effects: [] };
  }
}

function taken(state: AnnouncerState, announce: BoardAnnounce): Announced {
  const known = state.playing?.announce.call === announce.call || state.waiting.some((each) => each.call === announce.call);
  if (known) return { state, effects: [] };
  if (state.playing) {
    const waiting = [...state.waiting, announce];
    const [oldest] = waiting;
    if (waiting.length <= waitingMax || !oldest) return { state: { ...state, waiting }, effects: [] };
    return { state: { ...state, waiting: waiting.slice(1) }, effects: [{ kind: "report", call: oldest.call, how: "failed" }] };
  }
  return begun({ ...state, playing: { announce, place: 0, spoke: false, sounded: false } });
}

/** What was cut off, or was still to come, has failed: a device that is alive after all tells its counter so. */
function hushed(state: AnnouncerState): Announced {
  const { playing, waiting } = state;
  if (!playing) return { state, effects: [] };
  const reports = [playing.announce, ...waiting].map(({ call }) => ({ kind: "report", call, how: "failed" }) as const);
  return { state: { ...state, playing: null, waiting: [] }, effects: [{ kind: "hush" }, ...reports] };
}

function begun(state: AnnouncerState): Announced {
  const sound = state.playing?.announce.sounds[state.playing.place];
  return sound ? { state, effects: [{ kind: "play", address: sound.address }] } : finished(state);
}

/** On to the next sound. A broken one is left out: a chime without words still turns heads. */
function advanced(state: AnnouncerState, heard: boolean): Announced {
  const { playing } = state;
  if (!playing) return { state, effects: [] };
  const spoke = playing.spoke || (heard && playing.announce.sounds[playing.place]?.language !== null);
  return begun({ ...state, playing: { ...playing, place: playing.place + 1, spoke, sounded: playing.sounded || heard } });
}

function finished(state: AnnouncerState): Announced {
  const { playing, waiting } = state;
  if (!playing) return { state, effects: [] };
  const how: How = playing.spoke ? "spoken" : playing.sounded ? "chime-only" : "failed";
  const report = { kind: "report", call: playing.announce.call, how } as const;
  const [next, ...rest] = waiting;
  if (!next) return { state: { ...state, playing: null, waiting: [] }, effects: [report] };
  const after = begun({ ...state, playing: { announce: next, place: 0, spoke: false, sounded: false }, waiting: rest });
  return { state: after.state, effects: [report, ...after.effects] };
}
