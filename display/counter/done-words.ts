/** What the counter's page says when the hub did what was asked. Pure. */
import type { Command } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import { appointmentTexts } from "./appointment-texts.ts";
import { gapTexts } from "./gap-texts.ts";
import { moveTexts } from "./move-texts.ts";
import { counterTexts } from "./texts.ts";

/** Empty for what needs no word, because the page shows it. `number`: the ticket it was about. */
export function doneWords(command: Command, number: string, language: Language): string {
  const { done } = counterTexts[language];
  const gap = gapTexts[language];
  const more = moveTexts[language];
  switch (command.name) {
    case "admit":
      return gap.admit.done(number);
    case "catch-up":
      return (command.how === "served" ? gap.served : command.how === "left" ? gap.left : gap.settled)(number);
    case "undo":
      return more.undone(number);
    case "intake":
      return command.serve ? more.newVisit.served(number) : more.newVisit.joined(number);
    case "call-from-list":
      return done.call(number);
    default: {
      const { name } = command;
      const booked = appointmentTexts[language].done;
      if (Object.hasOwn(booked, name)) return booked[name as keyof typeof booked](number);
      if (Object.hasOwn(done, name)) return done[name as keyof typeof done](number);
      return Object.hasOwn(more.done, name) ? more.done[name as keyof typeof more.done](number) : "";
    }
  }
}
