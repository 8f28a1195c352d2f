/** How a fault's text takes its facts in. */
import type { FaultFacts } from "./fault.ts";
import type { FaultText } from "./fault-text.ts";

/** A text with its facts. */
export function filled(text: FaultText, facts: FaultFacts): FaultText {
  return { what: fillTemplate(text.what, facts), advice: fillTemplate(text.advice, facts) };
}

/** Fills `{facts}` and leaves out each `[part]` with a fact that is missing or empty. */
export function fillTemplate(template: string, facts: FaultFacts): string {
  return template.replace(/\[([^\]]*)\]/g, (_whole, part: string) => {
    let complete = true;
    const words = part.replace(/\{(\w+)\}/g, (_slot, name: string) => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      if (fact === undefined || fact === "") complete = false;
      return String(fact);
    });
    return complete ? words : "";
  });
}
