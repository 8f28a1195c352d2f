/** The control side of the twin of a sign: what it shows, and its cable. */
import * as v from "valibot";
import type { FrontSign } from "#shared/wire/front-page.ts";
import { askJson } from "./ask.ts";

/** A sign that was told nothing yet has no row. */
const signState = v.object({ plugged: v.boolean(), rows: v.array(v.nullable(v.string())), flashing: v.boolean() });

const deadlineMs = 2_000;

export class Sign {
  readonly #address: () => string;

  constructor(address: () => string) {
    this.#address = address;
  }

  /** Null while it cannot be asked. */
  async state(): Promise<FrontSign | null> {
    try {
      const { body } = await askJson(`${this.#address()}/state`, deadlineMs);
      const read = v.safeParse(signState, body);
      if (!read.success) return null;
      const { plugged, rows, flashing } = read.output;
      return { plugged, text: rows[0] ?? "", flashing };
    } catch {
      return null;
    }
  }

  async plug(plugged: boolean): Promise<boolean> {
    return (await askJson(`${this.#address()}/switches`, deadlineMs, { plugged })).status === 200;
  }
}
