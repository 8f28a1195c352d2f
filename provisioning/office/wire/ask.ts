/** Asking a program of the office over loopback HTTP: JSON there and back, with a deadline. */

export interface Answered {
  readonly status: number;
  /** The parsed answer; undefined when it was no JSON. */
  readonly body: unknown;
}

/** Rejects when there is no answer within the deadline. */
export async function askJson(address: string, deadlineMs: number, post?: unknown): Promise<Answered> {
  const text = await askText(address, deadlineMs, post);
  return { status: text.status, body: parsed(text.body) };
}

export async function askText(
  address: string,
  deadlineMs: number,
  post?: unknown,
): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await fetch(address, {
    signal: AbortSignal.timeout(deadlineMs),
    ...(post === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(post) }),
  });
  return { status: answer.status, body: await answer.text() };
}

/** The member of an answer when it is a number; null when it is not, or when nobody answers. */
export async function askNumber(address: string, member: string, deadlineMs: number): Promise<number | null> {
  try {
    const { status, body } = await askJson(address, deadlineMs);
    if (status !== 200 || typeof body !== "object" || body === null) return null;
    const value = (body as Record<string, unknown>)[member];
    return typeof value === "number" ? value : null;
  } catch {
    // A program that is away has no count: that is what null says.
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
