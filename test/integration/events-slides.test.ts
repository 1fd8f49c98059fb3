import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment, FileStream } from '../../src/core/message.js';
import { after, DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.js';
import { threadKey } from '../../src/features/events/keys.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventsTables } from '../../src/features/events/store/tables.js';
import type { EventId } from '../../src/features/events/types.js';
import { eraseMember } from '../../src/features/members/erase.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { createFileTools } from '../../src/files/index.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import type { Contribution, ThreadEvent } from '../../src/ports/chat.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import type { MailMessage } from '../../src/ports/mail.js';
import { documentWith, zipped } from '../support/documents.js';
import { insertEvent, insertSpeaker } from '../support/events.js';
import { hashesIn, openFolder } from '../support/files.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { startS3 } from '../support/s3.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf, type WorldOptions } from '../support/world.js';

const EVENT = 1 as EventId;
const WHAT = { kind: ['slides'], language: ['en'], others: ['no'] };

let place: ReturnType<typeof openFolder>;
let world: TopicsWorld;
let isAway = false;
beforeEach(() => {
  place = openFolder();
  isAway = false;
});
afterEach(async () => {
  await world.close();
  place.close();
});

const tx = () => world.store.autocommit.tx;
const rows = () => world.store.database.db.withTables<EventsTables & ResourcesTables>();
const files = () => rows().selectFrom('event_files').selectAll().orderBy('id').execute();
const pptx = async (text = 'Three rules', name = 'safe.pptx'): Promise<Attachment> => ({
  name,
  mediaType: MEDIA_TYPES.pptx,
  bytes: await documentWith('pptx', text),
});

/** A webinar that lava speaks at; zahra and karwan come and want messages, the adviser comes and wants none. */
async function open(options: WorldOptions = {}): Promise<void> {
  const { blobs } = place;
  const failing: BlobStore = {
    ...blobs,
    put: (bytes, limit) => (isAway ? Promise.reject(new Error('the disk is away')) : blobs.put(bytes, limit)),
  };
  world = await createTopicsWorld({
    blobs: failing,
    files: createFileTools({ reader: { execArgv: ['--import', 'tsx'] } }),
    start: '2026-11-22T09:00:00+03:00',
    ...options,
  });
  await insertEvent(tx(), world.clock.now(), { state: 'draft' });
  await insertSpeaker(tx(), EVENT, world.id('lava'), world.clock.now());
  await world.boss.pressAnyway(`events:announce:${EVENT}.1`);
  for (const person of [world.zahra, world.karwan, world.adviser]) await person.pressAnyway('events:answer:1.online');
  for (const person of [world.zahra, world.karwan]) await person.pressAnyway('events:remind:1.yes');
  await world.adviser.pressAnyway('events:remind:1.no');
  await world.runner.runDue();
}

const endsAt = async (): Promise<Instant> => {
  const [session] = (await eventsStore(tx()).whole(EVENT))?.sessions ?? [];
  if (!session) throw new Error('no session');
  return session.endsAt;
};

/** It has ended; zahra and the adviser were there, and karwan was not. */
async function held(): Promise<void> {
  await world.runUntil(await endsAt());
  const [session] = (await eventsStore(tx()).whole(EVENT))?.sessions ?? [];
  for (const { id, member } of await eventsStore(tx()).registrationsOf(EVENT)) {
    if (session && (member === world.id('zahra') || member === world.id('adviser')))
      await eventsStore(tx()).saveAttendance([
        { session: session.id, registration: id, source: 'list', share: 100, recordedAt: world.clock.now() },
      ]);
  }
}
const thanked = async () => world.runUntil(after(await endsAt(), 4 * HOUR));
const later = (ms: number) => world.runUntil(after(world.clock.now(), ms));

const streamed = ({ name, mediaType, bytes }: Attachment): FileStream => ({
  name,
  mediaType,
  size: bytes.byteLength,
  async *open() {
    yield bytes;
  },
});

let posts = 0;
/** Somebody writes in the event's thread, as platforms tell of it: without what may not be read. */
async function drops(
  user: string,
  given: { readonly files?: readonly Attachment[]; readonly unread?: Contribution['unread'] },
  what: 'posted' | 'deleted' = 'posted',
  id = `m${++posts}`,
): Promise<string> {
  const thread = await world.store.autocommit.conversations.find(threadKey(EVENT), 'web');
  if (!thread) throw new Error('no thread');
  const from = { platform: 'web', space: 'test', user } as const;
  const may = await world.inbox.mayRead(thread, from);
  const { files = [], unread = [] } = given;
  const content = { text: may === true ? 'words' : '', files: files.map(streamed), ...(unread.length > 0 && { unread }) };
  const heard: ThreadEvent['what'] = what === 'deleted' ? { type: what } : { type: what, ...(may !== false && { content }) };
  const message = { conversation: thread, id };
  await world.inbox.thread({ eventId: `${what}:${id}`, from, conversation: thread, message, what: heard, at: world.clock.now() });
  await world.runner.runDue();
  return id;
}
const whispers = () => world.fake.whispered;
/** Lava drops a file and says what it is. */
async function gives(file: Attachment, what: Readonly<Record<string, readonly string[]>> = WHAT): Promise<void> {
  await drops('lava', { files: [file] });
  const { id } = (await files()).at(-1) ?? { id: 0 };
  expect(textOf(await world.lava.submit(`events:file-what:${id}`, what))).toContain('is kept for');
}
/** The first file as many more times, as if somebody had given them. */
async function copies(count: number, user: string): Promise<void> {
  const [first] = await files();
  if (!first) throw new Error('no file');
  const { id: _, ...row } = { ...first, member_id: world.id(user), message: null };
  for (let index = 0; index < count; index++) {
    await rows()
      .insertInto('event_files')
      .values({ ...row, name: `copy-${index}.pptx` })
      .execute();
  }
}
const offered = (reply: Awaited<ReturnType<TopicsWorld['zahra']['pressAnyway']>>) =>
  reply.type === 'message'
    ? controlsOf(reply.message).flatMap((control) => (control.type === 'select' ? control.options.map(({ value }) => value) : []))
    : [];
const got = async (person: TopicsWorld['zahra'], id = 1) => person.pressAnyway(`events:file:${id}`);
const attachments = (reply: Awaited<ReturnType<typeof got>>) => (reply.type === 'message' ? (reply.message.files ?? []) : []);
const reached = async () => {
  const { sent, fetched, requested } = (await eventsStore(tx()).filesFor(EVENT, world.id('boss'))).reached;
  return { sent, fetched, requested };
};
const homeOf = async (user: string) => {
  const member = await world.contexts.autocommit.people.find(world.id(user));
  if (!member) throw new Error('nobody');
  return Promise.all(world.features.all.map(async ({ home }) => home?.cards(world.contexts.autocommit, member)));
};

describe('a file that a speaker drops into the thread of an event', () => {
  it('is asked about once and privately, goes to those who were there, is offered to those who registered, and is kept', async () => {
    await open();
    await drops('lava', { files: [await pptx()] });
    expect(whispers()).toHaveLength(1);
    expect(whispers()[0]).toContain('lava: Thank you for ⁨safe.pptx⁩! What is it?');
    expect(textOf(await world.zahra.type('/events show 1'))).not.toContain('safe.pptx');
    for (const command of ['/events show 1', '/events slides 1']) expect(textOf(await world.lava.type(command))).toContain('I ask once');
    expect(JSON.stringify(await homeOf('lava'))).toContain('I ask once');
    expect(textOf(await world.lava.submit('events:file-what:1', WHAT))).toContain('After the event, I send it');
    expect(JSON.stringify(await homeOf('lava'))).not.toContain('I ask once');
    expect(textOf(await world.lava.type('/events show 1'))).not.toContain('I ask once');
    expect(textOf(await world.lava.submit('events:file-what:1', WHAT))).toContain('answered already');
    await held();
    await thanked();
    const thanks = world.sent.findLast(({ key }) => key === `events:thanks:1:${world.id('zahra')}`);
    expect(thanks?.message && controlsOf(thanks.message).map(({ action }) => action)).toContain('events:file:1');
    expect(world.karwan.received().at(-1)).toContain('Would you like them?');
    expect(world.adviser.received().join()).not.toContain('slides');
    const inThread = world.sent.find(({ key }) => key === 'events:thanks:1');
    expect(inThread?.message && controlsOf(inThread.message).map(({ action }) => action)).toContain('events:files:1');
    expect(await reached()).toEqual({ sent: 1, fetched: 0, requested: 0 });
    expect(attachments(await got(world.zahra)).map(({ name, bytes }) => [name, bytes.byteLength])).toEqual([
      ['safe.pptx', (await pptx()).bytes.byteLength],
    ]);
    world.karwan.lookAtMessages();
    expect(textOf(await world.karwan.press('events:files'))).toContain('safe.pptx');
    expect(attachments(await got(world.karwan))).toHaveLength(1);
    expect(attachments(await got(world.adviser))).toHaveLength(1);
    expect(await reached()).toEqual({ sent: 1, fetched: 3, requested: 2 });
    expect(await rows().selectFrom('resources').select(['title', 'kind', 'state', 'visibility', 'origin']).execute()).toEqual([
      { title: 'Safe spaces: Slides', kind: 'slides', state: 'approved', visibility: 'organisers', origin: 'events:file:1' },
    ]);
  });

  it('reaches everyone who got the first ones when it comes later, as one message with what was given beside it', async () => {
    await open();
    await held();
    await thanked();
    await gives(await pptx());
    await later(15 * MINUTE);
    expect(world.zahra.received().at(-1)).toContain('what was promised');
    expect(world.karwan.received().at(-1)).toContain('Would you like them?');
    await got(world.karwan);
    await got(world.adviser);
    const counts = () => [world.zahra, world.karwan, world.adviser].map((each) => each.received().length);
    const before = counts();
    await gives(await pptx('A tool', 'tool.pptx'), { ...WHAT, kind: ['tool'] });
    await gives(await pptx('A handout', 'handout.pptx'), { ...WHAT, kind: ['handout'] });
    await later(15 * MINUTE);
    // The adviser wanted no direct messages.
    expect(counts().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 0]);
    const last = world.sent.findLast(({ to }) => to === 'direct:karwan');
    expect(last?.message && controlsOf(last.message).map(({ action }) => action)).toEqual(['events:file:2', 'events:file:3']);
    await world.karwan.pressAnyway('events:files-later:1.no');
    await world.adviser.pressAnyway('events:files-later:1.yes');
    const now = counts();
    await gives(await pptx('More', 'more.pptx'));
    await later(15 * MINUTE);
    expect(counts().map((count, index) => count - (now[index] ?? 0))).toEqual([1, 0, 1]);
    // With the reminders they take back later files, too.
    await world.zahra.pressAnyway('events:remind:1.no');
    const then = counts();
    await gives(await pptx('Last', 'last.pptx'));
    await later(15 * MINUTE);
    expect(counts().map((count, index) => count - (then[index] ?? 0))).toEqual([0, 0, 1]);
  });

  it('does nothing when somebody else drops it, or when it is words', async () => {
    await open();
    await drops('zahra', { files: [await pptx()] });
    await drops('lava', {});
    expect(await files()).toEqual([]);
    expect(whispers()).toEqual([]);
    expect(textOf(await world.zahra.type('/events slides 1'))).toContain('Only organisers, hosts');
  });

  it('is not for others unless whoever gave it says so; then it waits for organisers in the resource centre', async () => {
    await open();
    await gives(await pptx());
    await world.addMember({ user: 'somebody' });
    const stranger = world.person('somebody');
    expect(textOf(await got(stranger))).toContain('isn’t for you');
    expect(textOf(await stranger.pressAnyway('events:files:1'))).toContain('no files');
    await gives(await pptx('Open', 'open.pptx'), { ...WHAT, others: ['yes'] });
    expect(
      await rows()
        .selectFrom('resources')
        .select(['state', 'visibility'])
        .where('id', '=', 2 as never)
        .execute(),
    ).toEqual([{ state: 'pending', visibility: 'members' }]);
    // Who finds it there is counted, and has asked for nothing.
    await world.boss.pressAnyway('resources:approve:2.2');
    expect(attachments(await stranger.pressAnyway('resources:get:2'))).toHaveLength(1);
    expect(attachments(await world.boss.pressAnyway('resources:get:2'))).toHaveLength(1);
    expect(await reached()).toEqual({ sent: 0, fetched: 1, requested: 0 });
    expect(await eventsStore(tx()).fileReaders(EVENT)).toMatchObject([{ later: false }]);
  });

  it('is refused with a sentence for its giver alone, and leaves nothing behind', async () => {
    await open();
    const bomb = {
      name: 'bomb.docx',
      mediaType: '',
      bytes: zipped({ '[Content_Types].xml': '<Types/>', 'word/document.xml': ' '.repeat(250_000_000) }),
    };
    await drops('lava', {
      files: [bomb, { name: 'x.exe', mediaType: '', bytes: new TextEncoder().encode('MZ') }],
      unread: [{ name: 'film.mp4', mediaType: 'video/mp4', size: 5 * 1024 ** 3 }],
    });
    expect((await files()).map(({ state, hash }) => [state, hash])).toEqual([
      ['refused', null],
      ['refused', null],
      ['refused', null],
    ]);
    expect(whispers().join()).toContain('larger than 10 MB');
    // Bytes that nothing uses are swept.
    expect(await world.contexts.autocommit.blobUses.sizeOf(world.id('lava'))).toBe(0);
    expect(textOf(await world.lava.type('/events show 1'))).toContain('I couldn’t take');
    for (const { id } of await files()) await world.lava.pressAnyway(`events:file-discard:${id}`);
    expect(await files()).toEqual([]);
  });

  it('is to be sent by itself where one message can’t bring all of them', async () => {
    await open();
    await drops('lava', {
      files: [await pptx()],
      unread: [{ name: 'second.pptx', mediaType: '', size: 10 * 1024 * 1024 }],
    });
    expect((await files()).map(({ state }) => state)).toEqual(['asked', 'refused']);
    expect(textOf(await world.lava.type('/events show 1'))).toContain('more than 10 MB together');
  }, 30_000);

  it('is not taken while the place for files is away: its giver reads so, and nothing is half stored', async () => {
    await open();
    isAway = true;
    await drops('lava', { files: [await pptx()] });
    expect((await files()).map(({ state, hash }) => [state, hash])).toEqual([['refused', null]]);
    expect(whispers().at(-1)).toContain('Please send it once more.');
    expect(textOf(await world.boss.submit('events:file-add:1', { ...WHAT, file: await pptx() }))).toContain('can’t store files right now');
    expect(await hashesIn(place.blobs)).toEqual([]);
    isAway = false;
    await drops('lava', { files: [await pptx()] });
    expect((await files()).at(-1)?.state).toBe('asked');
  });

  it('is looked for again after a gap, in threads of events of these weeks', async () => {
    await open();
    const id = await drops('lava', { files: [await pptx()] });
    const thread = await world.store.autocommit.conversations.find(threadKey(EVENT), 'web');
    if (!thread) throw new Error('no thread');
    const kept = async () => (await world.inbox.followedThreads('web'))?.kept.map((each) => each.id);
    expect(await kept()).toEqual([thread.id]);
    expect(await world.inbox.known(thread)).toEqual([{ id, at: world.clock.now(), isGone: false }]);
    await world.runUntil(after(await endsAt(), 15 * DAY));
    expect(await kept()).toEqual([]);
  });

  it('goes when its post is deleted before the answer, when nobody answers, and when its giver is erased', async () => {
    await open();
    const id = await drops('lava', { files: [await pptx()] });
    await drops('lava', {}, 'deleted', id);
    expect(await files()).toEqual([]);
    await drops('lava', { files: [await pptx()] });
    world.clock.set(after(world.clock.now(), 15 * DAY));
    for (const feature of world.features.all) await feature.tidy?.(world.contexts.autocommit);
    expect(await files()).toEqual([]);
    await gives(await pptx());
    expect(attachments(await got(world.zahra, 3))).toHaveLength(1);
    await world.contexts.transaction((context) => eraseMember(context, world.id('lava')));
    expect(await files()).toEqual([]);
    expect(textOf(await got(world.zahra, 3))).toContain('no longer there');
    expect(await reached()).toEqual({ sent: 0, fetched: 1, requested: 1 });
    await world.contexts.transaction((context) => eraseMember(context, world.id('zahra')));
    expect(await reached()).toEqual({ sent: 0, fetched: 1, requested: 1 });
  });

  it('is taken away by organisers, also from the resource centre', async () => {
    await open();
    await gives(await pptx());
    await world.boss.type('/events slides 1');
    expect(textOf(await world.zahra.pressAnyway('events:file-remove-yes:1'))).toContain('no longer there');
    await world.boss.pressAnyway('events:file-show:0', ['1']);
    await world.boss.press('events:file-remove');
    expect(textOf(await world.boss.press('events:file-remove-yes'))).toContain('also from the resource centre');
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
    expect(await world.store.autocommit.blobUses.sizeOf(world.id('lava'))).toBe(0);
  });

  it('can’t be had of an event that was called off, and no recording is taken where nobody agreed to one', async () => {
    await open();
    await drops('lava', { files: [await pptx()] });
    expect(textOf(await world.lava.submit('events:file-what:1', { ...WHAT, kind: ['recording'] }))).toContain('Nobody was asked');
    await world.lava.submit('events:file-what:1', WHAT);
    await world.boss.submit('events:cancel:1.2', { reason: 'No power' });
    expect(textOf(await got(world.zahra))).toContain('called off');
    await drops('lava', { files: [await pptx()] });
    expect(await files()).toHaveLength(1);
  });

  it('comes with the command, too, and is asked about there', async () => {
    await open();
    const reply = await world.lava.type('/events slides 1', [await pptx()]);
    expect(textOf(reply)).toContain('What is it? I ask once');
    expect(controlsOf(messageOf(reply)).map(({ action }) => action)).toEqual(['events:file-what:1', 'events:file-discard:1']);
    expect(textOf(await world.zahra.type('/events slides 1', [await pptx()]))).toContain('Only organisers, hosts');
  });

  it('reaches guests by mail and on their own page, which counts what they open', async () => {
    const mails: MailMessage[] = [];
    await open({ publicUrl: PUBLIC_URL, mail: { send: async (message) => void mails.push(message) } });
    const browser = guestBrowser(world);
    const link = /https:\S+[0-9a-f]{32}/.exec(textOf(await world.boss.pressAnyway('events:guests-link:1.open')))?.[0] ?? '';
    const own = await browser.send(await browser.get(link), { name: 'Hawre', organisation: '', email: 'hawre@example.org' });
    expect(own.text).not.toContain('Slides and files');
    await held();
    await thanked();
    await gives(await pptx());
    await later(15 * MINUTE);
    // Guests who were not there hear of the first files, too.
    expect(mails.at(-1)?.text).toContain('there are slides or other files of “Safe spaces” for you');
    const page = await browser.get(own.path);
    expect(page.text).toContain('safe.pptx · Slides · English · 1 kB');
    const address = /href="([^"]*file\/[^"]+)"/.exec(page.html)?.[1] ?? '';
    const { pathname } = new URL(address, `${PUBLIC_URL}${own.path}`);
    const file = await browser.file(pathname);
    expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, (await pptx()).bytes.byteLength]);
    expect((await browser.file(pathname.replace(/\d+$/, '99'))).status).toBe(404);
    expect((await browser.file(pathname.replace(/[0-9a-f]{8}\./, '00000000.'))).status).toBe(404);
    expect(await reached()).toEqual({ sent: 1, fetched: 1, requested: 1 });
  });

  it('is hidden while its giver is away, and back with them', async () => {
    await open();
    await gives(await pptx());
    const removed = async (how: 'left') => {
      for (const { person } of world.features.all.toReversed())
        await world.contexts.transaction((context) => person.onMemberRemoved(context, world.id('lava'), how));
    };
    await removed('left');
    expect(textOf(await got(world.zahra))).toContain('no longer there');
    for (const { person } of world.features.all)
      await world.contexts.transaction((context) => person.onMemberReturned(context, world.id('lava')));
    expect(attachments(await got(world.zahra))).toHaveLength(1);
  });

  it('is not taken beside 25 others, also where its giver is asked about several at once', async () => {
    await open();
    await gives(await pptx());
    await copies(23, 'lava');
    await drops('lava', { files: [await pptx('Two', 'two.pptx'), await pptx('Three', 'three.pptx')] });
    const [one, other] = (await files()).filter(({ state }) => state === 'asked');
    expect(textOf(await world.lava.submit(`events:file-what:${one?.id}`, WHAT))).toContain('is kept for');
    expect(textOf(await world.lava.submit(`events:file-what:${other?.id}`, WHAT))).toContain('at most 25 files');
    const shown = await world.lava.pressAnyway('events:files-manage:1');
    expect(offered(shown)).toHaveLength(25);
    expect(textOf(shown)).not.toContain('The menu holds');
    await world.lava.pressAnyway(`events:file-remove-yes:${one?.id}`);
    expect(textOf(await world.lava.submit(`events:file-what:${other?.id}`, WHAT))).toContain('is kept for');
  });

  it('waits for its turn in the menu where givers who come back make them more than 25', async () => {
    await open();
    await gives(await pptx());
    await copies(25, 'boss');
    const shown = await world.boss.pressAnyway('events:files-manage:1');
    expect(offered(shown)).toEqual((await files()).slice(0, 25).map(({ id }) => String(id)));
    expect(textOf(shown)).toContain('The menu holds the first 25 only');
    await world.boss.pressAnyway('events:file-remove-yes:1');
    expect(offered(await world.boss.pressAnyway('events:files-manage:1'))).toEqual((await files()).map(({ id }) => String(id)));
  });

  it('is asked about by itself, however many others wait', async () => {
    await open();
    await drops('lava', { files: [await pptx()] });
    await drops('lava', { files: [await pptx('Two', 'two.pptx')] });
    expect(whispers()).toHaveLength(2);
    expect(whispers()[1]).not.toContain('safe.pptx');
  });

  it('goes with the draft that it was given to', async () => {
    await open();
    await insertEvent(tx(), world.clock.now(), { state: 'draft' });
    await world.boss.submit('events:file-add:2', { ...WHAT, file: await pptx() });
    expect(await world.store.autocommit.blobUses.sizeOf(world.id('boss'))).toBeGreaterThan(0);
    await world.boss.pressAnyway('events:discard-yes:2.1');
    expect(await files()).toEqual([]);
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
    expect(await world.store.autocommit.blobUses.sizeOf(world.id('boss'))).toBe(0);
  });

  it('follows to whoever asked before the event and has no place', async () => {
    await open();
    await world.addMember({ user: 'nada' });
    const nada = world.person('nada');
    await gives(await pptx('Open', 'open.pptx'), { ...WHAT, others: ['yes'] });
    await nada.pressAnyway('events:files:1');
    await held();
    await thanked();
    expect(nada.received().at(-1)).toContain('There is more from');
    expect(await reached()).toMatchObject({ sent: 2, requested: 1 });
  });

  it('is stored, sent and counted where files are kept in S3', async () => {
    const s3 = await startS3();
    try {
      await open({ blobs: s3.blobs });
      await gives(await pptx());
      expect(await hashesIn(s3.blobs)).toHaveLength(1);
      expect(attachments(await got(world.zahra)).map(({ bytes }) => bytes.byteLength)).toEqual([(await pptx()).bytes.byteLength]);
    } finally {
      await s3.close();
    }
    // The place is away now.
    expect(textOf(await got(world.zahra))).toContain('can’t reach the files right now');
  });
});
