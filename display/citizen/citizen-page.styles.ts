/** The look of a ticket's page: one number, one sentence, one press; readable at arm's length in the sun. */
import { css } from "lit";

export const citizenStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
    background: var(--page);
    color: var(--text);
    font: 400 1.125rem/1.45 var(--font);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 10px 20px;
    border-bottom: 4px solid var(--gold);
    background: var(--blue);
    color: var(--text-on-blue);
  }
  header p {
    font-weight: 700;
  }
  header button {
    min-width: 96px;
    min-height: 48px;
    padding: 0 14px;
    border: 2px solid #fff;
    border-radius: 8px;
    background: none;
    color: #fff;
  }
  main {
    display: grid;
    flex: 1;
    align-content: start;
    gap: 20px;
    width: 100%;
    max-width: 560px;
    margin: 0 auto;
    padding: 20px;
  }
  .card {
    padding: 20px 24px 28px;
    border-radius: 14px;
    background: var(--surface);
    box-shadow: var(--shadow-1);
    text-align: center;
  }
  .label {
    color: var(--text-quiet);
  }
  .number {
    color: var(--blue);
    font-weight: 700;
    font-size: clamp(4.5rem, 28vw, 8rem);
    line-height: 1.05;
    overflow-wrap: anywhere;
  }
  h1 {
    margin-top: 12px;
    font-size: 1.75rem;
    line-height: 1.2;
    text-wrap: balance;
  }
  .hint {
    margin-top: 10px;
  }
  .call {
    background: var(--gold);
    color: var(--text);
  }
  .call h1 {
    font-size: clamp(2rem, 10vw, 2.75rem);
  }
  .call .label {
    color: var(--text);
  }
  .over .number {
    color: var(--text-quiet);
  }
  .notices {
    display: grid;
    gap: 12px;
  }
  .notice {
    padding: 12px 16px;
    border-left: 6px solid var(--gold);
    border-radius: 4px;
    background: var(--gold-soft);
  }
  section h2 {
    font-size: 1.25rem;
  }
  section p {
    margin-top: 4px;
    color: var(--text-quiet);
  }
  .presses {
    display: grid;
    gap: 12px;
    margin-top: 14px;
  }
  .press {
    width: 100%;
    min-height: 56px;
    padding: 8px 16px;
    border: 2px solid var(--blue);
    border-radius: 10px;
    background: #fff;
    color: var(--blue);
    font-weight: 700;
  }
  .press.first {
    background: var(--blue);
    color: #fff;
  }
  .press[aria-disabled="true"] {
    border-color: var(--edge);
    background: #fff;
    color: var(--text-quiet);
    cursor: default;
  }
  footer {
    padding: 12px 20px 24px;
    color: var(--text-quiet);
    font-size: 1rem;
    text-align: center;
  }
`;
