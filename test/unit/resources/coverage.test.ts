import { expect, it } from 'vitest';
import { coverage } from '../../../src/features/resources/reporting/rules/coverage.js';

const LANGUAGES = ['en', 'ar', 'ckb'] as const;

it('counts resources by sector and language, and names what is missing', () => {
  const kept = [
    { sectors: ['protection', 'relief'], language: 'ar', resources: 2 },
    { sectors: ['protection'], language: 'en', resources: 3 },
    { sectors: ['protection'], language: 'ckb', resources: 1 },
    // Of a language that the community no longer uses.
    { sectors: ['relief'], language: 'fr', resources: 9 },
  ];
  expect(coverage(kept, ['protection', 'relief', 'climate'], LANGUAGES)).toEqual([
    { sector: 'protection', counts: [3, 2, 1], missing: [] },
    { sector: 'relief', counts: [0, 2, 0], missing: ['en', 'ckb'] },
    { sector: 'climate', counts: [0, 0, 0], missing: ['en', 'ar', 'ckb'] },
  ]);
});

it('has a last row for those without a sector that the community has, in which nothing is missed', () => {
  const kept = [
    { sectors: [], language: 'en', resources: 1 },
    { sectors: ['gone'], language: 'en', resources: 2 },
  ];
  expect(coverage(kept, ['relief'], ['en', 'ar']).at(-1)).toEqual({ sector: null, counts: [3, 0], missing: [] });
});
