import { beforeEach, describe, expect, test } from 'vitest';
import { createQuarantine, EXCLUSIVE_LIMIT_MS, type Quarantine } from '../../../src/agenda/quarantine.js';
import { createManualTimer, type ManualTimer } from '../../support/timer.js';

describe('what may run beside what', () => {
  let timer: ManualTimer;
  let quarantine: Quarantine;
  /** What runs, and how to end it. */
  let running: Map<string, () => void>;

  beforeEach(() => {
    timer = createManualTimer();
    quarantine = createQuarantine(timer);
    running = new Map();
  });

  const work = (name: string) => async () => {
    await new Promise<void>((resolve) => running.set(name, resolve));
  };
  const beside = (name: string) => void quarantine.concurrent(work(name));
  const alone = (name: string, tries = 0) => void quarantine.exclusive(tries, work(name));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const runs = async () => {
    await settle();
    return [...running.keys()];
  };
  const end = (name: string) => {
    running.get(name)?.();
    running.delete(name);
  };

  test('one alone waits for all others, and whoever comes after it waits for it', async () => {
    for (const name of ['a', 'b']) beside(name);
    alone('suspect');
    beside('c');
    expect(await runs()).toEqual(['a', 'b']);
    end('a');
    expect(await runs()).toEqual(['b']);
    end('b');
    expect(await runs()).toEqual(['suspect']);
    end('suspect');
    expect(await runs()).toEqual(['c']);
    expect(timer.waits()).toEqual([]);
  });

  test('of many that run alone each lets the others through before the next', async () => {
    alone('first');
    alone('second');
    for (const name of ['a', 'b']) beside(name);
    expect(await runs()).toEqual(['first']);
    end('first');
    expect(await runs()).toEqual(['a', 'b']);
    beside('c');
    end('a');
    end('b');
    expect(await runs()).toEqual(['second']);
    end('second');
    expect(await runs()).toEqual(['c']);
  });

  test('who was tried least is first', async () => {
    alone('often', 2);
    alone('once', 1);
    alone('once too', 1);
    for (const name of ['once', 'once too', 'often']) {
      expect(await runs()).toEqual([name]);
      end(name);
    }
  });

  test('says who had to wait, and lets others in after one that throws', async () => {
    const thrown = quarantine.exclusive(0, async () => {
      throw new TypeError('in the middle');
    });
    const waited = quarantine.concurrent(async (had) => had);
    await expect(thrown).rejects.toThrow(TypeError);
    expect([await waited, await quarantine.concurrent(async (had) => had)]).toEqual([true, false]);
  });

  test('what hangs is left to itself after a while, and its end changes nothing any more', async () => {
    alone('hangs');
    beside('a');
    await settle();
    expect(timer.waits()).toEqual([EXCLUSIVE_LIMIT_MS]);
    timer.ring();
    expect(await runs()).toEqual(['hangs', 'a']);
    end('a');
    alone('b');
    expect(await runs()).toEqual(['hangs', 'b']);
    end('hangs');
    beside('c');
    expect(await runs()).toEqual(['b']);
  });
});
