import { afterEach, beforeEach, expect, it } from 'vitest';
import { toInstant } from '../../src/core/time.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { type Community, openCommunity } from '../support/chats/community.js';
import { newest } from '../support/chats/resident.js';
import { aMember, anOrganisation } from '../support/records.js';

let community: Community;
beforeEach(async () => {
  community = await openCommunity(['web', 'slack', 'discord'], 'en');
});
afterEach(() => community.close());

const spaceOf = (platform: 'web' | 'slack' | 'discord') =>
  ({ web: 'web', slack: community.slack?.team, discord: community.discord?.world.guild.id })[platform] ?? '';

/** Somebody who has introduced themselves; whoever settles on a platform may be known by then. */
async function introduce(name: string, platform: 'web' | 'slack' | 'discord', user: string): Promise<void> {
  const { members, organisations, accounts } = community.store.autocommit;
  const account = { platform, space: spaceOf(platform), user };
  const organisation = await organisations.insert(anOrganisation({ name: `House of ${name}` }));
  const known = await members.findByAccount(account);
  const id = known?.id ?? (await members.insert(aMember({ name, organisation, joinedAt: toInstant(community.now()) })));
  if (!known) await accounts.link(id, account);
  await community.store.database.db
    .withTables<MembersTables>()
    .updateTable('members')
    .set({ status: 'active', organisation_id: organisation })
    .where('id', '=', id)
    .execute();
}

it.each(['web', 'slack', 'discord'] as const)('a link in a message on %s is added by whoever reads it', async (platform) => {
  const lava = platform === 'web' ? community.organiser : community.settle(platform, 'Lava');
  await introduce('Lava', platform, lava.id);
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
