import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import { after, DAY, systemClock, toLocalDate } from '../../../src/core/time.js';
import { reindex } from '../../../src/features/resources/index-words.js';
import { changedWords } from '../../../src/features/resources/rules/indexed.js';
import { changedEntries } from '../../../src/features/resources/rules/postings.js';
import type { Audience } from '../../../src/features/resources/rules/words.js';
import { search } from '../../../src/features/resources/search.js';
import { resourcesStore } from '../../../src/features/resources/store/index.js';
import type { Reading, ResourceId } from '../../../src/features/resources/types.js';
import type { TextPart } from '../../../src/ports/files.js';
import { insertResource } from '../../support/resources.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeResources(store: () => TestStore): void {
  describe('resources', () => {
    const context = () => store().autocommit;
    const resources = () => resourcesStore(context().tx);
    let member: MemberId;
    beforeEach(async () => {
      member = await context().members.insert(aMember());
    });
    const insert = (given: Parameters<typeof insertResource>[2] = {}) => insertResource(context(), member, given);
    const found = async (text: string, audience: Audience = 'members') =>
      (await search(context(), audience, 'en', text, 0)).hits.map(({ resource }) => resource.title);
    const storedWords = async (id: ResourceId) => {
      const { rows } = await sql<{ words: string }>`select words from resource_words where resource_id = ${id}`.execute(
        store().database.db,
      );
      const [row] = rows;
      if (!row) throw new Error('it is not searched');
      return row;
    };
    /** Reads a file with these parts into a resource. */
    const read = async (id: Awaited<ReturnType<typeof insert>>, parts: readonly TextPart[], reading: Reading = 'text', isPdf = false) => {
      const file = { hash: 'a'.repeat(64), size: 9, name: 'a.pdf', type: 'pdf' } as const;
      const edition = await resources().addEdition({ resource: id, language: 'ar', link: null, file, addedAt: T0 });
      await context().atomically(async (inside) => {
        await resourcesStore(inside.tx).saveText(edition, reading, parts, isPdf);
        await reindex(inside, id);
      });
    };

    it('are found by any spelling, by beginnings, phrases and filters, the best first', async () => {
      await insert({ title: 'دليل الإحالة', summary: 'للناجيات في البصرة', language: 'ar', sectors: ['protection'] });
      await insert({ title: 'Case management', summary: 'Referral of survivors', kind: 'form', organisation: 'Reed House' });
      await insert({ title: 'Referral form', summary: 'One page', kind: 'form', organisation: 'Tigris' });
      await insert({ title: 'ڕێبەری ڕەوانەکردن', summary: 'بۆ کارمەندان', language: 'ckb' });
      expect(await found('referral')).toEqual(['Referral form', 'Case management']);
      expect(await found('إِحَالَة')).toEqual(['دليل الإحالة']);
      expect(await found('احاله')).toEqual(['دليل الإحالة']);
      expect(await found('رەوانه')).toEqual(['ڕێبەری ڕەوانەکردن']);
      expect(await found('"one page"')).toEqual(['Referral form']);
      expect(await found('"page one"')).toEqual([]);
      expect(await found('kind:form org:"reed house"')).toEqual(['Case management']);
      expect(await found('lang:ar')).toEqual(['دليل الإحالة']);
      for (const filter of ['lang:arabic', 'lang:عربي', 'lang:"العربية"', 'kind:دليل lang:ar', 'sector:الحماية']) {
        expect(await found(filter), filter).toEqual(['دليل الإحالة']);
      }
      expect(await found('kind:استمارة')).toEqual(['Referral form', 'Case management']);
      expect(await found('referral lang:french')).toEqual([]);
      expect(await found('sector:protection')).toEqual(['دليل الإحالة']);
      expect(await found('الحماية')).toEqual(['دليل الإحالة']);
      expect(await found('referral nothing')).toEqual([]);
    });

    it('are found by the words in their files, with the place of the first of them', async () => {
      const id = await insert({ title: 'Handbook' });
      await read(id, [
        { place: 'page', number: 1, text: 'الصفحة الأولى' },
        { place: 'page', number: 7, text: 'تتصل النّاجية بالخط الساخن في أي وقت' },
      ]);
      const { hits } = await search(context(), 'members', 'en', 'الناجيه', 0);
      expect(hits[0]?.context?.where).toEqual({ in: 'file', place: 'page', number: 7, language: 'ar' });
      expect(hits[0]?.context?.pieces).toContainEqual({ text: 'النّاجية', found: true });
      expect(await found('"بالخط الساخن"')).toEqual(['Handbook']);
      await read(id, [], 'scanned');
      expect(await found('الناجيه')).toEqual([]);
    });

    it('say where the words are if only a sector, a kind or an organisation has them', async () => {
      await insert({ title: 'Handbook', sectors: ['protection'], kind: 'form', organisation: 'Reed House' });
      const whereOf = async (words: string) => (await search(context(), 'members', 'en', words, 0)).hits[0]?.context;
      expect(await whereOf('الحمايه')).toEqual({ where: { in: 'sector' }, pieces: [{ text: 'الحماية', found: true }] });
      expect((await whereOf('استمارة'))?.where).toEqual({ in: 'kind' });
      expect((await whereOf('reed'))?.pieces).toEqual([
        { text: 'Reed', found: true },
        { text: ' House', found: false },
      ]);
    });

    it('are found by a phrase that begins in one piece of a long text and ends in the next, or on the next page', async () => {
      const id = await insert({ title: 'Handbook' });
      const long = `${'so many words '.repeat(284)}the quiet marsh in spring ${'and more words '.repeat(10)}`;
      await read(id, [
        { place: 'page', number: 1, text: long },
        { place: 'page', number: 2, text: 'end on page two' },
      ]);
      for (const words of ['quiet marsh', 'marsh in', 'the quiet marsh in spring', 'words end on page']) {
        expect(await found(`"${words}"`), words).toEqual(['Handbook']);
      }
      expect(await found('"page two end"')).toEqual([]);
      await read(id, [
        { place: 'slide', number: 1, text: 'Who comes' },
        { place: 'slide', number: 2, text: 'stays' },
      ]);
      expect(await found('"who comes stays"')).toEqual([]);
    });

    it('are found in a PDF whose ligatures were read in the wrong order', async () => {
      const id = await insert({ title: 'Handbook' });
      // «السلام», «لاپەڕە», «الاحالة», «الأولاد» as they come out of a PDF.
      await read(id, [{ place: 'page', number: 1, text: 'السالم الپەڕە االحالة األوالد' }], 'text', true);
      for (const words of ['السلام', 'سلام', 'لاپەڕە', 'الاحالة', 'احالة', 'الأولاد', 'أولاد', 'السالم']) {
        const { hits } = await search(context(), 'members', 'en', words, 0);
        expect(
          hits[0]?.context?.pieces.some(({ found }) => found),
          words,
        ).toBe(true);
      }
      await read(id, [{ place: 'whole', number: 0, text: 'السالم' }]);
      expect(await found('السلام')).toEqual([]);
    });

    it('are searched only while they are approved, and by those whom they are for', async () => {
      const id = await insert({ title: 'Budget', visibility: 'organisers' });
      expect(await found('budget')).toEqual([]);
      expect(await found('budget', 'organisers')).toEqual(['Budget']);
      await insert({ title: 'A budget for everyone', visibility: 'public' });
      expect(await found('budget', 'public')).toEqual(['A budget for everyone']);
      expect(await found('budget')).toEqual(['A budget for everyone']);
      await context().atomically(async (inside) => {
        await resourcesStore(inside.tx).change({ id, version: 2 }, { state: 'removed', goneAt: T0 });
        await reindex(inside, id);
      });
      expect(await found('budget', 'organisers')).toEqual(['A budget for everyone']);
      await resources().remove([id]);
      expect(await found('budget', 'organisers')).toEqual(['A budget for everyone']);
    });

    it('are found in the reader’s language before all others, then by where the words are, then the newest first', async () => {
      await insert({ title: 'Water', language: 'en' });
      await insert({ title: 'Notes', summary: 'On water', language: 'ar' });
      await insert({ title: 'Notes on water', language: 'ar' });
      const both = await insert({ title: 'Waterworks', language: 'en' });
      await resources().addEdition({ resource: both, language: 'ar', link: 'https://example.org/ar', file: null, addedAt: T0 });
      await context().atomically((inside) => reindex(inside, both));
      const inOrder = async (reader: Language) =>
        (await search(context(), 'members', reader, 'water', 0)).hits.map(({ resource }) => resource.title);
      expect(await inOrder('ar')).toEqual(['Notes on water', 'Waterworks', 'Notes', 'Water']);
      expect(await inOrder('en')).toEqual(['Water', 'Waterworks', 'Notes on water', 'Notes']);
      expect(await inOrder('ckb')).toEqual(['Notes on water', 'Water', 'Waterworks', 'Notes']);
    });

    it('are in the index as they are now, after they were added, changed, hidden and deleted', async () => {
      const ids: ResourceId[] = [];
      for (const [title, summary] of [
        ['Safe water', 'For the marsh'],
        ['Water and weather', 'Safe'],
        ['Marsh guide', 'Weather'],
        ['Safe shelter', 'Water'],
      ] as const) {
        ids.push(await insert({ title, summary }));
      }
      const [first, second, third, fourth] = ids;
      if (!first || !second || !third || !fourth) throw new Error('they were inserted');
      await context().atomically(async (inside) => {
        const inner = resourcesStore(inside.tx);
        await inner.change({ id: first, version: 2 }, { title: 'Marsh', summary: 'Safe weather' });
        await reindex(inside, first);
        await inner.change({ id: second, version: 2 }, { state: 'withdrawn', goneAt: T0 });
        await reindex(inside, second);
        await inner.remove([third]);
      });
      const rows = await resources().postingsOf([{ word: '', isBeginning: true }]);
      const shown = rows.flat().map(({ word, block, entries }) => `${word} ${block} ${Array.from(entries).join()}`);
      const fresh = new Map<string, Uint8Array>();
      for (const [id, title, summary] of [
        [first, 'marsh', 'safe weather'],
        [fourth, 'safe shelter', 'water'],
      ] as const) {
        const { words } = await storedWords(id);
        for (const [word, places] of changedWords(undefined, { title, summary, organisation: '', words })) {
          fresh.set(word, changedEntries(fresh.get(word) ?? new Uint8Array(), id, places));
        }
      }
      expect(shown.sort()).toEqual([...fresh].map(([word, entries]) => `${word} 0 ${entries.join()}`).sort());
      expect(await found('weather')).toEqual(['Marsh']);
    });

    it('lead to words that are nearly the same, if nothing is found', async () => {
      await insert({ title: 'Referral pathways' });
      const { similar, total } = await search(context(), 'members', 'en', 'refferal', 0);
      expect([total, similar]).toEqual([0, ['referral']]);
    });

    it('take queries that are nothing but signs, or very long, for what they are', async () => {
      await insert({ title: 'Guide' });
      for (const text of ['', '"', '""', '* OR NOT ( )', "');--", 'kind:', ':::', "' & !| <->", 'a'.repeat(10_000), '"'.repeat(999)]) {
        expect(await found(text), text.slice(0, 20)).toEqual([]);
      }
      expect(await found('guide AND')).toEqual([]);
      expect(await found('gui*')).toEqual(['Guide']);
    });

    it('keep one version of a change, and older editions of a language', async () => {
      const id = await insert();
      expect(await resources().change({ id, version: 2 }, { title: 'Changed' })).toBe(true);
      expect(await resources().change({ id, version: 2 }, { title: 'Again' })).toBe(false);
      await resources().addEdition({ resource: id, language: 'en', link: 'https://example.org/new', file: null, addedAt: T0 });
      const editions = await resources().editionsOf([id]);
      expect(editions.map(({ link, replacedAt }) => [link, replacedAt])).toEqual([
        ['https://example.org/new', null],
        [`https://example.org/${id}`, T0],
      ]);
    });

    it('are counted by sector and language, with how they are used, and what is searched for in vain', async () => {
      const one = await insert({ title: 'Guide', sectors: ['protection'], visibility: 'public' });
      const two = await insert({ title: 'Form', sectors: ['protection'] });
      await resources().addEdition({ resource: two, language: 'ar', link: 'https://example.org/ar', file: null, addedAt: T0 });
      await resources().addEdition({ resource: two, language: 'ar', link: 'https://example.org/new', file: null, addedAt: T0 });
      const gone = await insert({ title: 'Gone', sectors: ['relief'] });
      for (const [id, month, use] of [
        [one, '2026-10', 'opened'],
        [two, '2026-10', 'opened'],
        [two, '2026-11', 'opened'],
        [two, '2026-11', 'fetched'],
        [two, '2025-12', 'opened'],
        [gone, '2026-11', 'opened'],
      ] as const) {
        await resources().countUse(id, month, use);
      }
      await resources().change({ id: gone, version: 2 }, { state: 'removed' });
      for (const day of ['2026-11-01', '2026-11-01', '2026-11-02', '2026-10-30']) {
        await resources().noteMiss('visa form', day.slice(0, 7), toLocalDate(day));
      }
      await resources().noteMiss('once', '2026-11', toLocalDate('2026-11-03'));
      await resources().noteMiss('long ago', '2025-11', toLocalDate('2025-11-03'));
      const from = after(T0, -DAY);
      const period = { months: ['2026-01', '2026-12'] as const, from, to: after(systemClock.now(), DAY), missedDays: 3 };
      const { kept, ...rest } = await resources().reported(period);
      expect(new Set(kept)).toEqual(
        new Set([
          { sectors: ['protection'], language: 'en', resources: 2 },
          { sectors: ['protection'], language: 'ar', resources: 1 },
        ]),
      );
      expect(rest).toEqual({
        total: 2,
        isPublic: 1,
        added: 2,
        used: [
          { id: two, title: 'Form', opened: 2, fetched: 1 },
          { id: one, title: 'Guide', opened: 1, fetched: 0 },
        ],
        opened: 4,
        fetched: 1,
        missed: [{ words: 'visa form', days: 3 }],
        misses: 2,
      });
      await resources().forgetMissesBefore('2026-11');
      expect((await resources().reported(period)).misses).toBe(2);
      expect((await resources().reported({ ...period, months: ['2025-01', '2026-10'] })).misses).toBe(0);
    });

    it('have no more words that were searched for in vain than there is room for', async () => {
      const day = toLocalDate('2026-11-03');
      await sql`
        with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 2000)
        insert into resource_misses (community_id, month, words, days, last_on)
        select ${context().tx.community}, '2026-11', 'word ' || n, 1, ${day} from numbers`.execute(store().database.db);
      await resources().noteMiss('one more', '2026-11', day);
      const period = { months: ['2026-01', '2026-12'] as const, from: T0, to: T0, missedDays: 3 };
      expect((await resources().reported(period)).misses).toBe(2000);
    });

    it('leave nothing of themselves in the index when they are deleted', async () => {
      const id = await insert({ title: 'Zanzibar' });
      await resources().remove([id]);
      const { rows } = await sql`select * from resource_words`.execute(store().database.db);
      expect(rows).toEqual([]);
    });
  });
}
