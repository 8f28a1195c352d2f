/** The screens of choices. */
import { css } from "lit";

export const screenStyles = css`
  .choices {
    display: grid;
    flex: 1;
    align-content: start;
    grid-auto-rows: minmax(0, calc(240 * var(--u)));
    gap: calc(20 * var(--u));
    min-height: 0;
  }
  .booked {
    flex: none;
    min-height: calc(116 * var(--u));
    margin-bottom: calc(20 * var(--u));
    padding: 0 calc(32 * var(--u));
    background: var(--blue-soft);
    font-size: calc(44 * var(--u));
  }
  .choice {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    width: 100%;
    height: 100%;
    min-height: calc(116 * var(--u));
    padding: calc(8 * var(--u)) calc(24 * var(--u)) calc(8 * var(--u)) calc(32 * var(--u));
    color: var(--blue);
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-inline-start: calc(18 * var(--u)) solid var(--blue);
    border-radius: calc(20 * var(--u));
    box-shadow: 0 calc(3 * var(--u)) calc(10 * var(--u)) rgb(0 35 74 / 10%);
  }
  .choice:active {
    background: var(--blue-line);
  }
  .choice.closed {
    color: var(--text-quiet);
    background: transparent;
    border-color: var(--hairline);
    border-inline-start-color: var(--edge);
    box-shadow: none;
  }
  .choice .words {
    gap: calc(2 * var(--u));
  }
  .choice .name {
    font-size: calc(48 * var(--u));
    text-wrap: balance;
  }
  .choice .name:not(:last-child) {
    font-size: calc(44 * var(--u));
  }
  .choice .hint {
    display: -webkit-box;
    overflow: hidden;
    font-size: calc(34 * var(--u));
    line-height: 1.2;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .choice .hint.short {
    -webkit-line-clamp: 1;
  }
  .choice .go {
    flex: none;
  }

  @media (min-aspect-ratio: 1/1) {
    .choices {
      grid-template-columns: 1fr 1fr;
      grid-auto-rows: calc((100% - 28 * var(--u)) / 3);
      gap: calc(14 * var(--u)) calc(20 * var(--u));
    }
    .booked {
      min-height: calc(84 * var(--u));
      margin-bottom: calc(14 * var(--u));
      font-size: calc(36 * var(--u));
    }
    .choice {
      padding-inline: calc(24 * var(--u)) calc(16 * var(--u));
    }
    .choice .name,
    .choice .name:not(:last-child) {
      font-size: calc(40 * var(--u));
    }
    /* A small wide screen has room for the names only. */
    .choice:not(.closed) .hint {
      display: none;
    }
    .choice.closed .hint {
      font-size: calc(28 * var(--u));
    }
  }
`;
