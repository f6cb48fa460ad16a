/** What the lab may know of the learner's environment: terminal and language, nothing else. */
export function cleanEnv(path: string): { [name: string]: string } {
  const env: { [name: string]: string } = {
    HOME: '/root',
    USER: 'root',
    LOGNAME: 'root',
    SHELL: '/bin/bash',
    PATH: path,
    SHLVL: '1',
  };
  for (const name of ['TERM', 'COLORTERM', 'NO_COLOR', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
