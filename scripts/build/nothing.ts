/** Ink's development tools are never loaded in a build. */
export default undefined;
