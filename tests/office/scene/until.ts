/** Waiting for a level: asked again and again until it is so, and with a deadline that says what did not come. */

/** Generous, because machines that test do other things, too. */
const deadlineMs = 30_000;
const askAgainMs = 20;

/** What `look` finds once it finds something; rejects with the last thing that `look` threw, if any. */
export async function until<T>(what: string, look: () => T | undefined | null | false | Promise<T | undefined | null | false>): Promise<T> {
  const end = performance.now() + deadlineMs;
  let cause: unknown;
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      cause = undefined;
    } catch (error) {
      // A program that is just starting or just killed does not answer: that is what is waited out here.
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
  throw new Error(`Waited ${deadlineMs / 1000} s for ${what}.`, { cause });
}
