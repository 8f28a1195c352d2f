/** The board's look. --big and --small come from the room's geometry; nothing a person must read is smaller than --small. */
import { css } from "lit";

export const boardStyles = css`
  :host {
    --big: 138px;
    --small: 53px;
    --side: 31vw;
    --padding: 32px;
    display: block;
    height: 100%;
    overflow: hidden;
    font-family: var(--font);
    color: var(--text);
    background: var(--page);
  }
  /* Against burn-in: the whole picture moves by 8 px, once a minute, in two seconds. */
  .board {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) var(--side);
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100%;
    font-size: var(--small);
    line-height: 1.15;
    animation: wander 240s infinite;
  }
  .board::before {
    content: "";
    position: absolute;
    inset: -8px -8px -8px auto;
    width: calc(var(--side) + 8px);
    background: var(--surface);
    border-inline-start: 6px solid var(--gold);
  }
  @keyframes wander {
    0%,
    24.2% {
      translate: 0 0;
    }
    25%,
    49.2% {
      translate: 8px 0;
    }
    50%,
    74.2% {
      translate: 0 -8px;
    }
    75%,
    99.2% {
      translate: -8px 0;
    }
    100% {
      translate: 0 0;
    }
  }
  .calls,
  aside {
    grid-row: 2;
  }
  .calls {
    display: grid;
    grid-template-rows: auto;
    grid-auto-rows: minmax(0, 1fr);
    min-height: 0;
    padding: var(--padding) 0 calc(var(--padding) / 2) var(--padding);
  }
  .headings {
    display: flex;
    justify-content: space-between;
    padding: 0 calc(var(--padding) * 1.5) calc(var(--padding) / 2) calc(var(--padding) + 16px);
    color: var(--text-quiet);
  }
  .line {
    display: block;
  }
  .heading .line:first-child {
    color: var(--text);
    font-weight: 700;
  }
  .at {
    text-align: end;
  }
  .turn {
    align-self: end;
    font-feature-settings: "tnum";
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    align-items: center;
    gap: calc(var(--padding) / 1.5);
    min-height: 0;
    margin: 0 var(--padding) 0 0;
    padding: 0 calc(var(--padding) / 2) 0 var(--padding);
    border-top: 2px solid var(--hairline);
    font-size: var(--big);
    line-height: 1;
    font-weight: 700;
    font-feature-settings: "tnum";
  }
  .row.long {
    font-size: calc(var(--big) * 0.78);
  }
  .row.empty {
    border-color: transparent;
  }
  .row.empty :is(.counter, .arrow) {
    display: none;
  }
  .row.empty .words {
    grid-column: 1 / -1;
    text-align: start;
  }
  .number {
    white-space: nowrap;
  }
  .words {
    overflow: hidden;
    color: var(--text-quiet);
    font-size: var(--small);
    font-weight: 400;
    line-height: 1.15;
    text-align: end;
  }
  .arrow svg {
    display: block;
    width: 0.62em;
    height: 0.62em;
    fill: none;
    stroke: var(--gold);
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .counter {
    min-width: 1.35em;
    padding: 0.06em 0.18em;
    color: var(--blue-deep);
    background: var(--gold);
    border-radius: 0.14em;
    text-align: center;
    white-space: nowrap;
  }
  .row.serving {
    color: var(--text-quiet);
    font-weight: 400;
  }
  .row.serving .counter {
    color: var(--text);
    background: transparent;
    box-shadow: inset 0 0 0 4px var(--edge);
  }
  .row.serving .arrow svg {
    stroke: var(--text-quiet);
  }
  .mark {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    width: 16px;
    background: transparent;
  }
  .row.called .mark {
    background: var(--gold);
  }
  /* New: another ground, another order of light and dark, and words; it pulses once a second for five seconds, then stands. */
  .row.new {
    color: var(--blue-deep);
    background: #ffffff;
    border-color: #ffffff;
    border-radius: 0.1em;
    animation: pulse 1s ease-in-out 5;
  }
  .row.new .words {
    color: var(--blue-deep);
    font-weight: 700;
  }
  .row.new .arrow svg {
    stroke: var(--blue-deep);
  }
  .row.new .mark {
    background: var(--gold);
    border-radius: 0.1em 0 0 0.1em;
  }
  @keyframes pulse {
    0%,
    100% {
      background: #ffffff;
    }
    50% {
      background: #ffe08f;
    }
  }
  aside {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: calc(var(--small) * 0.55);
    min-height: 0;
    overflow: hidden;
    padding: var(--padding) var(--padding) calc(var(--padding) * 1.8) calc(var(--padding) * 1.4);
  }
  .clock {
    font-size: calc(var(--small) * 1.5);
    font-weight: 700;
    line-height: 1;
    text-align: end;
    font-feature-settings: "tnum";
  }
  .waiting {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--small) * 0.4);
  }
  .waiting .line {
    font-size: min(var(--small), calc(var(--side) * 0.1));
    white-space: nowrap;
  }
  .waiting .count {
    font-size: min(calc(var(--small) * 2.2), calc(var(--side) * 0.27));
    font-weight: 700;
    line-height: 1;
    font-feature-settings: "tnum";
  }
  .waiting .line:last-child,
  .before .heading {
    color: var(--text-quiet);
  }
  .waiting .digits-3 {
    font-size: min(calc(var(--small) * 1.9), calc(var(--side) * 0.2));
  }
  .waiting .digits-4 {
    font-size: min(calc(var(--small) * 1.6), calc(var(--side) * 0.155));
  }
  .before .heading {
    padding-bottom: calc(var(--small) * 0.15);
    border-bottom: 2px solid var(--hairline);
    font-size: calc(min(var(--small), var(--side) * 0.096));
  }
  .before .line:first-child {
    font-weight: 400;
  }
  .before li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 1.6em;
    align-items: center;
    height: calc(var(--small) * 1.45);
    border-bottom: 2px solid var(--hairline);
    font-feature-settings: "tnum";
  }
  .before li span {
    color: var(--text-quiet);
  }
  .before li :last-child {
    text-align: end;
    font-weight: 700;
  }
  .place {
    margin-top: auto;
    padding-bottom: var(--padding);
    color: var(--text-quiet);
  }
  .small-print {
    position: absolute;
    inset: auto var(--padding) calc(var(--padding) * 0.6) calc(var(--padding) * 1.4);
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    color: var(--text-quiet);
    font-size: calc(var(--padding) * 0.68);
  }
  .touch {
    padding: 0.1em 0.6em;
    color: var(--blue-deep);
    background: var(--gold);
    border-radius: var(--radius-1);
    font-weight: 700;
  }
  .middle {
    display: grid;
    grid-row: 1 / -1;
    align-content: space-evenly;
    height: 100%;
    padding: 0 var(--padding);
    font-size: calc(var(--small) * 1.15);
  }
  .middle .title {
    font-size: min(var(--big), 10.5vw);
    font-weight: 700;
    line-height: 1.1;
  }
  .middle .title.long {
    font-size: min(calc(var(--big) * 0.72), 7.4vw);
  }
  .middle div + div {
    padding-top: calc(var(--small) * 0.8);
    border-top: 6px solid var(--gold);
  }
  .starting {
    grid-template-columns: 1fr;
  }
  .starting::before {
    display: none;
  }
  .away :is(.row, .before, .waiting, .middle) {
    opacity: 0.6;
    filter: saturate(0.4);
  }
  .away .row.new {
    animation: none;
  }
  :is(.away-note, .said) {
    position: relative;
    grid-row: 3;
    grid-column: 1 / -1;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--padding);
    padding: calc(var(--padding) * 0.6) var(--padding);
    color: #2d2d2d;
    background: var(--gold);
    font-size: var(--note);
    line-height: 1.2;
  }
  /* Quieter than a call, and of the same height whatever it says: the rows above it never move. */
  .said {
    align-items: center;
    min-height: calc(var(--note) * 2.4 + var(--padding) * 1.2);
    color: var(--text);
    background: var(--surface-raised);
    border-top: 6px solid var(--gold);
  }
  .said p + p {
    padding-inline-start: var(--padding);
    border-inline-start: 4px solid var(--gold);
  }
  .practice-band {
    position: relative;
    grid-row: 1;
    grid-column: 1 / -1;
    display: flex;
    gap: var(--padding);
    align-items: center;
    justify-content: space-between;
    padding: calc(var(--padding) * 0.4) var(--padding);
    color: #ffffff;
    background: #6a2c91;
    border-bottom: 6px dashed #ffffff;
    font-size: calc(var(--note) * 0.62);
    line-height: 1.2;
  }
  .practice-band strong {
    font-size: var(--note);
    letter-spacing: 0.04em;
    white-space: nowrap;
  }
  .practice-band span {
    text-align: end;
  }
  .practice .row:not(.empty) {
    border: 4px dashed #d9b8f5;
  }
  .practice .row:not(.empty) .words {
    color: #e6cffb;
    font-weight: 700;
  }
  /* No arrow: nobody is to go anywhere, and the word has its room. */
  .practice .arrow {
    display: none;
  }
  .practice .row.new {
    animation: none;
  }
  .practice .row.new .words {
    color: #6a2c91;
  }
  .practice .counter {
    color: #ffffff;
    background: #6a2c91;
  }
  .away-note :is(strong, span) {
    display: block;
  }
`;
