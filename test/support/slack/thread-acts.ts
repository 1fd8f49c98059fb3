import type { Attachment } from '../../../src/core/message.js';
import { messageEvents } from './echoes.js';
import type { FakeSlack } from './server.js';
import type { FakeMessage } from './workspace.js';

/** Where a thread is: its channel and the `ts` of its opening post. */
export interface FakeThread {
  readonly channel: string;
  readonly ts: string;
}

/** What somebody does in threads. Each call ends when the app, if it is told, has acknowledged. */
export interface ThreadActs {
  /** Throws as Slack refuses: no such thread, an archived channel, a locked thread, no member. */
  write(thread: FakeThread, text: string, files?: readonly Attachment[]): Promise<FakeMessage>;
  edit(message: FakeMessage, text: string): Promise<void>;
  /** Slack shows a preview of a link: a change that nobody made. */
  unfurled(message: FakeMessage): Promise<void>;
  remove(message: FakeMessage): Promise<void>;
  react(message: FakeMessage, emoji?: string): Promise<void>;
  unreact(message: FakeMessage, emoji?: string): Promise<void>;
}

export function createThreadActs(slack: FakeSlack, user: string): ThreadActs {
  const events = messageEvents(slack, slack.apiUrl.replace('/api/', ''));

  const written = (text: string) => ({
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }],
  });

  const change = async (message: FakeMessage, text: string | undefined): Promise<void> => {
    const before = events.json(message);
    if (text !== undefined) Object.assign(message, written(text), { edited: true });
    const event = events.changed(message, before, text === undefined ? undefined : user);
    const { edited } = event['message'] as { readonly edited?: { readonly user: string; readonly ts: string } };
    if (edited !== undefined) message.lastEdit = edited;
    await slack.happened(event);
  };

  const reaction = (type: 'reaction_added' | 'reaction_removed', message: FakeMessage, emoji: string): Promise<void> => {
    const { channel, ts, user: author } = message;
    message.reactions ??= new Map();
    const who = message.reactions.get(emoji) ?? new Set();
    if (type === 'reaction_added') who.add(user);
    else who.delete(user);
    message.reactions.set(emoji, who);
    if (who.size === 0) message.reactions.delete(emoji);
    return slack.happened({
      type,
      user,
      reaction: emoji,
      item_user: author,
      item: { type: 'message', channel, ts },
      event_ts: slack.newTs(),
    });
  };

  return {
    async write({ channel, ts }, text, files = []) {
      const place = slack.channels.get(channel);
      if (!place?.members.has(user)) throw new Error('not_in_channel');
      if (place.archived) throw new Error('is_archived');
      if (!slack.opening(channel, ts)) throw new Error('thread_not_found');
      if (slack.lockedThreads.has(`${channel}:${ts}`)) throw new Error('restricted_action_thread_locked');
      const shared = files.map(({ name, mediaType: mimetype, bytes }) => {
        const file = { id: slack.newId('F'), name, mimetype, bytes, length: bytes.byteLength, completed: true };
        slack.files.set(file.id, file);
        return file;
      });
      const message: FakeMessage = {
        channel,
        ts: slack.newTs(),
        user,
        byBot: false,
        ...written(text),
        metadata: undefined,
        onlyFor: undefined,
        thread: ts,
        files: shared,
        edited: false,
      };
      slack.messages.push(message);
      await slack.happened(events.posted(message));
      return message;
    },
    edit: change,
    unfurled: (message) => change(message, undefined),
    async remove(message) {
      if (slack.messages.some(({ thread, channel }) => thread === message.ts && channel === message.channel)) {
        const before = events.json(message);
        message.tombstone = true;
        return slack.happened(events.changed(message, before, undefined));
      }
      const event = events.deleted(message);
      slack.messages.splice(slack.messages.indexOf(message), 1);
      await slack.happened(event);
    },
    react: (message, emoji = '+1') => reaction('reaction_added', message, emoji),
    unreact: (message, emoji = '+1') => reaction('reaction_removed', message, emoji),
  };
}
