const { options } = require('./.dependency-cruiser.cjs');

/** Folders that still import each other. A knot may get smaller; nothing is added to it, and a test finds what is untied. */
const knots = require('./scripts/test/folder-knots.json');

const exactly = (folders) => `^(${folders.join('|')})$`;

/** No circles of folders. Tests, which stand beside what they test, and the leaves in src itself are no part of a folder's standing. */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-circles',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: exactly(knots.flat()) },
      to: { circular: true },
    },
    ...knots.map((folders) => ({
      name: `no-folder-circles beyond ${folders[0]}`,
      severity: 'error',
      scope: 'folder',
      from: { path: exactly(folders) },
      to: { circular: true, pathNot: exactly(folders) },
    })),
  ],
  options: {
    ...options,
    exclude: { path: '^(dist|coverage)/|\\.test\\.tsx?$|/testing/|/fixtures/|contract\\.ts$|^src/[^/]+\\.ts$' },
  },
};
