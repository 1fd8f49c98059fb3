import { InteractionResponseType as Answer, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Reply } from '../../../src/core/message.js';
import { between, type Clock } from '../../../src/core/time.js';
import { within } from '../../../src/kit/gate.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { Timer } from '../../../src/kit/timer.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import { codeOf, isConnection } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import type { Problems } from '../problems.js';
import type { CommunityCards } from '../render/community-cards.js';
import { render } from '../render/message.js';
import { bodyOf, withVisibility } from './body.js';
import type { Give } from './give.js';
import {
  type AnswerState,
  deferralOf,
  type InteractionAnswers,
  isExpiredToken,
  isNeverAnswered,
  type Outcome,
} from './interaction-answers.js';
import type { GiveAsPost } from './late-answers.js';

export interface RepliesDependencies {
  readonly answers: InteractionAnswers;
  readonly give: Give;
  readonly giveAsPost: GiveAsPost;
  readonly communityCards: CommunityCards;
  /** Handlers wait while acknowledgements are sent. */
  readonly scheduler: Pick<Scheduler, 'prioritise'>;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly problems: Problems;
}

/**
 * What became of a reply. `answered`: it reached the person, or Discord refuses its content for good. `unanswered`: no route led to
 * the person, or nobody knows whether it did. `elsewhere`: another process gives it.
 */
export type Carried = 'answered' | 'unanswered' | 'elsewhere';

/** Gives people the inbox's answers to their interactions. */
export interface Replies {
  /**
   * Waits for a reply and gives it. If it takes longer than `TIMES.defer`, or when `congested` resolves, the interaction is deferred
   * first. A form must be the first answer, so after a deferral it waits behind a button. Never throws.
   */
  carry(origin: Origin, reply: Promise<Reply>, congested: Promise<void>): Promise<Carried>;
}

export function createReplies(dependencies: RepliesDependencies): Replies {
  const { answers, give, giveAsPost, communityCards, scheduler, clock, timer, logger, problems } = dependencies;

  /** Gives a reply that another process may have given before it ended; false if it has to wait for the next command. */
  const giveMissing = async (origin: Origin, reply: Reply): Promise<boolean> => {
    const state = await answers.stateOf(origin);
    // Where a message was to change or get company, its absence does not tell whether the person has seen the reply.
    if (state === undefined) return reply.type !== 'message' || deferralOf(origin) === 'deferred-new';
    await give(origin, reply, state);
    return true;
  };

  /** Returns whether the reply reached the person. */
  const giveInTime = async (origin: Origin, reply: Reply, state: AnswerState | undefined): Promise<boolean> => {
    const isExpired = between(origin.receivedAt, clock.now()) > TIMES.token;
    try {
      let outcome: Outcome = state === undefined || isExpired ? 'late' : await give(origin, reply, state);
      if (outcome !== 'accepted' && origin.isRecovered && !isExpired) return await giveMissing(origin, reply);
      // Another process has deferred the interaction, so its deferral gets the answer.
      if (outcome === 'elsewhere') outcome = await give(origin, reply, deferralOf(origin));
      if (outcome === 'late') await giveAsPost(origin, reply, false);
    } catch (error) {
      if (!isExpiredToken(error)) throw error;
      await giveAsPost(origin, reply, isNeverAnswered(error));
    }
    return true;
  };

  /** Returns the new state; `undefined` if Discord takes no first answer any more, or if a process that ended gave one. */
  const defer = async (origin: Origin): Promise<AnswerState | undefined> => {
    const outcome = await scheduler.prioritise(answers.defer(origin));
    if (outcome === 'accepted') return deferralOf(origin);
    if (origin.isRecovered) return undefined;
    if (outcome === 'elsewhere') return deferralOf(origin);
    logger.warn({ eventId: origin.id }, 'an interaction was acknowledged too late for Discord');
    return undefined;
  };

  /** Says that the answer could not be shown, in whichever of two ways still works. */
  const apologise = async (origin: Origin): Promise<void> => {
    const cards = await communityCards((say) => [{ type: 'paragraph', text: say('discord.answer.not-shown') }]);
    for (const state of ['fresh', 'deferred-update'] as const) {
      try {
        const [part] = render({ cards }, new Map());
        if (!part) return;
        if (state === 'fresh') await answers.send(origin, Answer.ChannelMessageWithSource, withVisibility(bodyOf(part), true));
        else await answers.followUp(origin, part, true);
        return;
      } catch {
        // Nothing more can be done here, and the failure itself is in the log.
      }
    }
  };

  return {
    async carry(origin, work, congested) {
      let isHandled = false;
      try {
        const soon = await within(timer, TIMES.defer, work, congested);
        const state = soon ? 'fresh' : await defer(origin);
        const reply = soon ? soon.value : await work;
        isHandled = true;
        const isGiven = await giveInTime(origin, reply, state);
        if (reply.type === 'none' && reply.elsewhere) return 'elsewhere';
        return isGiven ? 'answered' : 'unanswered';
      } catch (error) {
        if (isHandled && error instanceof DeliveryError && error.outcome === 'ambiguous') {
          logger.info({ eventId: origin.id, error }, 'an answer on Discord may have arrived, and is shown again later');
          return 'unanswered';
        }
        logger.error({ eventId: origin.id, code: codeOf(error), error }, 'an answer could not be given on Discord');
        // Where Discord itself fails or is away, the bot's makers have nothing to mend.
        if (isDiscordsOwn(error)) return 'unanswered';
        problems.report({ code: 'answer-refused' });
        await apologise(origin).catch(() => undefined);
        // Content that Discord refuses would be refused with the next command as well.
        return isHandled && !isRefusal(error) ? 'unanswered' : 'answered';
      }
    },
  };
}

/** Whether an answer failed because Discord did not work or could not be reached. */
function isDiscordsOwn(error: unknown): boolean {
  if (error instanceof DeliveryError) return error.outcome === 'wait' || (error.cause !== undefined && isDiscordsOwn(error.cause));
  if (error instanceof RateLimitError || error instanceof HTTPError) return true;
  return error instanceof Error && !(error instanceof RangeError) && isConnection(error);
}

/** Whether an answer failed because of its content. */
function isRefusal(error: unknown): boolean {
  if (error instanceof DeliveryError) return error.cause === undefined ? error.outcome === 'refused' : isRefusal(error.cause);
  return error instanceof RangeError || (error instanceof DiscordAPIError && error.status === 400);
}
