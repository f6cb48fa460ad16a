/** Ink's development tools are never loaded in a build. */
// biome-ignore lint/style/noDefaultExport: Ink imports the default of the package that this stands for
export default undefined;
