/** How the sign-in page looks: one card in the middle, nothing beside it. */
import { css } from "lit";
import { sheet } from "../base/sheet.ts";

const own = css`
  :host {
    display: block;
    min-height: 100vh;
    color: var(--text);
    background: var(--page);
  }
  header {
    display: flex;
    align-items: center;
    gap: 18px;
    min-height: 60px;
    padding: 6px 24px;
    background: var(--blue);
    color: #fff;
    border-bottom: 4px solid var(--gold);
  }
  .product {
    font-size: 22px;
    font-weight: 700;
  }
  .office {
    flex: 1;
    font-size: 16px;
  }
  .languages {
    display: flex;
    border: 1px solid rgb(255 255 255 / 55%);
    border-radius: 10px;
    overflow: hidden;
  }
  .languages button {
    min-height: 44px;
    padding: 4px 14px;
    border: 0;
    background: transparent;
    color: #fff;
    font-weight: 700;
    cursor: pointer;
  }
  .languages button[aria-pressed="true"] {
    background: #fff;
    color: var(--blue);
  }
  .languages button:focus-visible {
    outline-offset: -4px;
  }
  main {
    display: grid;
    place-items: start center;
    padding: 6vh 16px 32px;
  }
  .card {
    display: grid;
    gap: 18px;
    width: min(460px, 100%);
    padding: 30px 34px 26px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-3);
    background: var(--surface);
    box-shadow: var(--shadow-1);
  }
  h1 {
    font-size: 30px;
    line-height: 1.2;
  }
  .field {
    display: grid;
    gap: 6px;
  }
  label {
    font-size: 18px;
    font-weight: 700;
  }
  input {
    width: 100%;
    min-height: 52px;
    padding: 8px 14px;
    border: 2px solid var(--edge);
    border-radius: 10px;
    background: var(--surface);
    color: inherit;
    font: inherit;
    font-size: 20px;
  }
  .pin {
    letter-spacing: 0.2em;
  }
  .code {
    font-variant-numeric: slashed-zero tabular-nums;
    text-transform: uppercase;
  }
  .code::placeholder {
    color: #66728a;
  }
  input[aria-invalid="true"] {
    border-color: var(--danger);
    border-left-width: 8px;
  }
  .hint {
    color: var(--text-quiet);
    font-size: 15px;
  }
  [role="alert"]:empty {
    display: none;
  }
  .note {
    padding: 12px 14px;
    border: 1px solid #e2c069;
    border-left: 6px solid var(--gold);
    border-radius: 10px;
    background: var(--gold-soft);
  }
  .note.calm {
    border-color: var(--blue-line);
    border-left-color: var(--blue);
    background: var(--blue-soft);
  }
  .what,
  .missing {
    font-weight: 700;
  }
  .primary,
  .quiet {
    min-height: 52px;
    padding: 8px 18px;
    border: 1.5px solid var(--blue);
    border-radius: 10px;
    background: var(--blue);
    color: #fff;
    font: inherit;
    font-size: 19px;
    font-weight: 700;
    cursor: pointer;
  }
  a.primary {
    display: grid;
    place-items: center;
    text-align: center;
    text-decoration: none;
  }
  .primary:hover {
    background: var(--blue-deep);
  }
  .primary[aria-disabled="true"] {
    background: #edf0f5;
    border-color: var(--hairline);
    color: #5b6579;
    cursor: progress;
  }
  .quiet {
    min-height: 44px;
    border-color: transparent;
    background: transparent;
    color: var(--link);
    font-size: 16px;
  }
  .quiet:hover {
    background: var(--blue-soft);
  }
  nav {
    display: grid;
    gap: 8px;
  }
  nav a {
    display: flex;
    align-items: center;
    min-height: 48px;
    padding: 8px 16px;
    border: 1.5px solid var(--edge);
    border-radius: 10px;
    color: var(--link);
    font-weight: 700;
  }
`;

export const signInPageStyles = [sheet, own];
