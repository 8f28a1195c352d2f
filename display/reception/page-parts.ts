/** The look of the reception's page, and what it says of a move that was made. */
import { css } from "lit";
import type { Command } from "#shared/queue/commands.ts";
import type { Language } from "#shared/texts/language.ts";
import { receptionTexts } from "./texts.ts";
import { touchParts } from "./touch.styles.ts";

/** `takesBack`: it ends a ticket that was given here by mistake. */
export function doneWords(command: Command, number: string, takesBack: boolean, language: Language): string {
  const { done } = receptionTexts[language];
  switch (command.name) {
    case "left":
      return takesBack ? done.takenBack(number) : done.left(number);
    case "correct-service":
      return done.corrected(number);
    case "add-service":
      return done.added(number);
    case "set-needs":
      return done.marked(number);
    case "step-away":
      return done.away(number);
    case "come-back":
      return done.back(number);
    case "return-no-show":
      return done.returned(number);
    case "reprint":
      return done.printed(number);
    case "undo":
      return done.undone(number);
    default:
      return "";
  }
}

const parts = css`
  :host {
    --touch: 60px;
    display: flex;
    flex-direction: column;
    height: 100vh;
    height: 100dvh;
    min-height: 560px;
  }
  main {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1fr) 432px;
    gap: 18px;
    min-height: 0;
    padding: 16px 18px 18px;
  }
  main.wide {
    grid-template-columns: minmax(0, 1fr);
  }
  main.alone {
    display: block;
    overflow-y: auto;
    padding: 0;
  }
  .left {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    overflow-y: auto;
    /* Room for the focus ring inside the scrolled part. */
    margin: -6px;
    padding: 6px;
  }
  .right {
    display: grid;
    min-height: 0;
    overflow-y: auto;
    margin: -6px;
    padding: 6px;
  }
  .bar {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr);
    gap: 12px;
  }
  .bar form {
    display: flex;
    gap: 8px;
  }
  .bar .button {
    flex: none;
  }
  .without {
    border-color: #a87400;
    background: var(--gold);
    color: var(--text);
  }
  .view {
    flex: none;
  }
  .came {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 6px 14px;
    align-items: center;
  }
  .came:not(:has(.notice, .button, fault-note)) {
    display: none;
  }
  fault-note {
    flex: 1 0 100%;
  }
  .notice {
    flex: 1;
    padding: 10px 14px;
    border-radius: 12px;
    background: var(--success-soft);
    color: #1d5527;
    font-weight: 700;
  }
  reception-newest {
    flex: none;
    margin-top: auto;
  }
  .unknown {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 16px;
    align-items: center;
    padding: 22px 24px;
  }
  .unknown > .icon {
    width: 36px;
    height: 36px;
    color: var(--blue);
  }
  .unknown h2 {
    font-size: 22px;
  }
  .tool {
    display: inline-flex;
    align-items: center;
    min-height: 60px;
    padding: 4px 16px;
    border: 1px solid rgb(255 255 255 / 55%);
    border-radius: 12px;
    background: transparent;
    font-weight: 700;
    white-space: nowrap;
  }
  .tool:hover {
    background: rgb(255 255 255 / 16%);
  }
  .agent {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 700;
    white-space: nowrap;
  }
  /* Upright in one hand: what is chosen above, the button below where the thumb is. */
  @media (max-width: 1000px) {
    :host {
      height: auto;
      min-height: 100vh;
    }
    main {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
    .left,
    .right {
      overflow: visible;
    }
    .left {
      display: contents;
    }
    .right {
      order: 1;
    }
    .came {
      order: 2;
    }
    reception-newest {
      order: 3;
    }
  }
`;

export const pageStyles = [touchParts, parts];
