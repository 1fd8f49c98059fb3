import { randomUUID } from 'node:crypto';
import type { Language } from '../../../src/core/language.js';
import { actionId, type Card, type Message, type Reply } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import { SECOND } from '../../../src/core/time.js';
import { speaker } from '../../../src/language/index.js';
import { DeliveryError, type Identity, type MessageRef } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { isDefinite, reportFailure } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import type { Place } from '../receive/origin.js';
import { formView, type View } from '../render/form.js';
import { type Part, renderMessage } from '../render/message.js';
import { type Posts, userOf } from './posts.js';
import type { ResponseUrls } from './response-urls.js';

/** Brings the app's answers to the person, by whatever way is still open. */
export interface Replies {
  carry(reply: Reply, place: Place, language: Language): Promise<void>;
  /** Opens a dialog, or a button that opens it when the trigger's three seconds are over. */
  open(view: View, place: Place, language: Language): Promise<void>;
  /** A view that waits behind a button. */
  waiting(token: string): View | undefined;
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
  readonly mentionsOf: (message: Message) => Promise<ReadonlyMap<number, Identity>>;
  /** Shows the home tab again, with these cards on top. */
  readonly refreshHome: (person: Identity, notice: readonly Card[]) => Promise<boolean>;
}

/** The adapter's own action: `slack:open:<token>`. */
export const OPEN = { feature: 'slack', action: 'open' } as const;

const WAITING_MAX = 500;
const TRIES = 3;

type MessageReply = Extract<Reply, { type: 'message' }>;

export function createReplies(deps: RepliesDependencies): Replies {
  const { api, clock, logger, posts, conversations, responseUrls, problems } = deps;
  const views = new Map<string, { readonly view: View; readonly until: number }>();

  /** Posts once, whatever happens on the way: looks before it tries again. */
  const postOnce = async (to: Place['conversation'], message: Message, key: string): Promise<MessageRef> => {
    const mentions = await deps.mentionsOf(message);
    for (let tries = 1; ; tries++) {
      try {
        return await posts.post(to, message, { key, mentions });
      } catch (error) {
        if (!(error instanceof DeliveryError) || tries >= TRIES || (error.outcome !== 'ambiguous' && error.outcome !== 'wait')) throw error;
        await deps.sleep(Math.min(error.retryAfterMs ?? SECOND / 2, TIMES.longestWait));
        const there = error.outcome === 'ambiguous' ? await posts.find(to, key) : undefined;
        if (there) return there;
      }
    }
  };

  /** True if Slack took it. */
  const whisper = async (place: Place, part: Part): Promise<boolean> => {
    const body = { response_type: 'ephemeral', replace_original: false, text: part.text, blocks: part.blocks } as const;
    if (place.responseUrl && (await responseUrls.send(place.responseUrl, body))) return true;
    const { id } = place.conversation;
    const send = () =>
      api.patiently('answers', 'chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          channel: id,
          user: place.person.user,
          text: part.text,
          blocks: part.blocks,
          ...(place.thread ? { thread_ts: place.thread } : {}),
        }),
      );
    try {
      // Twice is better than not at all: only the person sees it, and it goes away by itself.
      await send().catch(async (error: unknown) => (isDefinite(error) ? Promise.reject(error) : send()));
      return true;
    } catch (error) {
      logger.debug({ eventId: place.eventId, error }, 'no private answer here');
      return false;
    }
  };

  const direct = async (place: Place, message: Message): Promise<void> => {
    const to = place.own ? place.conversation : await conversations.openDirect(place.person);
    await postOnce(to, message, `reply:${place.eventId}`);
  };

  const privately = async (place: Place, message: Message, language: Language): Promise<void> => {
    if (place.own) return direct(place, message);
    const rendered = renderMessage(message, userOf(await deps.mentionsOf(message)));
    if (rendered.file || (message.files ?? []).length > 0) {
      // Slack shows files to all who read a conversation: private ones go where only the person reads.
      await direct(place, message);
      await whisper(place, noticePart(speaker(language).plain('slack.file-in-direct'), language));
      return;
    }
    for (const part of rendered.parts) if (!(await whisper(place, part))) return direct(place, message);
  };

  const openly = async (place: Place, message: Message): Promise<void> => {
    try {
      await postOnce(place.conversation, message, `reply:${place.eventId}`);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome !== 'unreachable' || !place.responseUrl) throw error;
      // Where the bot is no member, the command's own way leads in.
      const { parts } = renderMessage(message, userOf(await deps.mentionsOf(message)));
      for (const part of parts) {
        const taken = await responseUrls.send(place.responseUrl, {
          response_type: 'in_channel',
          replace_original: false,
          text: part.text,
          blocks: part.blocks,
        });
        if (!taken) throw error;
      }
    }
  };

  /** Changes the message whose button was pressed. True if it was done. */
  const replace = async (place: Place, message: Message): Promise<boolean> => {
    const { source } = place;
    if (!source || (message.files ?? []).length > 0) return false;
    const mentions = await deps.mentionsOf(message);
    const { parts, file } = renderMessage(message, userOf(mentions));
    if (file || parts.length > 1) return false;
    const [{ text, blocks }] = parts;
    if (!source.private) {
      try {
        await posts.update({ conversation: place.conversation, id: source.ts }, message, { mentions });
        return true;
      } catch (error) {
        logger.debug({ eventId: place.eventId, error }, 'message could not be changed directly');
      }
    }
    return place.responseUrl !== undefined && responseUrls.send(place.responseUrl, { replace_original: true, text, blocks });
  };

  const show = async (reply: MessageReply, place: Place, language: Language): Promise<void> => {
    const { message, visibility } = reply;
    if (reply.replace) {
      if (place.home && (await deps.refreshHome(place.person, message.cards))) return;
      // Nobody else may lose, or be shown, something that is not theirs.
      const mayReplace = place.source?.private === true || place.own || visibility === 'conversation';
      if (mayReplace && (await replace(place, message))) return;
    }
    if (visibility === 'private') await privately(place, message, language);
    else await openly(place, message);
  };

  const open = async (view: View, place: Place, language: Language): Promise<void> => {
    const { trigger } = place;
    if (trigger && clock.now() - trigger.at < TIMES.trigger) {
      try {
        await api.call('answers', 'views.open', (client) => client.views.open({ trigger_id: trigger.id, view }));
        return;
      } catch (error) {
        reportFailure(error, problems);
        logger.debug({ eventId: place.eventId, error }, 'dialog could not be opened');
      }
    }
    const token = randomUUID();
    views.set(token, { view, until: clock.now() + TIMES.pendingView });
    for (const [known, { until }] of views) {
      if (views.size <= WAITING_MAX && until > clock.now()) break;
      views.delete(known);
    }
    await privately(place, { cards: [openCard(token, language)] }, language);
  };

  return {
    open,
    waiting(token) {
      const found = views.get(token);
      return found && found.until > clock.now() ? found.view : undefined;
    },
    async carry(reply, place, language) {
      try {
        switch (reply.type) {
          case 'none':
            return;
          case 'form':
            return await open(formView(reply.form, place), place, reply.form.language);
          case 'form-errors':
            return await privately(
              place,
              { cards: [{ language, blocks: [{ type: 'list', items: Object.values(reply.errors).map((error) => [error]) }] }] },
              language,
            );
          case 'message':
            return await show(reply, place, reply.message.cards[0]?.language ?? language);
          default:
            return reply satisfies never;
        }
      } catch (error) {
        logger.error({ eventId: place.eventId, reply: reply.type, error }, 'an answer could not be brought to its person');
      }
    },
  };
}

function openCard(token: string, language: Language): Card {
  const say = speaker(language);
  return {
    language,
    blocks: [
      { type: 'paragraph', text: say('slack.form-waiting') },
      {
        type: 'actions',
        controls: [
          { type: 'button', action: actionId(OPEN.feature, OPEN.action, token), label: say.plain('slack.form-open'), style: 'primary' },
        ],
      },
    ],
  };
}

function noticePart(text: string, language: Language): Part {
  return renderMessage({ cards: [{ language, blocks: [{ type: 'paragraph', text: [text] }] }] }, () => undefined).parts[0];
}
