import { describe, expect, it } from 'vitest';
import type { Picture } from '../../picture/picture.ts';
import { topologySvg } from '../../picture/svg.ts';
import { topologyText } from '../../picture/text.ts';
import { topologyDocument, toTopologyDocument } from '../json/topology-document.ts';

const picture: Picture = {
  nodes: [
    {
      name: 'host',
      kind: 'host',
      running: true,
      defaultVia: 'default via 192.168.1.1',
      interfaces: [
        { name: 'br0', kind: 'bridge', up: true, carrier: true, addresses: ['172.18.0.1/16'] },
        {
          name: 'veth1',
          kind: 'veth',
          up: true,
          carrier: false,
          addresses: [],
          master: 'br0',
          portState: 'disabled',
          hairpin: true,
        },
      ],
    },
    {
      name: 'c1',
      kind: 'container',
      running: true,
      interfaces: [{ name: 'eth0', kind: 'veth', up: false, carrier: false, addresses: [] }],
    },
    { name: 'c2<&', kind: 'container', running: false, interfaces: [] },
  ],
  wires: [{ a: { node: 'host', interface: 'veth1' }, b: { node: 'c1', interface: 'eth0' }, connected: false }],
  flows: [{ from: 'c1', to: 'c2', outcome: 'timeout' }],
};

describe('the topology', () => {
  it('reads as text', () => {
    expect(topologyText(picture, 'en')).toBe(
      [
        'host',
        '  br0    bridge up            172.18.0.1/16',
        '  veth1  veth up, no carrier                 ⇄ c1:eth0  master br0  disabled  hairpin on',
        '  default via 192.168.1.1',
        '',
        'c1',
        '  eth0  veth down    ⇄ host:veth1',
        '',
        'c2<&  (not running)',
        '',
        'c1 → c2  timed out',
        '',
      ].join('\n'),
    );
  });

  it('is a picture that quotes what it shows and draws each known cable', () => {
    const svg = topologySvg(picture);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('>c2&lt;&amp;</text>');
    expect(svg.match(/<path /g)).toHaveLength(1);
    expect(svg).not.toContain('NaN');
  });

  it('is data', () => {
    expect(topologyDocument.parse(toTopologyDocument('default', picture))).toMatchObject({
      version: 1,
      lab: 'default',
    });
  });

  it('can be empty', () => {
    const nothing: Picture = { nodes: [], wires: [], flows: [] };
    expect(topologyText(nothing, 'zh-CN')).toBe('\n');
    expect(topologySvg(nothing)).not.toContain('Infinity');
  });
});
