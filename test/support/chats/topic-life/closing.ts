import { expect } from 'vitest';
import { firstWords } from '../chapters.js';
import type { Resident } from '../resident.js';
import type { Life } from './life.js';

/** The last call, the closing, the summary by the facilitator, and what can be found of it later. */
export async function close(life: Life, topic: string): Promise<void> {
  const { words, texts, see, community, proposer, facilitator, organiser, platform } = life;
  life.chapter('Closing');
  await community.travel('2026-12-17T10:10:00+03:00');
  await see(proposer, words('topics-closing.last-call.marks'));
  await community.travel('2026-12-20T10:10:00+03:00');
  await see(proposer, words('topics-closing.closed.text'));
  const asked = await see(facilitator, words('topics-closing.asked.facilitator'), texts.title);
  await asked.press(words('topics-closing.button.write'));
  await (await see(facilitator, words('topics-closing.draft.unposted'))).press(words('topics-closing.button.write'));
  const { lesson, challenge, recommendation, responsible } = texts.summary;
  const form = await life.form(facilitator);
  expect(form.text).toContain(texts.shares);
  await form.submit({ [words('topics-closing.form.lessons')]: lesson, [words('topics-closing.form.challenges')]: challenge });
  await (await see(facilitator, words('topics-closing.done.saved'), lesson)).press(words('topics-closing.button.recommend'));
  await (await life.form(facilitator)).submit({
    [words('topics-closing.form.recommendation')]: recommendation,
    [words('topics-closing.form.responsible')]: responsible,
    [words('topics-closing.form.review-on')]: '2027-03-01',
  });
  await (await see(facilitator, words('topics-closing.done.saved'), recommendation)).press(words('topics-closing.button.post'));
  await see(facilitator, words('topics-closing.done.posted'));
  await see(proposer, words('topics-closing.summary.title'), lesson, recommendation);

  life.chapter('Finding');
  const [words_, topic_] = platform === 'discord' ? [`words:${texts.word}`, `topic:${topic}`] : [texts.word, topic];
  await proposer.command(`/topics list ${words_}`);
  await (await see(proposer, words('topics-closing.browse.read'), texts.title)).choose(texts.title);
  await see(proposer, words('topics-closing.summary.title'), lesson, words('topics-closing.button.browse'));
  await organiser.command(`/topics export ${topic_}`);
  await see(organiser, words('topics-closing.export.done', { title: texts.title }));
  await hasFiles(organiser, '.html', '.csv');

  life.chapter('Opening again');
  await organiser.command(`/topics reopen ${topic_}`);
  await see(organiser, firstWords(words('topics-closing.done.reopened', { date: '|' })), texts.title);
  await see(proposer, firstWords(words('topics-closing.reopened.text', { date: '|' })));

  life.chapter('Reporting on the year');
  await organiser.command('/topics report');
  await see(organiser, words('topics-report.title', { year: 2026 }));
  await hasFiles(organiser, '.png', '.csv');
}

/** Beside the message or in a message of their own. */
export async function hasFiles(who: Resident, ...endings: readonly string[]): Promise<void> {
  const names = () =>
    who
      .sees()
      .slice(-endings.length - 1)
      .map(({ text }) => text)
      .join('\n');
  await who.until(() => endings.every((ending) => names().includes(ending)), `${who.name} has files: ${endings.join(', ')}`);
}
