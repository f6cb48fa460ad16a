import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Library } from './libraries.ts';

export interface RootFolderParts {
  readonly nginx: string;
  readonly busybox: string;
  readonly applets: readonly string[];
  readonly libraries: readonly Library[];
}

/** The log format and the places are those of the stock image, so that a probe reads both alike. */
const nginxConf = `user root;
worker_processes 1;
error_log /var/log/nginx/error.log warn;
pid /var/run/nginx.pid;
events { worker_connections 64; }
http {
  default_type text/html;
  log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                  '$status $body_bytes_sent "$http_referer" '
                  '"$http_user_agent" "$http_x_forwarded_for"';
  access_log /var/log/nginx/access.log main;
  keepalive_timeout 65;
  include /etc/nginx/conf.d/*.conf;
}
`;

const siteConf = `server {
  listen 80;
  server_name localhost;
  location / { root /usr/share/nginx/html; index index.html; }
}
`;

const welcome = `<!DOCTYPE html>
<html>
<head><title>Welcome to nginx!</title></head>
<body>
<h1>Welcome to nginx!</h1>
<p>This is the offline stand-in of Bridgework: Debian's nginx and busybox.</p>
</body>
</html>
`;

/**
 * Debian's static busybox is built without wget's time limit, and still takes `-T N`: it writes to address 0. The stock
 * image's busybox has the limit, and its words for a timeout. The applet keeps its name as a process: a look ends what it
 * started by that.
 */
const wget = `#!/bin/sh
limit=
for word; do
  shift
  case $limit in next) limit=$word; continue ;; esac
  case $word in
    -T) limit=next ;;
    -T*) limit=\${word#-T} ;;
    *) set -- "$@" "$word" ;;
  esac
done
[ -n "$limit" ] || exec /usr/libexec/wget "$@"
timeout "$limit" /usr/libexec/wget "$@"
status=$?
[ $status != 143 ] || { echo 'wget: download timed out' >&2; status=1; }
exit $status
`;

const texts: { readonly [path: string]: string } = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  'etc/group': 'root:x:0:\n',
  'etc/nsswitch.conf': 'hosts: files dns\n',
  'etc/os-release': 'NAME="Bridgework stand-in"\nID=bridgework\n',
  'etc/nginx/nginx.conf': nginxConf,
  'etc/nginx/conf.d/default.conf': siteConf,
  'usr/share/nginx/html/index.html': welcome,
};

const folders = [
  'bin',
  'root',
  'tmp',
  'run',
  'proc',
  'sys',
  'dev',
  'var/log/nginx',
  'var/cache/nginx',
  // Where Fedora's, openSUSE's and Alpine's nginx make their folders for request bodies.
  'var/lib/nginx/tmp',
  'usr/libexec',
  'usr/sbin',
];

/** Writes the file tree of the stand-in image. Everything in it belongs to one id, so a lab with a single id can use it. */
export async function writeRootFolder(root: string, parts: RootFolderParts): Promise<void> {
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  await chmod(join(root, 'tmp'), 0o1777);
  for (const [path, content] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await symlink('/dev/stdout', join(root, 'var/log/nginx/access.log'));
  await symlink('/dev/stderr', join(root, 'var/log/nginx/error.log'));
  await symlink('/run', join(root, 'var/run'));

  await program(parts.busybox, join(root, 'bin/busybox'));
  const applets = parts.applets.filter((applet) => applet !== 'busybox' && applet !== 'wget');
  for (const applet of applets) await symlink('busybox', join(root, 'bin', applet));
  await writeFile(join(root, 'bin/wget'), wget, { mode: 0o755 });
  await symlink('/bin/busybox', join(root, 'usr/libexec/wget'));
  await program(parts.nginx, join(root, 'usr/sbin/nginx'));
  const libc = parts.libraries.find((library) => library.name.startsWith('libc.so'));
  const folder = dirname(libc?.path ?? '/lib/libc.so.6');
  for (const library of parts.libraries) {
    await program(library.path, join(root, library.isLoader ? library.path : join(folder, library.name)));
  }
}

async function program(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o755);
}
