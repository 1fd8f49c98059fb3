import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, NotFoundError } from '../../src/core/errors.js';
import { type Clock, toInstant } from '../../src/core/time.js';
import { createFeatureSet, type Feature, noPersonalData, type Page } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { VISITS_PER_MINUTE } from '../../src/http/visitors.js';
import { html } from '../../src/kit/html.js';
import { phrase } from '../../src/language/index.js';
import { createTestLogger } from '../support/logger.js';
import { openTestStore, type TestStore } from '../support/store.js';

const letter: Page = {
  path: 'parcels/letter',
  serve: async (_context, { rest, query }) =>
    rest === 'a token'
      ? { type: 'document', title: '<i>letter</i>', body: html`<h1>${`<script>${query['of'] ?? ''}</script>`}</h1>` }
      : undefined,
};
const list: Page = {
  path: 'parcels/list',
  serve: async () => ({ type: 'file', name: 'قائمة.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('a,b') }),
};
const broken: Page = { path: 'parcels/broken', serve: () => Promise.reject(new Error('no such table')) };
const front: Page = {
  path: 'parcels/front',
  serve: async (context) => ({
    type: 'document',
    title: 'Front',
    body: html`<p>${context.addressOf('parcels/letter', 'a token')}</p>`,
  }),
  indexable: () => true,
};
const form: Page = {
  path: 'parcels/form',
  serve: async (_context, { returned }) => ({
    type: 'document',
    title: 'Form',
    body: html`<form method="post"></form>${returned && `${returned.problem.key} ${returned.fields['word'] ?? ''}`}`,
  }),
  async submit({ community }, { rest, fields, language }) {
    await community.saveFact('parcels.word', fields['word'] ?? '');
    if (fields['word'] === 'unclear') throw new InputError('unclear', phrase('pages.gone.title'));
    if (fields['word'] === 'lost') throw new NotFoundError('lost', phrase('pages.gone.title'));
    if (fields['word'] === 'broken') throw new Error('no such table');
    return rest === 'a token' ? { path: 'parcels/letter', rest: `a ${language} & token` } : undefined;
  },
};
const parcels: Feature = {
  name: 'parcels',
  tables: [],
  commands: [],
  handlers: [],
  messages: [],
  jobs: [],
  person: noPersonalData,
  pages: [letter, list, broken, front, form],
};

describe('pages of features for browsers', () => {
  const own = createFeatureSet([...features.all, parcels]);
  let store: TestStore;
  let logger: ReturnType<typeof createTestLogger>;
  beforeEach(async () => {
    store = await openTestStore();
    logger = createTestLogger();
  });
  afterEach(() => store.close());

  function routesAt(clock: Clock) {
    const contexts = store.contexts({ features: own, publicUrl: () => 'https://chat.example.org/' });
    const origins = () => ['https://chat.example.org'];
    return createPageRoutes({ features: own, contexts, origins, clock, logger, newReference: () => 'AB12' });
  }

  async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return routesAt({ now: () => toInstant(0) }).request(path, { headers: { host: 'chat.example.org', ...headers } });
  }

  it('are in the language that the reader chose, or that the browser prefers, or the community’s', async () => {
    const of = async (path: string, header?: string) =>
      /<html lang="(\w+)" dir="(\w+)">/
        .exec(await (await get(path, header === undefined ? {} : { 'accept-language': header })).text())
        ?.slice(1);
    expect(await of('/p/parcels/front')).toEqual(['en', 'ltr']);
    expect(await of('/p/parcels/front', 'fr-FR,ckb;q=0.8,en;q=0.5')).toEqual(['ckb', 'rtl']);
    expect(await of('/p/parcels/front?language=ar', 'ckb')).toEqual(['ar', 'rtl']);
    expect(await of('/p/parcels/front?language=xx')).toEqual(['en', 'ltr']);
    expect(await (await get('/p/parcels/letter/a%20token?of=all')).text()).toContain('href="?of=all&amp;language=ar"');
  });

  it('escape what they are given, run nothing and are not listed by search engines unless they say so', async () => {
    const shown = await get('/p/parcels/letter/a%20token?of=alert(1)');
    const text = await shown.text();
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('<title>&lt;i&gt;letter&lt;/i&gt;');
    expect(text).toContain('name="robots" content="noindex"');
    expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src/);
    expect(shown.headers.get('content-security-policy')).not.toContain('script-src');
    expect(await (await get('/p/parcels/front')).text()).not.toContain('noindex');
  });

  it('know their own address, as the public address gives it', async () => {
    expect(await (await get('/p/parcels/front')).text()).toContain('<p>https://chat.example.org/p/parcels/letter/a%20token</p>');
    expect(store.autocommit.addressOf('parcels/letter')).toBeUndefined();
  });

  it('can be files', async () => {
    const file = await get('/p/parcels/list');
    expect(await file.text()).toBe('a,b');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('قائمة.csv')}`);
    expect(file.headers.get('x-robots-tag')).toBe('noindex');
    const etag = file.headers.get('etag') ?? '';
    const again = await get('/p/parcels/list', { 'if-none-match': `"old", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get('/p/parcels/list', { 'if-none-match': '"old"' })).status).toBe(200);
  });

  it('say the same for what never was, what is over and what is too long', async () => {
    const texts = ['/p/parcels/nothing', '/p/parcels/letter', '/p/parcels/letter/forged', `/p/parcels/letter/${'x'.repeat(201)}`].map(
      async (path) => {
        const answer = await get(path);
        expect(answer.status).toBe(404);
        return answer.text();
      },
    );
    expect(new Set(await Promise.all(texts)).size).toBe(1);
  });

  it('give a reference for a failure that nobody foresaw', async () => {
    const failed = await get('/p/parcels/broken?secret=1');
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain('AB12');
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { reference: 'AB12', page: '/p/:feature/:page' } }]);
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });

  it('take forms, in a transaction that a problem undoes', async () => {
    const send = (word: string, rest = 'a%20token', headers: Readonly<Record<string, string>> = {}) =>
      routesAt({ now: () => toInstant(0) }).request(`/p/parcels/form/${rest}?language=ar`, {
        method: 'POST',
        headers: { host: 'chat.example.org', ...headers },
        body: new URLSearchParams([
          ['word', word],
          ['word', 'second'],
        ]),
      });
    const kept = () => store.autocommit.community.fact('parcels.word');
    const taken = await send('first');
    expect([taken.status, taken.headers.get('location')]).toEqual([303, '../../parcels/letter/a%20ar%20%26%20token?language=ar']);
    expect([taken.headers.get('referrer-policy'), await kept()]).toEqual(['same-origin', 'first']);
    const unclear = await send('unclear');
    expect([unclear.status, (await unclear.text()).includes('pages.gone.title unclear'), await kept()]).toEqual([422, true, 'first']);
    expect([(await send('lost')).status, (await send('broken')).status, await kept()]).toEqual([404, 500, 'first']);
    expect((await send('second', 'forged')).status).toBe(404);
    expect((await send('x'.repeat(70_000))).status).toBe(303);
    expect(await kept()).toBe('');
    // A form of another site, as browsers tell it.
    expect((await send('evil', 'a%20token', { origin: 'https://evil.example' })).status).toBe(403);
    expect(
      (
        await routesAt({ now: () => toInstant(0) }).request('/p/parcels/letter/a', {
          method: 'POST',
          headers: { host: 'chat.example.org' },
        })
      ).status,
    ).toBe(404);
    // Browsers send no origin with a form of a page that wants no referrer.
    expect((await get('/p/parcels/form/1')).headers.get('referrer-policy')).toBe('same-origin');
    expect((await get('/p/parcels/front')).headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('are refused at another host', async () => {
    expect((await get('/p/parcels/front', { host: 'evil.example' })).status).toBe(421);
  });

  it('are shown so often a minute to one address, and nothing is read for more', async () => {
    let now = 0;
    const routes = routesAt({ now: () => toInstant(now) });
    const from = async (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) => {
      const request = { headers: { host: 'chat.example.org', 'accept-language': 'ar', ...headers } };
      return routes.request('/p/parcels/list', request, { incoming: { socket: { remoteAddress } } });
    };
    const flood = async (times: number, address: string, headers?: (turn: number) => Readonly<Record<string, string>>) => {
      const statuses = [];
      for (let turn = 0; turn < times; turn += 1) statuses.push((await from(address, headers?.(turn))).status);
      return statuses.filter((status) => status === 429).length;
    };
    // Who comes from far claims other addresses, which changes nothing.
    expect(await flood(VISITS_PER_MINUTE + 5, '203.0.113.7', (turn) => ({ 'x-forwarded-for': `198.51.100.${turn}` }))).toBe(5);
    const refused = await from('203.0.113.7');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await refused.text()).toContain('dir="rtl"');
    expect((await from('203.0.113.8')).status).toBe(200);
    // One network of IPv6, however its addresses are written.
    expect(await flood(VISITS_PER_MINUTE + 5, '127.0.0.1', (turn) => ({ 'x-forwarded-for': `x, 2001:db8::${turn.toString(16)}` }))).toBe(5);
    expect((await from('2001:0DB8:0:0:9::1')).status).toBe(429);
    expect((await from('2001:db8:0:1::1')).status).toBe(200);
    // The proxy tells whose request it is.
    expect(await flood(VISITS_PER_MINUTE + 5, '::ffff:127.0.0.1', () => ({ 'x-forwarded-for': '203.0.113.9' }))).toBe(5);
    expect((await from('127.0.0.1', { 'x-forwarded-for': '203.0.113.10' })).status).toBe(200);
    now = 60_000;
    expect((await from('203.0.113.7')).status).toBe(200);
  });

  it('are called after their feature', () => {
    const foreign: Feature = { ...parcels, pages: [{ ...front, path: 'coffee/front' }] };
    expect(() => createFeatureSet([...features.all, foreign])).toThrow(
      /parcels: the page coffee\/front is not called parcels\/ and a word/,
    );
  });
});
