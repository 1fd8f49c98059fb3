import { z } from 'zod';
import { moment, personalExport, readBy, withoutEmpty, yesOrNo } from '../../../sql/personal-rows.js';
import { type ResourcesTables, readInLanguages, sectorsColumn } from './tables.js';

/** What is said in other languages; null if nothing is. */
const inLanguages = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : readInLanguages(text)));

/** The resources of a member, and what they said of those of others, as they read it. */
export const exportedResources = personalExport<ResourcesTables>()(
  {
    resources: {
      table: 'resources',
      plain: ['id', 'title', 'summary', 'kind', 'organisation', 'sharing', 'visibility', 'state', 'reason'],
      read: { sectors: readBy(sectorsColumn.read) },
      columns: {
        titles: ['titles', inLanguages],
        summaries: ['summaries', inLanguages],
        publishedOn: 'published_on',
        mayStay: ['stays', yesOrNo],
        addedAt: ['made_at', moment],
        sharedUntil: { column: 'expires_on', in: 'resource_upkeep', key: 'resource_id', is: 'id' },
      },
      orderBy: 'id',
    },
    editions: {
      table: 'resource_editions',
      of: { column: 'resource_id', ownerIn: 'resources' },
      plain: ['language', 'link', 'size'],
      columns: { of: 'resource_id', file: 'file_name', addedAt: ['added_at', moment] },
      orderBy: 'id',
    },
    foundWrong: { table: 'resource_flags', columns: { words: 'text', at: ['made_at', moment] }, orderBy: 'made_at' },
    checkedResources: {
      table: 'resource_upkeep',
      of: 'checked_by',
      columns: { title: { column: 'title', in: 'resources', key: 'id', is: 'resource_id' }, at: ['checked_at', moment] },
      orderBy: 'checked_at',
    },
  },
  ({ resources, editions, ...rest }) =>
    withoutEmpty({
      resources: resources.map(({ id, titles, summaries, sharedUntil, ...words }) => ({
        ...words,
        ...(titles !== null && { titles }),
        ...(summaries !== null && { summaries }),
        ...(sharedUntil !== null && { sharedUntil }),
        editions: editions.flatMap(({ of, ...edition }) => (of === id ? [edition] : [])),
      })),
      ...rest,
    }),
);
