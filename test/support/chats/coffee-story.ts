import { expect } from 'vitest';
import { settleCast } from './cast.js';
import { answerDirect, bringIn, checkIn, firstWords, heard, introduceHerself, report } from './chapters.js';
import type { Community, Platform } from './community.js';
import { newest, type Resident, type Seen } from './resident.js';
import { shared, shownIn } from './words.js';

/** The first coffee of a community, from the list that an organiser brings to what came of it half a year later. */
export async function tellCoffeeStory(community: Community, platforms: readonly [Platform, ...Platform[]]): Promise<void> {
  const { language } = community;
  const words = shownIn(language);
  const cast = settleCast(community, platforms, language);

  await bringIn(community, cast.csv, cast.members.length);
  const dalia = await community.arrive(platforms[0], 'Dalia Faris');
  await introduceHerself(community, dalia);
  for (const member of cast.members) {
    await member.command('/coffee join');
    await answerDirect(community, member, await newest(member, words('coffee.standing.in')));
  }
  const all = [dalia, ...cast.members];

  // Three days before the first Sunday: the invitation, in the channel for all.
  await community.travel('2026-12-03T10:05:00+03:00');
  for (const member of all) await newest(member, words('coffee.invitation.title', { round: 1 }), shared(language, 'coffee.button.skip'));
  const [skipping = dalia, ...taking] = [...all].reverse();
  await (await newest(skipping, words('coffee.invitation.title', { round: 1 }), shared(language, 'coffee.button.skip'))).press(
    shared(language, 'coffee.button.skip'),
  );
  expect(
    (await newest(skipping, words('coffee.standing.title'), firstWords(words('coffee.standing.round-skipped', { round: 1, date: '|' }))))
      .isPrivate,
  ).toBe(true);

  await community.travel('2026-12-06T10:05:00+03:00');
  const groups = await introductions(community, taking);
  expect(skipping.sees().some(({ where }) => where === 'group')).toBe(false);
  const [spoken, told, silent] = groups;
  if (!spoken || !told || !silent) throw new Error('fewer than three pairs');
  await spoken.seen[0]?.reply('Hello! Sunday at ten?');
  await heard(community, spoken.people[0]);

  // Half-way: a nudge where nothing was said.
  await community.travel('2026-12-20T10:05:00+03:00');
  const quiet = firstWords(words('coffee.nudge.text', { name: '|' }));
  await newest(silent.people[0], quiet);
  expect(spoken.people[0].sees().filter(({ where, text }) => where === 'group' && text.includes(quiet))).toEqual([]);

  await community.travel('2026-12-24T10:05:00+03:00');
  await checkIn(community, spoken.people[0], spoken.people[1], 'coffee.outcome.exchange', 'We share a budget template now.');
  await checkIn(community, spoken.people[1], spoken.people[0], 'coffee.outcome.contact');
  await complain(community, told.people[0], told.people[1]);

  // Sixty days on: did it go further?
  await community.travel('2027-02-22T12:00:00+03:00');
  const again = await newest(
    spoken.people[0],
    words('coffee.follow-up.title'),
    words('coffee.follow-up.before', { outcome: words('coffee.outcome.exchange') }),
  );
  await again.choose(words('coffee.outcome.agreement'));
  await newest(spoken.people[0], words('coffee.follow-up.thanks'));

  await report(community, { taking: taking.length, groups: groups.length });
}

interface Group {
  readonly people: readonly [Resident, Resident, ...Resident[]];
  /** The introduction, as each of them sees it. */
  readonly seen: readonly Seen[];
}

/** Each finds themselves introduced, in a private group with exactly those whom the introduction names. */
async function introductions({ language }: Community, members: readonly Resident[]): Promise<readonly Group[]> {
  const words = shownIn(language);
  const groups = new Map<string, [Resident, Seen][]>();
  for (const member of members) {
    const seen = await newest(member, words('coffee.intro.title', { round: 1 }), words('coffee.intro.openers'), member.name);
    expect(seen.where).toBe('group');
    groups.set(seen.text, [...(groups.get(seen.text) ?? []), [member, seen]]);
  }
  for (const [text, there] of groups) {
    expect(there.map(([{ name }]) => name).sort()).toEqual(
      members
        .map(({ name }) => name)
        .filter((name) => text.includes(name))
        .sort(),
    );
    expect(text).toContain(there.length > 2 ? words('coffee.intro.why-three') : words('coffee.intro.why'));
    expect(text).toContain('\n3. ');
    // Named, and so notified: the two themselves and nobody else.
    for (const [, seen] of there) expect(there.map(([{ id }]) => id)).toEqual(expect.arrayContaining([...new Set(seen.pinged)]));
  }
  return [...groups.values()].map((there) => ({
    people: there.map(([member]) => member) as [Resident, Resident, ...Resident[]],
    seen: there.map(([, seen]) => seen),
  }));
}

/** «Not a good match», which the organisers learn because the member wants it; the partner does not. */
async function complain({ language, organiser }: Community, who: Resident, partner: Resident): Promise<void> {
  const words = shownIn(language);
  await (await newest(who, words('coffee.check-in.title'), partner.name)).press(words('coffee.button.not-a-good-match'));
  await (await newest(who, words('coffee.check-in.thanks-not-a-good-match'))).press(words('coffee.button.tell'));
  await (await who.form()).submit({ [words('coffee.check-in.tell-label')]: 'He spoke of nothing but his own work.' });
  await newest(who, words('coffee.check-in.thanks-told'));
  await newest(organiser, words('coffee.told.title'), who.name, 'nothing but his own work');
  expect(partner.sees().filter(({ text }) => text.includes('nothing but his own work'))).toEqual([]);
}
