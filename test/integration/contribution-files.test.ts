import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StreamedForm } from '../../adapters/discord/connect/upload.js';
import type { SlackApi } from '../../adapters/slack/connect/client.js';
import { createFiles } from '../../adapters/slack/files.js';
import type { FileStream } from '../../src/core/message.js';
import { after, DAY, HOUR, SECOND, toInstant } from '../../src/core/time.js';
import { refreshCopies } from '../../src/features/topics/discussion/copies.js';
import { planOpening } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import type { ContributionId, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { CONTRIBUTION_FILES, DeliveryError } from '../../src/ports/chat.js';
import { hashesIn, listsFromSource, openFolder } from '../support/files.js';
import { counted, countPieces, fileOf, PIECE, type PieceCount } from '../support/pieces.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';

const START = '2026-12-06T10:00:00+03:00';
const LARGEST = CONTRIBUTION_FILES.bytes / PIECE;

describe('the files of contributions', () => {
  let world: TopicsWorld;
  let place: ReturnType<typeof openFolder>;
  let topic: TopicId;
  let incoming: PieceCount;
  let outgoing: PieceCount;
  let maxMb: number;
  beforeEach(async () => {
    maxMb = listsFromSource.maxMb;
    place = openFolder();
    [incoming, outgoing] = [countPieces(), countPieces()];
    world = await createTopicsWorld({
      start: '2026-12-05T10:00:00+03:00',
      settings: { topics: { mirroring: true } },
      also: ['slack'],
      blobs: counted(place.blobs, incoming, outgoing),
      files: {
        ...listsFromSource,
        get maxMb() {
          return maxMb;
        },
      },
    });
    await world.store.autocommit.accounts.link(world.id('zahra'), { platform: 'slack', space: 'test', user: 'zahra' });
    const opensAt = toInstant(Date.parse(START));
    topic = await world.store.autocommit.topics.insertTopic(aTopic(opensAt, { origin: 'urgent' }));
    const found = await world.store.autocommit.topics.topic(topic);
    await world.contexts.transaction(async (context) => (found ? planOpening(context, found) : undefined));
    await world.runUntil(START);
    await world.person('zahra').pressAnyway('topics:share-as:name');
    world.clock.set(after(world.clock.now(), SECOND));
    await world.runner.runDue();
  });
  afterEach(async () => {
    await world.close();
    place.close();
  });

  let events = 0;
  const happens = async (type: 'posted' | 'edited' | 'deleted', files: readonly FileStream[] = []) => {
    const thread = await world.store.autocommit.conversations.find(threadKey(topic), 'slack');
    if (!thread) throw new Error('no thread on Slack');
    await world.inbox.thread({
      eventId: `slack:${++events}`,
      from: { platform: 'slack', space: 'test', user: 'zahra' },
      conversation: thread,
      message: { conversation: thread, id: '1' },
      what: type === 'deleted' ? { type } : { type, content: { text: 'Our film', files } },
      at: world.clock.now(),
    });
  };
  const settle = () => world.runUntil(after(world.clock.now(), 10 * SECOND));
  const copy = () => world.sent.findLast(({ key }) => key.startsWith('topics:copy:'));
  const unfinished = () => {
    const folder = join(place.folder, 'blobs', 'unfinished');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  test('flow into the store piece by piece, and from there to the other spaces, whole', async () => {
    await happens('posted', [fileOf(LARGEST, { count: incoming })]);
    expect(incoming.most()).toBe(1);
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    await settle();
    const [file] = copy()?.message.files ?? [];
    expect([file?.name, file?.bytes.byteLength, file?.bytes.at(-1)]).toEqual(['film.mov', CONTRIBUTION_FILES.bytes, (LARGEST - 1) % 251]);
  });

  test.each<[string, { readonly breaksAt?: number; readonly size?: number }]>([
    ['breaks off', { breaksAt: LARGEST - 1 }],
    ['breaks off at once', { breaksAt: 0 }],
    ['is larger than it was said to be', { size: 1 }],
  ])('one that %s leaves nothing, and is named', async (_, options) => {
    await happens('posted', [fileOf(LARGEST + 1, { ...options, size: options.size ?? LARGEST * PIECE })]);
    await settle();
    expect([await hashesIn(place.blobs), unfinished()]).toEqual([[], []]);
    expect(copy()?.text).toMatch(/Our film\n.*not copied: film\.mov/);
    expect(copy()?.message.files).toBeUndefined();
  });

  test('are not even asked for where there is no room for them', async () => {
    const opened: string[] = [];
    const sized = (name: string, megabytes: number) => fileOf((megabytes * 1024 * 1024) / PIECE, { name, onOpen: () => opened.push(name) });
    await happens('posted', [sized('a', 6), sized('b', 5), sized('c', 4), sized('d', 1)]);
    expect(opened).toEqual(['a', 'c']);
    await settle();
    expect(copy()?.message.files?.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(copy()?.text).toMatch(/not copied: b, 5 MB and d, 1 MB/);
    const many = Array.from({ length: 12 }, (__, index) => fileOf(1, { name: `${index}`, onOpen: () => opened.push(`${index}`) }));
    await happens('edited', many);
    expect(opened).toHaveLength(2 + CONTRIBUTION_FILES.count);
  });

  test('are kept while copies may have to be sent: until the contribution goes, other files come, or a week is over', async () => {
    const sweep = () => world.runUntil(after(world.clock.now(), 3 * HOUR));
    await happens('posted', [fileOf(1), fileOf(2)]);
    await sweep();
    const [first, second] = await hashesIn(place.blobs);
    expect([first, second].filter((hash) => hash !== undefined)).toHaveLength(2);
    await happens('edited', [fileOf(1), fileOf(3)]);
    await sweep();
    expect(await hashesIn(place.blobs)).toHaveLength(2);
    await world.runUntil(after(world.clock.now(), 8 * DAY));
    for (const { name, tidy } of world.contexts.autocommit.features.all) if (name === 'topics') await tidy?.(world.contexts.autocommit);
    await sweep();
    expect(await hashesIn(place.blobs)).toEqual([]);
    await happens('edited', [fileOf(4)]);
    await sweep();
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    await happens('deleted');
    await sweep();
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  test('are as large together as files may be here, and who reads of one that is left out reads why', async () => {
    maxMb = 5;
    const opened: string[] = [];
    const sized = (name: string, megabytes: number) => fileOf((megabytes * 1024 * 1024) / PIECE, { name, onOpen: () => opened.push(name) });
    await happens('posted', [sized('a', 6), sized('b', 5)]);
    expect(opened).toEqual(['b']);
    await settle();
    expect(copy()?.text).toMatch(/not copied: a, 6 MB\n.*up to 5 MB/);
  });

  const tidy = async () => {
    for (const feature of world.contexts.autocommit.features.all)
      if (feature.name === 'topics') await feature.tidy?.(world.contexts.autocommit);
  };
  const text = (shown: string | undefined) => withoutDirectionControls(shown ?? '');

  test('that are kept no longer are named as not copied where a copy is sent afterwards, and as copied where one has them', async () => {
    world.fake.troubles.push('unreachable');
    await happens('posted', [fileOf(1)]);
    await settle();
    expect(copy()).toBeUndefined();
    await world.runUntil(after(world.clock.now(), 8 * DAY));
    await tidy();
    const [failed] = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 5 });
    if (!failed) throw new Error('nothing failed');
    await world.store.autocommit.agenda.retry(failed.id, world.clock.now());
    await settle();
    expect([text(copy()?.text), copy()?.message.files]).toEqual([
      expect.stringMatching(/Our film\n1 file not copied: film\.mov/),
      undefined,
    ]);
    await world.contexts.transaction((context) => refreshCopies(context, 1 as ContributionId));
    await settle();
    expect(text(world.updates.at(-1))).toMatch(/Our film\n1 file not copied: film\.mov/);

    await happens('edited', [fileOf(2)]);
    await settle();
    expect([text(copy()?.text), copy()?.message.files?.length]).toEqual([expect.stringMatching(/Our film\nFile: film\.mov/), 1]);
    await world.runUntil(after(world.clock.now(), 2 * DAY));
    await tidy();
    await world.runUntil(after(world.clock.now(), 3 * HOUR));
    // A file that came with an edit is kept for a week from then on.
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    await world.runUntil(after(world.clock.now(), 8 * DAY));
    await tidy();
    await world.contexts.transaction((context) => refreshCopies(context, 1 as ContributionId));
    await settle();
    expect(text(world.updates.at(-1))).toMatch(/Our film\nFile: film\.mov/);
  });

  test('follow with a copy that has waited for its platform for three weeks, and go a day later', async () => {
    const away = new DeliveryError('not reached', 'wait');
    const { before } = world.fake;
    world.fake.silent = away;
    world.fake.before = () => Promise.reject(away);
    await happens('posted', [fileOf(1)]);
    await world.runUntil(after(world.clock.now(), 8 * DAY));
    await tidy();
    await world.leapTo(after(world.clock.now(), 13 * DAY));
    await tidy();
    expect(copy()).toBeUndefined();
    Object.assign(world.fake, { silent: undefined, before });
    await world.runUntil(after(world.clock.now(), 2 * HOUR));
    expect([text(copy()?.text), copy()?.message.files?.length]).toEqual([expect.stringMatching(/Our film\nFile: film\.mov/), 1]);
    await world.runUntil(after(world.clock.now(), DAY));
    await tidy();
    await world.runUntil(after(world.clock.now(), 3 * HOUR));
    expect(await hashesIn(place.blobs)).toEqual([]);
    // It says still that the file is there.
    await world.contexts.transaction((context) => refreshCopies(context, 1 as ContributionId));
    await settle();
    expect(text(world.updates.at(-1))).toMatch(/Our film\nFile: film\.mov/);
  });

  test('whose bytes are lost are named as not copied', async () => {
    world.fake.troubles.push('unreachable');
    await happens('posted', [fileOf(1)]);
    await settle();
    for (const hash of await hashesIn(place.blobs)) await place.blobs.remove(hash);
    const [failed] = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 5 });
    if (!failed) throw new Error('nothing failed');
    await world.store.autocommit.agenda.retry(failed.id, world.clock.now());
    await settle();
    expect(text(copy()?.text)).toMatch(/Our film\n1 file not copied: film\.mov/);
  });

  test('disappear with the consent of their author', async () => {
    await happens('posted', [fileOf(1)]);
    await settle();
    await world.person('zahra').pressAnyway('topics:share-as:no');
    await world.runUntil(after(world.clock.now(), 3 * HOUR));
    expect(await hashesIn(place.blobs)).toEqual([]);
  });
});

describe('a file that is sent as a stream', () => {
  test('is written into a form on Discord piece by piece, as long as was announced', async () => {
    const count = countPieces();
    const files = [fileOf(LARGEST, { count }), fileOf(1, { name: 'b.mov' })].map((file) => ({ name: file.name, file }));
    const form = new StreamedForm({ content: 'ا' }, files);
    for (const _ of ['first', 'again']) {
      let length = 0;
      for await (const piece of form.pieces()) {
        length += piece.byteLength;
        if (piece.byteLength === PIECE) count.used();
      }
      expect(length).toBe(form.contentLength);
    }
    expect(count.most()).toBe(1);
  });

  afterEach(() => vi.restoreAllMocks());

  test('is uploaded to Slack piece by piece, and breaks off with its source', async () => {
    const count = countPieces();
    let length = 0;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
      for await (const piece of init?.body instanceof ReadableStream ? init.body : []) {
        length += piece.byteLength;
        count.used();
      }
      return new Response('OK');
    });
    const ticket = { ok: true, upload_url: 'https://files.slack.com/upload/1', file_id: 'F1' };
    const api = { callWithRetry: async () => ticket } as unknown as SlackApi;
    const slack = createFiles({ api, apiUrl: 'https://slack.com/api/', botToken: 'xoxb-1' });
    expect(await slack.upload(fileOf(LARGEST, { count }))).toBe('F1');
    expect(length).toBe(CONTRIBUTION_FILES.bytes);
    expect(count.most()).toBeLessThanOrEqual(3);
    await expect(slack.upload(fileOf(LARGEST, { breaksAt: 3 }))).rejects.toThrow('files.upload');
  });
});
