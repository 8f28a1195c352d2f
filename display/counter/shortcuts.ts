/** Single-key shortcuts: which move a key stands for. They can be turned off, and never act while someone is typing. Pure. */
import type { Move } from "./scene.ts";

export type ShortcutMove = Move | "assign-service";

export interface KeyPress {
  readonly key: string;
  readonly withModifier: boolean;
  /** Held down: the first press was enough. */
  readonly repeated: boolean;
  /** The focus is in a field, a list or another control that takes letters. */
  readonly typing: boolean;
}

export function shortcutMove(
  press: KeyPress,
  keys: Readonly<Record<ShortcutMove, string>>,
  allowed: readonly ShortcutMove[],
): ShortcutMove | undefined {
  if (press.withModifier || press.repeated || press.typing) return undefined;
  const wanted = press.key.toLocaleUpperCase();
  return allowed.find((move) => keys[move] === wanted);
}
