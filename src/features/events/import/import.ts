import type { Effects } from '../../../core/command.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { type Attachment, privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context, JobOutcome } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { decodeText, draftBytes, findMember, isWorkbook, saveDraft } from '../../members/public.js';
import { insertDraft, usualDraft } from '../making/insert.js';
import { requireMoments } from '../making/times.js';
import { eventsStore } from '../store/index.js';
import { importedCard } from './cards/import.js';
import { newOnes } from './known.js';
import { isCalendar, readCalendar } from './read-calendar.js';
import { readSheet } from './read-sheet.js';
import type { ReadEvent, ReadFile } from './types.js';

export const IMPORT = 'events.import.make';
/** How many drafts one transaction makes. */
const AT_ONCE = 20;

/** Reads a calendar or a spreadsheet. Throws an `InputError` for a file that can't be read as a whole. */
export async function readEvents(context: Context, bytes: Uint8Array): Promise<ReadFile> {
  const { timezone: zone } = await context.community.settings();
  const how = { zone, now: context.now };
  const text = isWorkbook(bytes) ? '' : decodeText(bytes);
  return isCalendar(text) ? readCalendar(context.files, text, how) : readSheet(context.files, bytes, how);
}

/**
 * Reads a file outside a transaction, because that takes long. Its effects keep the file until it is confirmed, and show what would become
 * of it. Throws an `InputError` for a file that is too large or has no events.
 */
export async function checkEvents(context: Context, { actor, language }: Request, file: Attachment): Promise<Effects<Context>> {
  const { maxMb: max } = context.files;
  if (file.bytes.byteLength > max * 1024 * 1024) throw new InputError('file too large', phrase('events-import.error.large', { max }));
  const read = await readEvents(context, file.bytes);
  if (read.events.length === 0 && read.problems.length === 0) throw new InputError('empty', phrase('events-import.error.empty'));
  return {
    type: 'effects',
    async effects(inside) {
      const fresh = await newOnes(inside, read.events);
      const draft = fresh.events.length === 0 ? undefined : await saveDraft(inside, actor.id, file.bytes);
      return privately(importedCard({ ...read, ...fresh }, draft, language));
    },
  };
}

/** Plans that drafts are made of a file that was looked at. A second click changes nothing. Throws a `NotFoundError` if it is gone. */
export async function confirmEvents(context: Context, actor: MemberId, draft: string): Promise<void> {
  const key = keyOf(draft, 0);
  if (!(await draftBytes(context, actor, draft)) && !(await context.agenda.find(key)))
    throw new NotFoundError('the file is gone', phrase('events-import.error.gone'));
  await context.agenda.plan({ key, kind: IMPORT, payload: { draft, member: actor, from: 0 }, dueAt: context.now });
}

const keyOf = (draft: string, from: number): string => `events:import:${draft}:${from}`;

/** Makes some drafts of a file, and plans the next ones. The file is read outside the transaction. */
export async function makeDrafts(
  context: Context,
  { draft, member: id, from }: { readonly draft: string; readonly member: MemberId; readonly from: number },
): Promise<JobOutcome> {
  const bytes = await draftBytes(context, id, draft);
  const member = await findMember(context, id);
  if (!bytes || !member) return { type: 'dropped', reason: 'gone' };
  const { events } = await readEvents(context, bytes);
  return {
    type: 'done',
    async effects(inside) {
      // Events that another import has made meanwhile are left out.
      for (const event of (await newOnes(inside, events.slice(from, from + AT_ONCE))).events) await makeOne(inside, member, event);
      const next = from + AT_ONCE;
      if (next >= events.length) return;
      await inside.agenda.plan({ key: keyOf(draft, next), kind: IMPORT, payload: { draft, member: id, from: next }, dueAt: inside.now });
    },
  };
}

async function makeOne(context: Context, member: Parameters<typeof usualDraft>[1], read: ReadEvent): Promise<void> {
  const { kind, title, about, format, place, link, zone, times, rule, uid } = read;
  const language = read.language ?? member.language;
  const usual = await usualDraft(context, member, { kind, title, language, zone });
  const store = eventsStore(context.tx);
  const series = rule === undefined ? null : await store.insertSeries({ rule, startsOn: times.date });
  const event = {
    ...usual,
    format,
    place,
    link,
    texts: { [language]: { title, about } },
    importUid: uid ?? null,
    series,
    occurrence: series === null ? null : times.date,
  };
  await insertDraft(context, member, event, [{ ...times, ...requireMoments(times, zone, context.now) }]);
}
