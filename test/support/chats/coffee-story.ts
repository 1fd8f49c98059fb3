import { expect } from 'vitest';
import { settleCast } from './cast.js';
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

/** The organiser imports the community's list. */
async function bringIn(community: Community, csv: Uint8Array, lines: number): Promise<void> {
  const { organiser, language } = community;
  const words = shownIn(language);
  await organiser.command(`/profile language language:${language}`);
  await newest(organiser, words('members.language.changed'));
  await organiser.command('/community import');
  const form = await organiser.form();
  const file = { name: 'members.csv', mediaType: 'text/csv', bytes: csv };
  const labels = form.text.split('\n').map((line) => line.split(/[*:]/)[0] ?? '');
  const label = labels.find((each) => [words('community.import.file'), words('community.command.import-file')].includes(each)) ?? '';
  await form.submit({ [label]: file });
  const dryRun = await newest(organiser, words('community.import.dry-run'), words('community.import.apply'));
  expect(dryRun.text).toContain(words('community.import.lines', { count: lines }));
  await dryRun.press(words('community.import.apply'));
  await answerDirect(community, organiser, await newest(organiser, words('community.import.begun')));
  expect((await newest(organiser, words('members.imported.title'))).text).toContain(words('members.imported.lines', { count: lines }));
}

/** A newcomer is led from the welcome to the coffee chats. */
async function introduceHerself(community: Community, dalia: Resident): Promise<void> {
  const words = shownIn(community.language);
  const step = async (title: Parameters<typeof words>[0], button: Parameters<typeof words>[0]): Promise<void> =>
    (await newest(dalia, words(title), words(button))).press(words(button));
  const fill = async (values: Parameters<Awaited<ReturnType<Resident['form']>>['submit']>[0]): Promise<void> =>
    (await dalia.form()).submit(values);

  await step('members.welcome.start', 'members.welcome.start');
  await step('members.step.name', 'members.button.keep-name');
  await step('members.step.organisation', 'members.button.search');
  await fill({ [words('members.form.search')]: 'river' });
  await (await newest(dalia, 'River Cities Alliance')).choose('River Cities Alliance');
  await step('members.step.work', 'members.button.fill-in');
  await fill({
    [words('members.field.languages')]: [words('common.language.ar'), words('common.language.ckb'), words('common.language.en')],
    [words('members.field.sectors')]: [words('common.sector.protection')],
  });
  await step('members.step.exchange', 'members.button.fill-in');
  await fill({
    [words('members.field.offers')]: [words('skills.advocacy')],
    [words('members.field.wants')]: [words('skills.fundraising')],
  });
  await step('members.step.time', 'common.next');
  await step('members.step.visibility', 'members.button.finish');
  const done = await newest(dalia, words('members.finished.title', { name: dalia.name }), words('members.finished.text'));
  await done.press(words('members.button.join-coffee'));
  await answerDirect(community, dalia, await newest(dalia, words('coffee.standing.in')));
}

/** Where the answer asks whether to write directly: every other person says no, and looks behind the button in the channel instead. */
async function answerDirect(community: Community, who: Resident, answer: Seen): Promise<void> {
  const words = shownIn(community.language);
  if (!answer.text.includes(words('people.direct.offer'))) return;
  const { agreed, declined } = community;
  const agrees = agreed.size <= declined.size;
  (agrees ? agreed : declined).add(who.id);
  await answer.press(words(agrees ? 'people.direct.yes' : 'people.direct.no'));
  await newest(who, words(agrees ? 'people.direct.chosen' : 'people.direct.declined'));
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

/** «We met», what came of it, and a sentence if there is one. */
async function checkIn(
  { language }: Community,
  who: Resident,
  partner: Resident,
  outcome: 'coffee.outcome.exchange' | 'coffee.outcome.contact',
  sentence?: string,
): Promise<void> {
  const words = shownIn(language);
  const asked = await newest(who, words('coffee.check-in.title'), partner.name);
  await asked.press(words('coffee.button.met'));
  const ladder = await newest(who, words('coffee.check-in.thanks-met'), words(outcome));
  await ladder.choose(words(outcome));
  const noted = await newest(who, words('coffee.check-in.thanks-outcome', { outcome: words(outcome) }));
  if (sentence === undefined) return;
  await noted.press(words('coffee.button.note'));
  await (await who.form()).submit({ [words('coffee.check-in.note-label')]: sentence });
  await newest(who, words('coffee.check-in.thanks-note'));
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

async function report({ language, organiser }: Community, { taking, groups }: { taking: number; groups: number }): Promise<void> {
  const words = shownIn(language);
  await organiser.command('/coffee report from:2026-12-01 to:2026-12-31');
  const shown = await newest(organiser, words('coffee-organisers.report.outcomes'));
  expect(shown.text).toContain(`${words('coffee-organisers.report.matched')}: ${taking}`);
  expect(shown.text).toContain(words('coffee-organisers.report.met-value', { met: 1, matches: groups }));
  expect(shown.text).toContain(`${words('coffee.outcome.agreement')}: 1`);
  expect(shown.text).toContain('We share a budget template now.');
}

/** What comes before the first value of a sentence. */
function firstWords(sentence: string): string {
  return (sentence.split('|')[0] ?? '').trim();
}
