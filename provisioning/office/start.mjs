/** The first file of `npm start`: plain JavaScript, so that a Node which cannot read the rest can still say so. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  console.error(
    `The Q needs Node 24; this is Node ${process.versions.node}. Start it with "npm start": npm uses the Node that "npm ci" has put beside it.\n` +
      'If "npm start" says this, run "npm ci" again without --omit=optional, or install Node 24.',
  );
  process.exit(1);
}
await import("./main.ts");
