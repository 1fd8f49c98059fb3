import type { Language } from '../../../core/language.js';
import { type Card, privately, type Reply, replacing } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { titleIn } from '../text-of.js';
import type { Topic } from '../types.js';
import { followingCard } from './cards/follow.js';
import { contributionCard, pickCard, reportCard, saidCard, topicMenuCard } from './cards/menu.js';
import { votedCard } from './cards/poll.js';
import { reportedCard } from './cards/report.js';
import { marksControls } from './controls.js';
import { readable, requireTopic } from './find.js';
import { follow, following, followSectors, readerOf, unfollow, wantDigest } from './follow.js';
import { hide, leaveAsItIs, stopMirroring } from './hide.js';
import { contributionId, topicId } from './ids.js';
import { mark, setAnswered, viewContribution } from './mark.js';
import { answerNaming } from './naming.js';
import { recentContributions } from './pick.js';
import { startPoll, vote } from './poll.js';
import { report } from './report.js';

/** Cards that only their reader has seen change in place. */
const changed = (...cards: readonly Card[]): Reply => replacing(...cards);

function contribution(
  view: Parameters<typeof contributionCard>[0],
  language: Language,
  done: 'marked' | 'unmarked' | 'answered' | 'unanswered',
): Reply {
  return changed(contributionCard(view, language, speaker(language)(`topics-marks.done.${done}`)));
}

export async function shownFollowing(context: Context, { actor, language }: Request, lead?: Text, page = 0): Promise<Card> {
  return followingCard(await following(context, actor.id), page, language, lead);
}

/** What a member reads once they follow a topic or no longer do. */
export function followed(topic: Topic, isFollowing: boolean, { language }: Request): Text {
  const title = titleIn(topic, language);
  return speaker(language)(isFollowing ? 'topics-marks.done.follows' : 'topics-marks.done.unfollows', { title });
}

export const marksHandlers: readonly Handler[] = handleControls(marksControls, {
  async more(context, { actor, language }, { id }) {
    const topic = await requireTopic(context, id);
    return privately(topicMenuCard(topic, await readerOf(context, actor, topic), language));
  },
  async pick(context, { actor, language }, { id }) {
    return privately(pickCard(await recentContributions(context, actor.timezone, id), language));
  },
  async contribution(context, { actor, language }, { values: [value = ''] }) {
    return privately(contributionCard(await viewContribution(context, actor, contributionId.decode(value)), language));
  },
  mark: async (context, { actor, language }, { id }) => contribution(await mark(context, actor, id, true), language, 'marked'),
  unmark: async (context, { actor, language }, { id }) => contribution(await mark(context, actor, id, false), language, 'unmarked'),
  answered: async (context, { actor, language }, { id }) => contribution(await setAnswered(context, actor, id, true), language, 'answered'),
  unanswered: async (context, { actor, language }, { id }) =>
    contribution(await setAnswered(context, actor, id, false), language, 'unanswered'),
  async naming(context, { actor, language }, { id: answer }) {
    await answerNaming(context, actor.id, answer);
    // The button is below another answer, which has to stay.
    return privately(saidCard(speaker(language)(`topics-marks.naming.done-${answer}`), language));
  },

  report: async (context, { language }, { id }) => changed(reportCard(await readable(context, id), language)),
  async 'report-yes'(context, { actor, language }, { id }) {
    await report(context, actor, id);
    return changed(saidCard(speaker(language)('topics-marks.done.reported'), language));
  },
  async hide(context, { actor, language }, { id, values }) {
    return privately(reportedCard(await hide(context, actor, id, values), language, speaker(language)('topics-marks.done.hidden')));
  },
  async leave(context, { actor, language }, { id }) {
    return privately(reportedCard(await leaveAsItIs(context, actor, id), language, speaker(language)('topics-marks.done.left')));
  },
  async 'stop-mirroring'(context, { actor, language }, { id }) {
    return privately(reportedCard(await stopMirroring(context, actor, id, true), language, speaker(language)('topics-marks.done.stopped')));
  },
  async 'mirror-again'(context, { actor, language }, { id }) {
    return privately(reportedCard(await stopMirroring(context, actor, id, false), language, speaker(language)('topics-marks.done.again')));
  },

  async poll(context, { actor, language }, { id: topic, values }) {
    await startPoll(context, actor, { topic, poll: values, language });
    return privately(saidCard(speaker(language)('topics-marks.done.poll'), language));
  },
  async vote(context, { actor, language }, { id: { poll, choice }, values }) {
    const chosen = choice === undefined ? values : [String(choice)];
    return privately(votedCard(await vote(context, actor.id, poll, chosen), language));
  },
  async 'take-vote-back'(context, { actor, language }, { id: { poll } }) {
    return changed(votedCard(await vote(context, actor.id, poll, []), language));
  },

  async follow(context, request, { id }) {
    const topic = await follow(context, request.actor.id, id);
    return privately(await shownFollowing(context, request, followed(topic, true, request)));
  },
  async unfollow(context, request, { id, values: [value = ''] }) {
    const topic = await unfollow(context, request.actor.id, id ?? topicId.decode(value));
    return changed(await shownFollowing(context, request, followed(topic, false, request)));
  },
  following: async (context, request, { id: page }) => privately(await shownFollowing(context, request, undefined, page)),
  async sectors(context, request, { values }) {
    await followSectors(context, request.actor.id, values);
    return changed(await shownFollowing(context, request, speaker(request.language)('topics-marks.done.sectors')));
  },
  async digest(context, request, { id }) {
    await wantDigest(context, request.actor.id, id === 'on');
    return privately(await shownFollowing(context, request, speaker(request.language)(`topics-marks.done.digest-${id}`)));
  },
});
