/** The look of a ticket's story: a sheet that reads from top to bottom, on the screen as on paper. */
import { css } from "lit";

export const lifeStoryStyles = css`
  :host {
    display: block;
  }
  .card {
    padding: 26px 30px 30px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    align-items: baseline;
    padding-bottom: 16px;
    border-bottom: 2px solid var(--blue-line);
  }
  h2 {
    font-size: 34px;
    line-height: 1.15;
  }
  .day {
    color: var(--text-quiet);
    font-size: 20px;
  }
  .office {
    display: none;
  }
  .fill {
    flex: 1;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 48px;
    margin: 0;
    padding: 16px 0 18px;
  }
  dt {
    color: var(--text-quiet);
    font-size: 15px;
  }
  dd {
    margin: 0;
    font-size: 22px;
    font-weight: 700;
  }
  h3 {
    padding-bottom: 6px;
    font-size: 18px;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li.step {
    display: grid;
    grid-template-columns: 104px 26px minmax(0, 78ch);
    align-items: start;
    padding: 7px 0;
  }
  .time {
    color: var(--text-quiet);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .mark {
    position: relative;
    align-self: stretch;
  }
  .mark::before {
    content: "";
    position: absolute;
    top: 7px;
    left: 2px;
    width: 10px;
    height: 10px;
    border: 2px solid var(--edge);
    border-radius: 50%;
    background: var(--surface);
  }
  li.step:not(:last-child) .mark::after {
    content: "";
    position: absolute;
    top: 24px;
    bottom: -10px;
    left: 8px;
    width: 2px;
    background: var(--blue-line);
  }
  .main .mark::before {
    top: 5px;
    left: 0;
    width: 14px;
    height: 14px;
    border-color: var(--blue);
    background: var(--blue);
  }
  .main p {
    font-weight: 700;
  }
  li.other-day {
    padding: 14px 0 4px;
    color: var(--text-quiet);
    font-weight: 700;
  }
  .foot {
    margin-top: 18px;
    padding-top: 12px;
    border-top: 1px solid var(--hairline);
    color: var(--text-quiet);
    font-size: 15px;
  }
  @media (max-width: 700px) {
    .card {
      padding: 18px;
    }
    li.step {
      grid-template-columns: 84px 24px minmax(0, 1fr);
    }
  }
  @media print {
    .card {
      padding: 0;
      border: 0;
      box-shadow: none;
    }
    .button {
      display: none;
    }
    .office {
      display: block;
      font-size: 18px;
    }
    li.step {
      break-inside: avoid;
    }
    .main .mark::before {
      background: #000;
      border-color: #000;
    }
  }
`;
