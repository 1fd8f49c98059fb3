import type { MemberId } from '../../core/ids.js';
import type { WebFile } from '../../ports/web-chat.js';
import { json, parse } from '../../sql/columns.js';
import type { Context } from '../repositories/context.js';
import { filesColumn } from '../repositories/json-columns.js';
import { webChatRepository } from '../repositories/web-chat.js';
import { nextRevision } from '../repositories/web-revisions.js';
import { removeMessages } from './erase-web-user.js';
import { isRecord } from './without-member.js';

/** Replaces the name of an erased person. */
const REDACTED = '…';

/** What identifies a person in the bot's messages: their id in mentions, their name, and quoted sentences of theirs. */
export interface Traces {
  readonly member: MemberId;
  readonly name: string;
  readonly sentences: readonly string[];
}

/**
 * Erases what the bot wrote about a person in the browser chat. Messages in private groups and answers to one reader (lists,
 * profiles, reports, with their files) are deleted; other messages lose the name and the sentences. Messages between people
 * stay, because they belong to their authors.
 */
export async function eraseSaid(context: Context, traces: Traces): Promise<void> {
  const { db, community } = context;
  const patterns = [`%"member":${traces.member}%`, ...[traces.name, ...traces.sentences].map(containing)];
  const rows = await db
    .selectFrom('web_messages')
    .innerJoin('web_conversations', (join) =>
      join
        .onRef('web_conversations.community_id', '=', 'web_messages.community_id')
        .onRef('web_conversations.id', '=', 'web_messages.conversation_id'),
    )
    .select([
      'web_messages.id',
      'web_messages.type',
      'web_messages.body',
      'web_messages.files',
      'web_messages.only_for',
      'web_conversations.kind',
    ])
    .where('web_messages.community_id', '=', community)
    .where(({ or, eb }) => or([eb('web_messages.type', '=', 'message'), eb('web_messages.only_for', 'is not', null)]))
    .where(({ or, eb }) =>
      or([...patterns.map((pattern) => eb('web_messages.body', 'like', pattern)), eb('web_messages.files', '!=', '[]')]),
    )
    .execute();
  for (const row of rows) {
    const [body, said] = without(row.type === 'text' ? row.body : parse(row.body), traces);
    const files = filesColumn.read(row.files);
    const attached = files.length > 0 && (await anyNames(context, files, traces));
    if (!said && !attached) continue;
    if (attached || row.only_for !== null || row.kind === 'group') {
      await removeMessages(context, [row.id]);
    } else {
      const revision = await nextRevision(db, community);
      await db
        .updateTable('web_messages')
        .set({ body: json(body), revision })
        .where('id', '=', row.id)
        .execute();
    }
  }
  // A group's title may hold the name of a person without a browser account.
  await db
    .updateTable('web_conversations')
    .set({ title: '' })
    .where('community_id', '=', community)
    .where('kind', '=', 'group')
    .where('title', 'like', containing(traces.name))
    .execute();
}

/** A LIKE pattern for rows that contain `text` as JSON. It may find other rows too, so the caller checks each row. */
function containing(text: string): string {
  return `%${JSON.stringify(text).slice(1, -1).replaceAll('\\', '%')}%`;
}

async function anyNames(context: Context, files: readonly WebFile[], traces: Traces): Promise<boolean> {
  const chat = webChatRepository(context);
  for (const { id } of files) {
    const file = await chat.file(id);
    if (file === undefined) continue;
    // CSV files double their quotes.
    if (without(new TextDecoder().decode(file.bytes).replaceAll('""', '"'), traces)[1]) return true;
  }
  return false;
}

/** Returns the value without the person's traces, and whether it contained any. */
function without(value: unknown, traces: Traces): readonly [unknown, boolean] {
  if (typeof value === 'string') {
    const rest = traces.sentences
      .reduce((text, sentence) => text.replaceAll(sentence, REDACTED), value)
      .replace(wholeWord(traces.name), REDACTED);
    return [rest, rest !== value];
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => without(item, traces));
    return [items.map(([item]) => item), items.some(([, found]) => found)];
  }
  if (!isRecord(value)) return [value, false];
  if (value.type === 'mention' && value.member === traces.member) return [{ ...value, name: REDACTED }, true];
  const entries = Object.entries(value).map(([name, inner]) => [name, without(inner, traces)] as const);
  return [Object.fromEntries(entries.map(([name, [inner]]) => [name, inner])), entries.some(([, [, found]]) => found)];
}

/** Matches a name only as a whole word: Sara does not match in Sarah. */
function wholeWord(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${literal}(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
}
