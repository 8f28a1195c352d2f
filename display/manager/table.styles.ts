/** The look of the manager's tables: names at the left, figures under each other at the right. */
import { css } from "lit";

export const tableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    text-align: right;
  }
  thead th {
    color: var(--text-quiet);
    font-size: 14px;
  }
  th:first-child {
    text-align: left;
  }
`;
