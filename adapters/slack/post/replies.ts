import type { Language } from '../../../src/core/language.js';
import type { Card, Message, Reply } from '../../../src/core/message.js';
import { type Clock, type Instant, SECOND } from '../../../src/core/time.js';
import { speaker } from '../../../src/language/index.js';
import { type ConversationRef, DeliveryError, type Identity, type MessageRef } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { TIMES } from '../limits.js';
import type { Origin } from '../origin.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import { formView, type View } from '../render/form.js';
import { type Part, renderMessage } from '../render/message.js';
import { userOf } from '../render/text.js';
import { noMentions } from '../render/units.js';
import { createDialogs, type LazyLanguage } from './dialogs.js';
import { createEphemeral } from './ephemeral.js';
import type { Posts } from './posts.js';
import type { ResponseUrls } from './response-urls.js';

/** Sends the app's replies to the person, by the first way that is still open (docs/slack.md, "An answer always arrives"). */
export interface Replies {
  /** Sends a reply. False if no way is open, or if it is unknown whether it arrived; never throws. */
  send(reply: Reply, origin: Origin): Promise<boolean>;
  /**
   * Opens a dialog, or sends a button that opens it when the three seconds of the trigger have passed. False if no way is
   * open; never throws.
   */
  openDialog(view: View, origin: Origin, language: LazyLanguage): Promise<boolean>;
  /** The view that a button with this token opens; `undefined` once it has expired. */
  pendingView(token: string): View | undefined;
}

export interface RepliesDependencies {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly posts: Posts;
  readonly conversations: Conversations;
  readonly responseUrls: ResponseUrls;
  readonly problems: Problems;
  readonly sleep: (ms: number) => Promise<void>;
  /** The person's language. Never throws. */
  readonly languageOf: (person: Identity) => Promise<Language>;
  readonly mentionsOf: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
  /** Publishes the home tab again with these cards on top. */
  readonly refreshHome: (person: Identity, notice: readonly Card[]) => Promise<boolean>;
}

const MAX_ATTEMPTS = 3;

type MessageReply = Extract<Reply, { type: 'message' }>;

export function createReplies(deps: RepliesDependencies): Replies {
  const { api, clock, logger, posts, conversations, responseUrls, problems } = deps;
  const ephemeral = createEphemeral({ api, logger, responseUrls });

  const findEarlier = async (to: ConversationRef, key: string, after: Instant): Promise<MessageRef | undefined> => {
    try {
      return await posts.find(to, key, { after });
    } catch (error) {
      // A process that posted there had joined the conversation, so there is nothing of it where the bot can't read.
      if (error instanceof DeliveryError && error.outcome === 'unreachable') return undefined;
      throw error;
    }
  };

  /** Posts a message once: after an unknown outcome it is searched for before another attempt. */
  const postOnce = async (to: ConversationRef, message: Message, origin: Origin): Promise<MessageRef> => {
    const key = `reply:${origin.eventId}`;
    const mentions = await deps.mentionsOf(message);
    const earlier = origin.maybeAnsweredSince === undefined ? undefined : await findEarlier(to, key, origin.maybeAnsweredSince);
    if (earlier) return earlier;
    for (let attempt = 1; ; attempt++) {
      try {
        return await posts.post(to, message, { key, mentions });
      } catch (error) {
        const isRepeatable = error instanceof DeliveryError && (error.outcome === 'ambiguous' || error.outcome === 'wait');
        if (!isRepeatable || attempt >= MAX_ATTEMPTS) throw error;
        await deps.sleep(Math.min(error.retryAfterMs ?? SECOND / 2, TIMES.longestWait));
        const existing = error.outcome === 'ambiguous' ? await posts.find(to, key) : undefined;
        if (existing) return existing;
      }
    }
  };

  const sendDirect = async (origin: Origin, message: Message): Promise<void> => {
    const to = origin.own ? origin.conversation : await conversations.openDirect(origin.person);
    await postOnce(to, message, origin);
  };

  const sendPrivately = async (origin: Origin, message: Message, languageOf: LazyLanguage): Promise<void> => {
    if (origin.own) return sendDirect(origin, message);
    const rendered = renderMessage(message, userOf(await deps.mentionsOf(message)));
    if (rendered.file || (message.files ?? []).length > 0) {
      // Slack shows files to everybody in a conversation, so private ones go to the person's direct messages.
      await sendDirect(origin, message);
      const language = await languageOf();
      // The answer is there, with or without the notice.
      await ephemeral.send(origin, noticePart(speaker(language).plain('slack.file-in-direct'), language)).catch(() => false);
      return;
    }
    for (const part of rendered.parts) if (!(await ephemeral.send(origin, part))) return sendDirect(origin, message);
  };

  const sendToConversation = async (origin: Origin, message: Message): Promise<void> => {
    try {
      await postOnce(origin.conversation, message, origin);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome !== 'unreachable' || !origin.responseUrl) throw error;
      // Slack can't tell whether a response URL was used, and everybody would see the message twice.
      if (origin.maybeAnsweredSince !== undefined) throw error;
      // The response URL of a command works where the bot is not a member.
      const { parts } = renderMessage(message, userOf(await deps.mentionsOf(message)));
      for (const { text, blocks } of parts) {
        const body = { response_type: 'in_channel', replace_original: false, text, blocks } as const;
        if ((await responseUrls.send(origin.responseUrl, body)) !== 'taken') throw error;
      }
    }
  };

  /** Changes the message whose button was pressed. True if it was changed; throws an ambiguous `DeliveryError` if it may be. */
  const replace = async (origin: Origin, message: Message): Promise<boolean> => {
    const { source } = origin;
    if (!source || (message.files ?? []).length > 0) return false;
    const mentions = await deps.mentionsOf(message);
    const { parts, file } = renderMessage(message, userOf(mentions));
    if (file || parts.length > 1) return false;
    const [{ text, blocks }] = parts;
    // What a process that ended has tried may be there, although it is refused now.
    let isUnknown = origin.mayHaveArrived === true;
    if (!source.private) {
      try {
        await posts.update({ conversation: origin.conversation, id: source.ts }, message, { mentions });
        return true;
      } catch (error) {
        isUnknown ||= isAmbiguous(error);
        logger.debug({ eventId: origin.eventId, error }, 'could not update a Slack message directly');
      }
    }
    const outcome = origin.responseUrl && (await responseUrls.send(origin.responseUrl, { replace_original: true, text, blocks }));
    if (outcome === 'taken') return true;
    if (outcome === 'unknown' || isUnknown) throw new DeliveryError('the message may have been changed', 'ambiguous');
    return false;
  };

  const sendMessage = async (reply: MessageReply, origin: Origin, language: LazyLanguage): Promise<void> => {
    const { message, visibility } = reply;
    if (reply.replace) {
      if (origin.home && (await deps.refreshHome(origin.person, message.cards))) return;
      if (origin.home && origin.mayHaveArrived) throw new DeliveryError('the home tab may have been changed', 'ambiguous');
      // A private reply must not replace a message that others can read.
      const mayReplace = origin.source?.private === true || origin.own || visibility === 'conversation';
      if (mayReplace && (await replace(origin, message))) return;
    }
    if (visibility === 'private') await sendPrivately(origin, message, language);
    else await sendToConversation(origin, message);
  };

  const dialogs = createDialogs({ api, clock, logger, problems, sendPrivately });

  const send = async (reply: Reply, origin: Origin): Promise<void> => {
    const ofPerson = (): Promise<Language> => deps.languageOf(origin.person);
    switch (reply.type) {
      case 'none':
        return;
      case 'form':
        return dialogs.open(formView(reply.form, origin), origin, async () => reply.form.language);
      case 'form-errors': {
        const items = Object.values(reply.errors).map((error) => [error]);
        const card: Card = { language: await ofPerson(), blocks: [{ type: 'list', items }] };
        return sendPrivately(origin, { cards: [card] }, ofPerson);
      }
      case 'message':
        return sendMessage(reply, origin, async () => reply.message.cards[0]?.language ?? ofPerson());
      default:
        return reply satisfies never;
    }
  };

  const whether = async (sending: Promise<void>, type: Reply['type'], { eventId }: Origin): Promise<boolean> => {
    try {
      await sending;
      return true;
    } catch (error) {
      if (isAmbiguous(error)) logger.info({ eventId, reply: type, error }, 'a reply on Slack may have arrived, and is shown again later');
      else logger.error({ eventId, reply: type, error }, 'could not send a reply to Slack');
      return false;
    }
  };

  return {
    openDialog: (view, origin, language) => whether(dialogs.open(view, origin, language), 'form', origin),
    pendingView: dialogs.pending,
    send: (reply, origin) => whether(send(reply, origin), reply.type, origin),
  };
}

function isAmbiguous(error: unknown): boolean {
  return error instanceof DeliveryError && error.outcome === 'ambiguous';
}

function noticePart(text: string, language: Language): Part {
  return renderMessage({ cards: [{ language, blocks: [{ type: 'paragraph', text: [text] }] }] }, noMentions).parts[0];
}
