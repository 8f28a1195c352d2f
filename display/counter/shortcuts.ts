/** Single-key shortcuts: which move a key stands for. They can be turned off, and never act while someone is typing. Pure. */
import { type Move, movesOf, type Scene } from "./scene.ts";
import { type SideMove, sideMovesOf } from "./side-moves.ts";

export type MainMove = Move | "assign-service";
export type ShortcutMove = MainMove | SideMove | "undo" | "break" | "new-visit" | "appointments" | "note";

export interface KeyPress {
  readonly key: string;
  readonly withModifier: boolean;
  /** Held down: the first press was enough. */
  readonly repeated: boolean;
  /** The focus is in a field, a list or another control that takes letters. */
  readonly typing: boolean;
}

export function shortcutMove<M extends string>(press: KeyPress, keys: Readonly<Record<M, string>>, allowed: readonly M[]): M | undefined {
  if (press.withModifier || press.repeated || press.typing) return undefined;
  const wanted = press.key.toLocaleUpperCase();
  return allowed.find((move) => keys[move] === wanted);
}

/** Every move that a key can make now. `undoes`: the last move can be taken back. */
export function allowedMoves(scene: Scene, undoes: boolean): readonly ShortcutMove[] {
  const unsure = (scene.kind === "called" || scene.kind === "serving") && scene.visit.service === null;
  return [
    ...movesOf(scene),
    ...(unsure ? (["assign-service"] as const) : []),
    // While it is not known what it is about, the same key says that first.
    ...sideMovesOf(scene).filter((move) => !(unsure && move === "add-service")),
    ...(scene.kind === "free" ? (["break", "new-visit"] as const) : []),
    ...(undoes ? (["undo"] as const) : []),
    ...(scene.kind === "called" || scene.kind === "serving" ? (["note"] as const) : []),
    "appointments",
  ];
}
