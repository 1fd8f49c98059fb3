import { InteractionResponseType as Answer } from 'discord.js';
import type { Form, Message, Reply } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { TtlCache } from '../../../src/kit/ttl-cache.js';
import type { ConversationRef, Identity } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import { codeOf } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import type { Problems } from '../problems.js';
import type { CommunityCards } from '../render/community-cards.js';
import { renderForm } from '../render/form.js';
import { render, renderInOne } from '../render/message.js';
import { type Timer, within } from '../timer.js';
import { bodyOf, editOf, isEphemeral, withVisibility } from './body.js';
import { type AnswerState, deferralOf, type InteractionAnswers, isExpiredToken, type Outcome } from './interaction-answers.js';
import { readNumbers } from './marker.js';
import { MENTIONED, type MessageReply, type PendingReplies } from './pending-replies.js';
import type { Posts } from './posts.js';

export interface RepliesDependencies {
  readonly answers: InteractionAnswers;
  readonly pending: PendingReplies;
  readonly posts: Pick<Posts, 'post'>;
  readonly communityCards: CommunityCards;
  /** The forms that people have open, by `formKey`. */
  readonly forms: TtlCache<Form>;
  /** Handlers wait while acknowledgements are sent. */
  readonly scheduler: Pick<Scheduler, 'prioritise'>;
  /** Another conversation in which to say that an answer is ready; undefined if there is none. */
  readonly elsewhere: () => ConversationRef | undefined;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly problems: Problems;
}

/** Gives people the inbox's answers to their interactions. */
export interface Replies {
  /**
   * Waits for a reply and gives it. If it takes longer than `TIMES.defer`, or when `congested` resolves, the interaction is deferred
   * first. A form must be the first answer, so after a deferral it waits behind a button. Never throws.
   */
  carry(origin: Origin, reply: Promise<Reply>, congested: Promise<void>): Promise<void>;
}

/** The key under which a person's open form is remembered. */
export function formKey(user: string, form: string): string {
  return `${user}|${form}`;
}

export function createReplies(dependencies: RepliesDependencies): Replies {
  const { answers, pending, posts, communityCards, forms, scheduler, clock, timer, logger, problems } = dependencies;

  const giveMessage = async (origin: Origin, reply: MessageReply, state: AnswerState): Promise<Outcome> => {
    if (origin.source && mayReplace(origin, reply) && state !== 'deferred-new') {
      const part = renderInOne(reply.message, new Map());
      const body = editOf(part, [], readNumbers(origin.source));
      if (state === 'fresh') return answers.respond(origin, Answer.UpdateMessage, body, part);
      await answers.editOriginal(origin, body, part);
      return 'accepted';
    }
    const [first, ...more] = render(reply.message, new Map());
    if (!first) return 'accepted';
    const ephemeral = reply.visibility === 'private' && origin.conversation.kind !== 'direct';
    if (state === 'fresh') {
      const outcome = await answers.respond(origin, Answer.ChannelMessageWithSource, withVisibility(bodyOf(first), ephemeral), first);
      if (outcome !== 'accepted') return outcome;
    } else if (state === 'deferred-update') {
      await answers.followUp(origin, first, ephemeral);
    } else if (reply.visibility === 'private' || origin.conversation.kind === 'direct') {
      await answers.editOriginal(origin, bodyOf(first), first);
    } else {
      // A message that was deferred as private stays private: it gets a short note, and the answer is sent beside it.
      const [note] = render({ cards: await communityCards((say) => [{ type: 'note', text: say('discord.answer.posted') }]) }, new Map());
      if (note) await answers.editOriginal(origin, bodyOf(note), note);
      await answers.followUp(origin, first, false);
    }
    for (const part of more) await answers.followUp(origin, part, ephemeral);
    return 'accepted';
  };

  const openForm = async (origin: Origin, form: Form, state: AnswerState): Promise<Outcome> => {
    const { modal, before } = renderForm(form);
    forms.set(formKey(origin.user, form.id), form);
    // Discord opens a form only as the first answer, and never in answer to a form.
    if (state === 'fresh' && origin.kind !== 'form' && (before.length === 0 || origin.opening)) {
      return answers.respond(origin, Answer.Modal, { ...modal });
    }
    return giveMessage(origin, pending.formCard(origin.user, form, before), state);
  };

  /** Takes back the deferral, if there is one, so that nothing is shown. */
  const giveNothing = async (origin: Origin, state: AnswerState): Promise<Outcome> => {
    const deferred = state === 'fresh' ? await answers.defer(origin) : state;
    if (deferred === undefined) return 'late';
    if (deferred === 'deferred-new') await answers.deleteOriginal(origin);
    return 'accepted';
  };

  const give = async (origin: Origin, reply: Reply, state: AnswerState): Promise<Outcome> => {
    switch (reply.type) {
      case 'message':
        return giveMessage(origin, reply, state);
      case 'form':
        return openForm(origin, reply.form, state);
      case 'form-errors':
        throw new RangeError('errors of a form are made into a message when the form is received');
      case 'none':
        return reply.elsewhere ? 'accepted' : giveNothing(origin, state);
      default:
        return reply satisfies never;
    }
  };

  /** The token is no longer valid, so the bot posts a message in the same conversation, whose button shows a private answer. */
  const giveAsPost = async (origin: Origin, reply: Reply): Promise<void> => {
    if (reply.type === 'none' || reply.type === 'form-errors') return;
    const { conversation, user } = origin;
    const isPublic = reply.type === 'message' && (reply.visibility === 'conversation' || conversation.kind === 'direct');
    const message: Message = isPublic ? reply.message : { cards: await pending.readyCards(user, reply) };
    const person: Identity = { platform: 'discord', space: conversation.space, user };
    const options = { key: `discord:late:${origin.id}`, mentions: new Map(isPublic ? [] : [[MENTIONED, person]]) };
    try {
      await posts.post(conversation, message, options);
    } catch (error) {
      const other = dependencies.elsewhere();
      // A public answer must not appear in another conversation, but the note that a private one is ready may.
      if (isPublic || other === undefined || other.id === conversation.id) throw error;
      await posts.post(other, message, options);
    }
  };

  const giveInTime = async (origin: Origin, reply: Reply, state: AnswerState | undefined): Promise<void> => {
    const isExpired = clock.now() - origin.receivedAt > TIMES.token;
    try {
      let outcome: Outcome = state === undefined || isExpired ? 'late' : await give(origin, reply, state);
      // Another process has deferred the interaction, so its deferral gets the answer.
      if (outcome === 'elsewhere') outcome = await give(origin, reply, deferralOf(origin));
      if (outcome === 'late') await giveAsPost(origin, reply);
    } catch (error) {
      if (!isExpiredToken(error)) throw error;
      await giveAsPost(origin, reply);
    }
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
      try {
        const soon = await within(timer, work, TIMES.defer, congested);
        let state: AnswerState | undefined = 'fresh';
        if (!soon) {
          state = await scheduler.prioritise(answers.defer(origin));
          if (state === undefined) logger.warn({ eventId: origin.id }, 'an interaction was acknowledged too late for Discord');
        }
        await giveInTime(origin, soon ? soon.value : await work, state);
      } catch (error) {
        logger.error({ eventId: origin.id, code: codeOf(error), error }, 'an answer could not be given on Discord');
        problems.report({ code: 'answer-refused' });
        await apologise(origin);
      }
    },
  };
}

/** Whether a reply may take the place of the message with the control: everyone who sees that message may see the reply too. */
function mayReplace({ source, conversation }: Origin, reply: MessageReply): boolean {
  return (
    reply.replace === true &&
    source !== undefined &&
    (isEphemeral(source) || conversation.kind === 'direct' || reply.visibility === 'conversation')
  );
}
