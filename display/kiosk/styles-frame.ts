/**
 * The kiosk's frame. All lengths are multiples of `--u`: the screen is a stage of 1080 x 1920 units (1280 x 768 when wide), scaled
 * to what there is, so that 21 inches, 7 inches and a small frame show the same and nothing is ever cut off.
 * 20 mm on a 21.5-inch screen are 81 units.
 */
import { css } from "lit";

export const frameStyles = css`
  :host {
    --u: min(100vw / 1080, 100vh / 1920);
    display: flex;
    flex-direction: column;
    height: 100%;
    font-family: var(--font);
    color: var(--text);
  }
  /* The strip takes its room from a stage that is a little smaller. */
  :host([practice]) {
    --u: min(100vw / 1080, 100vh / 2060);
  }
  .stage {
    position: relative;
    display: grid;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    background: var(--page);
    font-size: calc(36 * var(--u));
    line-height: 1.25;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  button {
    border: 0;
    margin: 0;
    touch-action: manipulation;
    user-select: none;
  }
  .icon {
    display: block;
    flex: none;
    width: calc(56 * var(--u));
    height: calc(56 * var(--u));
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: calc(120 * var(--u));
    padding: calc(12 * var(--u)) calc(48 * var(--u));
    color: var(--text-on-blue);
    background: var(--blue);
    border-bottom: calc(8 * var(--u)) solid var(--gold);
  }
  .bar :focus-visible {
    outline-color: var(--gold);
    box-shadow: 0 0 0 3px var(--blue);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    font-size: calc(42 * var(--u));
    font-weight: 700;
  }
  .sun {
    width: calc(52 * var(--u));
    height: calc(26 * var(--u));
    border-radius: calc(52 * var(--u)) calc(52 * var(--u)) 0 0;
    background: var(--gold);
    box-shadow: 0 calc(10 * var(--u)) 0 calc(-1 * var(--u)) var(--blue), 0 calc(16 * var(--u)) 0 0 #ffffff;
  }
  .switch {
    min-width: calc(220 * var(--u));
    min-height: calc(92 * var(--u));
    padding: 0 calc(32 * var(--u));
    color: var(--blue);
    background: #ffffff;
    border-radius: calc(16 * var(--u));
    font-size: calc(40 * var(--u));
    font-weight: 700;
  }
  .switch:active {
    background: var(--blue-line);
  }
  main {
    display: flex;
    flex-direction: column;
    gap: calc(24 * var(--u));
    min-height: 0;
    padding: calc(32 * var(--u)) calc(48 * var(--u)) calc(28 * var(--u));
  }
  h1 {
    color: var(--blue);
    font-size: calc(64 * var(--u));
    line-height: 1.15;
    text-wrap: balance;
    letter-spacing: -0.01em;
  }
  h1:focus-visible {
    outline: 0;
    box-shadow: none;
  }
  .so-far {
    margin-top: calc(-12 * var(--u));
    color: var(--text-quiet);
    font-size: calc(36 * var(--u));
  }
  .practice {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0 calc(32 * var(--u));
    flex: none;
    padding: calc(8 * var(--u)) calc(48 * var(--u));
    color: #000000;
    background: repeating-linear-gradient(-45deg, #ffd75e 0 calc(40 * var(--u)), #ffcf3d calc(40 * var(--u)) calc(80 * var(--u)));
    font-size: calc(28 * var(--u));
    text-align: center;
  }
  .practice strong {
    width: 100%;
    font-size: calc(44 * var(--u));
    line-height: 1.1;
    letter-spacing: 0.08em;
  }
  .screen {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .tools {
    display: flex;
    gap: calc(24 * var(--u));
    align-items: stretch;
  }
  .tools:empty {
    display: none;
  }
  .open-search,
  .turn,
  .foot,
  .not-sure,
  .quiet {
    display: flex;
    align-items: center;
    gap: calc(24 * var(--u));
    color: var(--blue);
    background: var(--surface);
    border: calc(3 * var(--u)) solid var(--edge);
    border-radius: calc(20 * var(--u));
    font-weight: 700;
    text-align: start;
  }
  .open-search:active,
  .turn:active,
  .foot:active,
  .not-sure:active,
  .quiet:active {
    background: var(--blue-line);
  }
  .open-search {
    flex: 1;
    min-height: calc(120 * var(--u));
    padding: calc(12 * var(--u)) calc(36 * var(--u));
    font-size: calc(42 * var(--u));
    font-weight: 400;
  }
  .pager {
    display: flex;
    align-items: center;
    gap: calc(20 * var(--u));
  }
  .turn {
    justify-content: center;
    width: calc(132 * var(--u));
    height: 100%;
    min-height: calc(120 * var(--u));
    color: #ffffff;
    background: var(--blue);
    border-color: var(--blue);
  }
  .turn:disabled {
    color: var(--edge);
    background: transparent;
    border-color: var(--hairline);
    cursor: default;
  }
  .place {
    min-width: calc(190 * var(--u));
    text-align: center;
    color: var(--text-quiet);
  }
  .not-sure {
    min-height: calc(150 * var(--u));
    padding: calc(16 * var(--u)) calc(36 * var(--u));
    background: var(--gold-soft);
    border-color: #8a6a10;
  }
  .words {
    display: grid;
    gap: calc(4 * var(--u));
    flex: 1;
    text-align: start;
  }
  .name {
    font-size: calc(46 * var(--u));
    font-weight: 700;
    line-height: 1.15;
  }
  .hint {
    color: var(--text-quiet);
    font-size: calc(36 * var(--u));
    font-weight: 400;
    line-height: 1.25;
  }
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(24 * var(--u));
    min-height: calc(164 * var(--u));
    padding: calc(20 * var(--u)) calc(48 * var(--u));
    background: var(--surface);
    border-top: calc(2 * var(--u)) solid var(--hairline);
  }
  .foot {
    min-height: calc(116 * var(--u));
    padding: 0 calc(44 * var(--u)) 0 calc(28 * var(--u));
    font-size: calc(42 * var(--u));
  }
  .help {
    width: calc(540 * var(--u));
    padding-inline: calc(24 * var(--u));
    justify-content: center;
  }
  .both {
    display: grid;
    font-size: calc(36 * var(--u));
    line-height: 1.2;
  }
  @media (forced-colors: active) {
    .choice,
    .take,
    .language-choice,
    .key {
      border: 2px solid ButtonText;
    }
  }

  /* Wide: the heading moves into the bar, and the tools into the last line. */
  @media (min-aspect-ratio: 1/1) {
    :host {
      --u: min(100vw / 1280, 100vh / 768);
    }
    :host([practice]) {
      --u: min(100vw / 1280, 100vh / 860);
    }
    .practice {
      font-size: calc(24 * var(--u));
    }
    .practice strong {
      font-size: calc(36 * var(--u));
    }
    .stage {
      grid-template-columns: auto auto minmax(0, 1fr) auto;
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .stage[data-screen]:not([data-screen="resting"]) :is(header, footer) {
      display: contents;
    }
    .stage[data-screen]:not([data-screen="resting"]) main {
      display: contents;
    }
    .stage::before {
      content: "";
      grid-area: 1 / 1 / 2 / -1;
      min-height: calc(104 * var(--u));
      background: var(--blue);
      border-bottom: calc(6 * var(--u)) solid var(--gold);
    }
    .stage::after {
      content: "";
      grid-area: 3 / 1 / 4 / -1;
      min-height: calc(132 * var(--u));
      background: var(--surface);
      border-top: calc(2 * var(--u)) solid var(--hairline);
    }
    .bar {
      grid-area: 1 / 1 / 2 / -1;
      min-height: calc(104 * var(--u));
      padding: 0 calc(32 * var(--u));
      border-bottom-width: calc(6 * var(--u));
    }
    .brand {
      display: none;
      font-size: calc(38 * var(--u));
    }
    [data-screen="welcome"] .brand,
    [data-screen="ticket"] .brand,
    [data-screen="resting"] .brand {
      display: flex;
      grid-area: 1 / 1 / 2 / 4;
      align-self: center;
      margin-inline-start: calc(32 * var(--u));
      color: #ffffff;
      background: var(--blue);
      z-index: 1;
    }
    .switch {
      grid-area: 1 / 4 / 2 / 5;
      align-self: center;
      justify-self: end;
      min-height: calc(76 * var(--u));
      margin-inline-end: calc(32 * var(--u));
      font-size: calc(36 * var(--u));
      z-index: 1;
    }
    .stage:not([data-screen="resting"]) h1 {
      grid-area: 1 / 1 / 2 / 5;
      align-self: center;
      margin: 0 calc(300 * var(--u)) calc(6 * var(--u)) calc(32 * var(--u));
      color: #ffffff;
      background: var(--blue);
      font-size: calc(48 * var(--u));
      z-index: 1;
    }
    .so-far {
      display: none;
    }
    .screen {
      grid-area: 2 / 1 / 3 / -1;
      padding: calc(14 * var(--u)) calc(32 * var(--u));
    }
    .not-sure,
    .foot {
      z-index: 1;
      align-self: center;
    }
    .foot,
    .open-search,
    .turn,
    .not-sure {
      min-height: calc(104 * var(--u));
      font-size: calc(34 * var(--u));
    }
    .tools {
      display: contents;
    }
    .open-search {
      grid-area: 3 / 2 / 4 / 3;
      align-self: center;
      justify-self: start;
      margin-inline-start: calc(16 * var(--u));
      padding: 0 calc(24 * var(--u));
      z-index: 1;
    }
    .open-search span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .pager {
      grid-area: 2 / 1 / 3 / -1;
      flex-direction: column;
      justify-content: space-between;
      justify-self: end;
      width: calc(112 * var(--u));
      margin: calc(14 * var(--u)) calc(32 * var(--u)) calc(14 * var(--u)) 0;
      z-index: 1;
    }
    .stage:has(.pager) .screen {
      padding-inline-end: calc(164 * var(--u));
    }
    .turn {
      flex: 1;
      width: 100%;
    }
    .turn .icon {
      rotate: 90deg;
    }
    .place {
      min-width: 0;
      font-size: calc(30 * var(--u));
    }
    .not-sure {
      grid-area: 3 / 3 / 4 / 4;
      gap: calc(14 * var(--u));
      margin-inline: calc(16 * var(--u));
      padding: 0 calc(24 * var(--u)) 0 calc(18 * var(--u));
    }
    .not-sure .hint {
      display: none;
    }
    .not-sure .name {
      font-size: calc(34 * var(--u));
    }
    .back {
      grid-area: 3 / 1 / 4 / 2;
      margin-inline-start: calc(32 * var(--u));
      padding-inline: calc(16 * var(--u)) calc(26 * var(--u));
    }
    .help {
      grid-area: 3 / 4 / 4 / 5;
      justify-self: end;
      width: calc(390 * var(--u));
      margin-inline-end: calc(32 * var(--u));
      padding-inline: calc(12 * var(--u));
      gap: calc(14 * var(--u));
    }
    .both {
      font-size: calc(31 * var(--u));
      white-space: nowrap;
    }
  }
`;
