import { afterEach, describe, expect, it } from 'vitest';
import { ownTitle, packTitle } from '../../../adapters/web/render/group-title.js';
import { withoutDirectionControls } from '../../../src/language/index.js';
import { webClient } from '../../support/web-client.js';
import { startWebServer, type WebServer } from '../../support/web-server.js';

const title = packTitle({ key: 'coffee.group.own-title', values: { round: 10 } });

describe('the title of a group', () => {
  it.each([
    ['en', ['Huda'], 'Coffee 10 · Huda'],
    ['ar', ['هدى'], 'قهوة 10 · هدى'],
    ['ckb', ['هودا'], 'قاوە 10 · هودا'],
    ['en', ['Huda', 'Amal'], 'Coffee 10 · Huda and Amal'],
  ] as const)('is in the reader’s language, after the others: %s', (language, others, shown) => {
    expect(withoutDirectionControls(ownTitle(title, others, language) ?? '')).toBe(shown);
  });

  it.each(['Coffee 10: Amal and Huda', '', '{', '{}', '{"key":"no.such-key","values":{}}', '{"key":1,"values":{}}', '[1]', 'null'])(
    'is none of its own for %s',
    (stored) => {
      expect(ownTitle(stored, ['Huda'], 'en')).toBeUndefined();
    },
  );
});

describe('the browser chat', () => {
  let server: WebServer;
  afterEach(() => server.close());

  it('shows each member of a group the other one', async () => {
    server = await startWebServer();
    const identity = (user: string) => ({ platform: 'web', space: 'test', user }) as const;
    for (const user of ['zainab', 'haider']) await webClient(server, user).state();
    await server.adapter.openGroup('coffee:17', [identity('zainab'), identity('haider')], 'Coffee 10: Zainab and Haider', {
      key: 'coffee.group.own-title',
      values: { round: 10 },
    });
    const titles = async (user: string) =>
      (await webClient(server, user).state()).conversations
        .filter(({ kind }) => kind === 'group')
        .map((group) => withoutDirectionControls(group.title));
    expect(await titles('zainab')).toEqual(['Coffee 10 · حيدر']);
    expect(await titles('haider')).toEqual(['قهوة 10 · Zainab']);
  });
});
