import type { SshSettings, SshTarget } from '../lab.ts';
import type { Command } from '../shared/process.ts';

/** Nothing of the caller's environment survives: no exported function, no preloaded library, no wrapper in PATH. */
const clean = '/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C';

/**
 * What the login shell over there is asked to run: a POSIX shell of root that reads commands from its standard input.
 * Programs by their full path: a profile may define functions and aliases, but no shell lets those have a slash.
 * Single quotes only, so that sh, bash, zsh, fish and csh read it alike.
 */
export const rootShell =
  `${clean} /bin/sh -c ` + `'[ "$(id -u)" = 0 ] && exec /bin/sh; exec sudo -n -- ${clean} /bin/sh'`;

export interface SshCommandPlan {
  readonly ssh: string;
  readonly target: SshTarget;
  readonly settings: SshSettings;
  /** ssh writes its own words here, so that nothing the machine prints can pass for them. */
  readonly log: string;
}

/**
 * argv of ssh for one target. What is said here wins over ssh_config: nobody is asked anything, no agent, display or port
 * is lent to the machine, nothing runs on this side. Jump hosts, proxies, keys and names are ssh_config's.
 */
export function sshCommand({ ssh, target, settings, log }: SshCommandPlan): Command {
  const options = [
    'BatchMode=yes',
    `StrictHostKeyChecking=${settings.hostKeys === 'strict' ? 'yes' : 'accept-new'}`,
    `ConnectTimeout=${settings.connectSeconds}`,
    'ConnectionAttempts=1',
    // A machine that vanishes in the middle of a script is noticed.
    'ServerAliveInterval=10',
    'ServerAliveCountMax=3',
    'ForwardAgent=no',
    'ForwardX11=no',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
    'RequestTTY=no',
    'RemoteCommand=none',
    'SessionType=default',
    'StdinNull=no',
    'ForkAfterAuthentication=no',
    'EscapeChar=none',
    // A master of the user's is welcome; one that we start would outlive us.
    'ControlMaster=no',
    'UpdateHostKeys=no',
    'LogLevel=INFO',
    // Makes ssh say which host key it has verified.
    'VisualHostKey=yes',
  ];
  const { host, port, user, identityFile } = target;
  return {
    file: ssh,
    args: [
      '-T',
      ...(settings.configFile === undefined ? [] : ['-F', settings.configFile]),
      ...(settings.knownHosts === undefined ? [] : ['-o', `UserKnownHostsFile="${settings.knownHosts}"`]),
      ...options.flatMap((option) => ['-o', option]),
      '-E',
      log,
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...(user === undefined ? [] : ['-l', user]),
      // In quotes: ssh would split a path at its blanks.
      ...(identityFile === undefined ? [] : ['-o', `IdentityFile="${identityFile}"`, '-o', 'IdentitiesOnly=yes']),
      '--',
      host,
      rootShell,
    ],
    env: sshEnv(process.env),
    forget: true,
  };
}

/** ssh_config may call programs that need the user's environment; our own settings are none of their business. */
function sshEnv(own: NodeJS.ProcessEnv): { readonly [name: string]: string } {
  const env: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && !name.startsWith('BRIDGEWORK_')) env[name] = value;
  }
  // Its words in English, so that they can be understood; and nobody to ask.
  return { ...env, LC_ALL: 'C', SSH_ASKPASS_REQUIRE: 'never' };
}
