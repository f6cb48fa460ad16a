import { describe, expect, it } from 'vitest';
import { mergeOverrides, overridesOf } from './param-overrides.ts';

describe('overrides of parameters', () => {
  it('nests what has a dot, and the last one wins', () => {
    const overrides = overridesOf(['bridge=br1', 'c1.veth=v1', 'c1.address=10.0.0.2', 'bridge=br2']);
    expect(overrides).toEqual({ ok: true, value: { bridge: 'br2', c1: { veth: 'v1', address: '10.0.0.2' } } });
  });

  it('keeps everything after the first =', () => {
    expect(overridesOf(['image=a=b'])).toEqual({ ok: true, value: { image: 'a=b' } });
  });

  it.each(['bridge', '=br0', '__proto__.x=1', 'a.b.c=1', ''])('names the pair that makes no sense: %j', (pair) => {
    expect(overridesOf(['bridge=br0', pair])).toEqual({ ok: false, error: pair });
  });

  it('puts flags over a file, one level deep', () => {
    expect(mergeOverrides({ bridge: 'a', c1: { name: 'x', veth: 'y' } }, { c1: { veth: 'z' } })).toEqual({
      bridge: 'a',
      c1: { name: 'x', veth: 'z' },
    });
  });

  it('leaves what is no set of parameters for the schema to refuse', () => {
    expect(mergeOverrides(['a'], { bridge: 'br1' })).toEqual(['a']);
  });
});
