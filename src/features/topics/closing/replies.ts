import { isAllowed } from '../../../core/access.js';
import { type Card, type Message, privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import type { Context } from '../../../feature-api/index.js';
import { formatInstant, speaker } from '../../../language/index.js';
import type { TopicQuery } from '../rules/topic-query.js';
import { titleIn } from '../text-of.js';
import type { TopicId } from '../types.js';
import { browseTopics } from './browse.js';
import { browseCard, overdueCard } from './cards/browse.js';
import { doneCard, topicCard } from './cards/topic.js';
import { closeByHand, reopen } from './close.js';
import { exportThread } from './export/export-thread.js';
import { missingSummaries } from './overdue.js';
import { viewTopic } from './view.js';

export async function shownTopic(context: Context, { actor, language }: Request, id: TopicId, lead?: Text): Promise<Card> {
  return topicCard(await viewTopic(context, id, actor), language, lead);
}

export async function shownTopics(context: Context, { language }: Request, query: TopicQuery): Promise<Card> {
  return browseCard(await browseTopics(context, query), query, language);
}

export async function shownOverdue(context: Context, { actor, language }: Request): Promise<Card> {
  const { timezone } = await context.community.settings();
  return overdueCard(await missingSummaries(context), { settings: isAllowed(actor, 'organiser') }, timezone, language);
}

export async function closedReply(context: Context, request: Request, id: TopicId): Promise<Reply> {
  const topic = await closeByHand(context, request.actor, id);
  return privately(doneCard(topic, speaker(request.language)('topics-closing.done.closed'), request.language));
}

export async function reopenedReply(context: Context, request: Request, id: TopicId): Promise<Reply> {
  const topic = await reopen(context, request.actor, id);
  const { actor, language } = request;
  const date = topic.closesAt === null ? '' : formatInstant(topic.closesAt, actor.timezone, language, 'date-time');
  return privately(doneCard(topic, speaker(language)('topics-closing.done.reopened', { date }), language));
}

/** The thread as files, with a sentence about what is in them. */
export async function exportReply(context: Context, { actor, language }: Request, id: TopicId): Promise<Reply> {
  const { exported, files } = await exportThread(context, actor, id, language);
  const say = speaker(language);
  const shown = exported.contributions.filter((one) => one !== undefined).length;
  const message: Message = {
    cards: [
      {
        language,
        blocks: [
          { type: 'paragraph', text: say('topics-closing.export.done', { title: titleIn(exported.topic, language) }) },
          {
            type: 'note',
            text: say('topics-closing.export.note', { shown, hidden: exported.contributions.length - shown }),
          },
        ],
      },
    ],
    files,
  };
  return { type: 'message', message, visibility: 'private' };
}
