/** Why a ticket was called, as facts that are stored with the call: enough to say it in a sentence, and to check the rule later. */
import type { Routing } from "./schema.ts";
import { hardReasons, softReasons } from "./takes.ts";

/** 1: plain order only. From 2 on a reason says its class, why it was this one, and why others were passed over. */
export const routingVersion = 2;

/** How many passed-over tickets a call names; the total is always counted. */
export const passedOverMax = 20;

/**
 * Why somebody who came earlier, or stands before the one that is called, still waits. `let-forward`: the one that is called was let before
 * them; `chosen`: an agent chose from the list.
 */
export const passedReasons = [...hardReasons, ...softReasons, "let-forward", "chosen"] as const;
export type PassedReason = (typeof passedReasons)[number];

/**
 * `first`: the first in line whom this counter takes. `let-forward`: the same, and it had been let before others who came earlier.
 * `transferred`: it waited for this counter or agent. `returned`: it had been called before and came back. `nobody-else`: it was left to
 * others, and nobody else waits here.
 */
export const callWhys = ["first", "let-forward", "transferred", "returned", "nobody-else", "chosen"] as const;
export type CallWhy = (typeof callWhys)[number];

/** As whom somebody is let before others who comes in the hour of a return slip. */
export const returnSlipClass = "return-slip";

export const callRules = ["plain-order", "appointments-first", "quick-counters", "expert", "chosen-from-list"] as const;

export interface Reason {
  readonly rule: Routing["preset"] | "chosen-from-list";
  readonly ruleVersion: number;
  /** How long the visit had waited in all when it was called. */
  readonly waitedMs: number;
  /** Tickets that stand before it or came earlier, and still wait. At most 20, in the order of the line. */
  readonly passedOver: string[];
  readonly passedOverTotal: number;
  /** The offset of the row that brought the rules in force. */
  readonly ruleSet?: number | undefined;
  readonly class?: string | undefined;
  readonly why?: CallWhy | undefined;
  /** For each of `passedOver`. */
  readonly passedWhy?: PassedReason[] | undefined;
  /** Of all that were passed over, how many for which reason. */
  readonly passedCounts?: { [K in PassedReason]?: number } | undefined;
}

/** Those who were passed over, as they are come across. */
export class PassedOver {
  #ids: string[] = [];
  #whys: PassedReason[] = [];
  #counts: { [K in PassedReason]?: number } = {};
  #total = 0;

  /** As it is now, whoever is passed over later. */
  get soFar(): PassedOver {
    const copy = new PassedOver();
    copy.#ids = [...this.#ids];
    copy.#whys = [...this.#whys];
    copy.#counts = { ...this.#counts };
    copy.#total = this.#total;
    return copy;
  }

  add(id: string, why: PassedReason): void {
    this.#total += 1;
    this.#counts[why] = (this.#counts[why] ?? 0) + 1;
    if (this.#ids.length >= passedOverMax) return;
    this.#ids.push(id);
    this.#whys.push(why);
  }

  get facts(): Required<Pick<Reason, "passedOver" | "passedOverTotal" | "passedWhy" | "passedCounts">> {
    return { passedOver: this.#ids, passedOverTotal: this.#total, passedWhy: this.#whys, passedCounts: this.#counts };
  }
}
