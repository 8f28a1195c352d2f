/** Who works where, remembered by this tab; and how this person likes the page, remembered by this browser. Pure reading of stored text. */

export interface Session {
  readonly counter: string;
  readonly agent: number;
}

export interface Preferences {
  readonly shortcuts: boolean;
}

export function sessionFrom(text: string | null): Session | null {
  const { counter, agent } = fieldsOf(text);
  return typeof counter === "string" && typeof agent === "number" ? { counter, agent } : null;
}

export function preferencesFrom(text: string | null): Preferences {
  const { shortcuts } = fieldsOf(text);
  return { shortcuts: typeof shortcuts === "boolean" ? shortcuts : true };
}

/** Someone else's text under our name reads as if there were none. */
function fieldsOf(text: string | null): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
