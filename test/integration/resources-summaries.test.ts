import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Instant } from '../../src/core/time.js';
import { csvOf, pageOfResults } from '../../src/features/resources/exporting/list.js';
import { reindex } from '../../src/features/resources/index-words.js';
import { resourcesLetter } from '../../src/features/resources/letter.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { insertResource } from '../support/resources.js';
import { createWorld, textOf, type World } from '../support/world.js';

const SAID = { en: 'Whom to call', ar: 'بمن نتصل', ckb: 'پەیوەندی بە کێوە بکەین' } as const;

let world: World;
beforeEach(async () => {
  world = await createWorld({ publicUrl: PUBLIC_URL });
});
afterEach(() => world.close());

/** A public resource that says what it is good for in three languages. */
async function insert() {
  const member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  const { autocommit } = world.contexts;
  const id = await insertResource(autocommit, member, { summary: SAID.en, visibility: 'public' });
  const store = resourcesStore(autocommit.tx);
  await store.change({ id, version: 2 }, { summaries: { ar: SAID.ar, ckb: SAID.ckb } });
  await reindex(autocommit, id);
  const whole = { resource: await store.find(id), editions: await store.editionsOf([id]) };
  if (!whole.resource) throw new Error('no resource');
  return { id, member, resource: whole.resource, editions: whole.editions };
}

it('a summary stands in each reader’s language on the public page, in the letter and in exports, and in the copy for its contributor', async () => {
  const { id, resource, editions } = await insert();
  const browser = guestBrowser(world);
  const to = (world.clock.now() + 1) as Instant;
  const period = { from: 0 as Instant, to, until: to };
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  for (const language of ['en', 'ar', 'ckb'] as const) {
    const others = Object.values(SAID).filter((said) => said !== SAID[language]);
    const [section] = await resourcesLetter.sections(world.contexts.autocommit, period, language);
    const shown = {
      page: (await browser.get(`/p/resources/show/${id}?language=${language}`)).text,
      letter: section?.items.map((item) => item.text).join('') ?? '',
      csv: text(csvOf([{ resource, editions }], language)),
      html: text(pageOfResults([{ resource, editions }], 'call', language)),
    };
    for (const [where, said] of Object.entries(shown)) {
      expect(said, where).toContain(SAID[language]);
      for (const other of others) expect(said, where).not.toContain(other);
    }
  }
  const copy = await world.person('zainab').type('/profile export');
  const files = copy?.type === 'message' ? (copy.message.files ?? []) : [];
  expect(files.map(({ bytes }) => new TextDecoder().decode(bytes)).join('')).toContain(SAID.ckb);
});

it('words of a summary in any language are found on the public page', async () => {
  await insert();
  const browser = guestBrowser(world);
  for (const word of ['call', 'نتصل', 'پەیوەندی']) {
    const found = await browser.get(`/p/resources/centre?language=en&q=${encodeURIComponent(word)}`);
    expect(found.text, word).toContain('Guide');
  }
  expect(textOf(await world.person('zainab').type('/resources search بمن'))).toContain('1 found');
});
