import { expect } from 'vitest';
import type { Resident, Seen } from '../resident.js';
import { shared } from '../words.js';
import type { Life } from './life.js';

/** The topic opens: people share, or do not, write, mark, vote, answer, report and follow. */
export async function discuss(life: Life): Promise<void> {
  const { words, texts, see, community, proposer, quiet, facilitator, writer } = life;
  life.chapter('Opening');
  await community.travel('2026-12-06T10:10:00+03:00');
  const opening = (who: Resident) => see(who, words('topics-discussion.opening.how'), texts.title);
  const post = await opening(writer);

  life.chapter('Sharing what one writes');
  await post.discuss(texts.asks);
  await share(life, writer, post, 'topics-discussion.button.share-name', 'topics-discussion.sharing.name');
  await (await unread(life, facilitator)).discuss(texts.guiding);
  await share(life, facilitator, await unread(life, facilitator), 'topics-discussion.button.share-organisation');
  await (await unread(life, facilitator)).discuss(texts.shares);
  await (await unread(life, proposer)).discuss(texts.answers);
  await share(life, proposer, await unread(life, proposer), 'topics-discussion.button.share-no', 'topics-discussion.sharing.no');

  life.chapter('Marking');
  await (await said(quiet, texts.shares)).openMenu();
  await (await see(quiet, words('topics-marks.menu.title'))).press(words('topics-marks.button.mark-lesson'));
  await see(quiet, words('topics-marks.done.marked'), words('topics-marks.mark.lesson'));
  await (await said(proposer, texts.asks)).openMenu();
  await (await see(proposer, words('topics-marks.menu.title'))).press(words('topics-marks.button.mark-challenge'));
  await see(proposer, words('topics-marks.done.marked'), words('topics-marks.mark.challenge'));
  await (await said(writer, texts.answers)).openMenu();
  await (await see(writer, words('topics-marks.menu.title'), words('topics-marks.button.report'))).press(
    words('topics-marks.button.mark-recommendation'),
  );
  await see(writer, words('topics-marks.done.marked'), words('topics-marks.mark.recommendation'));
  await (await said(writer, texts.asks)).openMenu();
  await (await see(writer, words('topics-marks.menu.title'), words('topics-marks.button.answered'))).press(
    words('topics-marks.button.answered'),
  );
  await see(writer, words('topics-marks.done.answered'));

  life.chapter('A poll');
  await (await unread(life, facilitator)).openMenu();
  await (await see(facilitator, words('topics-marks.button.poll'))).press(words('topics-marks.button.poll'));
  const { question, options } = texts.poll;
  await (await life.form(facilitator)).submit({
    [words('topics-marks.poll.question')]: question,
    [words('topics-marks.poll.options')]: options.join('\n'),
  });
  await see(facilitator, words('topics-marks.done.poll'));
  await (await see(writer, question, words('topics-marks.poll.how-one'))).press(options[0]);
  await see(writer, words('topics-marks.poll.voted'), options[0]);
  await (await poll(life, quiet)).press(options[1]);
  await see(quiet, words('topics-marks.poll.voted'), options[1]);
  await see(proposer, question, words('topics-marks.poll.voters', { count: 2 }));

  await report(life);
  await follow(life);
}

/** A question by the bot at the author's first words where the platform shows it unasked; else a button of the opening post. */
async function share(
  { community, platform, words, see }: Life,
  who: Resident,
  opening: Seen,
  answer: `topics-discussion.button.share-${'name' | 'organisation' | 'no'}`,
  then?: `topics-discussion.sharing.${'name' | 'no'}`,
): Promise<void> {
  if (platform === 'discord') await opening.press(shared(community.language, 'topics-discussion.button.share'));
  await (await see(who, words('topics-discussion.sharing.ask'))).press(words(answer));
  await see(who, then === undefined ? words('topics-discussion.sharing.chosen') : words(then));
}

/** A contribution is reported; an organiser hides it. */
async function report(life: Life): Promise<void> {
  const { words, texts, see, quiet, writer, organiser, platform } = life;
  life.chapter('Reporting');
  await (await unread(life, quiet)).discuss(texts.rude);
  await (await said(writer, texts.rude)).openMenu();
  await (await see(writer, words('topics-marks.menu.title'), words('topics-marks.button.report'))).press(
    words('topics-marks.button.report'),
  );
  await (await see(writer, words('topics-marks.report.title'))).press(words('topics-marks.button.report-yes'));
  await see(writer, words('topics-marks.done.reported'));
  const reported = await see(organiser, words('topics-marks.reported.title'), quiet.name);
  expect(reported.text).not.toContain(writer.name);
  await reported.press(words('topics-marks.button.hide'));
  await (await life.form(organiser)).submit({ [words('topics-marks.hide.reason')]: [words('topics-marks.reason.insult')] });
  await see(organiser, words('topics-marks.done.hidden'));
  // Slack lets a bot delete its own messages only.
  if (platform !== 'slack') await gone(writer, texts.rude);
}

/** Somebody follows the topic and asks for the digest; a quiet discussion is noticed; the digest comes. */
async function follow(life: Life): Promise<void> {
  const { words, texts, see, community, quiet, facilitator } = life;
  life.chapter('Following');
  await (await unread(life, quiet)).press(shared(community.language, 'topics-marks.button.follow'));
  await (await see(quiet, words('topics-marks.done.follows', { title: texts.title }))).press(words('topics-marks.button.digest-on'));
  await see(quiet, words('topics-marks.done.digest-on'));
  await community.travel('2026-12-10T09:10:00+03:00');
  await see(facilitator, words('topics-facilitators.nudge.title'), texts.title);
  await see(quiet, words('topics-marks.digest.title'), texts.title);
}

/** The opening post, which stands in the transcript already. */
export async function unread({ words, texts }: Life, who: Resident): Promise<Seen> {
  return there(
    who,
    (seen) => seen.fromBot && seen.text.includes(words('topics-discussion.opening.how')) && seen.text.includes(texts.title),
  );
}

const poll = ({ words, texts }: Life, who: Resident): Promise<Seen> =>
  there(who, (seen) => seen.fromBot && seen.text.includes(texts.poll.question) && seen.text.includes(words('topics-marks.poll.title')));

/** What somebody wrote in the thread. */
const said = (who: Resident, text: string): Promise<Seen> => there(who, (seen) => !seen.fromBot && seen.text.includes(text));

const there = (who: Resident, fits: (seen: Seen) => boolean): Promise<Seen> =>
  who.until(() => who.sees().findLast(fits), 'it stands there');

const gone = (who: Resident, text: string): Promise<true> =>
  who.until(() => !who.sees().some((seen) => !seen.fromBot && seen.text.includes(text)), 'it is gone');
