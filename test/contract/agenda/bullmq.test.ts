import { randomUUID } from 'node:crypto';
import { beforeAll, describe } from 'vitest';
import { createPostgresService } from '../../../src/agenda/bullmq/postgres.js';
import { createRedisService } from '../../../src/agenda/bullmq/redis.js';
import { createBullmqRunner, SWEEP } from '../../../src/agenda/bullmq/runner.js';
import { hasService, services } from '../../support/services/index.js';
import { openTestStore } from '../../support/store.js';
import { describeRunner } from './describe-runner.js';

const TRAITS = { alone: false, looksEvery: SWEEP };

describe.skipIf(!hasService('redis'))('on Redis', () => {
  let url: string;
  beforeAll(async () => {
    url = await services.redis();
  });

  describeRunner(
    'BullMQ on Redis',
    () => openTestStore(),
    (options) =>
      createBullmqRunner({
        ...options,
        createService: (given) => createRedisService({ ...given, url, prefix: `test-${randomUUID()}` }),
      }),
    TRAITS,
  );
});

describe.skipIf(!hasService('postgres'))('on PostgreSQL', () => {
  let url: string;
  describeRunner(
    'BullMQ on PostgreSQL',
    async () => {
      url = await services.postgres();
      return openTestStore();
    },
    (options) => createBullmqRunner({ ...options, createService: (given) => createPostgresService({ ...given, url }) }),
    TRAITS,
  );
});
