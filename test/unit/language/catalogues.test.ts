import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCatalogues, generateTypes, readCatalogues } from '../../../scripts/generate-catalogues.js';

const of = (en: string, ar: string, ckb: string) => ({ en: { a: { b: en } }, ar: { a: { b: ar } }, ckb: { a: { b: ckb } } });

describe('the catalogues', () => {
  it('are whole in every language', async () => {
    expect(checkCatalogues(await readCatalogues(resolve(import.meta.dirname, '../../../src/language/catalogues')))).toEqual([]);
  });

  it('fail for a missing key, a stray one and a lost placeholder', () => {
    expect(checkCatalogues({ en: { a: { b: 'x', c: 'y' } }, ar: { a: { b: 'x', d: 'z' } }, ckb: { a: { b: 'x', c: 'y' } } })).toEqual([
      'ar: a.c is missing',
      'ar: a.d is not in the English catalogue',
    ]);
    expect(checkCatalogues(of('{name} comes', 'أهلًا', '{name} {more}'))).toEqual([
      'ar: a.b leaves out {name}',
      'ckb: a.b has {more}, which English has not',
    ]);
    expect(checkCatalogues(of('x', '{open', 'x'))[0]).toContain('not ICU MessageFormat');
  });

  it('fail for a plural form that the language has and the message lacks', () => {
    const plural = '{n, plural, one {#} other {#}}';
    expect(checkCatalogues(of(plural, plural, plural))).toEqual(
      ['few', 'many', 'two', 'zero'].map((form) => `ar: a.b lacks the plural form «${form}»`),
    );
    expect(checkCatalogues(of('{n, plural, other {#}}', '{n, plural, zero {} one {} two {} few {} many {} other {#}}', plural))).toEqual([
      'en: a.b lacks the plural form «one»',
    ]);
  });

  it('type each key by its placeholders', () => {
    const types = generateTypes(of('{n, plural, one {#} other {#}} {who} {kind, select, a {x} b {y} other {z}}', '', ''));
    expect(types).toContain('readonly "a.b": { readonly "n": number; readonly "who": PhraseValue; readonly "kind": string };');
  });
});
