import { beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../src/core/time.js';
import { importMembers } from '../../src/features/members/import/run.js';
import { acceptRelay } from '../../src/features/relay/accept.js';
import { MESSAGES_AN_HOUR } from '../../src/features/relay/rules/relay.js';
import { writeMessage } from '../../src/features/relay/write.js';
import type { Store } from '../../src/ports/store.js';
import { aMember, T0 } from '../contract/store/samples.js';
import { createTestClock } from '../support/clock.js';
import { createTestLogger } from '../support/logger.js';
import { openTestStore, type TestStore } from '../support/store.js';

/**
 * PostgreSQL may end a transaction for another's sake, and it is run again: whatever `work` did outside the database stands
 * twice then. Here each transaction first comes to nothing at its very end.
 */
function twice(store: Store): Store {
  return {
    ...store,
    async transaction(work) {
      const ended = new Error('ended for another’s sake');
      await store
        .transaction(async (repositories) => {
          await work(repositories);
          throw ended;
        })
        .catch((error: unknown) => {
          if (error !== ended) throw error;
        });
      return store.transaction(work);
    },
  };
}

describe('a transaction that is run again', () => {
  let store: TestStore;
  const clock = createTestClock(T0);
  const again = () => store.contexts({ store: twice(store.engines), clock, logger: createTestLogger() });
  beforeEach(async () => {
    store = await openTestStore();
    return () => store.close();
  });

  test('takes an import as if it had run once', async () => {
    const lines = Array.from({ length: 150 }, (_, index) => `Member ${index},Organisation ${index % 7},local`);
    const file = ['name,organisation,organisation_type', ...lines, lines[3]].join('\n');
    const result = await importMembers(again().autocommit, file, {
      dryRun: false,
      actor: null,
    });
    // The last line is the fourth one again: whether it means somebody else is a question.
    expect(result.counts).toEqual({ created: 150, updated: 0, unchanged: 0, rejected: 0, asked: 1 });
    expect(result.organisationsCreated).toBe(7);
    expect((await store.autocommit.members.list({}, { offset: 0, limit: 1000 })).length).toBe(150);
  });

  test('counts what a person says in a relay once', async () => {
    const [zahra, noor] = [
      await store.autocommit.members.insert(aMember()),
      await store.autocommit.members.insert(aMember({ name: 'Noor' })),
    ];
    const contexts = again();
    await store.autocommit.relays.offer([{ key: 'coffee:1', members: [zahra, noor] }]);
    const relay = await store.autocommit.relays.findByKey('coffee:1');
    if (!relay) throw new Error('no relay');
    const { id } = relay;
    for (const member of [zahra, noor]) await contexts.transaction((context) => acceptRelay(context, member, id));
    const many = 'relay.error.many';
    let written = 0;
    const write = () => contexts.transaction((context) => writeMessage(context, zahra, id, `word ${written}`)).then(() => (written += 1));
    await expect(
      (async () => {
        for (;;) await write();
      })(),
    ).rejects.toMatchObject({ humanError: { key: many } });
    expect(written).toBe(MESSAGES_AN_HOUR);
    expect(await store.autocommit.deliveries.list({ kindPrefix: 'relay.word', limit: 999 })).toHaveLength(written);
    // A clock that steps back makes nobody wait for a day.
    clock.advance(-DAY);
    await write();
  });
});
