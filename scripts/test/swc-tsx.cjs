// dependency-cruiser 17 gives swc every file as plain TypeScript, so JSX is a syntax error to it ("TODO: {tj}sx" in its
// src/extract/swc/parse.mjs), and TypeScript 7 has no API that it could use instead. Loaded before it (node --require),
// this tells swc which files hold JSX.
const swc = require('@swc/core');

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
