import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { hasService, services, startPostgres, startRedis } from '../support/services/index.js';

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

describe.skipIf(!hasService('postgres'))('PostgreSQL for tests', () => {
  test('each asks for a database of its own', async () => {
    const [one, other] = [await services.postgres(), await services.postgres()];
    await query(one, 'create table mine (id integer)');
    await expect(query(other, 'select * from mine')).rejects.toThrow(/does not exist/);
  });

  test('one of its own outlives a kill, and ends without a trace', async () => {
    const server = await startPostgres();
    await query(server.url, 'create table kept as select 7 as number');
    await server.kill();
    await expect(query(server.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    await server.restart();
    expect(await query(server.url, 'select * from kept')).toEqual([{ number: 7 }]);
    const [folder] = await query(server.url, 'show data_directory');
    await server.end();
    expect(existsSync((folder as { data_directory: string }).data_directory)).toBe(false);
  });
});

describe.skipIf(!hasService('redis'))('Redis for tests', () => {
  test('each asks for a database of its own', async () => {
    const [one, other] = [await services.redis(), await services.redis()];
    await withRedis(one, (redis) => redis.set('mine', '1'));
    expect(await withRedis(other, (redis) => redis.get('mine'))).toBeNull();
  });

  test('one of its own can be killed, restarted, and keeps what it should', async () => {
    for (const keep of [true, false]) {
      const server = await startRedis({ keep });
      await withRedis(server.url, (redis) => redis.set('a', '1'));
      await server.stop();
      await server.restart();
      expect(await withRedis(server.url, (redis) => redis.get('a'))).toBe(keep ? '1' : null);
      await server.end();
    }
  });

  test('ends with the process that started it, however that ends', async () => {
    const script = `
      import { startRedis } from './test/support/services/redis.ts';
      console.log((await startRedis()).url);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(child.stdout, 'data')) as [Buffer];
    const url = printed.toString().trim();
    expect(await withRedis(url, (redis) => redis.ping())).toBe('PONG');
    child.kill('SIGKILL');
    const redis = new Redis(url, { retryStrategy: null, lazyConnect: true });
    redis.on('error', () => {});
    await expect
      .poll(
        () =>
          redis.connect().then(
            () => redis.disconnect(),
            () => 'gone',
          ),
        { timeout: 30_000 },
      )
      .toBe('gone');
  });
});
