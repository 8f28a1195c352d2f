/** The look of the front page: one screenful on a laptop, the same with more air on a large one. */
import { css } from "lit";

export const frontPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    min-height: 740px;
  }
  header {
    display: flex;
    gap: 18px;
    align-items: center;
    min-height: 56px;
    padding: 6px 24px;
    border-bottom: 4px solid var(--gold);
    background: var(--blue);
    color: #fff;
  }
  h1 {
    font-size: 26px;
  }
  .about {
    flex: 1;
    font-size: 18px;
  }
  .speed {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    padding: 3px 12px;
    border-radius: 999px;
    background: var(--gold);
    color: #2a1f00;
    font-weight: 700;
  }
  .languages {
    display: flex;
    border: 1px solid rgb(255 255 255 / 55%);
    border-radius: 10px;
    overflow: hidden;
  }
  .languages button {
    min-height: 38px;
    padding: 4px 14px;
    border: 0;
    background: transparent;
    color: #fff;
    font-weight: 700;
  }
  .languages button[aria-pressed="true"] {
    background: #fff;
    color: var(--blue);
  }
  .languages button:focus-visible {
    outline-offset: -4px;
  }
  .note {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 10px 24px;
    background: var(--gold-soft);
  }
  .note span {
    flex: 1;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 12px;
    min-height: 0;
    padding: 12px 24px 18px;
  }
  .band {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 28px;
    align-items: center;
    justify-content: space-between;
    min-height: 82px;
    padding: 8px 20px;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-3);
    background: var(--surface);
  }
  .welcome {
    flex: 1 1 520px;
  }
  .welcome ol {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 6px 20px;
  }
  .welcome li {
    display: flex;
    gap: 12px;
    align-items: center;
    line-height: 1.25;
  }
  .n {
    display: grid;
    flex: none;
    place-items: center;
    width: 38px;
    height: 38px;
    border-radius: 50%;
    background: var(--blue);
    color: #fff;
    font-size: 20px;
    font-weight: 700;
  }
  .welcome strong {
    display: block;
    font-size: 17px;
  }
  .how {
    color: var(--text-quiet);
    font-size: 14px;
  }
  .office {
    display: grid;
    flex: 1;
    grid-template-areas:
      "kiosk paper board scenes"
      "kiosk paper staff staff";
    grid-template-columns: minmax(240px, 25vw) 236px minmax(300px, 0.82fr) minmax(320px, 1fr);
    grid-template-rows: minmax(228px, 0.5fr) minmax(0, 1fr);
    gap: 12px 20px;
    min-height: 0;
  }
  section {
    min-width: 0;
    min-height: 0;
  }
  .kiosk,
  .paper,
  .board,
  .staff {
    display: flex;
    flex-direction: column;
  }
  .kiosk {
    grid-area: kiosk;
  }
  .paper {
    grid-area: paper;
  }
  .board {
    grid-area: board;
  }
  front-scenes {
    grid-area: scenes;
    min-height: 0;
  }
  .staff {
    grid-area: staff;
  }
  screen-frame,
  front-paper,
  .panel {
    flex: 1;
  }
  .panel {
    display: flex;
    min-height: 0;
  }
  .caption {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 34px;
    padding-bottom: 4px;
  }
  .caption h2,
  [role="tab"] {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    color: var(--blue);
    font-size: 17px;
    font-weight: 700;
  }
  .caption > :first-child {
    flex: 1;
  }
  /* Narrow: what opens from it stands in a line of its own. */
  .paper .caption {
    flex-wrap: wrap;
  }
  .paper .caption h2 {
    flex-basis: 100%;
  }
  .tabs {
    display: flex;
    gap: 6px;
  }
  [role="tab"] {
    min-height: 32px;
    padding: 2px 14px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: transparent;
  }
  [role="tab"]:hover {
    background: var(--blue-soft);
  }
  [role="tab"][aria-selected="true"] {
    background: var(--blue);
    color: #fff;
  }
  .full {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 8px;
    color: var(--blue);
  }
  .full:hover {
    background: var(--blue-soft);
  }
  @media (min-height: 1000px) {
    .office {
      grid-template-rows: minmax(0, 0.6fr) minmax(0, 1fr);
    }
  }
  @media (max-width: 1180px) {
    :host {
      height: auto;
    }
    .office {
      grid-template-areas:
        "kiosk paper"
        "board scenes"
        "staff staff";
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      grid-template-rows: 620px 320px 560px;
    }
  }
`;
