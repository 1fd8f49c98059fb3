import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import type { Subject } from '../../../src/feature-api/index.js';
import { fittingKeys, standing } from '../../../src/features/resources/fitting.js';
import { itemKey } from '../../../src/features/resources/names.js';
import { insertResource } from '../../support/resources.js';
import type { TestStore } from '../../support/store.js';
import { aMember } from './samples.js';

export function describeFittingResources(store: () => TestStore): void {
  describe('resources that fit a subject', () => {
    const context = () => store().autocommit;
    let member: MemberId;
    beforeEach(async () => {
      member = await context().members.insert(aMember());
    });
    const insert = async (given: Parameters<typeof insertResource>[2]) => itemKey(await insertResource(context(), member, given));
    const wells: Subject = {
      sector: 'prevention',
      texts: [
        { title: 'Clean water in schools', text: 'Who tests the wells?' },
        { title: 'مياه نظيفة في المدارس', text: 'من يفحص الآبار؟' },
      ],
      language: 'en',
      links: [],
    };
    const fitting = (change: Partial<Subject> = {}) => fittingKeys(context(), { ...wells, ...change }, 3);

    it('are found by sector and words of all languages, the best first, at most as many as wanted', async () => {
      const sectorAlone = await insert({ title: 'Hotlines', sectors: ['prevention'] });
      expect(await fitting()).toEqual([sectorAlone]);
      const arabic = await insert({ title: 'دليل المياه', summary: 'للمدارس', language: 'ar', sectors: ['prevention'] });
      const inSummary = await insert({ title: 'Manual', summary: 'How to test a well', sectors: ['prevention'] });
      const otherSector = await insert({ title: 'Testing water at school', sectors: ['recovery'] });
      await insert({ title: 'The who is who of our network', sectors: ['recovery'] });
      // One word in common is chance where the sector is another one.
      await insert({ title: 'Water for fields', sectors: ['recovery'] });
      const best = await insert({ title: 'Water for schools', sectors: ['prevention'] });
      expect(await fitting()).toEqual([best, otherSector, arabic]);
      expect(await fitting({ sector: null })).toEqual([best, otherSector, arabic]);
      expect(await fitting({ sector: 'climate-change', texts: [{ title: 'Seeds', text: 'Who keeps them?' }] })).toEqual([]);
      expect(await fitting({ texts: [{ title: 'Wells', text: '' }] })).toEqual([inSummary]);
    });

    it('are never those for organisers alone, nor those that it has already', async () => {
      await insert({ title: 'Clean water in schools', summary: 'tests wells', sectors: ['prevention'], visibility: 'organisers' });
      expect(await fitting()).toEqual([]);
      const open = await insert({ title: 'Clean water', sectors: ['prevention'], visibility: 'public' });
      expect(await fitting()).toEqual([open]);
      const id = open.slice(open.indexOf(':') + 1);
      expect(await fitting({ links: [`https://www.example.org/${id}?utm_source=mail`, 'no link'] })).toEqual([]);
    });

    it('are shown only while every member may see them, in the order of their keys', async () => {
      const first = await insert({ title: 'First', sectors: ['prevention'], language: 'ar' });
      const hidden = await insert({ title: 'Hidden', visibility: 'organisers' });
      const last = await insert({ title: 'Last' });
      const shown = await standing(context(), [last, 'resources:0', hidden, 'stories:1', 'resources:999', first]);
      expect(shown.map(({ key, title }) => [key, title])).toEqual([
        [last, 'Last'],
        [first, 'First'],
      ]);
      expect(shown[1]?.facts('en')).toBe('Guide · Prevention · Arabic');
    });
  });
}
