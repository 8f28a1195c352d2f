/** The look of what needs a person on the spot: one line under the head of a page, with room for three pictures. */
import { css } from "lit";

export const attentionStyles = css`
  :host {
    display: block;
    flex: none;
  }
  ul {
    display: grid;
    list-style: none;
  }
  ul > li {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 14px;
    align-items: center;
    min-height: 52px;
    padding: 7px 24px;
    background: var(--gold-soft);
    border-bottom: 1px solid #e2c069;
    border-left: 8px solid var(--gold);
  }
  ul > li.taken {
    background: var(--surface);
    border-left-color: var(--blue-line);
    border-bottom-color: var(--hairline);
  }
  ul > li.mine {
    background: var(--blue-soft);
    border-left-color: var(--blue);
    border-bottom-color: var(--blue-line);
  }
  .icon {
    color: var(--gold-ink);
  }
  .taken .icon,
  .mine .icon {
    color: var(--blue);
  }
  .what {
    flex: 1 1 320px;
  }
  .where {
    color: var(--text-quiet);
  }
  .who {
    font-weight: 700;
  }
  .go {
    gap: 8px;
    background: var(--blue);
    border-color: var(--blue);
    color: #fff;
  }
  .go:hover {
    background: var(--blue-deep);
  }
  kbd {
    padding: 0 7px;
    border: 1px solid currentcolor;
    border-radius: 5px;
    font-family: inherit;
    font-size: 13px;
  }
  .how {
    flex: 1 1 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 22px;
    align-items: center;
    padding-left: 34px;
    font-size: 15px;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 24px;
    list-style: none;
  }
  .steps li {
    display: flex;
    gap: 10px;
    align-items: center;
    max-width: 300px;
  }
  .steps svg {
    width: 70px;
    height: 54px;
    flex: none;
    padding: 3px;
    border: 1px solid var(--blue-line);
    border-radius: 8px;
    background: var(--surface);
    fill: none;
    stroke: var(--text);
    stroke-width: 2.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .steps .body {
    fill: #e3e8f0;
  }
  .steps .paper {
    fill: #fff;
  }
  .steps .move {
    stroke: var(--blue-bright);
    stroke-width: 4;
  }
  .more {
    padding: 4px 24px;
    background: var(--gold-soft);
    font-weight: 700;
  }
`;
