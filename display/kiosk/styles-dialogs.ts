/** What lies over a screen or ends it: the dialogs for help and idleness, the needs to choose in them, and the large button that goes on. */
import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: calc(920 * var(--u));
    max-width: 94vw;
    max-height: 94vh;
    padding: calc(64 * var(--u));
    overflow: hidden;
    color: var(--text);
    background: var(--surface);
    border: 0;
    border-radius: calc(36 * var(--u));
    border-top: calc(16 * var(--u)) solid var(--gold);
    box-shadow: var(--shadow-3);
    font-size: calc(42 * var(--u));
  }
  dialog[open] {
    display: grid;
    gap: calc(36 * var(--u));
  }
  dialog::backdrop {
    background: rgb(0 35 74 / 72%);
  }
  dialog h2 {
    margin-bottom: calc(12 * var(--u));
    color: var(--blue);
    font-size: calc(62 * var(--u));
    line-height: 1.15;
  }
  .needs {
    display: grid;
    gap: calc(18 * var(--u));
  }
  .need {
    display: flex;
    align-items: center;
    gap: calc(28 * var(--u));
    width: 100%;
    min-height: calc(116 * var(--u));
    padding: calc(14 * var(--u)) calc(28 * var(--u));
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-radius: calc(20 * var(--u));
    text-align: start;
  }
  .need[aria-pressed="true"] {
    color: var(--blue);
    background: var(--blue-soft);
    border-color: var(--blue);
    box-shadow: inset 0 0 0 calc(3 * var(--u)) var(--blue);
    font-weight: 700;
  }
  .box {
    display: grid;
    flex: none;
    place-items: center;
    width: calc(60 * var(--u));
    height: calc(60 * var(--u));
    background: #ffffff;
    border: calc(4 * var(--u)) solid var(--edge);
    border-radius: calc(12 * var(--u));
  }
  [aria-pressed="true"] .box {
    color: #ffffff;
    background: var(--blue);
    border-color: var(--blue);
  }
  .take {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(32 * var(--u));
    min-height: calc(148 * var(--u));
    padding: calc(16 * var(--u)) calc(48 * var(--u));
    color: #ffffff;
    background: var(--blue);
    border-radius: calc(24 * var(--u));
    font-size: calc(52 * var(--u));
    font-weight: 700;
    box-shadow: 0 calc(8 * var(--u)) 0 var(--blue-deep);
  }
  .take:active {
    background: var(--blue-deep);
    box-shadow: none;
    translate: 0 calc(8 * var(--u));
  }
  dialog .quiet {
    justify-content: center;
    min-height: calc(116 * var(--u));
  }

  @media (min-aspect-ratio: 1/1) {
    dialog {
      width: calc(1180 * var(--u));
      padding: calc(28 * var(--u)) calc(44 * var(--u));
      border-top-width: calc(10 * var(--u));
      font-size: calc(34 * var(--u));
    }
    dialog[open] {
      gap: calc(16 * var(--u));
    }
    dialog h2 {
      font-size: calc(46 * var(--u));
      margin-bottom: calc(2 * var(--u));
    }
    .needs {
      grid-template-columns: 1fr 1fr;
      gap: calc(14 * var(--u));
    }
    .need {
      height: 100%;
      min-height: calc(100 * var(--u));
      padding: calc(8 * var(--u)) calc(20 * var(--u));
      gap: calc(18 * var(--u));
      font-size: calc(32 * var(--u));
    }
    .take,
    dialog .quiet {
      min-height: calc(104 * var(--u));
    }
  }
`;
