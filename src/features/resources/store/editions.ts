import type { Selectable } from 'kysely';
import type { Language } from '../../../core/language.js';
import { both, known, type Lookup, lookup, mapLookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import type { TextPart } from '../../../ports/files.js';
import { findValues, insertMany, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import { linkKey } from '../rules/link.js';
import { piecesOf } from '../rules/pieces.js';
import type { Edition, EditionId, Reading, Resource, ResourceId, StoredFile } from '../types.js';
import { COLUMNS as RESOURCE_COLUMNS, toResource } from './resources.js';
import type { ResourcesTables } from './tables.js';

/** The words of what is in a resource now, and the languages that it is there in. */
export interface InEditions {
  readonly texts: readonly string[];
  readonly languages: readonly Language[];
}

export type NewEdition = Pick<Edition, 'resource' | 'language' | 'link' | 'file' | 'addedAt'>;

const COLUMNS = [
  'id',
  'resource_id',
  'language',
  'link',
  'reading',
  'hash',
  'size',
  'file_name',
  'file_type',
  'added_at',
  'replaced_at',
] as const;

function toEdition(row: Pick<Selectable<ResourcesTables['resource_editions']>, (typeof COLUMNS)[number]>): Edition {
  const { id, language, link, reading, hash, size, file_name: name, file_type: type } = row;
  const file: StoredFile | null = hash === null || size === null || name === null || type === null ? null : { hash, size, name, type };
  return {
    id,
    language,
    link,
    reading,
    file,
    resource: row.resource_id,
    addedAt: row.added_at,
    replacedAt: row.replaced_at,
  };
}

/** Links and files of resources, and the text in them. */
export function editionStore({ db: base, community, traits, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const select = () => db.selectFrom('resource_editions').select(COLUMNS).where('community_id', '=', community);
  const edition = (id: EditionId): Lookup<Edition | undefined> => lookup(select().where('id', '=', id), ([row]) => row && toEdition(row));
  const editions = (resources: readonly ResourceId[]): Lookup<readonly Edition[]> =>
    resources.length === 0
      ? known([])
      : lookup(select().where(traits.isOneOf('resource_id', resources)).orderBy('id', 'desc'), (rows) => rows.map(toEdition));

  const insertEdition = ({ resource, language, link, file, addedAt }: NewEdition): Promise<EditionId> =>
    insertRow(place, 'resource_editions', {
      resource_id: resource,
      language,
      link,
      link_key: link === null ? null : linkKey(link),
      hash: file?.hash ?? null,
      size: file?.size ?? null,
      file_name: file?.name ?? null,
      file_type: file?.type ?? null,
      reading: file === null ? 'none' : 'waiting',
      added_at: addedAt,
      replaced_at: null,
    });

  return {
    edition: (id: EditionId): Promise<Edition | undefined> => find(edition(id)),
    /** An edition and the resource that it is of. */
    withResource(id: EditionId): Lookup<readonly [Edition | undefined, Resource | undefined]> {
      const resource = db
        .selectFrom('resources')
        .select(RESOURCE_COLUMNS)
        .where('community_id', '=', community)
        .where('id', '=', ({ selectFrom }) => selectFrom('resource_editions').select('resource_id').where('resource_editions.id', '=', id));
      return both(
        edition(id),
        lookup(resource, ([row]) => row && toResource(row)),
      );
    },
    /** The newest first. */
    editions,
    editionsOf: (resources: readonly ResourceId[]): Promise<readonly Edition[]> => find(editions(resources)),
    /** Writes an edition; the one in the same language is replaced by it and kept. */
    async addEdition(edition: NewEdition): Promise<EditionId> {
      const { resource, language, addedAt } = edition;
      await updateRows(place, 'resource_editions', { replaced_at: addedAt }, { resource_id: resource, language, replaced_at: null });
      return insertEdition(edition);
    },
    /** Of a resource that has none in this language yet. */
    addFirstEdition: insertEdition,
    /** Other resources with the same bytes or the same link that stand now, whoever may see them. */
    twins(id: ResourceId): Lookup<readonly ResourceId[]> {
      const query = db
        .selectFrom('resource_editions as own')
        .innerJoin('resource_editions as other', (join) =>
          join
            .onRef('other.community_id', '=', 'own.community_id')
            .on(({ or, eb }) => or([eb('other.hash', '=', eb.ref('own.hash')), eb('other.link_key', '=', eb.ref('own.link_key'))])),
        )
        .innerJoin('resources', 'resources.id', 'other.resource_id')
        .select('other.resource_id')
        .distinct()
        .where('own.community_id', '=', community)
        .where('own.resource_id', '=', id)
        .where('own.replaced_at', 'is', null)
        .where('other.resource_id', '!=', id)
        .where('other.replaced_at', 'is', null)
        .where('resources.state', 'in', ['pending', 'approved'])
        .orderBy('other.resource_id')
        .limit(5);
      return lookup(query, (rows) => rows.map(({ resource_id }) => resource_id));
    },
    /** A resource that stands now and has these bytes or this link, whoever may see it. */
    async withMatter(
      matter: { readonly hash: string } | { readonly linkKey: string },
    ): Promise<Pick<Resource, 'id' | 'title'> | undefined> {
      return db
        .selectFrom('resource_editions')
        .innerJoin('resources', 'resources.id', 'resource_editions.resource_id')
        .select(['resources.id', 'title'])
        .where('resource_editions.community_id', '=', community)
        .where((eb) => ('hash' in matter ? eb('hash', '=', matter.hash) : eb('link_key', '=', matter.linkKey)))
        .where('replaced_at', 'is', null)
        .where('resources.state', 'in', ['pending', 'approved'])
        .orderBy('resources.id')
        .executeTakeFirst();
    },
    async removeEdition(id: EditionId): Promise<void> {
      await removeRows(place, 'resource_editions', { id });
    },
    /** Writes what was read of a file. */
    async saveText(id: EditionId, reading: Reading, parts: readonly TextPart[], isPdf = false): Promise<void> {
      await updateRows(place, 'resource_editions', { reading }, { id });
      await removeRows(place, 'resource_texts', { edition_id: id });
      for (const [part, { place: where, number, body, folded }] of piecesOf(parts, isPdf).entries()) {
        await insertMany(place, 'resource_texts', [{ edition_id: id, part, place: where, number, body, folded }]);
      }
    },
    /** The words of what is in its files now, and the languages that it is there in. */
    wordsOfEditions(resource: ResourceId): Lookup<InEditions> {
      const current = db
        .selectFrom('resource_editions')
        .where('resource_editions.community_id', '=', community)
        .where('resource_id', '=', resource)
        .where('replaced_at', 'is', null);
      const texts = current.innerJoin('resource_texts', 'resource_texts.edition_id', 'resource_editions.id').select('folded');
      return mapLookup(
        both(
          lookup(texts, (rows) => rows),
          lookup(current.select('language'), (rows) => rows),
        ),
        ([inFiles, found]) => ({ texts: inFiles.map(({ folded }) => folded), languages: found.map(({ language }) => language) }),
      );
    },
    async languagesOf(resources: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, readonly Language[]>> {
      const found = new Map<ResourceId, Language[]>();
      if (resources.length === 0) return found;
      const rows = await db
        .selectFrom('resource_editions')
        .select(['resource_id', 'language'])
        .where('community_id', '=', community)
        .where(traits.isOneOf('resource_id', resources))
        .where('replaced_at', 'is', null)
        .execute();
      for (const { resource_id: id, language } of rows) found.set(id, [...(found.get(id) ?? []), language]);
      return found;
    },
    async editionIdsOf(resources: readonly ResourceId[]): Promise<readonly EditionId[]> {
      return findValues(place, 'resource_editions', 'id', { resource_id: resources }, 'id');
    },
  };
}
