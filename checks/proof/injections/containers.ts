import { type Family, image, inside } from './injection.ts';

const after = 'run-c2';
const start = `docker run -d --net=none --name=c1 ${image}`;
const site = '/etc/nginx/conf.d/default.conf';
/** A reload is done when the old socket is closed (or the new one open). */
const listening = (state: '' | '!', port: number): string =>
  `until ${state} ${inside('c1', `ss -Hltn "sport = :${port}"`)} | grep -q .; do sleep 0.1; done`;

export const containers = {
  'container-missing': { after, check: 'c1-running', lines: ['docker rm -f c1'], mend: [start] },
  'container-exited': { after, check: 'c1-running', lines: ['docker stop -t 0 c1'], mend: ['docker start c1'] },
  'container-docker-network': {
    after,
    check: 'c1-network-none',
    lines: ['docker rm -f c1', `docker run -d --name=c1 ${image}`],
    mend: ['docker rm -f c1', start],
  },
  'container-shared-network': {
    after,
    check: 'c1-network-none',
    lines: ['docker rm -f c1', `docker run -d --net=host --name=c1 ${image}`],
    mend: ['docker rm -f c1', start],
  },
  'loopback-down': {
    after,
    check: 'c1-serves',
    lines: [inside('c1', 'ip link set lo down')],
    mend: [inside('c1', 'ip link set lo up')],
  },
  'no-listener': {
    after,
    check: 'c1-serves',
    lines: [
      `docker exec c1 sed -i "s/listen 80;/listen 8080;/" ${site}`,
      'docker exec c1 nginx -s reload',
      listening('!', 80),
    ],
    mend: [
      `docker exec c1 sed -i "s/listen 8080;/listen 80;/" ${site}`,
      'docker exec c1 nginx -s reload',
      listening('', 80),
    ],
  },
  'server-broken': {
    after,
    check: 'c1-serves',
    lines: ['docker exec c1 mv /usr/share/nginx/html/index.html /usr/share/nginx/html/index.off'],
    mend: ['docker exec c1 mv /usr/share/nginx/html/index.off /usr/share/nginx/html/index.html'],
  },
} as const satisfies Family;
