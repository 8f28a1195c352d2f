/** The look of the card of the citizen at the counter. */
import { css } from "lit";

export const counterNowStyles = css`
  :host {
    display: block;
  }
  section {
    display: flex;
    flex-direction: column;
    min-height: 100%;
    overflow: hidden;
  }
  .strip {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 52px;
    padding: 8px 24px;
    background: var(--blue-soft);
    color: var(--blue);
  }
  .strip h2 {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 18px;
  }
  .called .strip {
    background: var(--gold);
    color: #2a1f00;
  }
  .serving .strip {
    background: var(--success);
    color: #fff;
  }
  .asking .strip {
    background: var(--gold-soft);
    color: var(--gold-ink);
  }
  .question {
    padding: 14px 18px;
    border: 1px solid #e2c069;
    border-left: 6px solid var(--gold);
    border-radius: 10px;
    background: var(--gold-soft);
  }
  .question:focus-visible {
    outline: 0;
    box-shadow: none;
  }
  .asks {
    font-size: 22px;
    font-weight: 700;
    line-height: 1.25;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin-left: auto;
    padding: 3px 12px;
    border-radius: 999px;
    background: #fff;
    color: var(--success);
    font-weight: 700;
    font-size: 15px;
  }
  .pill.by-voice,
  .pill.announcing {
    color: var(--text-quiet);
  }
  .pill.not-announced {
    color: var(--danger);
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 18px;
    padding: 22px 24px 24px;
  }
  .who {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 8px 32px;
    align-items: center;
  }
  .eyebrow {
    color: var(--text-quiet);
    font-size: 15px;
    font-weight: 700;
  }
  .number {
    color: var(--blue);
    font-size: clamp(80px, min(10.5vw, 17vh), 156px);
    font-weight: 700;
    line-height: 1;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .moves.answers .button {
    flex: 1 1 0;
    min-height: 62px;
    font-size: 20px;
    white-space: nowrap;
  }
  .later {
    margin-left: auto;
    background: transparent;
    border-color: #8a6a10;
    color: var(--gold-ink);
  }
  .free .number {
    color: #3e5f8f;
  }
  .what {
    display: grid;
    gap: 10px;
  }
  .service {
    font-size: 27px;
    font-weight: 700;
    line-height: 1.2;
  }
  .service.unsure {
    color: var(--gold-ink);
  }
  .chip {
    padding: 4px 13px 4px 10px;
    font-size: 16px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0;
    border: 1px solid var(--hairline);
    border-radius: 12px;
  }
  .facts div {
    flex: 1;
    padding: 10px 18px;
  }
  .facts div + div {
    border-left: 1px solid var(--hairline);
  }
  .facts dt {
    color: var(--text-quiet);
    font-size: 14px;
  }
  .facts dd {
    font-size: 24px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .reason {
    display: flex;
    gap: 10px;
    align-items: center;
    color: var(--text-quiet);
  }
  .reason .icon {
    color: var(--blue-bright);
  }
  .hint {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--text-quiet);
    font-size: 15px;
  }
  .hint.alarm {
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--danger-soft);
    color: #7a1a17;
    font-weight: 700;
  }
  .spring {
    flex: 1;
  }
  .finish {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 32px;
    align-items: center;
  }
  .quantity {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .quantity input {
    width: 74px;
    min-height: 44px;
    border: 1.5px solid var(--edge);
    border-radius: 10px;
    text-align: center;
    font-weight: 700;
  }
  .quantity .button {
    width: 44px;
    padding: 0;
    font-size: 22px;
    line-height: 1;
  }
  label.check {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
    cursor: pointer;
  }
  label.check input {
    width: 22px;
    height: 22px;
    accent-color: var(--blue);
  }
  .moves {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .moves .button {
    flex: 1 1 0;
    min-height: 52px;
    padding: 6px 10px;
    font-size: 17px;
  }
  .moves .primary {
    flex: 1 0 100%;
    min-height: 62px;
    font-size: 22px;
  }
  .side {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .side .button {
    flex: 1 1 auto;
    gap: 6px;
    min-height: 38px;
    padding: 2px 6px;
    font-size: 14px;
    white-space: nowrap;
  }
  .side kbd {
    min-width: 20px;
    padding: 0 4px;
    font-size: 12px;
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
  }
  .practice-banner {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 8px 24px;
    background: #efe3fb;
    color: #4b1d78;
    font-weight: 700;
  }
  .practice-banner strong {
    padding: 2px 12px;
    border-radius: 6px;
    background: #6a2c91;
    color: #fff;
    letter-spacing: 0.04em;
  }
  kbd {
    min-width: 26px;
    padding: 1px 7px;
    border: 1px solid currentcolor;
    border-radius: 6px;
    font: inherit;
    font-size: 14px;
    font-weight: 700;
    opacity: 0.85;
  }
  .nobody {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 40px 0;
    text-align: center;
  }
  .nobody .icon {
    width: 84px;
    height: 84px;
    padding: 18px;
    border-radius: 50%;
    background: var(--success-soft);
    color: var(--success);
  }
  .nobody h3 {
    font-size: 27px;
  }
  .nobody p {
    color: var(--text-quiet);
    font-size: 18px;
  }
  /* A laptop with banners on it: the moves must stay in sight. */
  @media (max-height: 800px) {
    .body {
      gap: 12px;
      padding: 14px 20px 18px;
    }
    .strip {
      min-height: 44px;
      padding: 6px 20px;
    }
    .facts div {
      padding: 6px 16px;
    }
    .facts dd {
      font-size: 21px;
    }
    .moves .button {
      min-height: 46px;
    }
    .moves .primary {
      min-height: 56px;
    }
  }
`;
