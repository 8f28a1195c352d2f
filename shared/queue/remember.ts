/** The keys of commands that were carried out, so that the same request is answered the same. */
import { keysMax, type OfficeState } from "./state.ts";

/** The oldest keys go first. */
export function remember(state: OfficeState, key: string, name: string, offset: number, visit: string | null): void {
  state.commandsDone.set(key, { name, offset, visit });
  if (state.commandsDone.size <= keysMax) return;
  const oldest = state.commandsDone.keys().next();
  if (!oldest.done) state.commandsDone.delete(oldest.value);
}
