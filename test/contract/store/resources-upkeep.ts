import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY, toInstant, toLocalDate } from '../../../src/core/time.js';
import { type Cutoffs, exportedResources, resourcesStore } from '../../../src/features/resources/store/index.js';
import { type EditionId, KINDS, type Kind, type ResourceId } from '../../../src/features/resources/types.js';
import { insertResource } from '../../support/resources.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeResourceUpkeep(store: () => TestStore): void {
  describe('the upkeep of resources', () => {
    const context = () => store().autocommit;
    const resources = () => resourcesStore(context().tx);
    let member: MemberId;
    let other: MemberId;
    beforeEach(async () => {
      member = await context().members.insert(aMember());
      other = await context().members.insert(aMember({ name: 'Karwan' }));
    });
    const insert = async (given: Parameters<typeof insertResource>[2] = {}, by = member): Promise<ResourceId> => {
      const id = await insertResource(context(), by, given);
      const { version } = (await resources().find(id)) ?? { version: 0 };
      await resources().change({ id, version }, { approvedAt: T0 });
      return id;
    };
    const cutoffs = (at: number, more: Partial<Cutoffs> = {}): Cutoffs =>
      ({ ...Object.fromEntries(KINDS.map((kind) => [kind, toInstant(at)])), ...more }) as Record<Kind, Cutoffs[Kind]>;
    const editionOf = async (id: ResourceId): Promise<EditionId> => (await resources().editionsOf([id]))[0]?.id ?? (0 as EditionId);

    it('finds what nobody has checked for too long, by kind, the longest first', async () => {
      const [guide, book, checked] = [await insert(), await insert({ kind: 'book' }, other), await insert()];
      await resources().saveChecked(checked, other, after(T0, 5 * DAY));
      const due = async (given: Cutoffs, of: { readonly member?: MemberId } = {}) => {
        const { resources: found, total } = await resources().due(given, { limit: 2, ...of });
        return [found.map(({ resource }) => resource.id), total];
      };
      expect(await due(cutoffs(T0 - 1))).toEqual([[], 0]);
      expect(await due(cutoffs(T0))).toEqual([[guide, book], 2]);
      expect(await due(cutoffs(T0 + 9 * DAY))).toEqual([[guide, book], 3]);
      expect(await due(cutoffs(T0 + 9 * DAY, { book: toInstant(T0 - 1) }))).toEqual([[guide, checked], 2]);
      expect(await due(cutoffs(T0), { member: other })).toEqual([[book], 1]);
      expect(await resources().dueOwners(cutoffs(T0))).toEqual([member, other]);
      expect(await resources().upkeepOf(checked)).toEqual({ checkedBy: other, checkedAt: after(T0, 5 * DAY), expiresOn: null });
      expect((await context().tx.find(exportedResources(context().tx, other))).checkedResources).toHaveLength(1);
      await resources().mergeCheckers(other, member);
      expect((await resources().upkeepOf(checked))?.checkedBy).toBe(member);
    });

    it('knows until when what may be shared', async () => {
      const [early, late, hidden] = [await insert({ visibility: 'public' }), await insert({ visibility: 'public' }), await insert()];
      await resources().saveExpiry(early, toLocalDate('2026-12-01'));
      await resources().saveExpiry(late, toLocalDate('2027-01-01'));
      await resources().saveExpiry(hidden, toLocalDate('2026-12-01'));
      await resources().saveChecked(late, member, T0);
      expect(await resources().upkeepOf(late)).toMatchObject({ checkedBy: member, expiresOn: '2027-01-01' });
      expect(await resources().nextExpiry(toLocalDate('2026-12-01'))).toBe('2026-12-01');
      expect(await resources().nextExpiry(toLocalDate('2026-12-02'))).toBe('2027-01-01');
      expect((await resources().expired(toLocalDate('2026-12-02'))).map(({ id }) => id)).toEqual([early]);
      const soon = await resources().expiring(toLocalDate('2026-11-20'), toLocalDate('2026-12-20'));
      expect(soon).toEqual([
        { id: early, member, on: '2026-12-01' },
        { id: hidden, member, on: '2026-12-01' },
      ]);
      await resources().saveExpiry(early, null);
      expect((await resources().upkeepOf(early))?.expiresOn).toBeNull();
    });

    it('keeps what became of links, as long as they stand', async () => {
      const [one, two] = [await insert(), await insert()];
      const [first, second] = [await editionOf(one), await editionOf(two)];
      expect((await resources().dueLinks(T0, 5)).map(({ edition, known }) => [edition, known])).toEqual([
        [first, undefined],
        [second, undefined],
      ]);
      expect(await resources().nextLinkAt()).toBe(0);
      const health = { state: 'gone', status: 404, tries: 1, checkedAt: T0, nextAt: after(T0, DAY), badSince: T0 } as const;
      await resources().saveLink(first, health);
      await resources().saveLink(second, { state: 'alive', tries: 0, checkedAt: T0, nextAt: after(T0, 2 * DAY), badSince: null });
      expect(await resources().dueLinks(T0, 5)).toEqual([]);
      expect(await resources().nextLinkAt()).toBe(after(T0, DAY));
      expect(await resources().dueLinks(after(T0, DAY), 5)).toMatchObject([{ edition: first, resource: one, known: health }]);
      expect(await resources().badLinks({ limit: 5 })).toMatchObject([{ resource: { id: one, member }, edition: first, health }]);
      expect(await resources().badLinks({ limit: 5, until: after(T0, -1) })).toEqual([]);
      expect(await resources().badLinksOf(one)).toEqual(new Map([[first, health]]));
      await resources().addEdition({ resource: one, language: 'en', link: 'https://example.org/new', file: null, addedAt: T0 });
      expect(await resources().badLinksOf(one)).toEqual(new Map());
      expect(await resources().badLinks({ limit: 5 })).toEqual([]);
    });

    it('keeps copies for people outside, and requests of theirs', async () => {
      const [id, plain] = [await insert({ visibility: 'public' }), await insert()];
      const file = { hash: 'a'.repeat(64), size: 9, name: 'a.pdf', type: 'pdf' } as const;
      const add = (resource: ResourceId) => resources().addEdition({ resource, language: 'ar', link: null, file, addedAt: T0 });
      const edition = await add(id);
      await add(plain);
      expect(await resources().withoutCopy({ limit: 5 })).toEqual([edition]);
      expect(await resources().withoutCopy({ limit: 5, resources: [plain] })).toEqual([]);
      const copy = { state: 'failed', hash: null, size: null, removed: [] } as const;
      await resources().saveCopy(edition, copy, T0);
      expect(await resources().withoutCopy({ limit: 5 })).toEqual([]);
      expect(await resources().copiesOf(id)).toEqual(new Map([[edition, copy]]));
      expect((await resources().unclean(5)).map((one) => one.id)).toEqual([id]);
      expect(await resources().allowCopy(edition)).toBe(true);
      expect(await resources().allowCopy(edition)).toBe(false);
      await resources().saveCopy(edition, { state: 'cleaned', hash: 'b'.repeat(64), size: 8, removed: ['author'] }, T0);
      expect((await resources().copiesOf(id)).get(edition)).toEqual({
        state: 'cleaned',
        hash: 'b'.repeat(64),
        size: 8,
        removed: ['author'],
      });

      await resources().addTakeDown(id, { text: 'Mine', contact: 'noor@example.org', madeAt: T0 });
      await resources().addTakeDown(id, { text: 'Mine too', contact: null, madeAt: after(T0, DAY) });
      expect(await resources().countTakeDowns(after(T0, 1))).toBe(1);
      expect(await resources().toTakeDown(5)).toEqual([{ id, title: 'Guide', count: 2 }]);
      await resources().forgetContacts(T0);
      expect((await resources().takeDownsOf(id)).map(({ text, contact }) => [text, contact])).toEqual([
        ['Mine', null],
        ['Mine too', null],
      ]);
      await resources().settleTakeDowns(id);
      expect(await resources().toTakeDown(5)).toEqual([]);
      await resources().remove([id, plain]);
      expect(await resources().copiesOf(id)).toEqual(new Map());
    });
  });
}
