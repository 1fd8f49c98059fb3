import type { MemberId } from '../../../core/ids.js';
import { type Context, defineJob, type Job, withinDays } from '../../../feature-api/index.js';
import type { Platform } from '../../../ports/chat.js';
import { ofContribution } from '../message-args.js';
import { isUnasked } from '../rules/sharing.js';
import { topicsStore } from '../store/index.js';
import type { ContributionId } from '../types.js';
import { sharingCard } from './cards/sharing.js';
import { openQuestion } from './consent.js';

const ASK = 'topics.discussion.ask';

/**
 * Plans that the author of a contribution is asked, in the thread and for them alone, whether others may read along: with the first
 * one on a platform that can show it. One row for each author, so that they are asked once.
 */
export async function planAsking(
  context: Context,
  contribution: ContributionId,
  author: { readonly member: MemberId; readonly platform: Platform },
): Promise<void> {
  if (!context.platforms.mayWhisper(author.platform)) return;
  const key = `topics:ask-to-share:${author.member}`;
  await context.agenda.plan({ key, kind: ASK, payload: { contribution }, dueAt: context.now, again: true });
}

/** Where the platform shows nothing to one person unasked, the question waits on their home page and behind the opening post's button. */
export const askToShare: Job = defineJob(
  { kind: ASK, class: 'delivery', lateness: withinDays(1), payload: ofContribution },
  async (context, { contribution: id }, { now, key }) => {
    const contribution = await topicsStore(context.tx).contribution(id);
    const author = contribution?.member ?? null;
    const member = author === null ? undefined : await context.people.find(author);
    const question = member && (await openQuestion(context, member.id));
    const consent = member && (await topicsStore(context.tx).consentOf(member.id));
    if (!contribution || !member || !question || !isUnasked(consent)) return { type: 'dropped', reason: 'gone' };
    const { conversation } = contribution.message;
    const account = (await context.people.accounts(member.id)).find(
      ({ platform, space }) => platform === conversation.platform && space === conversation.space,
    );
    const message = { cards: [sharingCard(question, member.language)] };
    if (!account || !(await context.platforms.whisper(conversation, account, message, key)))
      return { type: 'dropped', reason: 'not-asked' };
    return { type: 'done', effects: (inside) => topicsStore(inside.tx).noteConsentAsked(member.id, now) };
  },
);
