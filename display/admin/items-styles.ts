/** The look of a part that is a list. */
import { css } from "lit";

export const itemsStyles = css`
  :host {
    display: block;
  }
  .part {
    display: grid;
    grid-template-columns: 270px minmax(0, 1fr);
    gap: 28px;
    align-items: start;
  }
  .part.previewed {
    grid-template-columns: 270px minmax(0, 1fr) 270px;
  }
  h2 {
    padding-bottom: 10px;
    color: var(--blue);
    font-size: 22px;
  }
  .items {
    display: grid;
    max-height: max(240px, calc(100vh - 330px));
    overflow-y: auto;
    border: 1px solid var(--hairline);
    border-radius: 10px;
    background: var(--surface);
  }
  .items li + li {
    border-top: 1px solid var(--hairline);
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 8px;
    width: 100%;
    padding: 8px 12px;
    border: 0;
    background: transparent;
    text-align: left;
    line-height: 1.25;
  }
  .item:hover {
    background: var(--blue-soft);
  }
  .item:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  .item[aria-current] {
    background: var(--blue);
    color: #fff;
  }
  .item[aria-current] .aside,
  .item[aria-current] .dot {
    color: inherit;
  }
  .name {
    overflow-wrap: anywhere;
  }
  .aside {
    grid-column: 1 / -1;
    color: var(--text-quiet);
    font-size: 14px;
  }
  .dot {
    color: var(--gold-ink);
  }
  .filter {
    padding-bottom: 8px;
  }
  .adders {
    display: flex;
    gap: 8px;
    padding-top: 10px;
  }
  .list {
    position: sticky;
    top: 16px;
  }
  .chosen {
    min-width: 0;
  }
  .head {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding-bottom: 14px;
  }
  .head h3 {
    font-size: 20px;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .moves {
    display: flex;
    flex: none;
    gap: 4px;
  }
  .device-id {
    padding-bottom: 18px;
  }
  .device-id input {
    max-width: 320px;
  }
  .quiet {
    color: var(--text-quiet);
  }
  aside {
    position: sticky;
    top: 16px;
  }
`;
