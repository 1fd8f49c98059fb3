import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { StoredBlob } from '../../../ports/blobs.js';
import { flag } from '../../../sql/columns.js';
import { allAs, findRows, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { DroppedFile, EventFile, FileId, FileState, FileWords, StoredFile } from '../slides/types.js';
import type { EventId } from '../types.js';
import type { EventsTables } from './tables.js';

type Row = Selectable<EventsTables['event_files']>;

/** By name, for statements that read several tables. */
export const FILE_COLUMNS = [
  'id',
  'event_id',
  'member_id',
  'state',
  'name',
  'size',
  'type',
  'hash',
  'kind',
  'language',
  'for_others',
  'added_at',
  'told_at',
] as const;

/** Undefined for a file of which something is still to be found out. */
export function toFile(row: Pick<Row, (typeof FILE_COLUMNS)[number]>): EventFile | undefined {
  const { hash, type, kind, language } = row;
  if (hash === null || type === null || kind === null || language === null || row.state !== 'given') return undefined;
  return {
    id: row.id,
    event: row.event_id,
    member: row.member_id,
    name: row.name,
    size: row.size,
    hash,
    type,
    kind,
    language,
    forOthers: row.for_others === 1,
    addedAt: row.added_at,
    toldAt: row.told_at,
  };
}

export const toDropped = (row: Pick<Row, (typeof FILE_COLUMNS)[number] | 'refusal'>): DroppedFile => ({
  id: row.id,
  event: row.event_id,
  member: row.member_id,
  state: row.state,
  name: row.name,
  size: row.size,
  refusal: row.refusal,
  addedAt: row.added_at,
});

export type NewFile = Pick<DroppedFile, 'event' | 'name' | 'size' | 'addedAt'> & {
  readonly member: MemberId;
  readonly message?: string;
} & ({ readonly stored: StoredFile } | { readonly unchecked: StoredBlob } | { readonly refusal: string });

interface AnyFile {
  readonly file: DroppedFile;
  readonly stored?: StoredFile;
  readonly unchecked?: StoredBlob;
}

/** Files that people are told of together. */
export interface ToldFiles {
  readonly count: number;
  /** Nobody was told of any before. */
  readonly first: boolean;
  /** Some are for members who were not registered, too. */
  readonly open: boolean;
}

/** Files of events. */
export function fileStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  const place = { db, community };
  const select = () => db.selectFrom('event_files').selectAll().where('community_id', '=', community).orderBy('id');

  return {
    /** Writes a file: checked, or stored and still to be checked, or with why it is not taken. */
    async insertFile(file: NewFile): Promise<FileId> {
      const stored = 'stored' in file ? file.stored : undefined;
      return insertRow(place, 'event_files', {
        event_id: file.event,
        member_id: file.member,
        state: stored ? 'asked' : 'unchecked' in file ? 'dropped' : 'refused',
        message: file.message ?? null,
        name: file.name,
        size: file.size,
        type: stored?.type ?? null,
        hash: stored?.hash ?? ('unchecked' in file ? file.unchecked.hash : null),
        kind: null,
        language: null,
        refusal: 'refusal' in file ? file.refusal : null,
        added_at: file.addedAt,
        told_at: null,
      });
    },
    countFiles(event: EventId): Lookup<number> {
      const given = db
        .selectFrom('event_files')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('state', '=', 'given')
        .where('hash', 'is not', null);
      return lookup(given, ([row]) => Number(row?.count ?? 0));
    },
    /** What participants can have, in the order in which it came. */
    async filesOf(event: EventId): Promise<readonly EventFile[]> {
      const rows = await select().where('event_id', '=', event).where('state', '=', 'given').execute();
      return rows.flatMap((row) => toFile(row) ?? []);
    },
    /** What all members can have and were told of within [from, to). */
    async filesForAll({ from, to }: { readonly from: Instant; readonly to: Instant }): Promise<readonly EventFile[]> {
      const rows = await select()
        .where('state', '=', 'given')
        .where('for_others', '=', 1)
        .where('told_at', '>=', from)
        .where('told_at', '<', to)
        .limit(200)
        .execute();
      return rows.flatMap((row) => toFile(row) ?? []);
    },
    async file(id: FileId): Promise<EventFile | undefined> {
      return firstAs(select().where('id', '=', id), toFile);
    },
    /** A file in any state; `stored` once it is checked, `unchecked` before that. */
    async anyFile(id: FileId): Promise<AnyFile | undefined> {
      const row = await select().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const { hash, type, size } = row;
      const file = toDropped(row);
      if (hash === null) return { file };
      return type === null ? { file, unchecked: { hash, size } } : { file, stored: { hash, type, size } };
    },
    /** What a member gave and has still to say something about, or read why it was not taken. */
    async openFilesBy(member: MemberId): Promise<readonly DroppedFile[]> {
      return allAs(select().where('member_id', '=', member).where('state', 'in', ['asked', 'refused']).limit(10), toDropped);
    },
    async filesWith(message: string): Promise<readonly DroppedFile[]> {
      return allAs(select().where('message', '=', message), toDropped);
    },
    /** Which messages brought files to an event that are not given or left there, and when. */
    async droppedInto(event: EventId): Promise<readonly { readonly message: string; readonly addedAt: Instant }[]> {
      const rows = await select().where('event_id', '=', event).where('state', 'not in', ['given', 'left']).execute();
      return rows.flatMap(({ message, added_at: addedAt }) => (message === null ? [] : [{ message, addedAt }]));
    },
    async filesBy(member: MemberId, state?: FileState): Promise<readonly DroppedFile[]> {
      const all = select().where('member_id', '=', member);
      return allAs(state === undefined ? all : all.where('state', '=', state), toDropped);
    },
    /** What was dropped is taken, or refused. Returns whether it was still waiting. */
    async settleDropped(id: FileId, found: Pick<StoredFile, 'type'> | { readonly refusal: string }): Promise<boolean> {
      const change = 'type' in found ? ({ state: 'asked', ...found } as const) : ({ state: 'refused', hash: null, ...found } as const);
      return (await updateRows(place, 'event_files', change, { id, state: 'dropped' })) > 0;
    },
    /** Returns whether it was still asked about. */
    async describeFile(id: FileId, { kind, language, forOthers }: FileWords): Promise<boolean> {
      const change = { state: 'given', kind, language, for_others: flag(forOthers) } as const;
      return (await updateRows(place, 'event_files', change, { id, state: 'asked' })) > 0;
    },
    async moveFiles(member: MemberId, from: FileState, to: FileState): Promise<void> {
      await updateRows(place, 'event_files', { state: to }, { member_id: member, state: from });
    },
    /** Of an event, in any state. */
    async fileIdsOf(event: EventId): Promise<readonly FileId[]> {
      return (await findRows(place, 'event_files', ['id'], { event_id: event }, 'id')).map(({ id }) => id);
    },
    async removeFiles(ids: readonly FileId[]): Promise<void> {
      if (ids.length > 0) await removeRows(place, 'event_files', { id: ids });
    },
    /** What nobody said anything about. */
    async unansweredFiles(until: Instant): Promise<readonly FileId[]> {
      const rows = await select().where('state', 'in', ['dropped', 'asked', 'refused']).where('added_at', '<=', until).execute();
      return rows.map(({ id }) => id);
    },
    /** Whatever nobody was told of is told at this moment. */
    async tellFiles(event: EventId, at: Instant): Promise<ToldFiles> {
      const files = await select().where('event_id', '=', event).where('state', '=', 'given').execute();
      const told = files.filter(({ told_at }) => told_at === null);
      if (told.length > 0) await updateRows(place, 'event_files', { told_at: at }, { event_id: event, state: 'given', told_at: null });
      return { count: told.length, first: told.length === files.length, open: told.some(({ for_others }) => for_others === 1) };
    },
  };
}
