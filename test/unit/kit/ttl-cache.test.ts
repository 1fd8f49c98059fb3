import { describe, expect, it } from 'vitest';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { collectGarbage } from '../../support/growth.js';

/** A cache whose clock and monotonic time a test moves by hand. */
function createSample({ ttlMs = 1_000, maxEntries = 3 } = {}) {
  let now = 5_000_000;
  let monotonic = 0;
  const cache = createTtlCache<string>({ clock: { now: () => now }, ttlMs, maxEntries, monotonicNow: () => monotonic });
  return {
    cache,
    /** Time passes: both go on. */
    pass(ms: number) {
      now += ms;
      monotonic += ms;
    },
    /** Somebody sets the clock. */
    setClock(byMs: number) {
      now += byMs;
    },
  };
}

describe('a TTL cache', () => {
  it('gives a value back until its time is over', () => {
    const { cache, pass } = createSample();
    cache.set('a', 'tea');
    pass(999);
    expect(cache.get('a')).toBe('tea');
    pass(1);
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('b')).toBeUndefined();
  });

  it('starts the time anew when a value is set again', () => {
    const { cache, pass } = createSample();
    cache.set('a', 'tea');
    pass(600);
    cache.set('a', 'coffee');
    pass(600);
    expect(cache.get('a')).toBe('coffee');
  });

  it('lets a read restart no time', () => {
    const { cache, pass } = createSample();
    cache.set('a', 'tea');
    pass(600);
    expect(cache.get('a')).toBe('tea');
    pass(400);
    expect(cache.get('a')).toBeUndefined();
  });

  it('drops the oldest entries when it is full, by when they were last set', () => {
    const { cache } = createSample();
    for (const key of ['a', 'b', 'c']) cache.set(key, key);
    cache.set('a', 'again');
    cache.set('d', 'd');
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['again', undefined, 'c', 'd']);
  });

  it('keeps what is read, when it is full', () => {
    const { cache } = createSample();
    for (const key of ['a', 'b', 'c']) cache.set(key, key);
    cache.get('a');
    cache.set('d', 'd');
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  });

  it('lets go of values whose time is over, though nobody reads them', async () => {
    let now = 1;
    const cache = createTtlCache<object>({ clock: { now: () => now }, ttlMs: 1_000, maxEntries: 3, monotonicNow: () => now });
    const setOne = (key: string): WeakRef<object> => {
      const value = { token: key };
      cache.set(key, value);
      return new WeakRef(value);
    };
    const over = setOne('a');
    now += 500;
    const valid = setOne('b');
    now += 500;
    cache.set('c', {});
    // A value that was held in this turn of the event loop is collected in a later one.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect([over.deref(), valid.deref()]).toEqual([undefined, { token: 'b' }]);
  });

  it('deletes', () => {
    const { cache } = createSample();
    cache.set('a', 'tea');
    cache.delete('a');
    cache.delete('never there');
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps nothing longer when the clock is set back, and loses nothing by it', () => {
    const { cache, pass, setClock } = createSample();
    cache.set('a', 'tea');
    pass(500);
    setClock(-86_400_000);
    expect(cache.get('a')).toBe('tea');
    pass(499);
    expect(cache.get('a')).toBe('tea');
    pass(1);
    expect(cache.get('a')).toBeUndefined();
  });

  it('follows a clock that is set ahead', () => {
    const { cache, setClock } = createSample();
    cache.set('a', 'tea');
    setClock(1_000);
    expect(cache.get('a')).toBeUndefined();
  });

  it('follows a clock that begins at 0', () => {
    let now = 0;
    const cache = createTtlCache<string>({ clock: { now: () => now }, ttlMs: 1_000, maxEntries: 1, monotonicNow: () => 0 });
    cache.set('a', 'tea');
    now = 999;
    expect(cache.get('a')).toBe('tea');
    now = 1_000;
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps entries without a limit of time as long as there is room', () => {
    const { cache, pass } = createSample({ ttlMs: Number.POSITIVE_INFINITY, maxEntries: 1 });
    cache.set('a', 'tea');
    pass(1e12);
    expect(cache.get('a')).toBe('tea');
    cache.set('b', 'coffee');
    expect(cache.get('a')).toBeUndefined();
  });
});
