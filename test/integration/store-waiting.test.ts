import { expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { migrate } from '../../src/store/migrate.js';
import { createStore, ensureCommunity } from '../../src/store/store.js';
import { settingsCodec } from '../support/settings.js';
import { createManualTimer, until } from '../support/timer.js';

test('a transaction that waits for its own connection is given up, and the store goes on', async () => {
  const timer = createManualTimer();
  const late: string[] = [];
  const database = openDatabase('sqlite::memory:', { timer, onLate: ({ message }) => late.push(message) });
  await migrate(database);
  const store = createStore({ database, communityId: await ensureCommunity(database), settings: settingsCodec });
  const wrong = store.transaction(async ({ community }) => {
    await community.saveFact('written', 'yes');
    return store.urgent.autocommit.community.fact('written');
  });
  wrong.catch(() => {});
  for (let minute = 0; minute < 2; minute += 1) {
    await until(() => timer.waits().length > 0);
    timer.ring();
  }
  await expect(wrong).rejects.toMatchObject({ humanError: { key: 'store.busy' }, isMomentary: true });
  expect(late).toEqual([expect.stringContaining('inside a transaction')]);
  expect(await store.autocommit.community.fact('written')).toBeUndefined();
  await store.close();
});
