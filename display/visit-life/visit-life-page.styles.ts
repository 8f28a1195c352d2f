/** The look of the page around a ticket's story. */
import { css } from "lit";

export const visitLifePageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--page);
  }
  main {
    display: grid;
    gap: 18px;
    max-width: 1080px;
    margin: 0 auto;
    padding: 22px 24px 48px;
  }
  form {
    display: grid;
    grid-template-columns: minmax(150px, 200px) minmax(170px, 210px) minmax(200px, 1fr) auto;
    gap: 12px 18px;
    align-items: end;
    padding: 20px 24px;
  }
  .lead,
  .kept {
    grid-column: 1 / -1;
  }
  .lead {
    font-size: 18px;
  }
  .kept {
    color: var(--text-quiet);
    font-size: 15px;
  }
  label {
    display: grid;
    gap: 4px;
    font-weight: 700;
  }
  input,
  select {
    box-sizing: border-box;
    width: 100%;
    min-height: 48px;
    padding: 6px 12px;
    border: 2px solid var(--edge);
    border-radius: 10px;
    background: var(--surface);
    font-weight: 400;
    font-size: 18px;
  }
  input.number {
    font-size: 22px;
    font-weight: 700;
    text-transform: uppercase;
  }
  input.number::placeholder {
    font-size: 16px;
    font-weight: 400;
    text-transform: none;
    color: #66728a;
  }
  form .button {
    min-height: 48px;
  }
  .missing {
    grid-column: 1 / -1;
    color: #7a1a17;
    font-weight: 700;
  }
  .looking {
    padding: 40px 0;
    color: var(--text-quiet);
    font-size: 18px;
    text-align: center;
  }
  a.button {
    min-height: 40px;
    border-color: rgb(255 255 255 / 55%);
    background: transparent;
    color: #fff;
    text-decoration: none;
  }
  a.button:hover {
    background: rgb(255 255 255 / 14%);
  }
  @media (max-width: 900px) {
    form {
      grid-template-columns: 1fr 1fr;
    }
    form .button {
      grid-column: 1 / -1;
    }
  }
  @media print {
    :host {
      background: #fff;
    }
    staff-header,
    hub-away,
    form,
    fault-note {
      display: none;
    }
    main {
      max-width: none;
      padding: 0;
    }
  }
`;
