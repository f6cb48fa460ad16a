import { type Family, image, inside } from '../support/injection.ts';

const after = 'run-c2';
const site = '/etc/nginx/conf.d/default.conf';
const page = '/usr/share/nginx/html/index';
/** A reload is done when the old socket is closed. */
const closed = `while ${inside('c1', 'ss -Hltn "sport = :80"')} | grep -q .; do sleep 0.1; done`;

export const containerInjections = {
  'container-missing': { after, check: 'c1-running', lines: ['docker rm -f c1'] },
  'container-exited': { after, check: 'c1-running', lines: ['docker stop -t 0 c1'] },
  'container-docker-network': {
    after,
    check: 'c1-network-none',
    lines: ['docker rm -f c1', `docker run -d --name=c1 ${image}`],
  },
  'container-shared-network': {
    after,
    check: 'c1-network-none',
    lines: ['docker rm -f c1', `docker run -d --net=host --name=c1 ${image}`],
  },
  'loopback-down': { after, check: 'c1-serves', lines: [inside('c1', 'ip link set lo down')] },
  'no-listener': {
    after,
    check: 'c1-serves',
    lines: [`docker exec c1 sed -i "s/listen 80;/listen 8080;/" ${site}`, 'docker exec c1 nginx -s reload', closed],
  },
  'server-broken': {
    after,
    check: 'c1-serves',
    lines: [`docker exec c1 mv ${page}.html ${page}.off`],
    onlyLooks: 'what ails the program is in its own log',
    fix: [`docker exec c1 mv ${page}.off ${page}.html`],
  },
} as const satisfies Family;
