import { expect } from 'vitest';
import { allow, type Introduced, type Three, talk, talkInThree } from './carried.js';
import { answerDirect, bringIn, checkIn, introduceHerself } from './chapters.js';
import type { Community } from './community.js';
import { newest, type Resident } from './resident.js';
import { shared, shownIn } from './words.js';

/**
 * One community on two platforms. Two of each of two organisations, each on one platform, and one person on both: whoever
 * is matched is matched across, in a pair and in three.
 */
export async function tellStoryAcross(community: Community): Promise<void> {
  const { language, organiser } = community;
  const words = shownIn(language);
  const [zainab, yusuf] = [community.settle('slack', 'Zainab Kareem'), community.settle('slack', 'Yusuf Nasir')];
  const [karwan, noor] = [community.settle('discord', 'Karwan Ali'), community.settle('discord', 'Noor Jabbar')];
  const line = ({ name, id }: Resident, organisation: string, platform: 'slack' | 'discord', exchange: string) =>
    `${name},${organisation},ar|ckb|en,${exchange},${language},${platform === 'slack' ? `${id},` : `,${id}`}`;
  const lines = [
    'name,organisation,languages,offers,wants,language,slack_id,discord_id',
    line(zainab, 'Tigris Legal Aid', 'slack', 'grant-budgets,advocacy'),
    line(yusuf, 'Tigris Legal Aid', 'slack', 'media,advocacy'),
    line(karwan, 'Zagros Youth Network', 'discord', 'advocacy,grant-budgets'),
    line(noor, 'River Cities Alliance', 'discord', 'fundraising,proposal-writing'),
  ];
  await bringIn(community, new TextEncoder().encode(lines.join('\n')), lines.length - 1);

  // Two come by themselves, one on each platform.
  const miran = await community.arrive('discord', 'Miran Aziz');
  await introduceHerself(community, miran, 'Zagros Youth Network');
  const dalia = await becomeOne(community);
  for (const member of [zainab, yusuf, karwan]) {
    await member.command('/coffee join');
    await answerDirect(community, member, await newest(member, words('coffee.standing.in')));
  }
  await organiser.command('/community members');
  const listed = await newest(organiser, words('community.members.name'), 'Zainab Kareem |', 'Karwan Ali |');
  expect(listed.text.split('\n').filter((row) => row.startsWith('Dalia Faris |'))).toHaveLength(1);

  // The invitation, in the channel of each platform.
  const everyone = [zainab, yusuf, karwan, miran, dalia.slack, dalia.discord];
  await community.travel('2026-12-03T10:05:00+03:00');
  for (const member of everyone)
    await newest(member, words('coffee.invitation.title', { round: 1 }), shared(language, 'coffee.button.skip'));

  await community.travel('2026-12-06T10:05:00+03:00');
  const { pair, three } = await introductionsAcross(community, { slack: [zainab, yusuf], discord: [karwan, miran], both: dalia });
  await talk(community, pair);
  await allow(community, three);

  // Half-way: a nudge where nothing was carried; then those talk, too.
  await community.travel('2026-12-20T10:05:00+03:00');
  const quiet = words('coffee.nudge.text-nobody');
  for (const { who } of three) await newest(who, quiet);
  for (const { who } of pair) expect(who.sees().filter(({ text }) => text.includes(quiet))).toEqual([]);
  await talkInThree(community, three);

  await community.travel('2026-12-24T10:05:00+03:00');
  const [here, there] = pair;
  await checkIn(community, here.who, there.who, 'coffee.outcome.exchange', 'We share a budget template now.');
  await checkIn(community, there.who, here.who, 'coffee.outcome.contact');
  const [onSlack, onDiscord] = three;
  await checkIn(community, onDiscord.who, onSlack.who, 'coffee.outcome.joint-activity');
  await checkIn(community, onSlack.who, onDiscord.who, 'coffee.outcome.contact');
  // She is one person, and is asked in one place.
  expect(await reached(dalia, (_, text) => text.includes(words('coffee.check-in.title')))).toHaveLength(1);

  // Sixty days on, of each where they are.
  await community.travel('2027-02-22T12:00:00+03:00');
  for (const [who, before, now] of [
    [here.who, 'exchange', 'agreement'],
    [there.who, 'contact', 'exchange'],
    [onDiscord.who, 'joint-activity', 'agreement'],
  ] as const) {
    const outcome = words(`coffee.outcome.${before}`);
    const again = await newest(who, words('coffee.follow-up.title'), words('coffee.follow-up.before', { outcome }));
    await again.choose(words(`coffee.outcome.${now}`));
    await newest(who, words('coffee.follow-up.thanks'));
  }

  await organiser.command('/coffee report from:2026-12-01 to:2026-12-31');
  const shown = await newest(organiser, words('coffee-organisers.report.outcomes'));
  for (const fact of [
    `${words('coffee-organisers.report.matched')}: 5`,
    words('coffee-organisers.report.met-value', { met: 2, matches: 2 }),
    `${words('coffee.outcome.agreement')}: 2`,
    'We share a budget template now.',
  ])
    expect(shown.text).toContain(fact);
}

interface Both {
  readonly slack: Resident;
  readonly discord: Resident;
}

/** Where a message stands for her, once it stands anywhere. */
function reached({ slack, discord }: Both, isIt: (who: Resident, text: string) => boolean): Promise<readonly Resident[]> {
  return slack.until(() => {
    const places = [slack, discord].filter((who) => who.sees().some(({ text }) => isIt(who, text)));
    return places.length > 0 && places;
  }, 'she is written to in one place');
}

/** Dalia is led in on Slack, comes to Discord too, and joins the two by a code: one profile, one member. */
async function becomeOne(community: Community): Promise<Both> {
  const words = shownIn(community.language);
  const slack = await community.arrive('slack', 'Dalia Faris');
  await introduceHerself(community, slack);
  const discord = await community.arrive('discord', 'Dalia Faris');
  await slack.command('/profile link');
  const shown = await newest(slack, words('people.link.title'), '/profile link code:');
  const code = /code:(\S{4}-\S{4})/.exec(shown.text)?.[1] ?? 'none';
  await discord.command(`/profile link code:${code}`);
  const asked = await newest(discord, words('people.link.ask-title'), 'River Cities Alliance');
  expect(asked.isPrivate).toBe(true);
  await asked.press(words('people.link.confirm'));
  await newest(discord, words('people.link.done', { command: '/profile show' }));
  await discord.command('/profile show');
  await newest(discord, 'Dalia Faris', 'River Cities Alliance', words('skills.advocacy'));
  return { slack, discord };
}

/** Each finds themselves introduced once, where they are, to people of the other platform. */
async function introductionsAcross(
  { language }: Community,
  people: { readonly slack: readonly Resident[]; readonly discord: readonly Resident[]; readonly both: Both },
): Promise<{ readonly pair: readonly [Introduced, Introduced]; readonly three: Three }> {
  const words = shownIn(language);
  const title = words('coffee.intro.title', { round: 1 });
  const introduced = async (who: Resident): Promise<Introduced> => {
    const seen = await newest(who, title, words('relay.offer.title'), who.name);
    // A conversation of their own with the bot: there is no place for all of them.
    expect(seen.where).not.toBe('channel');
    expect(seen.pinged.filter((user) => user !== who.id)).toEqual([]);
    expect(who.sees().filter(({ text }) => text.includes(title) && text.includes(who.name))).toHaveLength(1);
    return { who, seen };
  };
  const [slack, discord] = [await Promise.all(people.slack.map(introduced)), await Promise.all(people.discord.map(introduced))];
  const { both } = people;
  const places = await reached(both, (who, text) => text.includes(title) && text.includes(who.name));
  expect(places).toHaveLength(1);
  const dalia = await introduced(places[0] ?? both.slack);

  const isInThree = ({ seen }: Introduced): boolean => seen.text.includes(dalia.who.name);
  const of = (list: readonly Introduced[], three: boolean): Introduced => {
    const found = list.filter((one) => isInThree(one) === three);
    const [one] = found;
    if (!one || found.length > 1) throw new Error(`not one, but ${found.map(({ who }) => who.name).join(', ') || 'nobody'}`);
    return one;
  };
  const [here, there] = [of(slack, false), of(discord, false)];
  for (const [one, other] of [
    [here, there],
    [there, here],
  ] as const)
    expect(one.seen.text).toContain(other.who.name);
  const three: Three = [of(slack, true), of(discord, true), dalia];
  for (const { seen } of three) {
    for (const { who } of three) expect(seen.text).toContain(who.name);
    expect(seen.text).toContain(words('coffee.intro.why-three'));
  }
  return { pair: [here, there], three };
}
