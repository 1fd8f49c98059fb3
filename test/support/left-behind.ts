import { afterAll, expect } from 'vitest';
import { catalogues } from '../../src/language/catalogues/index.js';

/** What a file of tests may change for the files after it in the same process, which would then fail by their order alone. */
const shared = () => ({
  catalogues: Object.entries(catalogues).map(([language, texts]) => [language, ...Object.keys(texts)]),
  environment: { ...process.env },
  folder: process.cwd(),
});

// This module is evaluated anew for each file.
const before = shared();

afterAll(() => {
  expect(shared()).toEqual(before);
});
