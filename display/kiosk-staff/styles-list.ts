/** The list of the staff's page on a kiosk: seven tickets to a page on a tall screen, four on a wide one, all within a hand's reach. */
import { css } from "lit";

export const listStyles = css`
  .list {
    display: flex;
    flex-direction: column;
    gap: calc(20 * var(--u));
    min-height: 0;
    padding: calc(24 * var(--u)) calc(48 * var(--u));
  }
  .top {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(14 * var(--u)) calc(32 * var(--u));
    align-items: baseline;
  }
  .top h1 {
    color: var(--blue);
    font-size: calc(72 * var(--u));
    line-height: 1.1;
    white-space: nowrap;
  }
  .tally {
    color: var(--text-quiet);
    font-size: calc(42 * var(--u));
  }
  .hub {
    display: flex;
    grid-column: 1 / -1;
    gap: calc(20 * var(--u));
    align-items: flex-start;
    padding: calc(16 * var(--u)) calc(24 * var(--u));
    border-radius: calc(16 * var(--u));
    background: var(--success-soft);
    font-size: calc(34 * var(--u));
  }
  .hub.away {
    background: var(--gold-soft);
  }
  .hub .icon {
    color: #1c5526;
  }
  .hub.away .icon {
    color: #5c4300;
  }
  .heard {
    color: var(--text-quiet);
  }
  ol {
    display: grid;
    flex: 1;
    grid-auto-rows: minmax(0, calc(154 * var(--u)));
    gap: calc(12 * var(--u));
    min-height: 0;
  }
  li {
    display: grid;
    grid-template-columns: calc(226 * var(--u)) minmax(0, 1fr) calc(272 * var(--u));
    gap: calc(20 * var(--u));
    align-items: center;
    padding: 0 calc(16 * var(--u)) 0 calc(24 * var(--u));
    border: calc(2 * var(--u)) solid var(--hairline);
    border-inline-start: calc(12 * var(--u)) solid var(--blue);
    border-radius: calc(18 * var(--u));
    background: var(--surface);
  }
  .who {
    display: grid;
    gap: calc(4 * var(--u));
  }
  .since {
    color: var(--text-quiet);
    font-size: calc(28 * var(--u));
    white-space: nowrap;
  }
  .number {
    color: var(--blue);
    font-size: calc(72 * var(--u));
    font-weight: 700;
    line-height: 1;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .what {
    display: grid;
    gap: calc(6 * var(--u));
    min-width: 0;
  }
  .what strong {
    display: -webkit-box;
    overflow: hidden;
    font-size: calc(31 * var(--u));
    line-height: 1.12;
    /* Room for the tails of letters, which the clamp would cut. */
    padding-block-end: 0.12em;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--u)) calc(22 * var(--u));
    color: var(--text-quiet);
    font-size: calc(26 * var(--u));
    line-height: 1.2;
  }
  .facts span {
    display: inline-flex;
    gap: calc(8 * var(--u));
    align-items: center;
    white-space: nowrap;
  }
  .facts .icon {
    width: calc(26 * var(--u));
    height: calc(26 * var(--u));
  }
  .call {
    height: 78%;
    min-height: calc(82 * var(--u));
    border: 0;
    border-radius: calc(18 * var(--u));
    background: var(--blue);
    color: #ffffff;
    font-size: calc(36 * var(--u));
    font-weight: 700;
  }
  .call:active {
    background: var(--blue-deep);
  }
  .call[aria-disabled="true"] {
    background: #e9ebef;
    color: #5c6676;
  }
  li.called {
    border-inline-start-color: var(--success);
    background: #fafbfc;
  }
  li.called :is(.number, strong) {
    color: var(--text-quiet);
  }
  .done {
    display: flex;
    gap: calc(10 * var(--u));
    align-items: center;
    justify-content: center;
    color: #1c5526;
    font-size: calc(32 * var(--u));
    font-weight: 700;
    line-height: 1.15;
  }
  .list .note {
    color: var(--text-quiet);
    font-size: calc(34 * var(--u));
    text-align: center;
  }
  .list .note:not(:has(p)) {
    display: none;
  }
  .pager {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(40 * var(--u));
    margin-top: auto;
    font-size: calc(40 * var(--u));
    font-weight: 700;
  }
  .turn {
    display: grid;
    place-items: center;
    width: calc(220 * var(--u));
    height: calc(112 * var(--u));
    border: 0;
    border-radius: calc(18 * var(--u));
    background: var(--blue);
    color: #ffffff;
  }
  .turn .icon {
    width: calc(60 * var(--u));
    height: calc(60 * var(--u));
  }
  .turn:disabled {
    background: #e9ebef;
    color: #5c6676;
    cursor: default;
  }
  .nobody {
    display: grid;
    flex: 1;
    align-content: center;
    gap: calc(16 * var(--u));
    color: var(--text-quiet);
    font-size: calc(44 * var(--u));
    text-align: center;
  }
  .nobody strong {
    color: var(--blue);
    font-size: calc(72 * var(--u));
  }

  @media (min-aspect-ratio: 1/1) {
    .list {
      display: grid;
      grid-template-columns: minmax(0, 1fr) calc(150 * var(--u));
      grid-template-rows: auto minmax(0, 1fr) auto;
      gap: calc(10 * var(--u)) calc(20 * var(--u));
      padding: calc(12 * var(--u)) calc(32 * var(--u));
    }
    .top {
      grid-column: 1 / -1;
      grid-template-columns: auto auto minmax(0, 1fr);
      gap: calc(20 * var(--u));
      align-items: center;
    }
    .top h1 {
      font-size: calc(46 * var(--u));
    }
    .tally {
      font-size: calc(28 * var(--u));
    }
    .hub {
      grid-column: auto;
      padding: calc(8 * var(--u)) calc(16 * var(--u));
      font-size: calc(24 * var(--u));
    }
    ol {
      grid-row: 2;
      grid-auto-rows: minmax(0, calc(104 * var(--u)));
      gap: calc(8 * var(--u));
    }
    li {
      grid-template-columns: calc(190 * var(--u)) minmax(0, 1fr) calc(230 * var(--u));
    }
    .number {
      font-size: calc(48 * var(--u));
    }
    .since {
      font-size: calc(22 * var(--u));
    }
    .what strong {
      font-size: calc(27 * var(--u));
      -webkit-line-clamp: 1;
    }
    .facts {
      font-size: calc(22 * var(--u));
    }
    .call {
      min-height: 0;
      font-size: calc(30 * var(--u));
    }
    .done {
      font-size: calc(27 * var(--u));
    }
    .list .note {
      grid-column: 1 / -1;
      grid-row: 3;
      font-size: calc(26 * var(--u));
    }
    .pager {
      grid-column: 2;
      grid-row: 2;
      flex-direction: column;
      gap: calc(12 * var(--u));
      margin: 0;
      font-size: calc(26 * var(--u));
      text-align: center;
    }
    .turn {
      flex: 1;
      width: 100%;
    }
    .turn .icon {
      rotate: 90deg;
    }
    .nobody {
      grid-column: 1 / -1;
      font-size: calc(34 * var(--u));
    }
    .nobody strong {
      font-size: calc(54 * var(--u));
    }
  }
`;
