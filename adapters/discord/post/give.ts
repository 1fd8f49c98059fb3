import { InteractionResponseType as Answer } from 'discord.js';
import type { Form, Reply } from '../../../src/core/message.js';
import type { TtlCache } from '../../../src/kit/ttl-cache.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Origin } from '../origin.js';
import type { CommunityCards } from '../render/community-cards.js';
import { renderForm } from '../render/form.js';
import { type Part, render, renderInOne } from '../render/message.js';
import { bodyOf, editOf, withVisibility } from './body.js';
import type { FoundParts } from './history.js';
import { type AnswerState, deferralOf, type InteractionAnswers, type Outcome } from './interaction-answers.js';
import { type Numbers, numbersOf } from './marker.js';
import type { MessageReply, PendingReplies } from './pending-replies.js';

/** Answers an interaction through its token, depending on what was sent for it before. Throws what `Api.answer` throws. */
export type Give = (origin: Origin, reply: Reply, state: AnswerState) => Promise<Outcome>;

/** The key under which a person's open form is remembered. */
export function formKey(user: string, form: string): string {
  return `${user}|${form}`;
}

/** The key of the marker that the messages of an answer carry that others than the person see. */
export function answerKey({ id }: Pick<Origin, 'id'>): string {
  return `discord:answer:${id}`;
}

export function createGive(options: {
  readonly answers: InteractionAnswers;
  readonly pending: PendingReplies;
  readonly communityCards: CommunityCards;
  /** The forms that people have open, by `formKey`. */
  readonly forms: TtlCache<Form>;
  /** Looks for the messages with a marker in a channel. */
  readonly findParts: (channel: string, key: string) => Promise<Pick<FoundParts, 'ids'>>;
}): Give {
  const { answers, pending, communityCards, forms, findParts } = options;

  const giveMessage = async (origin: Origin, reply: MessageReply, state: AnswerState): Promise<Outcome> => {
    if (origin.source && mayReplace(origin, reply) && (state === 'fresh' || state === 'deferred-update')) {
      const part = renderInOne(reply.message, new Map());
      const { body } = editOf(part, [], origin.source.numbers);
      if (state === 'fresh') return answers.respond(origin, Answer.UpdateMessage, body, part);
      await answers.editOriginal(origin, body, part);
      return 'accepted';
    }
    const parts = render(reply.message, new Map());
    const [first] = parts;
    if (!first) return 'accepted';
    const ephemeral = reply.visibility === 'private' && origin.conversation.kind !== 'direct';
    const numbers = (index: number): Numbers | undefined =>
      ephemeral ? undefined : numbersOf({ key: answerKey(origin), index, total: parts.length });

    /** Sends the parts from an index on. After a crash, those that are there already are left out, as far as Discord tells. */
    const followUps = async (from: number): Promise<Outcome> => {
      if (ephemeral && from < parts.length && mayBeBeside(origin, state)) {
        throw new DeliveryError('a process that ended may have sent further messages', 'ambiguous');
      }
      const mayBeThere = origin.isRecovered && state !== 'fresh' && !ephemeral && from < parts.length;
      const there = mayBeThere ? (await findParts(origin.conversation.id, answerKey(origin))).ids : new Map<number, string>();
      for (const [index, part] of parts.entries()) {
        if (index >= from && !there.has(index)) await answers.followUp(origin, part, ephemeral, numbers(index));
      }
      return 'accepted';
    };

    if (state === 'fresh') {
      const body = withVisibility(bodyOf(first, numbers(0)), ephemeral);
      const outcome = await answers.respond(origin, Answer.ChannelMessageWithSource, body, first);
      return outcome === 'accepted' ? followUps(1) : outcome;
    }
    // What the message shows is left alone: since then another click may have changed it.
    const isShown = state === 'private-new' || state === 'public-new';
    const isInPlace = state === 'public-new' ? !ephemeral : reply.visibility === 'private' || origin.conversation.kind === 'direct';
    if (state === 'deferred-update' || (state === 'public-new' && !isInPlace)) return followUps(0);
    if (isInPlace) {
      if (!isShown) await answers.editOriginal(origin, bodyOf(first, numbers(0)), first);
      return followUps(1);
    }
    // A message that was deferred as private stays private: it gets a short note, and the answer is sent beside it.
    const note = isShown ? undefined : await noteOfPost();
    if (note) await answers.editOriginal(origin, bodyOf(note), note);
    return followUps(0);
  };

  const noteOfPost = async (): Promise<Part | undefined> => {
    const cards = await communityCards((say) => [{ type: 'note', text: say('discord.answer.posted') }]);
    return render({ cards }, new Map())[0];
  };

  const openForm = async (origin: Origin, form: Form, state: AnswerState): Promise<Outcome> => {
    const { modal, before } = renderForm(form);
    forms.set(formKey(origin.user, form.id), form);
    // Discord opens a form only as the first answer, and never in answer to a form.
    if (state === 'fresh' && origin.kind !== 'form' && (before.length === 0 || origin.opening)) {
      return answers.respond(origin, Answer.Modal, { ...modal });
    }
    // The button of a process that ended leads nowhere, so its card is replaced.
    const toReplace = state === 'private-new' ? 'deferred-new' : state;
    return giveMessage(origin, pending.formCard(origin.user, form, before), toReplace);
  };

  /** Takes back the deferral, if there is one, so that nothing is shown. */
  const giveNothing = async (origin: Origin, state: AnswerState): Promise<Outcome> => {
    if (state === 'fresh') {
      const outcome = await answers.defer(origin);
      if (outcome !== 'accepted') return outcome;
    }
    if ((state === 'fresh' ? deferralOf(origin) : state) === 'deferred-new') await answers.deleteOriginal(origin);
    return 'accepted';
  };

  return async (origin, reply, state) => {
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
}

/** Whether a process that ended may have sent messages beside the first answer: it sent them only after that one. */
function mayBeBeside({ mayHaveArrived }: Origin, state: AnswerState): boolean {
  return mayHaveArrived === true && state !== 'fresh' && state !== 'deferred-new';
}

/** Whether a reply may take the place of the message with the control: everyone who sees that message may see the reply too. */
function mayReplace({ source, conversation }: Origin, reply: MessageReply): boolean {
  return (
    reply.replace === true &&
    source !== undefined &&
    (source.ephemeral || conversation.kind === 'direct' || reply.visibility === 'conversation')
  );
}
