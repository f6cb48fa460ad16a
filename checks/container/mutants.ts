import { type CommandMutants, type Fails, pid } from '../support/case.ts';

const image = 'nginx:1.13.3-alpine';
const missing = (who: string): Fails => ({ [`${who}-running`]: 'container-missing' });
const otherName = (who: string): Fails => ({ [`${who}-running`]: 'container-other-name' });

const container = (who: 'c1' | 'c2', other: 'c1' | 'c2'): CommandMutants => ({
  step: `run-${who}`,
  command: 0,
  leftOut: missing(who),
  wrong: [
    {
      name: 'with the network of the host',
      lines: [`docker run -d --net=host --name=${who} ${image} sleep 1d`],
      fails: { [`${who}-network-none`]: 'container-shared-network' },
    },
    {
      name: 'ends at once',
      lines: [`docker run -d --net=none --name=${who} ${image} false`],
      fails: { [`${who}-running`]: 'container-exited' },
    },
    {
      name: 'made, but not started',
      lines: [`docker create --net=none --name=${who} ${image}`],
      fails: { [`${who}-running`]: 'container-exited' },
    },
    {
      name: 'another name',
      lines: [`docker run -d --net=none --name=${who}x ${image}`],
      fails: otherName(who),
    },
    {
      name: 'no name',
      lines: [`docker run -d --net=none ${image}`],
      fails: otherName(who),
    },
    {
      name: 'a typing error in the image',
      lines: [`docker run -d --net=none --name=${who} nginx:1.13.3-alpin`],
      fails: missing(who),
      refused: true,
    },
    {
      name: 'the network of another container',
      lines: [
        `docker run -d --net=none --name=${who}x ${image}`,
        `docker run -d --net=container:${who}x --name=${who} ${image} sleep 1d`,
      ],
      fails: { [`${who}-network-none`]: 'container-shared-network' },
    },
    {
      name: 'a program that serves nothing',
      lines: [`docker run -d --net=none --name=${who} ${image} sleep 1d`],
      fails: { [`${who}-serves`]: 'no-listener' },
    },
    ...(who === 'c2'
      ? [
          {
            name: 'the name of the first container again',
            lines: [`docker run -d --net=none --name=${other} ${image}`],
            fails: missing(who),
            refused: true as const,
          },
        ]
      : [
          {
            name: 'its lo is switched off',
            lines: [`docker run -d --net=none --name=c1 ${image}`, `nsenter -n -t ${pid('c1')} ip link set lo down`],
            fails: { 'c1-serves': 'loopback-down' } as const,
          },
        ]),
  ],
});

export const containerMutants: readonly CommandMutants[] = [container('c1', 'c2'), container('c2', 'c1')];
