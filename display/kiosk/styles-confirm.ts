/** What the ticket will be for, before it is given. */
import { css } from "lit";

export const confirmStyles = css`
  .confirm {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: calc(48 * var(--u));
  }
  .about {
    display: grid;
    align-content: start;
    gap: calc(28 * var(--u));
    min-height: 0;
  }
  .chosen {
    background: var(--surface);
    border-radius: calc(28 * var(--u));
    border-inline-start: calc(18 * var(--u)) solid var(--gold);
    box-shadow: 0 calc(6 * var(--u)) calc(24 * var(--u)) rgb(0 35 74 / 12%);
  }
  .chosen li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(24 * var(--u));
    padding: calc(44 * var(--u)) calc(56 * var(--u));
  }
  .chosen .service {
    color: var(--blue);
    font-size: calc(72 * var(--u));
    font-weight: 700;
    line-height: 1.15;
    text-wrap: balance;
  }
  .confirm:not([data-errands="1"]) .chosen li {
    min-height: calc(112 * var(--u));
    padding: calc(8 * var(--u)) calc(24 * var(--u)) calc(8 * var(--u)) calc(48 * var(--u));
  }
  .confirm:not([data-errands="1"]) .chosen .service {
    font-size: calc(44 * var(--u));
  }
  .chosen li + li {
    border-top: calc(2 * var(--u)) solid var(--hairline);
  }
  .drop,
  .less,
  .plus {
    display: grid;
    flex: none;
    place-items: center;
    width: calc(112 * var(--u));
    height: calc(96 * var(--u));
    color: var(--blue);
    background: var(--blue-soft);
    border-radius: calc(16 * var(--u));
  }
  .drop:active,
  .less:active,
  .plus:active {
    background: var(--blue-line);
  }
  .less:disabled,
  .plus:disabled {
    color: var(--edge);
    background: transparent;
    cursor: default;
  }
  .more {
    display: grid;
    gap: calc(20 * var(--u));
    margin-top: auto;
  }
  .add,
  .people {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    min-height: calc(128 * var(--u));
    padding: calc(12 * var(--u)) calc(28 * var(--u)) calc(12 * var(--u)) calc(36 * var(--u));
    color: var(--blue);
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-radius: calc(20 * var(--u));
  }
  .add:active {
    background: var(--blue-line);
  }
  .add .name,
  .question {
    font-size: calc(44 * var(--u));
    font-weight: 700;
  }
  .people {
    border-color: var(--hairline);
  }
  .question {
    flex: 1;
    line-height: 1.15;
  }
  .people output {
    min-width: calc(90 * var(--u));
    font-size: calc(56 * var(--u));
    font-weight: 700;
    text-align: center;
    font-feature-settings: "tnum";
  }
  .bring,
  .elsewhere {
    padding: calc(28 * var(--u)) calc(48 * var(--u));
    background: var(--blue-soft);
    border-radius: calc(28 * var(--u));
    font-size: calc(40 * var(--u));
  }
  .bring h2,
  .elsewhere h2 {
    display: flex;
    align-items: center;
    gap: calc(20 * var(--u));
    color: var(--blue);
    font-size: calc(44 * var(--u));
  }
  .bring ul {
    columns: calc(390 * var(--u)) 2;
    column-gap: calc(32 * var(--u));
  }
  .bring li {
    break-inside: avoid;
    padding: calc(10 * var(--u)) 0 0 calc(36 * var(--u));
    text-indent: calc(-36 * var(--u));
  }
  .bring li::before {
    content: "";
    display: inline-block;
    width: calc(14 * var(--u));
    height: calc(14 * var(--u));
    margin-inline: calc(4 * var(--u)) calc(18 * var(--u));
    vertical-align: middle;
    background: var(--blue);
    border-radius: 50%;
  }
  .crowded {
    gap: calc(24 * var(--u));
  }
  .crowded .about {
    gap: calc(18 * var(--u));
  }
  .crowded :is(.told, .still) {
    display: none;
  }
  .confirm.crowded:not([data-errands="1"]) .chosen li {
    min-height: calc(98 * var(--u));
  }
  .confirm.crowded:not([data-errands="1"]) .chosen .service {
    font-size: calc(38 * var(--u));
  }
  .confirm.crowded .drop {
    height: calc(86 * var(--u));
  }
  .crowded :is(.bring, .elsewhere) {
    padding: calc(18 * var(--u)) calc(40 * var(--u));
    font-size: calc(34 * var(--u));
  }
  .crowded :is(.bring, .elsewhere) h2 {
    font-size: calc(38 * var(--u));
  }
  .crowded :is(.add, .people) {
    min-height: calc(112 * var(--u));
    padding-block: calc(4 * var(--u));
  }
  .confirm.crowded > .take {
    min-height: calc(170 * var(--u));
  }
  .elsewhere {
    display: flex;
    gap: calc(28 * var(--u));
    background: var(--gold-soft);
    color: var(--text);
  }
  .elsewhere > .icon {
    width: calc(72 * var(--u));
    height: calc(72 * var(--u));
    color: var(--blue);
  }
  .elsewhere p {
    padding-top: calc(10 * var(--u));
  }
  .elsewhere .still {
    color: var(--text-quiet);
    font-size: calc(36 * var(--u));
  }
  .told {
    padding: 0 calc(56 * var(--u));
    font-size: calc(40 * var(--u));
  }
  .told .icon {
    width: calc(44 * var(--u));
    height: calc(44 * var(--u));
  }
  .told li {
    display: flex;
    align-items: center;
    gap: calc(16 * var(--u));
    padding-top: calc(12 * var(--u));
    color: var(--blue);
    font-weight: 700;
  }
  .confirm > .take {
    min-height: calc(220 * var(--u));
    font-size: calc(76 * var(--u));
  }
  .confirm > .take .icon {
    width: calc(96 * var(--u));
    height: calc(96 * var(--u));
    color: var(--gold);
  }
  .next {
    padding: calc(44 * var(--u)) calc(56 * var(--u));
    background: var(--blue-soft);
    border-radius: calc(28 * var(--u));
  }
  .next h2 {
    color: var(--blue);
    font-size: calc(48 * var(--u));
  }
  .next li {
    display: flex;
    align-items: center;
    gap: calc(28 * var(--u));
    padding-top: calc(28 * var(--u));
    font-size: calc(44 * var(--u));
  }
  .step {
    display: grid;
    flex: none;
    place-items: center;
    width: calc(76 * var(--u));
    height: calc(76 * var(--u));
    color: #ffffff;
    background: var(--blue);
    border-radius: 50%;
    font-weight: 700;
  }

  @media (min-aspect-ratio: 1/1) {
    .confirm {
      display: grid;
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
      grid-template-rows: minmax(0, 1fr) auto;
      gap: calc(20 * var(--u)) calc(28 * var(--u));
    }
    .about {
      grid-area: 1 / 1 / 3 / 2;
      gap: calc(14 * var(--u));
    }
    .more {
      grid-area: 1 / 2 / 2 / 3;
      align-self: start;
      margin: 0;
      gap: calc(14 * var(--u));
    }
    .confirm > .take {
      grid-area: 2 / 2 / 3 / 3;
    }
    .confirm .next {
      display: none;
    }
    .chosen li {
      padding: calc(24 * var(--u)) calc(36 * var(--u));
    }
    .chosen .service {
      font-size: calc(48 * var(--u));
    }
    .confirm:not([data-errands="1"]) .chosen li {
      min-height: calc(72 * var(--u));
      padding: 0 calc(12 * var(--u)) calc(4 * var(--u)) calc(24 * var(--u));
    }
    .confirm:not([data-errands="1"]) .chosen .service {
      font-size: calc(30 * var(--u));
    }
    /* With many errands a small screen has room for them, and for little else. */
    .confirm:is([data-errands="4"], [data-errands="5"]) .where,
    .confirm:is([data-errands="3"], [data-errands="4"]) .bring li:nth-child(n + 5),
    .confirm[data-errands="5"] .bring li:nth-child(n + 4),
    .confirm[data-errands="5"] .elsewhere ~ .bring {
      display: none;
    }
    .confirm[data-errands="5"] {
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .confirm[data-errands="5"] .about {
      display: contents;
    }
    .confirm[data-errands="5"] .chosen {
      grid-area: 1 / 1 / 4 / 2;
      align-self: start;
    }
    .confirm[data-errands="5"] :is(.bring, .elsewhere) {
      grid-area: 2 / 2 / 3 / 3;
      align-self: start;
    }
    .confirm[data-errands="5"] > .take {
      grid-area: 3 / 2 / 4 / 3;
    }
    .confirm.crowded:not([data-errands="1"]) .chosen li {
      min-height: calc(72 * var(--u));
    }
    .confirm.crowded:not([data-errands="1"]) .chosen .service {
      font-size: calc(30 * var(--u));
    }
    .confirm.crowded .drop {
      height: calc(68 * var(--u));
    }
    .crowded :is(.bring, .elsewhere) {
      padding: calc(10 * var(--u)) calc(24 * var(--u));
      font-size: calc(25 * var(--u));
    }
    .crowded :is(.bring, .elsewhere) h2 {
      font-size: calc(28 * var(--u));
    }
    .confirm.crowded > .take {
      min-height: calc(140 * var(--u));
    }
    .drop {
      width: calc(96 * var(--u));
      height: calc(68 * var(--u));
    }
    .less,
    .plus {
      width: calc(96 * var(--u));
      height: calc(76 * var(--u));
    }
    .add,
    .people {
      min-height: calc(112 * var(--u));
      gap: calc(16 * var(--u));
      padding: calc(8 * var(--u)) calc(16 * var(--u)) calc(8 * var(--u)) calc(24 * var(--u));
    }
    .add .name {
      font-size: calc(34 * var(--u));
    }
    .question {
      font-size: calc(30 * var(--u));
    }
    .add .hint {
      font-size: calc(28 * var(--u));
    }
    .people output {
      min-width: calc(70 * var(--u));
      font-size: calc(44 * var(--u));
    }
    .told,
    .bring,
    .elsewhere {
      padding: calc(14 * var(--u)) calc(24 * var(--u));
      border-radius: calc(20 * var(--u));
      font-size: calc(26 * var(--u));
      line-height: 1.2;
    }
    .bring h2,
    .elsewhere h2 {
      font-size: calc(30 * var(--u));
    }
    .bring h2 .icon {
      width: calc(40 * var(--u));
      height: calc(40 * var(--u));
    }
    .bring li {
      padding-inline-start: calc(30 * var(--u));
      text-indent: calc(-30 * var(--u));
    }
    .bring li::before {
      width: calc(10 * var(--u));
      height: calc(10 * var(--u));
      margin-inline-end: calc(16 * var(--u));
    }
    .bring ul {
      columns: calc(260 * var(--u)) 2;
    }
    .bring li,
    .told li,
    .elsewhere p {
      padding-top: calc(4 * var(--u));
    }
    .elsewhere .still {
      font-size: calc(26 * var(--u));
    }
    .told .icon {
      width: calc(32 * var(--u));
      height: calc(32 * var(--u));
    }
    .confirm > .take {
      min-height: calc(150 * var(--u));
      margin-bottom: calc(10 * var(--u));
      font-size: calc(42 * var(--u));
    }
    .confirm > .take .icon {
      width: calc(72 * var(--u));
      height: calc(72 * var(--u));
    }
    .next {
      grid-area: 1 / 2 / 3 / 3;
      margin: 0;
      padding: calc(28 * var(--u)) calc(36 * var(--u));
    }
    .next h2 {
      font-size: calc(40 * var(--u));
    }
    .next li {
      gap: calc(18 * var(--u));
      padding-top: calc(20 * var(--u));
      font-size: calc(36 * var(--u));
    }
    .step {
      width: calc(62 * var(--u));
      height: calc(62 * var(--u));
    }
  }
`;
