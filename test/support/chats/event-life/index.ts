import { expect } from 'vitest';
import { settleCast, settleOnWeb } from '../cast.js';
import { bringIn } from '../chapters.js';
import type { Community, Platform } from '../community.js';
import type { Resident, Seen } from '../resident.js';
import { beginLife, type Life, withoutNumbers } from '../topic-life/life.js';
import { shared } from '../words.js';
import { TEXTS, type Texts } from './texts.js';

const LINK = 'https://meet.example.org/budgets';
/** On a Thursday; the story begins on a Sunday eleven days before. */
const DAY = '2026-12-10';

/** The members are there, and nothing is planned yet. */
export async function beginEvents(
  community: Community,
  platform: Platform,
): Promise<{ readonly life: Life; readonly texts: Texts; readonly members: readonly Resident[] }> {
  const { csv, members } = settleCast(community, [platform], community.language);
  if (platform === 'web') await settleOnWeb(community);
  else await bringIn(community, csv, members.length);
  return { life: beginLife(community, platform, members), texts: TEXTS[community.language], members };
}

/** A webinar from the organiser's form to how people found it, and what they saw of it on the way. */
export async function liveAnEvent(community: Community, platform: Platform): Promise<string> {
  const { life, texts } = await beginEvents(community, platform);
  await make(life, texts);
  await register(life, texts);
  await remind(life, texts);
  await attend(life, texts);
  await afterwards(life, texts);
  // The code of a session is drawn by lot.
  return withoutNumbers(life.transcript()).replaceAll(/\b\d{6}\b/g, '<code>');
}

/** The organiser writes a draft in three forms and announces it. */
async function make(life: Life, texts: Texts): Promise<void> {
  const { words, see, organiser } = life;
  life.chapter('Making');
  await organiser.command('/events new');
  await (await life.form(organiser)).submit({
    [words('events.form.title')]: texts.title,
    [words('events.form.kind')]: [words('events.kind.webinar')],
    [words('events.form.date')]: DAY,
    [words('events.form.start')]: '10:00',
    [words('events.form.end')]: '11:30',
  });
  await (await see(organiser, words('events.done.drafted'), texts.title)).press(words('events.button.details'));
  await (await life.form(organiser)).submit({
    [words('events.form.about')]: texts.about,
    [words('events.form.format')]: [words('events.format.virtual')],
    [words('events.form.link')]: LINK,
    [words('events.form.language')]: [words(`common.language.${life.community.language}`)],
  });
  await (await see(organiser, words('events.done.saved'), LINK)).press(words('events.button.places'));
  await (await life.form(organiser)).submit({ [words('events.form.online-capacity')]: '2' });
  await (await see(organiser, words('events.done.saved'), LINK, words('events.places.online', { count: 2 }))).press(
    words('events.button.announce'),
  );
  await see(organiser, words('events.done.announced'));
}

/** Three want to come and there are two places: one lets theirs go, and who waits takes it. */
async function register(life: Life, texts: Texts): Promise<void> {
  const { words, see, community } = life;
  const { proposer: first, quiet: second, facilitator: third } = life;
  const going = shared(community.language, 'events.button.going');
  life.chapter('Registering');
  const post = await see(first, words('events.announcement.how'), texts.title);
  expect(post.text).not.toContain(LINK);
  await post.press(going);
  const asked = await see(first, words('events.own.going'), words('events.remind.ask'));
  await asked.press(words('events.button.remind'));
  await see(first, words('events.remind.on'));
  await (await announcement(life, texts, second)).press(going);
  await see(second, words('events.own.going'));
  await (await announcement(life, texts, third)).press(going);
  const waits = await see(third, words('events.own.position', { position: 1 }));
  // Nobody gets a place who can't be told of it.
  if (waits.text.includes(words('people.direct.offer'))) {
    community.agreed.add(third.id);
    await waits.press(words('people.direct.yes'));
    await see(third, words('people.direct.chosen'));
  }

  await (await announcement(life, texts, second)).press(shared(community.language, 'events.button.no'));
  await see(second, words('events.own.declined'));
  const offered = await see(third, words('events.button.take-place'), texts.title);
  await offered.press(words('events.button.take-place'));
  await (await see(third, words('events.own.going'), words('events.remind.ask'))).press(words('events.button.no-reminder'));
  await see(third, words('events.remind.off'));
}

/** A week, a day and an hour before: in the thread for all, and privately for who asked. */
async function remind(life: Life, texts: Texts): Promise<void> {
  const { words, see, community, proposer: first, writer } = life;
  const begins = (left: string) => words('events.reminder.text', { title: texts.title, left });
  life.chapter('Reminding');
  await community.travel('2026-12-03T10:05:00+03:00');
  const early = await see(first, begins(words('events.left.days', { count: 7 })), words('events.button.reminders'));
  expect(early.text).not.toContain(LINK);
  await community.travel('2026-12-09T10:05:00+03:00');
  const late = await see(first, begins(words('events.left.days', { count: 1 })), words('events.button.reminders'));
  expect(late.text).toContain(LINK);
  const inThread = await see(writer, begins(words('events.left.days', { count: 1 })), words('events.reminder.where'));
  expect(inThread.text).not.toContain(LINK);
}

/** It begins: one types in the code of the first slide, another presses the button in the thread. */
async function attend(life: Life, texts: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first, facilitator: third } = life;
  life.chapter('Attending');
  await community.travel(`${DAY}T10:05:00+03:00`);
  await organiser.command(`/events attendance event:${texts.word}`);
  const list = await see(organiser, words('events-attendance.list.title'), texts.title);
  const code = /\b\d{6}\b/.exec(list.text)?.[0] ?? 'none';
  await first.command('/events attend code:000000');
  await see(first, words('events-attendance.code.wrong'));
  await first.command(`/events attend code:${code}`);
  await see(first, texts.title, words('events-attendance.here', { title: texts.title }));
  const here = words('events-attendance.button.here');
  await (await see(third, here, texts.title)).press(here);
  await see(third, texts.title, words('events-attendance.here', { title: texts.title }));
}

/** Who was there is thanked and answers; organisers see nothing of two answers. */
async function afterwards(life: Life, texts: Texts): Promise<void> {
  const { words, see, community, organiser, proposer: first } = life;
  life.chapter('Afterwards');
  await community.travel(`${DAY}T14:40:00+03:00`);
  const thanks = await see(first, words('events-afterwards.attended', { title: texts.title }));
  await thanks.press(words('events-afterwards.button.feedback'));
  await (await life.form(first)).submit({
    [words('events-afterwards.form.stars')]: [words('events-afterwards.form.stars-choice', { count: 5 })],
    [words('events-afterwards.form.useful')]: texts.useful,
    [words('events-afterwards.form.missing')]: texts.missing,
  });
  await see(first, words('events-afterwards.saved', { title: texts.title }));
  await see(organiser, words('events-afterwards.thread', { title: texts.title }));
  await organiser.command(`/events ratings event:${texts.word}`);
  const ratings = await see(organiser, words('events-afterwards.ratings.title'));
  expect(ratings.text).not.toContain(texts.useful);
}

/** The post that announces it, which stands in the transcript already. */
export function announcement({ words }: Life, { title }: Pick<Texts, 'title'>, who: Resident): Promise<Seen> {
  const fits = (seen: Seen) => seen.fromBot && seen.text.includes(words('events.announcement.how')) && seen.text.includes(title);
  return who.until(() => who.sees().find(fits), 'it is announced');
}
