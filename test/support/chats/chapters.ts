import { expect } from 'vitest';
import { coffeeStore } from '../../../src/features/coffee/store/index.js';
import type { Community } from './community.js';
import { newest, type Resident, type Seen } from './resident.js';
import { shownIn } from './words.js';

/** The organiser imports the community's list. */
export async function bringIn(community: Community, csv: Uint8Array, lines: number): Promise<void> {
  const { organiser, language } = community;
  const words = shownIn(language);
  await organiser.command(`/profile language language:${language}`);
  await newest(organiser, words('members.language.changed'));
  await organiser.command('/community import');
  const form = await organiser.form();
  const file = { name: 'members.csv', mediaType: 'text/csv', bytes: csv };
  await form.submit({ [form.labels[0] ?? '']: file });
  const dryRun = await newest(organiser, words('community.import.dry-run'), words('community.import.apply'));
  expect(dryRun.text).toContain(words('community.import.lines', { count: lines }));
  await dryRun.press(words('community.import.apply'));
  await answerDirect(community, organiser, await newest(organiser, words('community.import.begun')));
  // Who has come to a platform meanwhile is changed, not new.
  const none = `${words('members.import.verdict.rejected')}: ${words('members.imported.lines', { count: 0 })}`;
  expect((await newest(organiser, words('members.imported.title'))).text).toContain(none);
}

/** A newcomer is led from the welcome to the coffee chats. */
export async function introduceHerself(community: Community, dalia: Resident, organisation = 'River Cities Alliance'): Promise<void> {
  const words = shownIn(community.language);
  const step = async (title: Parameters<typeof words>[0], button: Parameters<typeof words>[0]): Promise<void> =>
    (await newest(dalia, words(title), words(button))).press(words(button));
  const fill = async (values: Parameters<Awaited<ReturnType<Resident['form']>>['submit']>[0]): Promise<void> =>
    (await dalia.form()).submit(values);

  await step('members.welcome.start', 'members.welcome.start');
  await step('members.step.name', 'members.button.keep-name');
  await step('members.step.organisation', 'members.button.search');
  await fill({ [words('members.form.search')]: organisation.slice(0, 5).toLowerCase() });
  await (await newest(dalia, organisation)).choose(organisation);
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
  await step('members.step.visibility', 'members.button.consent-everyone');
  const done = await newest(dalia, words('members.finished.title', { name: dalia.name }), words('members.finished.text'));
  await done.press(words('coffee.button.first-join'));
  await answerDirect(community, dalia, await newest(dalia, words('coffee.standing.in')));
}

/** Where the answer asks whether to write directly: every other person says no, and looks behind the button in the channel instead. */
export async function answerDirect(community: Community, who: Resident, answer: Seen): Promise<void> {
  const words = shownIn(community.language);
  if (!answer.text.includes(words('people.direct.offer'))) return;
  const { agreed, declined } = community;
  const agrees = agreed.size <= declined.size;
  (agrees ? agreed : declined).add(who.id);
  await answer.press(words(agrees ? 'people.direct.yes' : 'people.direct.no'));
  await newest(who, words(agrees ? 'people.direct.chosen' : 'people.direct.declined'));
}

/** People see nothing of it that the bot has heard that somebody wrote, and it must have before time goes on. */
export async function heard({ store }: Community, who: Resident): Promise<void> {
  await who.until(async () => {
    const coffee = coffeeStore(store.autocommit.tx);
    const round = await coffee.currentRound();
    const matches = round ? await coffee.matches(round.id) : [];
    return matches.some(({ lastWordAt }) => lastWordAt !== null);
  }, `the bot hears that ${who.name} wrote`);
}

/** «We met», what came of it, and a sentence if there is one. */
export async function checkIn(
  { language }: Community,
  who: Resident,
  partner: Resident,
  outcome: `coffee.outcome.${'contact' | 'exchange' | 'joint-activity'}`,
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

export async function report({ language, organiser }: Community, { taking, groups }: { taking: number; groups: number }): Promise<void> {
  const words = shownIn(language);
  await organiser.command('/coffee report from:2026-12-01 to:2026-12-31');
  const shown = await newest(organiser, words('coffee-organisers.report.outcomes'));
  expect(shown.text).toContain(`${words('coffee-organisers.report.matched')}: ${taking}`);
  expect(shown.text).toContain(words('coffee-organisers.report.met-value', { met: 1, matches: groups }));
  expect(shown.text).toContain(`${words('coffee.outcome.agreement')}: 1`);
  expect(shown.text).toContain('We share a budget template now.');
}

/** What comes before the first value of a sentence. */
export function firstWords(sentence: string): string {
  return (sentence.split('|')[0] ?? '').trim();
}
