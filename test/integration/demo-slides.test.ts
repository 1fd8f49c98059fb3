import { afterEach, expect, it } from 'vitest';
import { seedCommunity } from '../../src/demo/index.js';
import { attachmentOf } from '../../src/feature-api/index.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { createTestClock } from '../support/clock.js';
import { openFolder } from '../support/files.js';
import { openTestStore, type TestStore } from '../support/store.js';

let store: TestStore | undefined;
let folder: ReturnType<typeof openFolder> | undefined;
afterEach(async () => {
  await store?.close();
  folder?.close();
});

it('webinars of the demo that are over have slides as PDF, which went to everybody who was there', async () => {
  store = await openTestStore();
  folder = openFolder();
  const contexts = store.contexts({ clock: createTestClock('2026-11-22T09:00:00+03:00'), blobs: folder.blobs });
  await seedCommunity(contexts, { hasFiles: true });
  const events = eventsStore(contexts.autocommit.tx);
  const all = await events.wholeOf(Array.from({ length: 30 }, (_, index) => (index + 1) as never));
  const held = all.filter(({ event, sessions }) => event.kind === 'webinar' && (sessions[0]?.endsAt ?? 0) < contexts.autocommit.now);
  expect(held.length).toBeGreaterThan(2);
  for (const { event } of held) {
    const [file, ...others] = await events.filesOf(event.id);
    expect([file?.kind, file?.language, others]).toEqual(['slides', event.language, []]);
    const { bytes } = await attachmentOf({ blobs: folder.blobs }, { hash: file?.hash ?? '', name: '', mediaType: '' });
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
    expect((await events.fileReaders(event.id)).filter(({ isSent }) => isSent).length).toBeGreaterThan(5);
    // What is a file is no link too.
    expect((await events.materialsOf(event.id)).filter(({ kind }) => kind === 'slides')).toEqual([]);
  }
  // A second start stores nothing more.
  await seedCommunity(contexts, { hasFiles: true });
});
