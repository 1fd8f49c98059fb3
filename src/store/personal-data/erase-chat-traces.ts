import type { MemberId } from '../../core/ids.js';
import type { WebFile } from '../../ports/web-chat.js';
import { json, parse } from '../../sql/columns.js';
import type { Context } from '../repositories/context.js';
import { nextRevision } from '../repositories/web-chat.js';
import { removeMessages } from './erase-web-user.js';
import { isRecord } from './without-member.js';

/** Stands for what named somebody who was forgotten. */
const NOTHING = '…';

/** What tells of a person in the bot's words: their number in mentions, their name, and sentences of theirs that it repeats. */
export interface Traces {
  readonly member: MemberId;
  readonly name: string;
  readonly sentences: readonly string[];
}

/**
 * What was said in the web chat between the bot and others about a person: gone in private groups (introductions tell of
 * them) and where one reader asked and was answered (lists, profiles, reports, with their files); elsewhere it stays
 * without name and sentences. What people say to one another is theirs.
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
    const files = parse(row.files) as readonly WebFile[];
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
  // A group that is called by their name, although their own account is elsewhere.
  await db
    .updateTable('web_conversations')
    .set({ title: '' })
    .where('community_id', '=', community)
    .where('kind', '=', 'group')
    .where('title', 'like', containing(traces.name))
    .execute();
}

/** A pattern that finds at least all rows that hold `words` as JSON; wildcards within only find more, and each row is looked at. */
function containing(words: string): string {
  return `%${JSON.stringify(words).slice(1, -1).replaceAll('\\', '%')}%`;
}

async function anyNames({ db, community }: Context, files: readonly WebFile[], traces: Traces): Promise<boolean> {
  for (const { id } of files) {
    const row = await db
      .selectFrom('web_files')
      .select('bytes')
      .where('community_id', '=', community)
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) continue;
    // A CSV doubles quotes.
    if (without(new TextDecoder().decode(row.bytes).replaceAll('""', '"'), traces)[1]) return true;
  }
  return false;
}

/** The same value without what tells of the person, and whether there was any. */
function without(value: unknown, traces: Traces): readonly [unknown, boolean] {
  if (typeof value === 'string') {
    const rest = traces.sentences
      .reduce((text, sentence) => text.replaceAll(sentence, NOTHING), value)
      .replace(asWords(traces.name), NOTHING);
    return [rest, rest !== value];
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => without(item, traces));
    return [items.map(([item]) => item), items.some(([, found]) => found)];
  }
  if (!isRecord(value)) return [value, false];
  if (value.type === 'mention' && value.member === traces.member) return [{ ...value, name: NOTHING }, true];
  const entries = Object.entries(value).map(([name, inner]) => [name, without(inner, traces)] as const);
  return [Object.fromEntries(entries.map(([name, [inner]]) => [name, inner])), entries.some(([, [, found]]) => found)];
}

/** A name where it stands by itself: Sara is not in Sarah. */
function asWords(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${literal}(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
}
