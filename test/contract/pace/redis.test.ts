import { Redis } from 'ioredis';
import { describe } from 'vitest';
import { createRedisPace } from '../../../src/pace/redis.js';
import { hasService, services } from '../../support/services/index.js';
import { describePace } from './describe-pace.js';

interface Stored {
  s: number[] | Record<string, never>;
  a: number[] | Record<string, never>;
  line: number;
  till: number;
  at: number;
}

describe.skipIf(!hasService('redis'))('with a Redis', () => {
  describePace('Redis', async () => {
    const url = await services.redis();
    const [own, ...others] = [new Redis(url), new Redis(url), new Redis(url)];
    const processes = others.map((redis) => createRedisPace({ redis, prefix: 'test' }));
    const [first, second] = processes;
    if (first === undefined || second === undefined) throw new Error('two processes are needed');
    return {
      processes: [first, second],
      async leap(ms) {
        for (const key of await own.keys('test:pace:*')) {
          const state = JSON.parse((await own.get(key)) ?? '{}') as Stored;
          const moved = (slots: Stored['s']) => (Array.isArray(slots) ? slots.map((slot) => slot - ms) : slots);
          const { s, a, line, till, at } = state;
          await own.set(key, JSON.stringify({ s: moved(s), a: moved(a), line: line - ms, till: till - ms, at: at - ms }), 'KEEPTTL');
        }
      },
      async close() {
        for (const pace of processes) await pace.close();
        await own.quit();
      },
    };
  });
});
