/** The frame of the administration. */
import { css } from "lit";

export const adminPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
  }
  .frame {
    display: grid;
    flex: 1;
    grid-template-columns: 220px minmax(0, 1fr);
    width: 100%;
    max-width: 1720px;
    margin: 0 auto;
  }
  nav {
    position: sticky;
    top: 0;
    align-self: start;
    padding: 18px 0 18px 12px;
  }
  .group {
    padding: 14px 12px 4px;
    color: var(--text-quiet);
    font-size: 14px;
    font-weight: 700;
  }
  nav ul + ul {
    padding-top: 10px;
  }
  nav a {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    min-height: 32px;
    padding: 3px 12px;
    border-radius: 8px;
    color: inherit;
    text-decoration: none;
    line-height: 1.2;
  }
  nav a:hover {
    background: var(--blue-soft);
  }
  nav a[aria-current] {
    background: var(--blue);
    color: #fff;
    font-weight: 700;
  }
  .count {
    min-width: 26px;
    padding: 0 7px;
    border-radius: 999px;
    background: var(--gold-soft);
    color: var(--gold-ink);
    font-size: 14px;
    font-weight: 700;
    text-align: center;
  }
  main {
    display: grid;
    gap: 16px;
    align-content: start;
    min-width: 0;
    padding: 18px 24px 32px;
    border-left: 1px solid var(--hairline);
  }
  main > h2 {
    color: var(--blue);
    font-size: 22px;
  }
  .who {
    display: flex;
    gap: 10px;
    align-items: center;
    line-height: 1.2;
  }
  .who select {
    min-height: 40px;
    padding: 4px 10px;
    border: 1.5px solid var(--edge);
    border-radius: 8px;
    background: var(--surface);
  }
  a.other {
    color: #fff;
    font-size: 15px;
  }
`;
