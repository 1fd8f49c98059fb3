import type { Form, Reply } from '../../../src/core/message.js';
import { privately } from '../../../src/core/message.js';
import type { TtlCache } from '../../../src/kit/ttl-cache.js';
import { phrase } from '../../../src/language/index.js';
import type { InboundEvent, Inbox } from '../../../src/ports/chat.js';
import { conversationRef } from '../places/conversations.js';
import { OPEN, type PendingReplies } from '../post/pending-replies.js';
import type { CommunityCards } from '../render/community-cards.js';
import { downloadedValues } from './command-options.js';
import { FileError } from './files.js';
import { readableMatter } from './matter.js';
import type { InteractionBody } from './persisted.js';
import { readSubmission } from './submission.js';
import { createSubmitForm } from './submitted-forms.js';

/** The reply to what a person did: the inbox's, or the adapter's own where the inbox is not asked. */
export type ReplyTo = (body: InteractionBody, event: InboundEvent) => Promise<Reply>;

/**
 * Answers persisted interactions by the inbox.
 *
 * @returns A function that answers a `FileError` with a sentence and throws other errors.
 */
export function createReplyTo(options: {
  readonly inbox: Inbox;
  readonly pending: PendingReplies;
  /** The forms that people have open. */
  readonly forms: TtlCache<Form>;
  readonly communityCards: CommunityCards;
  readonly guildId: () => string;
  /** How large a file may be that people send. */
  readonly uploadBytes: number;
  /** Whether a person is in the community's server. */
  readonly isMember: (user: string) => Promise<boolean>;
}): ReplyTo {
  const { inbox, pending, forms, communityCards, guildId, isMember, uploadBytes } = options;
  const submit = createSubmitForm({ inbox, pending, forms, communityCards });

  const sentence = async (
    key: 'discord.other-server' | 'discord.not-member' | 'discord.answer.expired' | 'discord.answer.not-yours',
  ): Promise<Reply> => privately(...(await communityCards((say) => [{ type: 'paragraph', text: say(key) }])));

  /** Tells the person if a file that they sent can't be read; files are read before the inbox gets the event. */
  const withFiles = async (work: () => Promise<Reply>): Promise<Reply> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const why =
        error.reason === 'too-large'
          ? phrase('discord.file-too-large', { max: uploadBytes / 1024 / 1024 })
          : phrase('discord.file-not-read');
      return privately(...(await communityCards((say) => [{ type: 'paragraph', text: say.phrase(why) }])));
    }
  };

  /** What waits behind the button that a person pressed. */
  const open = (user: string, token: string): Reply | Promise<Reply> => {
    const found = pending.get(token);
    if (!found) return sentence('discord.answer.expired');
    return found.user === user ? found.reply : sentence('discord.answer.not-yours');
  };

  return async (body, event) => {
    const { user } = event.from;
    if (body.guild !== undefined && body.guild !== guildId()) return sentence('discord.other-server');
    if (body.guild === undefined && !(await isMember(user))) return sentence('discord.not-member');
    switch (body.type) {
      case 'command': {
        const { command, subcommand } = body;
        return withFiles(async () => {
          const values = await downloadedValues(body.values, uploadBytes);
          return inbox.command({ ...event, command, input: { type: 'options', subcommand, values } });
        });
      }
      case 'action': {
        const { action, values } = body;
        return action.startsWith(`${OPEN}:`) ? open(user, action.slice(OPEN.length + 1)) : inbox.action({ ...event, action, values });
      }
      case 'menu': {
        const { channel, inThread, message } = body;
        const matter = body.matter && readableMatter(body.matter, uploadBytes);
        // A thread has the id of the post that it stands on.
        const conversation = conversationRef(event.from.space, inThread ? channel : message, 'thread');
        return inbox.menu({ ...event, message: { conversation, id: message }, ...(matter && { matter }) });
      }
      case 'form':
        return withFiles(async () => submit(user, event, await readSubmission(body.form, body.inputs, uploadBytes)));
      default:
        return body satisfies never;
    }
  };
}
