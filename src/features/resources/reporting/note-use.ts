import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { parseQuery } from '../rules/query.js';
import { resourcesStore } from '../store/index.js';
import type { Resource } from '../types.js';

/** Matches searches that are not remembered: numbers and addresses may identify a person. */
const PRIVATE = /[@]|\p{N}{4}/u;

const monthOf = (day: LocalDate): string => day.slice(0, 7);

async function today(context: Context): Promise<LocalDate> {
  return localDateOf(context.now, (await context.community.settings()).timezone);
}

/** Counts that a member opened an approved resource, or fetched a file of it. Its contributor does not count. */
export async function noteUse(
  context: Context,
  reader: Pick<Actor, 'id'>,
  { id, state, member }: Resource,
  use: 'opened' | 'fetched',
): Promise<void> {
  if (state !== 'approved' || member === reader.id) return;
  await resourcesStore(context.tx).countUse(id, monthOf(await today(context)), use);
}

/** Remembers words that were searched for in vain, without who it was. */
export async function noteMiss(context: Context, text: string): Promise<void> {
  const words = parseQuery(text)
    .words.map(({ word }) => word)
    .join(' ');
  if (words === '' || PRIVATE.test(text)) return;
  const day = await today(context);
  await resourcesStore(context.tx).noteMiss(words, monthOf(day), day);
}

/** Forgets what was searched for in vain before last year. */
export async function forgetOldMisses(context: Context): Promise<void> {
  const day = await today(context);
  await resourcesStore(context.tx).forgetMissesBefore(`${Number(day.slice(0, 4)) - 1}-01`);
}
