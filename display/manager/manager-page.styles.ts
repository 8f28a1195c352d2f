/** The look of the manager's page. */
import { css } from "lit";

export const managerPageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
  }
  main {
    display: grid;
    gap: 18px;
    max-width: 1800px;
    margin: 0 auto;
    padding: 22px 24px 40px;
  }
  a.tool {
    border-color: rgb(255 255 255 / 55%);
    background: transparent;
    text-decoration: none;
  }
  a.tool:hover {
    background: rgb(255 255 255 / 14%);
  }
  .head {
    display: flex;
    gap: 24px;
    align-items: center;
    justify-content: space-between;
  }
  .head h2 {
    color: var(--blue);
    font-size: clamp(28px, 2.7vw, 42px);
    line-height: 1.15;
    letter-spacing: -0.01em;
  }
  .day,
  .notice {
    display: inline;
    color: var(--text-quiet);
    font-size: 17px;
  }
  .notice:not(:empty) {
    margin-left: 10px;
    color: #1c5526;
    font-weight: 700;
  }
  manager-day {
    flex: none;
  }
  .day-moves {
    display: flex;
    flex: none;
    gap: 10px;
  }
  .doubted {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 8px 18px;
    align-items: center;
    padding: 14px 18px;
    border: 1px solid #e2c069;
    border-left: 6px solid var(--gold);
    border-radius: 10px;
    background: var(--gold-soft);
  }
  .doubted .icon {
    width: 32px;
    height: 32px;
    color: var(--gold-ink);
  }
  .doubted h2 {
    font-size: 20px;
  }
  .well {
    display: flex;
    gap: 8px;
    align-items: center;
    color: #1c5526;
    font-weight: 700;
  }
  .faults h2 {
    padding-bottom: 8px;
    font-size: 18px;
  }
  .notes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(380px, 1fr));
    gap: 10px;
  }
  .notes:empty {
    display: none;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.9fr) minmax(380px, 1fr);
    gap: 22px;
    align-items: start;
  }
  .wide {
    display: grid;
    gap: 22px;
    min-width: 0;
  }
  @media (max-width: 1000px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
