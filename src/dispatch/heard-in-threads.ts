import type { Context } from '../feature-api/index.js';
import type { StoredFile } from '../ports/blobs.js';
import type { ConversationRef, Inbox, ThreadAct, ThreadEvent, ThreadLostEvent } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import { isNew, type Note } from './note.js';
import { compareReactions, knownReactions, noteReaction } from './reactions.js';
import { withStoredFiles } from './thread-files.js';
import { ThreadOpeningError } from './thread-opening.js';

/** What happened in a thread, with its files stored. */
type Heard = Pick<ThreadEvent, 'conversation' | 'from' | 'message' | 'at'> & { readonly what: ThreadAct<StoredFile> };

/** Passes what happens in the bot's threads to the features. */
export function createHeardInThreads(
  autocommit: Context,
  { note, logger }: { readonly note: Note; readonly logger: Logger },
): Pick<Inbox, 'thread' | 'threadLost' | 'threadUnlocked' | 'knownReactions' | 'reactions'> {
  return {
    async thread(event) {
      const { eventId, conversation, from, message, at } = event;
      const what = await withStoredFiles(autocommit, eventId, event.what);
      await note('thread', event, async (context) => {
        if (await isNew(context, eventId)) await heardInThread(context, { conversation, from, message, what, at });
      });
    },

    async knownReactions(thread) {
      try {
        return await knownReactions(autocommit, thread);
      } catch (error) {
        logger.error({ error }, 'it is unknown which reactions were heard in a thread');
        return undefined;
      }
    },

    reactions: (standing) =>
      note('reactions', { eventId: '', from: null }, (context) =>
        compareReactions(context, standing, (event) => heardInThread(context, { ...event, at: context.now })),
      ),

    threadLost: (event) =>
      note('thread-lost', { ...event, from: null }, async (context) => {
        if (await isNew(context, event.eventId)) await threadLost(context, event);
      }),

    threadUnlocked: (event) =>
      note('thread-unlocked', { ...event, from: null }, async (context) => {
        const key = await context.conversations.keyOf(event.conversation);
        if (key !== undefined) await context.deliveries.sendUnlocked(key, event.conversation.platform, context.now);
      }),
  };
}

/**
 * The thread's key. Somebody may write in a thread before the delivery that opens it is recorded: then it is asked again.
 *
 * @throws {ThreadOpeningError} While a delivery opens a thread on that platform and this one is not known.
 */
export async function threadKey({ conversations, deliveries }: Context, thread: ConversationRef): Promise<string | undefined> {
  const key = await conversations.keyOf(thread);
  if (key === undefined && (await deliveries.isOpeningThread(thread.platform))) throw new ThreadOpeningError();
  return key;
}

/** Passes what happened in a thread to the features. Somebody unknown is ignored, as with messages. */
async function heardInThread(context: Context, { conversation, from, message, what, at }: Heard): Promise<void> {
  const person = from && (await context.people.findByAccount(from));
  if (person === undefined) return;
  const posted = what.type === 'posted';
  if (from && posted) await context.people.sawActive([{ account: from, direct: false }], at);
  const key = await threadKey(context, conversation);
  if (key === undefined) return;
  if (person && posted) await context.features.heard(context, { key, member: person.id, at });
  if (from && (what.type === 'reacted' || what.type === 'unreacted'))
    await noteReaction(context, { conversation, message, emoji: what.emoji, from }, what.type === 'reacted');
  await context.features.heardInThread(context, { key, member: person?.id ?? null, message, what, at });
}

/** Tells the feature of a lost thread, unless the thread was opened again meanwhile or the bot itself locked it. */
async function threadLost(context: Context, event: ThreadLostEvent): Promise<void> {
  const { conversation, how } = event;
  const { platform } = conversation;
  const key = await context.conversations.keyOf(conversation);
  if (key === undefined || (event.how === 'locked' && (await context.deliveries.isActing(key, platform, event.at)))) return;
  await context.features.threadGone(context, { key, platform, how });
}
