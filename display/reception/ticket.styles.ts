/** The look of a ticket that is looked at. */
import { css } from "lit";
import { touchStyles } from "./touch.styles.ts";

const parts = css`
  :host {
    display: block;
  }
  .card {
    display: grid;
    gap: 18px;
    padding: 18px 20px 20px;
  }
  .head {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 20px;
    align-items: center;
  }
  .head > .button {
    align-self: start;
  }
  .number {
    display: block;
    padding: 4px 20px;
    border-radius: 14px;
    background: var(--blue);
    color: #fff;
    font-size: 52px;
    font-weight: 700;
    line-height: 1.3;
  }
  .service {
    color: var(--blue);
    font-size: 20px;
    font-weight: 700;
    line-height: 1.25;
  }
  .stands {
    font-weight: 700;
  }
  .quiet {
    color: var(--text-quiet);
  }
  .moves {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(212px, 1fr));
    gap: 10px;
  }
  .move {
    justify-content: flex-start;
    min-height: 72px;
    padding: 8px 16px;
    text-align: left;
  }
  .marks {
    display: grid;
    gap: 14px;
    padding-top: 16px;
    border-top: 1px solid var(--hairline);
  }
  @media (min-width: 1001px) {
    .body:has(.marks) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 432px;
      gap: 24px;
      align-items: start;
    }
    .body .marks {
      padding: 0 0 0 24px;
      border-top: 0;
      border-left: 1px solid var(--hairline);
    }
  }
  .body {
    display: grid;
    gap: 18px;
  }
  .choice {
    display: grid;
    gap: 14px;
  }
  .asked {
    display: flex;
    gap: 14px;
    align-items: center;
  }
  h3 {
    font-size: 20px;
    line-height: 1.25;
  }
  h3:focus-visible {
    outline-offset: 6px;
  }
`;

export const ticketStyles = [touchStyles, parts];
