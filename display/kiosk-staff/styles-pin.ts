/** The frame of the staff's page on a kiosk, and its PIN pad. All lengths in `--u`, a unit of a 1080 x 1920 stage (1280 x 768 when wide). */
import { css } from "lit";

export const pinStyles = css`
  :host {
    --u: min(100vw / 1080, 100vh / 1920);
    display: block;
    height: 100%;
    color: var(--text);
  }
  .stage {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100%;
    overflow: hidden;
    background: var(--page);
    font-size: calc(36 * var(--u));
    line-height: 1.25;
  }
  button {
    margin: 0;
    touch-action: manipulation;
    user-select: none;
  }
  .icon {
    flex: none;
    width: calc(44 * var(--u));
    height: calc(44 * var(--u));
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(24 * var(--u));
    min-height: calc(120 * var(--u));
    padding: calc(12 * var(--u)) calc(48 * var(--u));
    border-bottom: calc(8 * var(--u)) solid var(--gold);
    background: #2d3540;
    color: #ffffff;
  }
  header :focus-visible {
    outline-color: var(--gold);
    box-shadow: none;
  }
  .brand {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(24 * var(--u));
    align-items: baseline;
  }
  .brand strong {
    font-size: calc(44 * var(--u));
  }
  .switch {
    min-width: calc(220 * var(--u));
    min-height: calc(92 * var(--u));
    border: 0;
    border-radius: calc(16 * var(--u));
    background: #ffffff;
    color: var(--blue);
    font-size: calc(40 * var(--u));
    font-weight: 700;
  }
  footer {
    display: flex;
    justify-content: space-between;
    gap: calc(24 * var(--u));
    padding: calc(24 * var(--u)) calc(48 * var(--u));
    border-top: calc(2 * var(--u)) solid var(--hairline);
    background: var(--surface);
  }
  .foot {
    display: flex;
    align-items: center;
    gap: calc(20 * var(--u));
    min-height: calc(116 * var(--u));
    padding: 0 calc(40 * var(--u)) 0 calc(32 * var(--u));
    border: calc(3 * var(--u)) solid var(--edge);
    border-radius: calc(20 * var(--u));
    background: var(--surface);
    color: var(--blue);
    font-size: calc(42 * var(--u));
    font-weight: 700;
  }
  .foot:active {
    background: var(--blue-line);
  }
  [aria-disabled="true"] {
    border-color: var(--hairline);
    background: #e9ebef;
    color: #5c6676;
  }
  .pin {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: calc(48 * var(--u));
    padding: calc(40 * var(--u)) calc(48 * var(--u));
  }
  .ask {
    text-align: center;
  }
  .ask h1 {
    color: var(--blue);
    font-size: calc(84 * var(--u));
    line-height: 1.15;
  }
  .ask > p {
    font-size: calc(44 * var(--u));
  }
  .dots {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(20 * var(--u));
    padding: calc(52 * var(--u)) 0 calc(32 * var(--u));
  }
  .dots span {
    width: calc(44 * var(--u));
    height: calc(44 * var(--u));
    border: calc(5 * var(--u)) solid var(--edge);
    border-radius: 50%;
  }
  .dots .full {
    border-color: var(--blue);
    background: var(--blue);
  }
  .pin .note {
    min-height: calc(140 * var(--u));
    font-size: calc(40 * var(--u));
  }
  .pin .note strong {
    color: #7a1a17;
    font-size: calc(46 * var(--u));
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, calc(248 * var(--u)));
    gap: calc(28 * var(--u));
    justify-content: center;
  }
  .key {
    display: grid;
    place-items: center;
    height: calc(196 * var(--u));
    border: calc(3 * var(--u)) solid var(--edge);
    border-radius: calc(32 * var(--u));
    background: var(--surface);
    color: var(--blue);
    font-size: calc(88 * var(--u));
    font-weight: 700;
    box-shadow: 0 calc(6 * var(--u)) 0 #c9d3e0;
  }
  .key .icon {
    width: calc(84 * var(--u));
    height: calc(84 * var(--u));
  }
  /* A pressed key sinks and keeps its colour: who looks over a shoulder learns nothing from afar. */
  .key:active {
    box-shadow: none;
    translate: 0 calc(6 * var(--u));
  }
  .enter {
    border-color: var(--blue);
    background: var(--blue);
    color: #ffffff;
    box-shadow: 0 calc(6 * var(--u)) 0 var(--blue-deep);
  }
  .enter[aria-disabled="true"] {
    border-color: var(--hairline);
    background: #e9ebef;
    color: #5c6676;
    box-shadow: none;
  }

  @media (min-aspect-ratio: 1/1) {
    :host {
      --u: min(100vw / 1280, 100vh / 768);
    }
    .stage {
      font-size: calc(28 * var(--u));
    }
    header {
      min-height: calc(84 * var(--u));
      padding: calc(6 * var(--u)) calc(32 * var(--u));
      border-bottom-width: calc(6 * var(--u));
    }
    .brand strong {
      font-size: calc(34 * var(--u));
    }
    .switch {
      min-width: calc(170 * var(--u));
      min-height: calc(68 * var(--u));
      font-size: calc(30 * var(--u));
    }
    footer {
      padding: calc(10 * var(--u)) calc(32 * var(--u));
    }
    .foot {
      min-height: calc(86 * var(--u));
      font-size: calc(32 * var(--u));
    }
    .pin {
      flex-direction: row;
      align-items: center;
      gap: calc(60 * var(--u));
      padding: calc(16 * var(--u)) calc(48 * var(--u));
    }
    .ask {
      flex: 1;
    }
    .ask h1 {
      font-size: calc(60 * var(--u));
    }
    .ask > p {
      font-size: calc(34 * var(--u));
    }
    .dots {
      gap: calc(14 * var(--u));
      padding: calc(32 * var(--u)) 0 calc(20 * var(--u));
    }
    .dots span {
      width: calc(34 * var(--u));
      height: calc(34 * var(--u));
    }
    .pin .note {
      min-height: calc(150 * var(--u));
      font-size: calc(30 * var(--u));
    }
    .pin .note strong {
      font-size: calc(34 * var(--u));
    }
    .pad {
      grid-template-columns: repeat(3, calc(170 * var(--u)));
      gap: calc(16 * var(--u));
    }
    .key {
      height: calc(114 * var(--u));
      border-radius: calc(20 * var(--u));
      font-size: calc(58 * var(--u));
    }
    .key .icon {
      width: calc(56 * var(--u));
      height: calc(56 * var(--u));
    }
  }
`;
