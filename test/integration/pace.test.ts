import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { createFailSafePace } from '../../src/pace/fail-safe.js';
import { createMemoryPace } from '../../src/pace/memory.js';
import { createRedisPace } from '../../src/pace/redis.js';
import type { Pace } from '../../src/ports/pace.js';
import { createTestLogger } from '../support/logger.js';
import { hasService, startRedis } from '../support/services/index.js';

const hour = { name: 'general', shared: { calls: 1, windowMs: 3_600_000 } };
const now = { traffic: 'fan-out', patienceMs: 0 } as const;

describe.skipIf(!hasService('redis'))('the pace when Redis goes away', () => {
  let end = async () => {};
  afterEach(() => end());

  it('goes on in this process, says so once, and is shared again when Redis is back', async () => {
    const server = await startRedis({ keep: true });
    const redis = new Redis(server.url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy: () => 10 });
    redis.on('error', () => {});
    await new Promise((resolve) => redis.once('ready', resolve));
    const logger = createTestLogger();
    const pace: Pace = createFailSafePace({ shared: createRedisPace({ redis, prefix: 'test' }), local: createMemoryPace(), logger });
    end = async () => {
      redis.disconnect();
      await server.end();
    };
    expect(await pace.reserve([hour], now)).toEqual({ type: 'go', inMs: 0 });
    expect((await pace.reserve([hour], now)).type).toBe('later');
    await server.kill();
    // This process has sent nothing yet that it knows of.
    expect((await pace.reserve([hour], now)).type).toBe('go');
    expect((await pace.reserve([hour], now)).type).toBe('later');
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    const ready = new Promise((resolve) => redis.once('ready', resolve));
    await server.restart();
    await ready;
    expect((await pace.reserve([{ ...hour, name: 'other' }], now)).type).toBe('go');
    expect(await redis.exists('test:pace:other')).toBe(1);
  });
});
