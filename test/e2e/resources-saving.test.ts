import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { type Community, openCommunity } from '../support/chats/community.js';
import { introduce } from '../support/chats/introduce.js';
import { newest } from '../support/chats/resident.js';

let community: Community;
beforeEach(async () => {
  community = await openCommunity(['web', 'slack', 'discord'], 'en', undefined, { uploadMb: 1 });
});
afterEach(() => community.close());

const spaceOf = (platform: 'web' | 'slack' | 'discord') =>
  ({ web: 'web', slack: community.slack?.team, discord: community.discord?.world.guild.id })[platform] ?? '';

const settled = (name: string, platform: 'web' | 'slack' | 'discord', user: string) =>
  introduce(community, name, { platform, space: spaceOf(platform), user });

it.each(['web', 'slack', 'discord'] as const)('a link in a message on %s is added by whoever reads it', async (platform) => {
  const lava = platform === 'web' ? community.organiser : community.settle(platform, 'Lava');
  await settled('Lava', platform, lava.id);
  await lava.command('/community help');
  await (await newest(lava, 'What you can do here')).reply('Our own words, and the form: <https://example.org/form.pdf>.');
  const message = await lava.until(() => lava.sees().findLast(({ text, fromBot }) => !fromBot && text.includes('form.pdf')), 'the message');
  await message.openMenu();
  const menu = await newest(lava, 'Save to the resource centre');
  expect(menu.isPrivate || menu.where === 'direct').toBe(true);
  expect(menu.text).toContain('https://example.org/form.pdf');
  expect(menu.text).not.toContain('Our own words');
  await menu.press('Save it');
  await (await lava.form()).submit({
    Title: 'Referral form',
    'What is it good for?': 'For the first call.',
    'What is it?': 'Form',
    'In which language?': 'English',
  });
  await (await newest(lava, 'This is a draft')).press('Hand it in');
  await newest(lava, 'An organiser looks at it');
  const rows = community.store.database.db.withTables<ResourcesTables>();
  expect(await rows.selectFrom('resource_editions').select('link').execute()).toEqual([{ link: 'https://example.org/form.pdf' }]);
});

it.each(['slack', 'discord'] as const)(
  'a file in a message on %s is copied whole, and one that is too large says how large it may be',
  async (platform) => {
    const lava = community.settle(platform, 'Lava');
    await settled('Lava', platform, lava.id);
    await lava.command('/community help');
    const guide = { name: 'guide.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('The hotline answers at night') };
    const film = { name: 'film.txt', mediaType: 'text/plain', bytes: new Uint8Array(1024 * 1024 + 1).fill(65) };
    await (await newest(lava, 'What you can do here')).reply('Our own words', [guide, film]);
    const message = await lava.until(
      () => lava.sees().findLast(({ text, fromBot }) => !fromBot && text.includes('guide.txt')),
      'the message',
    );
    await message.openMenu();
    const menu = await newest(lava, 'Save to the resource centre');
    expect(menu.text).toMatch(/film\.txt[^]*larger than 1 MB/);
    await menu.press('Save it');
    await (await lava.form()).submit({
      Title: 'Hotline',
      'What is it good for?': 'For the first call.',
      'What is it?': 'Guide',
      'In which language?': 'English',
    });
    await newest(lava, 'This is a draft');
    const rows = community.store.database.db.withTables<ResourcesTables>();
    const editions = await rows.selectFrom('resource_editions').select(['file_name', 'size']).execute();
    expect(editions).toEqual([{ file_name: 'guide.txt', size: guide.bytes.byteLength }]);
  },
);
