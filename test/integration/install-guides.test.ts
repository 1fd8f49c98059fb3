import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { after, toInstant } from '../../src/core/time.js';
import { coffeeStore } from '../../src/features/coffee/store/index.js';
import { type Community, openCommunity, type Platform } from '../support/chats/community.js';
import { expectGoodManners } from '../support/chats/manners.js';
import { newest, type Resident } from '../support/chats/resident.js';
import { shared, shownIn } from '../support/chats/words.js';

/** The guides' steps in their order, from an empty community to its first round, by the program itself on the platform's fake. */
describe('docs/install-*.md', () => {
  const walks: readonly (readonly [Platform, Language])[] = [
    ['slack', 'en'],
    ['slack', 'ckb'],
    ['discord', 'ar'],
    ['discord', 'en'],
  ];
  it.each(walks)(
    'leads to a first round on %s, in %s',
    async (platform, language) => {
      const community = await openCommunity([platform], language, undefined, { isSetUp: false });
      try {
        await walk(community, platform);
        expectGoodManners(community);
      } finally {
        await community.close();
      }
    },
    60_000,
  );
});

async function walk(community: Community, platform: Platform): Promise<void> {
  const { organiser, language } = community;
  const words = shownIn(language);
  await organiser.command(`/profile language language:${language}`);
  await newest(organiser, words('members.language.changed'));

  // Set up the community.
  await organiser.command('/community setup');
  await (await newest(organiser, words('community.setup.text'))).press(words('community.setup.start'));
  await (await organiser.form()).submit({ [words('community.form.name')]: 'Women of the Rivers' });
  await newest(organiser, words('community.setup.done', { name: 'Women of the Rivers' }));
  expect(await community.store.autocommit.community.settings()).toMatchObject({
    name: 'Women of the Rivers',
    languages: [language, ...LANGUAGES.filter((other) => other !== language)],
  });

  // Members come by themselves, and tell of themselves with `/profile edit`.
  const [zainab, karwan] = [community.settle(platform, 'Zainab Kareem'), community.settle(platform, 'Karwan Ali')];
  await becomeMember(community, zainab, 'Tigris Legal Aid');
  await becomeMember(community, karwan, 'Zagros Youth Network');

  // The first round.
  for (const member of [zainab, karwan]) {
    await member.command('/coffee join');
    await newest(member, words('coffee.standing.in'));
  }
  await organiser.command('/coffee preview');
  const preview = await newest(organiser, words('coffee-organisers.preview.title'));
  for (const { name } of [zainab, karwan]) expect(preview.text).toContain(name);
  await organiser.command('/coffee round');
  await (await newest(organiser, words('coffee-organisers.button.start'))).press(words('coffee-organisers.button.start'));
  await (await newest(organiser, words('coffee-organisers.start.title'))).press(words('coffee-organisers.start.invite'));
  await newest(organiser, words('coffee-organisers.round.started', { round: 1 }));
  const round = await coffeeStore(community.store.autocommit.tx).currentRound();
  await community.travel(after(round?.matchingAt ?? toInstant(0), 60_000));
  for (const member of [zainab, karwan]) {
    const seen = await newest(member, words('coffee.intro.title', { round: 1 }), zainab.name, karwan.name);
    expect(seen.where).toBe('group');
  }
}

/** From one command to a member, with an organisation that nobody knew: an organiser takes it onto the list. */
async function becomeMember({ language, organiser }: Community, member: Resident, organisation: string): Promise<void> {
  const words = shownIn(language);
  const step = async (title: Parameters<typeof words>[0], button: Parameters<typeof words>[0]): Promise<void> =>
    (await newest(member, words(title), words(button))).press(words(button));
  const fill = async (values: Parameters<Awaited<ReturnType<Resident['form']>>['submit']>[0]): Promise<void> =>
    (await member.form()).submit(values);

  await member.command('/profile edit');
  await step('members.welcome.start', 'members.welcome.start');
  await step('members.step.name', 'members.button.keep-name');
  await step('members.step.organisation', 'members.button.propose');
  await fill({
    [words('members.form.organisation-name')]: organisation,
    [words('members.form.type')]: words('common.type.local'),
  });
  await step('members.step.work', 'members.button.fill-in');
  await fill({
    [words('members.field.languages')]: [words('common.language.ar')],
    [words('members.field.sectors')]: [words('common.sector.protection')],
  });
  await step('members.step.exchange', 'common.next');
  await step('members.step.time', 'common.next');
  await step('members.step.visibility', 'members.button.consent-everyone');
  await newest(member, words('members.finished.pending'));
  await (await newest(organiser, words('members.proposal.title'), organisation)).press(shared(language, 'members.proposal.approve'));
  await newest(organiser, words('members.proposal.approved', { who: organiser.name, name: organisation }));
}
