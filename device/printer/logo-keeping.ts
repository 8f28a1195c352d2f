/**
 * Sees to it that a printer's memory holds the logo: asks which pictures it keeps, stores the logo where it is missing, and looks again. Memory
 * of this kind wears, so nothing is stored that is there, and nothing more often than whoever owns the printer allows. Pure.
 */
import { acknowledged, cancelled, keyCodesRequest, type Logo } from "./logo.ts";

/** Real time. What a printer tells of its keys, and what it takes to store. */
export const keysDeadlineMs = 1_000;
export const storeDeadlineMs = 8_000;
/** A printer that goes on telling is not listened to. */
const keyBlocksMax = 20;

/** The logo that tickets bear, and what guards the printer's memory. */
export interface LogoWish {
  readonly logo: Logo;
  /** Asked before each store, and counts it. */
  readonly takeStore: () => boolean;
  /** An earlier life of this program did not see a store end. */
  readonly isOpen: boolean;
}

export type LogoStep =
  | { readonly kind: "write"; readonly bytes: Uint8Array }
  | { readonly kind: "wake"; readonly afterMs: number }
  /** Nothing of a store is on its way to the printer any more. */
  | { readonly kind: "settled" }
  | { readonly kind: "kept" }
  /** It will not take the logo, or may not any more today: tickets go without. */
  | { readonly kind: "refused" }
  /** What was begun did not end in time. */
  | { readonly kind: "broken" };

type Stand =
  | { readonly kind: "unasked" | "kept" | "without" | "storing" }
  /** `stored`: it was stored on this connection, and is looked for once more. */
  | { readonly kind: "asking"; readonly stored: boolean; readonly keys: readonly string[]; readonly blocks: number };

export class LogoKeeping {
  readonly #logo: Logo;
  readonly #takeStore: () => boolean;
  #stand: Stand = { kind: "unasked" };

  /** `takeStore`: asked before each store, and counts it; false when it may not be. */
  constructor(logo: Logo, takeStore: () => boolean) {
    this.#logo = logo;
    this.#takeStore = takeStore;
  }

  /** Another connection, perhaps another printer. */
  opened(): void {
    this.#stand = { kind: "unasked" };
  }

  /** While it is, nothing else may be said to the printer. */
  get isBusy(): boolean {
    return this.#stand.kind === "asking" || this.#stand.kind === "storing";
  }

  get isStoring(): boolean {
    return this.#stand.kind === "storing";
  }

  get isWanted(): boolean {
    return this.#stand.kind === "unasked";
  }

  /** To be printed; null while the printer does not have it for certain. */
  get onPaper(): Logo | null {
    return this.#stand.kind === "kept" ? this.#logo : null;
  }

  /** Only while nothing is on its way to or from the printer. */
  begin(): LogoStep[] {
    return this.#ask(false);
  }

  /** This printer has no such memory. */
  decline(): LogoStep[] {
    return this.#without(false);
  }

  /** The printer told some of its keys. */
  told(keys: readonly string[], isLast: boolean): LogoStep[] {
    const stand = this.#stand;
    if (stand.kind !== "asking") return [];
    if (stand.blocks >= keyBlocksMax) return this.#without(true);
    const known = [...stand.keys, ...keys];
    this.#stand = { ...stand, keys: known, blocks: stand.blocks + 1 };
    const taken: LogoStep = { kind: "write", bytes: acknowledged };
    return isLast ? [taken, { kind: "settled" }, ...this.#knows(known, stand.stored)] : [taken];
  }

  /** The printer said that the store has ended. */
  stored(): LogoStep[] {
    return this.#stand.kind === "storing" ? [{ kind: "settled" }, ...this.#ask(true)] : [];
  }

  due(): LogoStep[] {
    switch (this.#stand.kind) {
      // One that does not know the question says nothing.
      case "asking":
        return this.#without(true);
      case "storing":
        this.#stand = { kind: "without" };
        return [{ kind: "broken" }];
      default:
        return [];
    }
  }

  #ask(stored: boolean): LogoStep[] {
    this.#stand = { kind: "asking", stored, keys: [], blocks: 0 };
    return [
      { kind: "write", bytes: keyCodesRequest },
      { kind: "wake", afterMs: keysDeadlineMs },
    ];
  }

  #knows(keys: readonly string[], stored: boolean): LogoStep[] {
    if (keys.includes(this.#logo.key) && keys.includes(this.#logo.witness)) {
      this.#stand = { kind: "kept" };
      return [{ kind: "kept" }];
    }
    if (stored || !this.#takeStore()) return this.#without(false);
    this.#stand = { kind: "storing" };
    return [
      { kind: "write", bytes: this.#logo.store },
      { kind: "wake", afterMs: storeDeadlineMs },
    ];
  }

  #without(cancel: boolean): LogoStep[] {
    this.#stand = { kind: "without" };
    return [...(cancel ? [{ kind: "write", bytes: cancelled } as const] : []), { kind: "refused" }];
  }
}
