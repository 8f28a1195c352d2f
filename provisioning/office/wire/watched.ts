/** Those who wait for something to become true: told after each change, with a deadline and never by sleeping. */

export class Watched {
  readonly #watchers = new Set<() => void>();
  readonly #wait: (ms: number) => Promise<void>;

  constructor(wait: (ms: number) => Promise<void>) {
    this.#wait = wait;
  }

  /** Called after each change, until the returned function is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** What `look` finds, once it finds something; undefined when the deadline comes first. */
  async found<T>(deadlineMs: number, look: () => T | undefined | false): Promise<T | undefined> {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    let end = () => {};
    try {
      return await new Promise<T | undefined>((resolve) => {
        let over = false;
        end = this.watch(() => {
          if (over) return;
          const found = look();
          if (found === undefined || found === false) return;
          over = true;
          resolve(found);
        });
        void this.#wait(deadlineMs).then(() => {
          over = true;
          resolve(undefined);
        });
      });
    } finally {
      end();
    }
  }

  /** The same, but rejects with what was waited for when the deadline comes first. */
  async until<T>(what: string, deadlineMs: number, look: () => T | undefined | false): Promise<T> {
    const found = await this.found(deadlineMs, look);
    if (found === undefined) throw new Error(`Waited ${deadlineMs / 1000} s for ${what}.`);
    return found;
  }
}
