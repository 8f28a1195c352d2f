/** Whether hours and notices can be meant as they stand: a span ends after it begins, no two at once, no notice that is never shown. */
import { both, type Finding, fieldOf, type Path } from "./problem.ts";
import { itemsOf, textOf } from "./reading.ts";

export function hoursFindings(input: unknown): Finding[] {
  return [...spans(input), ...holidays(input), ...neverShown(input)];
}

interface Placed {
  readonly path: Path;
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}

function spans(input: unknown): Finding[] {
  const found: Finding[] = [];
  const before = new Map<string, Placed[]>();
  for (const span of placedSpans(input)) {
    if (span.closes <= span.opens) {
      found.push({
        path: [...span.path, "closes"],
        seen: span.closes,
        what: both(`closes before it opens (${span.opens})`, `ferme avant d'ouvrir (${span.opens})`),
        advice: both("Write a later time, or open earlier.", "Écrivez une heure plus tardive, ou ouvrez plus tôt."),
      });
      continue;
    }
    const others = before.get(span.day) ?? [];
    const clash = others.find((other) => span.opens < other.closes && other.opens < span.closes);
    if (clash) {
      found.push({
        path: [...span.path, "opens"],
        seen: span.opens,
        what: both(
          `lies within ${clash.opens} to ${clash.closes} of the same day`,
          `tombe entre ${clash.opens} et ${clash.closes} du même jour`,
        ),
        advice: both("Join the two, or part them.", "Réunissez les deux, ou séparez-les."),
      });
    }
    before.set(span.day, [...others, span]);
  }
  return found;
}

function placedSpans(input: unknown): Placed[] {
  const hours = fieldOf(input, "hours");
  return (["weekly", "holidays"] as const).flatMap((list) =>
    listOf(hours, list).flatMap(({ index, value }): Placed[] => {
      const day = textOf(value, list === "weekly" ? "day" : "date");
      const [opens, closes] = [textOf(value, "opens"), textOf(value, "closes")];
      if (day === undefined || opens === undefined || closes === undefined || !isTime(opens) || !isTime(closes)) return [];
      return [{ path: ["hours", list, index], day, opens, closes }];
    }),
  );
}

/** A holiday is closed, or open from one time to another; two that say otherwise of one day contradict each other. */
function holidays(input: unknown): Finding[] {
  const closed = new Set<string>();
  const open = new Set<string>();
  return listOf(fieldOf(input, "hours"), "holidays").flatMap(({ index, value }): Finding[] => {
    const path = ["hours", "holidays", index];
    const [opens, closes] = [fieldOf(value, "opens"), fieldOf(value, "closes")];
    const date = textOf(value, "date");
    if ((opens === null) !== (closes === null) && opens !== undefined && closes !== undefined) {
      const missing = opens === null ? "opens" : "closes";
      return [
        {
          path: [...path, missing],
          seen: null,
          what: both("is closed by one half and open by the other", "est fermé d'un côté et ouvert de l'autre"),
          advice: both("Fill in both times, or neither.", "Remplissez les deux heures, ou aucune."),
        },
      ];
    }
    if (date === undefined) return [];
    const twice = opens === null ? closed.has(date) || open.has(date) : closed.has(date);
    (opens === null ? closed : open).add(date);
    if (!twice) return [];
    const what = both(
      "this day is already named, and closed days cannot be open too",
      "ce jour est déjà nommé, et un jour fermé ne peut être ouvert aussi",
    );
    return [{ path: [...path, "date"], seen: date, what, advice: both("Remove one.", "Retirez-en un.") }];
  });
}

function neverShown(input: unknown): Finding[] {
  return itemsOf(input, "notices").flatMap(({ index, value }): Finding[] => {
    const [from, until] = [textOf(value, "from"), textOf(value, "until")];
    if (from === undefined || until === undefined || from <= until) return [];
    const what = both(`ends before it begins (${from})`, `finit avant de commencer (${from})`);
    const advice = both("Write a later day, or leave it out.", "Écrivez un jour plus tardif, ou laissez-le de côté.");
    return [{ path: ["notices", index, "until"], seen: until, what, advice }];
  });
}

function listOf(holder: unknown, key: string): { readonly index: number; readonly value: unknown }[] {
  const list = fieldOf(holder, key);
  return Array.isArray(list) ? list.map((value, index) => ({ index, value })) : [];
}

function isTime(text: string): boolean {
  return /^\d\d:\d\d$/.test(text);
}
