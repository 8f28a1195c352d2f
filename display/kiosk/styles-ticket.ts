/** One moment, and the ticket: the number is the largest thing the kiosk ever shows. */
import { css } from "lit";

export const ticketStyles = css`
  .moment {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(56 * var(--u));
  }
  .why {
    align-self: stretch;
    padding: calc(64 * var(--u)) calc(56 * var(--u));
    border-radius: calc(28 * var(--u));
    border-inline-start: calc(18 * var(--u)) solid var(--gold);
    background: var(--surface);
    box-shadow: 0 calc(6 * var(--u)) calc(24 * var(--u)) rgb(0 35 74 / 12%);
  }
  .why .what {
    padding-bottom: calc(24 * var(--u));
    color: var(--blue);
    font-size: calc(76 * var(--u));
    font-weight: 700;
    line-height: 1.15;
    text-wrap: balance;
  }
  .moment .advice {
    font-size: calc(52 * var(--u));
    line-height: 1.3;
  }
  .moment .take {
    align-self: stretch;
    min-height: calc(200 * var(--u));
  }
  .wheel {
    display: block;
    flex: none;
    width: calc(180 * var(--u));
    height: calc(180 * var(--u));
    border: calc(20 * var(--u)) solid var(--blue-line);
    border-top-color: var(--blue);
    border-radius: 50%;
    animation: turn 1.2s linear infinite;
  }
  .wheel.small {
    width: calc(60 * var(--u));
    height: calc(60 * var(--u));
    border-width: calc(9 * var(--u));
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .ticket {
    display: grid;
    flex: 1;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    gap: calc(32 * var(--u));
    min-height: 0;
  }
  .number-panel {
    margin: calc(-32 * var(--u)) calc(-48 * var(--u)) 0;
    padding: calc(28 * var(--u)) calc(48 * var(--u)) calc(44 * var(--u));
    color: #ffffff;
    background: var(--blue);
    text-align: center;
  }
  .number-panel .label {
    font-size: calc(52 * var(--u));
  }
  .number-panel .number {
    font-size: calc(320 * var(--u));
    font-weight: 700;
    line-height: 1.1;
    letter-spacing: 0.01em;
    font-feature-settings: "tnum";
  }
  .number-panel .number.longer {
    font-size: calc(220 * var(--u));
  }
  .number-panel .service {
    font-size: calc(48 * var(--u));
  }
  .what-now {
    color: var(--text);
    font-size: calc(44 * var(--u));
    text-align: center;
    text-wrap: balance;
  }
  .what-now .calm {
    display: block;
    padding-top: calc(8 * var(--u));
    color: var(--text-quiet);
    font-size: calc(36 * var(--u));
  }
  .paper-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) calc(430 * var(--u));
    gap: calc(40 * var(--u));
    align-items: start;
    min-height: 0;
  }
  .ticket[data-paper="screen"] .paper-panel {
    grid-template-columns: minmax(0, 1fr) auto;
    align-self: center;
    padding: calc(44 * var(--u)) calc(48 * var(--u));
    background: var(--gold-soft);
    border-radius: calc(28 * var(--u));
    border-inline-start: calc(18 * var(--u)) solid var(--gold);
  }
  .paper-words {
    display: grid;
    align-self: center;
    justify-items: start;
    gap: calc(28 * var(--u));
  }
  .paper-words .advice {
    font-size: calc(42 * var(--u));
  }
  .paper-state {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    color: var(--blue);
    font-size: calc(54 * var(--u));
    font-weight: 700;
    line-height: 1.15;
  }
  .paper-state .icon {
    width: calc(84 * var(--u));
    height: calc(84 * var(--u));
  }
  .take-it .icon {
    padding: calc(12 * var(--u));
    color: #ffffff;
    background: var(--success);
    border-radius: 50%;
  }
  .again {
    color: var(--text-quiet);
    font-size: calc(38 * var(--u));
  }
  .quiet {
    min-height: calc(100 * var(--u));
    padding: 0 calc(36 * var(--u));
    font-size: calc(40 * var(--u));
  }
  .printer {
    position: relative;
    align-self: stretch;
    min-height: 0;
  }
  .picture {
    align-self: center;
    width: calc(330 * var(--u));
    color: #1a1a1a;
    background: #ffffff;
    border: calc(2 * var(--u)) solid var(--hairline);
  }
  .picture svg {
    display: block;
    width: 100%;
  }
  .slot {
    position: relative;
    z-index: 1;
    height: calc(26 * var(--u));
    background: var(--blue-deep);
    border-radius: calc(13 * var(--u));
  }
  .window {
    height: calc(100% - 13 * var(--u));
    margin: calc(-13 * var(--u)) calc(20 * var(--u)) 0;
    overflow: hidden;
  }
  .paper {
    padding: calc(36 * var(--u)) calc(22 * var(--u)) calc(28 * var(--u));
    color: #1a1a1a;
    background: #ffffff;
    border: calc(2 * var(--u)) solid var(--hairline);
    border-top: 0;
    font-size: calc(17 * var(--u));
    line-height: 1.22;
    text-align: center;
    transition: translate 1.6s ease-out;
  }
  .ticket[data-paper="printing"] .paper {
    translate: 0 -45%;
  }
  .line.small {
    font-size: calc(14 * var(--u));
  }
  .line.large {
    font-size: calc(28 * var(--u));
  }
  .line.huge {
    font-size: calc(84 * var(--u));
    line-height: 1.05;
  }
  .line.bold {
    font-weight: 700;
  }
  .rule {
    margin: calc(8 * var(--u)) 0;
    border-top: calc(2 * var(--u)) solid #1a1a1a;
  }
  .gap {
    height: calc(12 * var(--u));
  }
  .code {
    width: calc(110 * var(--u));
    height: calc(110 * var(--u));
    margin: calc(6 * var(--u)) auto;
  }
  .code svg {
    width: 100%;
    height: 100%;
  }
  .ending {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(20 * var(--u)) calc(24 * var(--u));
  }
  .ending .quiet {
    justify-content: center;
    min-height: calc(148 * var(--u));
    padding: 0 calc(44 * var(--u));
    font-size: calc(44 * var(--u));
  }
  .closing {
    grid-area: 2 / 1 / 3 / 3;
    color: var(--text-quiet);
    font-size: calc(36 * var(--u));
    text-align: center;
    font-feature-settings: "tnum";
  }

  @media (min-aspect-ratio: 1/1) {
    .ticket {
      grid-template-columns: minmax(0, 35fr) minmax(0, 65fr);
      grid-template-rows: auto minmax(0, 1fr) auto;
      gap: calc(16 * var(--u)) calc(28 * var(--u));
    }
    .number-panel {
      grid-area: 1 / 1 / 4 / 2;
      display: grid;
      align-content: center;
      margin: calc(-14 * var(--u)) 0 calc(-14 * var(--u)) calc(-32 * var(--u));
      padding: calc(20 * var(--u));
    }
    .number-panel .label {
      font-size: calc(44 * var(--u));
    }
    .number-panel .number {
      font-size: calc(165 * var(--u));
    }
    .number-panel .number.long {
      font-size: calc(132 * var(--u));
    }
    .number-panel .number.longer {
      font-size: calc(96 * var(--u));
    }
    .number-panel .service {
      font-size: calc(38 * var(--u));
    }
    .what-now {
      padding-top: calc(8 * var(--u));
      font-size: calc(32 * var(--u));
      text-align: start;
      text-wrap: wrap;
    }
    .what-now .calm {
      font-size: calc(28 * var(--u));
    }
    .paper-panel {
      grid-template-columns: 1fr;
    }
    .printer,
    .picture {
      display: none;
    }
    .paper-words {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      gap: calc(12 * var(--u)) calc(20 * var(--u));
    }
    .paper-words .quiet {
      grid-column: 2;
      grid-row: 1;
    }
    .ticket[data-paper="screen"] .paper-words .quiet {
      grid-row: 2;
      max-width: calc(220 * var(--u));
    }
    .ticket[data-paper="screen"] .paper-state {
      grid-column: 1 / -1;
    }
    .paper-state {
      font-size: calc(40 * var(--u));
    }
    .paper-words .advice {
      font-size: calc(28 * var(--u));
    }
    .paper-words .quiet {
      font-size: calc(30 * var(--u));
    }
    .paper-state .icon {
      width: calc(56 * var(--u));
      height: calc(56 * var(--u));
    }
    .paper-words .quiet {
      min-height: calc(84 * var(--u));
      font-size: calc(34 * var(--u));
    }
    .ending :is(.take, .quiet) {
      min-height: calc(104 * var(--u));
      font-size: calc(38 * var(--u));
    }
    .ticket[data-paper="screen"] .paper-panel {
      padding: calc(14 * var(--u)) calc(24 * var(--u));
    }
    .closing {
      font-size: calc(30 * var(--u));
    }
  }
`;
