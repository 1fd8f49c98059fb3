import { isAllowed } from '../../../core/access.js';
import { type Card, privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Settings } from '../../../core/settings.js';
import type { Context, Listener } from '../../../feature-api/index.js';
import type { PlatformNeed } from '../../../ports/needs.js';
import { topicOfThread } from '../keys.js';
import { FEATURE } from '../names.js';
import { EMOJI, emojiOf } from '../rules/emoji.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import { MARKS, type Mark } from '../types.js';
import { contributionCard, topicMenuCard } from './cards/menu.js';
import { contributionIn, requireTopic } from './find.js';
import { readerOf } from './follow.js';
import { topicGone } from './ids.js';
import { viewContribution } from './mark.js';

/** Platforms are asked to tell of reactions only while these mark contributions. */
export function reactionNeeds(settings: Settings): readonly PlatformNeed[] {
  if (!topicsSection.of(settings).markByReaction) return [];
  return [{ need: 'thread-reactions', setting: { section: FEATURE, undo: { markByReaction: false } } }];
}

/** Hears reactions that mark a contribution, and answers the menu of messages. What people write is heard by the discussion. */
export const marksListener: Listener = {
  heard: async () => {},
  async thread(context, { key, member, message, what }) {
    if ((what.type !== 'reacted' && what.type !== 'unreacted') || member === null || topicOfThread(key) === undefined) return;
    const mark = await markOf(context, what.emoji);
    const person = mark && (await context.people.find(member));
    if (!person || !isAllowed(person, 'member')) return;
    const contribution = await contributionIn(context, key, message);
    if (!contribution || contribution.deletedAt !== null || contribution.hiddenAt !== null) return;
    const store = topicsStore(context.tx);
    if (what.type === 'unreacted') return store.removeMark(contribution.id, member, mark);
    await store.addMark(contribution.id, member, mark, context.now);
    await store.followByPart(contribution.topic, member, context.now);
  },
  async reactions(context) {
    const settings = topicsSection.of(await context.community.settings());
    if (!settings.markByReaction) return [];
    return MARKS.map((mark) => settings[`${mark}Emoji`]).flatMap((name) => [name, EMOJI[name]]);
  },
  async reactedTo(context, { key, message }) {
    const contribution = await contributionIn(context, key, message);
    const marks = contribution && (await topicsStore(context.tx).marksOf(contribution.id));
    return [...new Set(marks?.map(({ member }) => member))];
  },
  menu: async (context, request, { key, message }) => privately(await menuCard(context, request, key, message)),
};

/** What can be done with a message of a topic's thread. */
async function menuCard(
  context: Context,
  { actor, language }: Request,
  key: string,
  message: Parameters<typeof contributionIn>[2],
): Promise<Card> {
  const contribution = await contributionIn(context, key, message);
  if (contribution) return contributionCard(await viewContribution(context, actor, contribution.id), language);
  const id = topicOfThread(key);
  if (id === undefined) throw topicGone();
  const topic = await requireTopic(context, id);
  return topicMenuCard(topic, await readerOf(context, actor, topic), language);
}

/** What a reaction marks a contribution as; undefined for any other reaction. */
async function markOf(context: Context, reaction: string): Promise<Mark | undefined> {
  const emoji = emojiOf(reaction);
  if (emoji === undefined) return undefined;
  const settings = topicsSection.of(await context.community.settings());
  return settings.markByReaction ? MARKS.find((mark) => settings[`${mark}Emoji`] === emoji) : undefined;
}
