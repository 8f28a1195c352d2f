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
  manager-day {
    flex: none;
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
