import { afterEach, beforeEach, expect, it } from 'vitest';
import { after, HOUR, MINUTE } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { readTable } from '../../src/features/members/public.js';
import { createFileTools } from '../../src/files/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import { documentWith } from '../support/documents.js';
import { insertEvent } from '../support/events.js';
import { openFolder } from '../support/files.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const EVENT = 1 as EventId;
const SENT = ['noor', 'sara', 'ali', 'omar', 'hiba', 'dara'];
const ASKING = ['lana', 'aras', 'rima', 'zaid', 'mina'];

let place: ReturnType<typeof openFolder>;
let world: TopicsWorld;
beforeEach(async () => {
  place = openFolder();
  world = await createTopicsWorld({
    blobs: place.blobs,
    files: createFileTools({ reader: { execArgv: ['--import', 'tsx'] } }),
    start: '2026-11-22T09:00:00+03:00',
    publicUrl: PUBLIC_URL,
    mail: { send: async () => {} },
  });
});
afterEach(async () => {
  await world.close();
  place.close();
});

const tx = () => world.store.autocommit.tx;
const session = async () => {
  const [first] = (await eventsStore(tx()).whole(EVENT))?.sessions ?? [];
  if (!first) throw new Error('no session');
  return first;
};
const fetchesBy = async (user: string) => {
  const reply = await world.person(user).pressAnyway('events:file:1');
  expect(reply.type === 'message' ? reply.message.files : []).toHaveLength(1);
};

/** So many came to a webinar; those of `SENT` want messages, and those of `ASKING` ask by themselves. Its slides are given after it. */
async function heldFor(sent: readonly string[], asking: readonly string[]): Promise<string> {
  await insertEvent(tx(), world.clock.now(), { state: 'draft' });
  await world.boss.pressAnyway(`events:announce:${EVENT}.1`);
  for (const user of [...sent, ...asking]) {
    await world.addMember({ user, name: `Name of ${user}` });
    await world.person(user).pressAnyway('events:answer:1.online');
    await world.person(user).pressAnyway(`events:remind:1.${sent.includes(user) ? 'yes' : 'no'}`);
  }
  const browser = guestBrowser(world);
  const link = /https:\S+[0-9a-f]{32}/.exec(textOf(await world.boss.pressAnyway('events:guests-link:1.open')))?.[0] ?? '';
  const own = await browser.send(await browser.get(link), { name: 'Hawre', organisation: '', email: 'hawre@example.org' });
  const { id, endsAt } = await session();
  await world.runUntil(endsAt);
  const came = await eventsStore(tx()).registrationsOf(EVENT);
  await eventsStore(tx()).saveAttendance(
    came
      .filter(({ member }) => member !== null)
      .map((each) => ({ session: id, registration: each.id, source: 'list' as const, share: 100, recordedAt: world.clock.now() })),
  );
  await world.runUntil(after(endsAt, 4 * HOUR));
  const file = { name: 'safe.pptx', mediaType: MEDIA_TYPES.pptx, bytes: await documentWith('pptx', 'Three rules') };
  await world.boss.submit('events:file-add:1', { kind: ['slides'], language: ['en'], others: ['no'], file });
  await world.runUntil(after(world.clock.now(), 15 * MINUTE));
  return own.path;
}

/** A guest opens the file on their own page. */
async function opensOnPage(path: string): Promise<void> {
  const browser = guestBrowser(world);
  const address = /href="([^"]*file\/[^"]+)"/.exec((await browser.get(path)).html)?.[1] ?? '';
  expect((await browser.file(new URL(address, `${PUBLIC_URL}${path}`).pathname)).status).toBe(200);
}

const report = async () => {
  const reply = await world.boss.type('/resources report 2026');
  const files = reply?.type === 'message' ? (reply.message.files ?? []) : [];
  const book = files.find(({ name }) => name.endsWith('.xlsx'));
  const rows = await readTable(world.contexts.autocommit.files, book?.bytes ?? new Uint8Array());
  return { text: withoutDirectionControls(textOf(reply)), names: files.map(({ name }) => name), rows: rows.map(({ cells }) => cells) };
};

it('the report says how many people got slides and opened them, by a button or a page, in its table and its workbook, and names nobody', async () => {
  const page = await heldFor(SENT, ASKING);
  // Whoever fetches it twice is one person.
  for (const user of ['noor', 'sara', 'sara', ...ASKING]) await fetchesBy(user);
  await opensOnPage(page);
  expect((await eventsStore(tx()).filesFor(EVENT, world.id('boss'))).reached).toMatchObject({ sent: 6, fetched: 8, requested: 6 });

  const { text, names, rows } = await report();
  expect(text).toContain('Got slides or files of events: 6 ·');
  expect(text).toContain('Opened one of them: 8 ·');
  expect(names).toEqual(['resources-2026-sectors.png', 'resources-2026.xlsx', 'resources-2026-sectors.csv', 'resources-2026-sectors.svg']);
  const figure = (label: string) => rows.find(([first]) => first === label)?.[1];
  expect([figure('Got slides or files of events'), figure('Opened one of them')].map(Number)).toEqual([6, 8]);
  const chain = withoutDirectionControls(textOf(await world.boss.type('/events report 2026')));
  for (const name of [...SENT, ...ASKING, 'Hawre']) expect(`${text}${JSON.stringify(rows)}${chain}`).not.toContain(name);
}, 120_000);

it('the report tells nothing of slides that fewer than five people got or opened', async () => {
  await heldFor(SENT.slice(0, 4), ASKING.slice(0, 2));
  for (const user of ['noor', 'lana', 'aras']) await fetchesBy(user);
  const { text } = await report();
  expect(text).toContain('Got slides or files of events: 0 ·');
  expect(text).toContain('Opened one of them: 0 ·');
}, 120_000);
