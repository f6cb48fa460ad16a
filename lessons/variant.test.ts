import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateCount, candidate as drawn } from '../src/grade/variants/variant.ts';
import { langs } from '../src/i18n/lang.ts';
import { defaultParams, type Params, paramSet } from './params/params.ts';
import { variant } from './scene.ts';
import { taught } from './testing/taught.ts';

const secret = 'a course secret of the teacher';
const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const candidate = (...of: Parameters<typeof drawn>): { readonly params: Params } => ({
  params: { ...defaultParams, ...variant(drawn(...of)) },
});

describe("a student's variant", () => {
  it('never changes: students have it on paper', () => {
    const { params } = candidate(secret, 's1001', 0);
    expect(params).toMatchInlineSnapshot(`
      {
        "bridge": "br0-jbxgr",
        "c1": {
          "address": "10.190.110.179",
          "name": "c1-jbxgr",
          "peer": "eth0",
          "veth": "veth1-jbxgr",
        },
        "c2": {
          "address": "10.190.110.157",
          "name": "c2-jbxgr",
          "peer": "eth0",
          "veth": "veth2-jbxgr",
        },
        "gateway": "10.190.110.115",
        "hostAddress": "192.168.1.61",
        "hostServicePort": 9000,
        "image": "nginx:1.13.3-alpine",
        "outsideAddress": "192.168.1.50",
        "port": 27570,
        "site": "www.baidu.com",
        "subnet": "10.190.110.0/24",
        "uplink": "ens33",
      }
    `);
  });

  it('is a set of parameters that the course takes, of every candidate', () => {
    fc.assert(
      fc.property(anyId, fc.nat(candidateCount - 1), (id, index) => {
        const { params } = candidate(secret, id, index);
        expect(paramSet.parse(params)).toEqual({ ok: true, value: params });
        expect([params.uplink, params.hostAddress, params.outsideAddress, params.image, params.site]).toEqual([
          ...[defaultParams.uplink, defaultParams.hostAddress, defaultParams.outsideAddress],
          ...[defaultParams.image, defaultParams.site],
        ]);
      }),
    );
  });

  it('stands in the lessons', async () => {
    const { params } = candidate(secret, 's1001', 0);
    for (const lang of langs) {
      const words = JSON.stringify((await taught(lang, params)).lessons);
      for (const value of [
        params.bridge,
        params.subnet,
        params.c1.address,
        params.c2.name,
        params.c1.veth,
        params.port,
      ])
        expect(words).toContain(String(value));
      expect(words).not.toMatch(/\bbr0(?!-)|172\.18\.0\.|\b5678\b/);
    }
  });
});
