import { named, refused, remove, type Scenario, scenario, timeout } from '../../testing/scenario.ts';

const inside = 'c1-reaches-c2';
const hp = 'outside-reaches-port';

/** Containers: states of a lab, and what the checks have to say of them. */
export const containerScenarios: readonly Scenario[] = [
  scenario('c1-running', 'container-other-name', 'c01 for c1', (d) => (named(d.containers, 'c1').name = 'c01')),
  scenario('c1-running', 'container-missing', 'somebody else’s container', (d) => {
    Object.assign(named(d.containers, 'c1'), { name: 'web', image: 'nginx:latest' });
  }),
  scenario('c1-running', 'container-missing', 'no c1', (d) => remove(d.containers, 'c1')),
  scenario('c1-running', 'container-exited', 'c1 stopped', (d) => {
    Object.assign(named(d.containers, 'c1'), { running: false, pid: 0, exitCode: 137 });
  }),
  scenario('c1-network-none', 'container-docker-network', 'forgot --net=none', (d) => {
    named(d.containers, 'c1').networkMode = 'bridge';
  }),
  scenario('c1-network-none', 'container-shared-network', '--net=host', (d) => {
    Object.assign(named(d.containers, 'c1'), { networkMode: 'host', netns: '4026531840' });
  }),
  scenario('c2-network-none', 'container-shared-network', '--net=container:c1', (d) => {
    Object.assign(named(d.containers, 'c2'), { networkMode: 'container:1', netns: named(d.containers, 'c1').netns });
  }),
  scenario('c1-serves', 'loopback-down', 'lo down', (d) => (named(d.c1, 'lo').up = false), timeout),
  scenario('c1-serves', 'no-listener', 'nginx does not listen', (d) => (d.listeners.c1 = []), refused),
  scenario('c1-lo-up', 'loopback-down', 'lo down', (d) => (named(d.c1, 'lo').up = false)),
  scenario('c1-serves', 'server-broken', 'nginx has no page', () => {}, { status: 404, client: '127.0.0.1' }),
  scenario('gateway-answers', 'no-listener', 'no service', (d) => (d.listeners.host = []), refused),
  scenario(inside, 'no-listener', 'nginx of c2 is gone', (d) => (d.listeners.c2 = []), refused),
  scenario(hp, 'no-listener', 'nginx is gone', (d) => (d.listeners.c1 = []), refused),
];
