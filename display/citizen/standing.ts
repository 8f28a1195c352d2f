/** From what is known of a ticket to what its page says first, in plain words. Pure. */
import type { Language } from "#shared/texts/language.ts";
import type { CitizenTold } from "#shared/wire/citizen-page.ts";
import type { OfficeFormat } from "../base/format.ts";
import { citizenTexts } from "./texts.ts";

export interface Standing {
  /** `call`: the one moment that must be seen across a room. */
  readonly tone: "wait" | "call" | "calm" | "over";
  readonly first: string;
  readonly hints: readonly string[];
  /** What its holder may press. */
  readonly mayStepAway: readonly number[];
  readonly mayComeBack: boolean;
}

export function standingOf({ ticket }: Pick<CitizenTold, "ticket">, language: Language, format: Pick<OfficeFormat, "time">): Standing {
  const say = citizenTexts[language];
  const { stage, mayStepAway } = ticket;
  const plain = { hints: [], mayStepAway: [], mayComeBack: false } as const;
  switch (stage.kind) {
    case "waiting": {
      if (stage.before === null) return { ...plain, tone: "wait", first: say.inLine, hints: [say.noPlace], mayStepAway };
      if (stage.before === 0) return { ...plain, tone: "wait", first: say.next, mayStepAway };
      return { ...plain, tone: "wait", first: say.before(stage.before), hints: [say.mayChange], mayStepAway };
    }
    case "away":
      return { ...plain, tone: "calm", first: say.away(format.time(stage.until)), hints: [say.awayHint], mayComeBack: true };
    case "called": {
      const { label, direction } = stage.counter;
      const hints = [...(direction ? [direction[language]] : []), ...(stage.recalls > 0 ? [say.calledAgain] : [])];
      return { ...plain, tone: "call", first: say.called(label), hints };
    }
    case "serving":
      return { ...plain, tone: "calm", first: say.serving(stage.counter.label) };
    case "parked": {
      const until = stage.until === null ? [] : [say.parkedUntil(format.time(stage.until))];
      return { ...plain, tone: "calm", first: say.parked, hints: [...until, say.parkedHint] };
    }
    case "ended": {
      const [first, hint] = say.ended[stage.how];
      return { ...plain, tone: "over", first, hints: [hint] };
    }
  }
}
