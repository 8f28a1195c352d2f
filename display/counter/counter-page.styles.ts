/** The look of the counter's page: the citizen at the left, the line at the right. */
import { css } from "lit";

export const counterPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    min-height: 560px;
  }
  main {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 1.22fr) minmax(0, 1fr);
    gap: 20px;
    min-height: 0;
    padding: 20px 24px 24px;
  }
  main.alone {
    display: block;
    overflow-y: auto;
    padding: 0;
  }
  .left {
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow-y: auto;
    /* Room for the focus ring inside the scrolled part. */
    margin: -6px;
    padding: 6px;
  }
  counter-now {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
  }
  device-faults {
    flex: none;
  }
  .notice {
    min-height: 1.4em;
    color: var(--text-quiet);
  }
  .tool {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 40px;
    padding: 4px 12px;
    border: 1px solid rgb(255 255 255 / 55%);
    border-radius: 10px;
    background: transparent;
    font-size: 15px;
    font-weight: 700;
    white-space: nowrap;
  }
  .tool:hover {
    background: rgb(255 255 255 / 16%);
  }
  .tool[aria-disabled="true"] {
    border-style: dashed;
    cursor: not-allowed;
  }
  .agent {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 700;
    white-space: nowrap;
  }
  @media (max-width: 1340px) {
    .tool .words {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  @media (max-width: 860px) {
    :host {
      height: auto;
    }
    main {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
