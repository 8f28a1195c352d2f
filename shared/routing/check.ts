/**
 * Whether an office's rules are ones under which everybody is called: no class that starves, no ageing in a circle, no service that nobody
 * takes. Reads the file as it was written, like the other rules of `shared/office/`.
 */
import * as v from "valibot";
import { both, didYouMean, type Finding, fieldOf, type Path, some } from "../office/problem.ts";
import { idsOf, itemsOf, type ListName, textOf, textsOf } from "../office/reading.ts";
import { boundsOf, laterComersMost } from "./bound.ts";
import { ruleSetOf } from "./rules.ts";
import { type Routing, type RoutingClass, routing } from "./schema.ts";

export function routingFindings(input: unknown): Finding[] {
  return [...typesNobodyHas(input), ...workNobodyDoes(input), ...rulesFindings(input)];
}

function rulesFindings(input: unknown): Finding[] {
  const parsed = v.safeParse(routing, fieldOf(input, "routing"));
  // What is wrong with its shape is told by the shape.
  if (!parsed.success || parsed.output.preset !== "expert") return [];
  const { classes } = parsed.output;
  const findings = [...classList(classes), ...classNames(input, classes), ...ageing(classes)];
  return findings.length > 0 ? findings : starving(parsed.output);
}

const at = (index: number, ...rest: readonly (string | number)[]): Path => ["routing", "classes", index, ...rest];

function classList(classes: readonly RoutingClass[]): Finding[] {
  const firsts = new Map<string, number>();
  return classes.flatMap(({ id, who, weight }, index): Finding[] => {
    const found: Finding[] = [];
    const first = firsts.get(id);
    firsts.set(id, first ?? index);
    if (first !== undefined) {
      const what = both(`this id is already used by routing.classes[${first}]`, `routing.classes[${first}] porte déjà cet id`);
      found.push({ path: at(index, "id"), seen: id, what, advice: both("Give each its own.", "Donnez à chacune le sien.") });
    }
    if (weight === 0) {
      const what = both(
        "a class of weight 0 lets everybody go before, so its people would be called only when nobody else waits",
        "une classe de poids 0 laisse passer tout le monde : ses gens ne seraient appelés que si personne d'autre n'attend",
      );
      found.push({ path: at(index, "weight"), seen: weight, what, advice: both("Write 1 or more.", "Écrivez 1 ou plus.") });
    }
    const isLast = index === classes.length - 1;
    if (isLast && who !== undefined) {
      const what = both(
        "the last class must be everybody else, or somebody of no class would never be called",
        "la dernière classe doit être tous les autres, sinon quelqu'un qui n'est d'aucune classe ne serait jamais appelé",
      );
      const advice = both(
        'Remove its "who", or add a class without one after it.',
        "Enlevez son « who », ou ajoutez-en une sans « who » après.",
      );
      found.push({ path: at(index, "who"), seen: who, what, advice });
    }
    if (!isLast && who === undefined) {
      const what = both(
        "this class is everybody, so the classes after it would never be anybody's",
        "cette classe est tout le monde : celles qui suivent ne seraient à personne",
      );
      found.push({ path: at(index, "who"), seen: undefined, what, advice: both("Put it last.", "Mettez-la en dernier.") });
    }
    return found;
  });
}

function classNames(input: unknown, classes: readonly RoutingClass[]): Finding[] {
  return classes.flatMap(({ who }, index) =>
    (["services", "programmes", "queues"] as const).flatMap((list) =>
      (who?.[list] ?? []).flatMap((id, place) => unknown(input, list, id, at(index, "who", list, place))),
    ),
  );
}

const nouns = {
  services: ["service", "un tel service"],
  programmes: ["programme", "un tel programme"],
  queues: ["queue", "une telle file"],
} as const;

function unknown(input: unknown, list: ListName & keyof typeof nouns, id: string, path: Path): Finding[] {
  const known = idsOf(input, list);
  if (known === undefined || known.has(id)) return [];
  const [en, fr] = nouns[list];
  const all = [...known];
  const otherwise = both(`Name one of ${some(all)}`, `Nommez l'un de ${some(all)}`);
  return [{ path, seen: id, what: both(`there is no such ${en}`, `il n'y a pas ${fr}`), advice: didYouMean(id, all, otherwise) }];
}

/** Ageing leads to a heavier class, each time later than the last, and never back. */
function ageing(classes: readonly RoutingClass[]): Finding[] {
  return classes.flatMap((each, index): Finding[] => {
    if (each.ageing === undefined) return [];
    const path = at(index, "ageing", "becomes");
    const { becomes, minutes } = each.ageing;
    const next = classes.find(({ id }) => id === becomes);
    if (!next) {
      const ids = classes.map(({ id }) => id);
      const advice = didYouMean(becomes, ids, both(`Name one of ${some(ids)}`, `Nommez l'une de ${some(ids)}`));
      return [{ path, seen: becomes, what: both("there is no such class", "il n'y a pas une telle classe"), advice }];
    }
    const round = circle(each, classes);
    if (round) {
      const what = both(`ageing goes in a circle: ${round.join(" → ")}`, `le vieillissement tourne en rond : ${round.join(" → ")}`);
      const advice = both('Remove "ageing" from one of them.', "Enlevez « ageing » de l'une d'elles.");
      return [{ path, seen: becomes, what, advice }];
    }
    if (next.weight <= each.weight) {
      const what = both(
        `"${becomes}" has no more weight than this class, so waiting longer would not help`,
        `« ${becomes} » n'a pas plus de poids que cette classe : attendre n'aiderait pas`,
      );
      return [{ path, seen: becomes, what, advice: both("Name a class of more weight.", "Nommez une classe de plus de poids.") }];
    }
    if (next.ageing !== undefined && next.ageing.minutes <= minutes) {
      const what = both(
        `"${becomes}" itself changes after ${next.ageing.minutes} minutes, counted from joining, so this step would be skipped`,
        `« ${becomes} » change déjà après ${next.ageing.minutes} minutes depuis l'arrivée : cette étape serait sautée`,
      );
      const advice = both("Make the minutes of the later step longer.", "Allongez les minutes de l'étape suivante.");
      return [{ path: at(index, "ageing", "minutes"), seen: minutes, what, advice }];
    }
    if (each.maximumWaitMinutes !== undefined && each.maximumWaitMinutes <= minutes) {
      const what = both(
        "after the maximum wait nobody is let before them any more, so ageing would come too late",
        "après l'attente maximale plus personne ne passe devant : le vieillissement viendrait trop tard",
      );
      const advice = both(
        "Make it shorter than the maximum wait, or remove it.",
        "Raccourcissez-le sous l'attente maximale, ou enlevez-le.",
      );
      return [{ path: at(index, "ageing", "minutes"), seen: minutes, what, advice }];
    }
    return [];
  });
}

/** The classes from this one round to itself; undefined when ageing ends. */
function circle(first: RoutingClass, classes: readonly RoutingClass[]): string[] | undefined {
  const names = [first.id];
  let each: RoutingClass | undefined = first;
  while (each?.ageing !== undefined && names.length <= classes.length) {
    const { becomes }: NonNullable<RoutingClass["ageing"]> = each.ageing;
    names.push(becomes);
    if (becomes === first.id) return names;
    each = classes.find(({ id }) => id === becomes);
  }
  return undefined;
}

function starving(expert: Routing): Finding[] {
  return boundsOf(ruleSetOf({ routing: expert })).flatMap(({ class: id, laterComers, withinMs }, index): Finding[] => {
    if (laterComers <= laterComersMost || withinMs !== null) return [];
    const what = both(
      `up to ${laterComers} people who come later may be let before each of "${id}": they could wait all day`,
      `jusqu'à ${laterComers} personnes arrivées plus tard pourraient passer devant chacun de « ${id} » : ils attendraient toute la journée`,
    );
    const advice = both(
      'Bring the weights nearer together, use fewer classes, or set "maximumWaitMinutes".',
      "Rapprochez les poids, réduisez le nombre de classes, ou fixez « maximumWaitMinutes ».",
    );
    return [{ path: at(index, "weight"), seen: (expert as Expert).classes[index]?.weight, what, advice }];
  });
}

type Expert = Extract<Routing, { preset: "expert" }>;

/** A type of counter that rules or services name, and that no counter is of. */
function typesNobodyHas(input: unknown): Finding[] {
  if (idsOf(input, "counters") === undefined) return [];
  const types = new Set(itemsOf(input, "counters").flatMap(({ value }) => textOf(value, "type") ?? []));
  const one = (path: Path, type: string): Finding[] => {
    if (types.has(type)) return [];
    const all = [...types];
    const what = both("no counter is of this type", "aucun comptoir n'est de ce type");
    return [{ path, seen: type, what, advice: didYouMean(type, all, both(`Name one of ${some(all)}`, `Nommez l'un de ${some(all)}`)) }];
  };
  return [
    ...textsOf(input, "routing", "types").flatMap(({ index, text }) => one(["routing", "types", index], text)),
    ...itemsOf(input, "services").flatMap(({ index, value }) => {
      const type = textOf(value, "counterType");
      return type === undefined ? [] : one(["services", index, "counterType"], type);
    }),
  ];
}

/** A service that citizens may choose, that some counter takes, and for which nobody has the skill. */
function workNobodyDoes(input: unknown): Finding[] {
  const agents = [[], ...itemsOf(input, "agents").map(({ value }) => textsOf(value, "skills").map(({ text }) => text))];
  return itemsOf(input, "services").flatMap(({ index, value }): Finding[] => {
    const skills = textsOf(value, "skills");
    if (skills.length === 0 || fieldOf(value, "active") === false) return [];
    const desks = countersTaking(input, value).map((counter) => textsOf(counter, "skills").map(({ text }) => text));
    const isDone = desks.some((desk) => agents.some((agent) => skills.every(({ text }) => desk.includes(text) || agent.includes(text))));
    if (isDone || desks.length === 0) return [];
    const what = both(
      "nobody has these skills at a counter that takes this service, so whoever chose it would never be called",
      "personne n'a ces compétences à un comptoir qui prend ce service : qui l'aurait choisi ne serait jamais appelé",
    );
    const advice = both(
      "Add the skills to an agent or a counter, or remove them here.",
      "Ajoutez-les à un agent ou à un comptoir, ou enlevez-les ici.",
    );
    return [{ path: ["services", index, "skills"], seen: skills.map(({ text }) => text), what, advice }];
  });
}

/** The counters that take a service: by its queue, by its name, or by its programme. */
export function countersTaking(input: unknown, service: unknown): unknown[] {
  const { id, queue, programme } = { id: textOf(service, "id"), queue: textOf(service, "queue"), programme: textOf(service, "programme") };
  const names = (counter: unknown, list: string, name: string | undefined) => textsOf(counter, list).some(({ text }) => text === name);
  return itemsOf(input, "counters").flatMap(({ value }) =>
    names(value, "takes", queue) || names(value, "services", id) || names(value, "programmes", programme) ? [value] : [],
  );
}
