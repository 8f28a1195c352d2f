/** The look of the catch-up page: the head stays in sight, the rows pass under it. */
import { css } from "lit";

export const catchUpPageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
  }
  main {
    max-width: 1240px;
    margin: 0 auto;
    padding: 0 24px 48px;
  }
  .tool {
    display: inline-flex;
    align-items: center;
    min-height: 40px;
    padding: 4px 14px;
    border: 1px solid rgb(255 255 255 / 55%);
    border-radius: 10px;
    font-size: 15px;
    font-weight: 700;
    text-decoration: none;
  }
  .tool:hover {
    background: rgb(255 255 255 / 16%);
  }
  .last {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 24px;
    color: var(--text-quiet);
    font-size: 15px;
  }
  .last .icon {
    color: var(--success);
  }
  section ol {
    display: grid;
    gap: 8px;
  }
  section > h2:not(.unseen) {
    padding-top: 26px;
    font-size: 20px;
  }
  .lead {
    padding-bottom: 10px;
    color: var(--text-quiet);
  }
  .done {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 44px 24px;
    text-align: center;
  }
  .done .icon {
    width: 84px;
    height: 84px;
    padding: 18px;
    border-radius: 50%;
    background: var(--success-soft);
    color: var(--success);
  }
  .done h2 {
    padding: 0;
    font-size: 27px;
  }
  .done p {
    color: var(--text-quiet);
    font-size: 18px;
  }
  .done .on {
    display: flex;
    gap: 12px;
    padding-top: 12px;
  }
  .done .button {
    min-width: 160px;
    text-decoration: none;
  }
  .done .primary {
    color: #fff;
  }
  .said h2 {
    padding-bottom: 8px;
  }
  .said ul {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .said li {
    padding: 3px 12px;
    border: 1px solid var(--hairline);
    border-radius: 999px;
    background: var(--surface);
    font-size: 15px;
  }
  .said li strong {
    color: var(--blue);
  }
  .said li.served {
    border-color: #b4d6b9;
    background: var(--success-soft);
  }
  .said li.waiting {
    border-color: var(--blue-line);
    background: var(--blue-soft);
  }
`;
