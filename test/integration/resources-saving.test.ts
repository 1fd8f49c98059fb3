import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY } from '../../src/core/time.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import type { FindingTables } from '../../src/features/resources/store/finding-tables.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { speaker } from '../../src/language/index.js';
import type { Matter } from '../../src/ports/chat.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { costOfClick } from '../support/statements.js';
import { type Person, SPACE, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let zainab: Person;
let isAway = false;

beforeEach(async () => {
  isAway = false;
  ({ world, place } = await createFilesWorld(() => isAway));
  await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'karwan', name: 'Karwan' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  zainab = world.person('zainab');
  await world.app.prepare();
});
afterEach(async () => {
  await world.close();
  place.close();
});

const MESSAGE = { conversation: { platform: 'web', space: SPACE, id: 'general', kind: 'channel' }, id: '7' } as const;
const note = (text: string, name = 'note.txt') => {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.byteLength, read: async () => ({ name, mediaType: 'text/plain', bytes }) };
};
const matter = (links: readonly string[], files: Matter['files'] = []): Matter => ({ links, files });
const SAID = { title: 'Referral form', summary: 'For the first call.', kind: ['form'], language: ['en'] };
const rows = () => world.store.database.db.withTables<FindingTables & ResourcesTables>();
const kept = () => rows().selectFrom('resource_saves').selectAll().execute();

describe('what a message holds', () => {
  it('is offered as a link, which somebody adds under a title of their own, and an organiser accepts', async () => {
    const shown = textOf(await zainab.openMenu(MESSAGE, matter(['https://example.org/form.pdf'])));
    expect(shown).toContain('Save to the resource centre');
    expect(shown).toContain('https://example.org/form.pdf');
    const { action } = zainab.control('resources:save');
    expect(await zainab.press('resources:save')).toMatchObject({ type: 'form' });
    expect(textOf(await zainab.submit(action, SAID))).toContain('This is a draft');
    expect(await rows().selectFrom('resource_editions').select(['link', 'hash']).execute()).toEqual([
      { link: 'https://example.org/form.pdf', hash: null },
    ]);
    expect(await kept()).toEqual([]);
    expect(textOf(await zainab.press('resources:send'))).toContain('An organiser looks at it');
    expect(textOf(await world.person('haneen').type('/resources review'))).toContain('Referral form');
    // Once it is added, the button adds nothing more.
    expect(textOf(await zainab.submit(action, SAID))).toContain('don’t keep this any more');
  });

  it('is not offered as a link into the machine or its network, and says why', async () => {
    const closed = ['http://router.lan/admin', 'http://10.0.0.7/x'];
    const shown = textOf(await zainab.openMenu(MESSAGE, matter([...closed, 'https://example.org/a'])));
    expect(shown.split(speaker('en').plain('resources-upkeep.error.closed'))).toHaveLength(3);
    expect((await kept()).map(({ link }) => link)).toEqual(['https://example.org/a']);
  });

  it('is refused where the link leads to a file of a chat, which stops working', async () => {
    const shown = textOf(await zainab.openMenu(MESSAGE, matter(['https://files.slack.com/files-pri/T1-F2/guide.pdf'])));
    expect(shown).toContain('attach the file itself');
    expect(await kept()).toEqual([]);
  });

  it('is copied as a file, which is found by the words in it', async () => {
    await zainab.openMenu(MESSAGE, matter([], [note('The hotline answers at night')]));
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    await zainab.submit(zainab.control('resources:save').action, SAID);
    await zainab.press('resources:send');
    const boss = world.person('haneen');
    await world.runner.runDue();
    await boss.pressAnyway('resources:approve:1.2');
    expect(textOf(await world.person('karwan').type('/resources search hotline'))).toContain('The hotline answers at night');
    // Nobody has added it a day later, and yet the bytes stay: they are the resource's.
    await world.runUntil(after(world.clock.now(), 2 * DAY));
    expect(await hashesIn(place.blobs)).toHaveLength(1);
  });

  it('is no file while the place for files is away, which is said, and nothing is half stored', async () => {
    isAway = true;
    const shown = textOf(await zainab.openMenu(MESSAGE, matter(['https://example.org/a'], [note('Words')])));
    isAway = false;
    expect(shown).toContain('can’t store files right now');
    expect((await kept()).map(({ link }) => link)).toEqual(['https://example.org/a']);
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('is for whoever opened the menu alone, and forgotten after a day with its bytes', async () => {
    await zainab.openMenu(MESSAGE, matter(['https://example.org/a'], [note('Words')]));
    const { action } = zainab.control('resources:save');
    expect(textOf(await world.person('karwan').submit(action, SAID))).toContain('don’t keep this any more');
    expect(await kept()).toHaveLength(2);
    await world.runUntil(after(world.clock.now(), 3 * DAY));
    expect(await kept()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('is refused with the reason where it cannot be kept, and nothing of it stays', async () => {
    const lost = { name: 'gone.pdf', size: 9, read: async () => undefined };
    const fake = note('no PDF', 'fake.pdf');
    const large = { name: 'film.pdf', size: 5_000_000_000, read: () => Promise.reject(new Error('read')) };
    const shown = textOf(await zainab.openMenu(MESSAGE, matter([], [lost, fake, large])));
    expect(shown).toContain('I can’t read this file here');
    expect(shown).toContain('it holds something else');
    expect(shown).toContain('larger than 10 MB');
    expect(await kept()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('is nothing where there is neither, and stands below what its thread offers', async () => {
    expect(textOf(await zainab.openMenu(MESSAGE, matter(['javascript:alert(1)', 'https://u:p@example.org/'])))).toContain(
      'nothing I can do',
    );
    expect(textOf(await zainab.openMenu(MESSAGE))).toContain('nothing I can do');
    expect(await kept()).toEqual([]);
  });

  it('costs no more statements than any click', async () => {
    await zainab.openMenu(MESSAGE, matter(['https://example.org/a']));
    expect(await costOfClick(() => zainab.openMenu(MESSAGE, matter(['https://example.org/b'], [note('Words')])))).toBeLessThanOrEqual(10);
    const { action } = zainab.control('resources:save');
    expect(await costOfClick(() => zainab.pressAnyway(action))).toBeLessThanOrEqual(10);
    expect(await costOfClick(() => zainab.submit(action, SAID))).toBeLessThanOrEqual(10);
  });

  it('is in the copy of what is known of a member, and erased with them', async () => {
    await zainab.openMenu(MESSAGE, matter(['https://example.org/a'], [note('Words')]));
    const { id } = await zainab.member();
    const copy = await exportPersonalData(world.contexts.autocommit, id);
    expect(JSON.stringify(copy)).toContain('https://example.org/a');
    expect(JSON.stringify(copy)).toContain('note.txt');
    await world.contexts.transaction((context) => eraseMember(context, id));
    expect(await kept()).toEqual([]);
  });
});
