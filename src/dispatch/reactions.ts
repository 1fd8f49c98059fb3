import { bareEmoji } from '../core/emoji.js';
import { after, DAY } from '../core/time.js';
import type { Context } from '../feature-api/index.js';
import type { ConversationRef, Identity, KnownReactions, StandingReactions, ThreadEvent } from '../ports/chat.js';

/** How long it is remembered that a reaction was heard: longer than what it stands on is discussed and told of. */
const REMEMBERED = 2 * 365 * DAY;

type Reaction = Pick<ThreadEvent, 'conversation' | 'message'> & { readonly emoji: string; readonly from: Identity };
type Hear = (event: Omit<Reaction, 'emoji'> & { readonly what: Extract<ThreadEvent['what'], { readonly emoji: string }> }) => Promise<void>;

const threadPrefix = ({ platform, space, id }: ConversationRef): string => `standing:${platform}:${space}:${id}:`;

const markPrefix = ({ conversation, message: { id }, emoji }: Omit<Reaction, 'from'>): string =>
  `${threadPrefix(conversation)}${id}:${bareEmoji(emoji)}:`;

/** Which reaction it is, as it stands among the events that were handled. Who reacted can be compared, but not read. */
const markOf = async (reaction: Reaction): Promise<string> => {
  const { platform, space, user } = reaction.from;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${platform}:${space}:${user}`));
  const who = Buffer.from(digest).toString('base64url').slice(0, 16);
  return `${markPrefix(reaction)}${who}`;
};

/** Notes that a reaction stands, or no longer does, in the transaction in which it is heard. */
export async function noteReaction({ inbound, now }: Context, reaction: Reaction, stands: boolean): Promise<void> {
  const mark = await markOf(reaction);
  if (stands) await inbound.markHandled([mark], after(now, REMEMBERED));
  else await inbound.unmarkHandled([mark]);
}

/** Which reactions mean something in a thread, and how many of each were heard. */
export async function knownReactions(context: Context, conversation: ConversationRef): Promise<KnownReactions> {
  const key = await context.conversations.keyOf(conversation);
  if (key === undefined) return { emojis: [], heard: [] };
  const prefix = threadPrefix(conversation);
  const counts = new Map<string, { readonly message: string; readonly emoji: string; readonly count: number }>();
  for (const mark of await context.inbound.handledWith(prefix)) {
    const [message = '', emoji = ''] = mark.slice(prefix.length).split(':');
    const of = `${message}:${emoji}`;
    counts.set(of, { message, emoji, count: (counts.get(of)?.count ?? 0) + 1 });
  }
  return { emojis: await context.features.reactions(context, key), heard: [...counts.values()] };
}

/** Tells the features of the reactions that came or went while nobody heard. */
export async function compareReactions(context: Context, standing: StandingReactions, hear: Hear): Promise<void> {
  const { conversation, message, emoji, from, isWhole } = standing;
  const key = await context.conversations.keyOf(conversation);
  if (key === undefined) return;
  const gone = new Set(await context.inbound.handledWith(markPrefix(standing)));
  for (const account of from) {
    const event = { conversation, message, from: account };
    if (!gone.delete(await markOf({ ...event, emoji }))) await hear({ ...event, what: { type: 'reacted', emoji } });
  }
  if (!isWhole || gone.size === 0) return;
  for (const member of await context.features.reactedTo(context, { key, message })) {
    for (const { platform, space, user } of await context.people.accounts(member)) {
      const event = { conversation, message, from: { platform, space, user } };
      if (gone.has(await markOf({ ...event, emoji }))) await hear({ ...event, what: { type: 'unreacted', emoji } });
    }
  }
  // What meant nothing any more is forgotten as well.
  await context.inbound.unmarkHandled([...gone]);
}
