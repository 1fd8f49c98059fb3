import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { Attachment, FileStream, Form } from '../../../src/core/message.js';
import { type Now, none, sampleFile, say, square } from './harness.js';

const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { interval: 3, timeout: 30_000 });
const slides = sampleFile('slides.pdf');

const PIECE = 64 * 1024;
const PIECES = 40;

/** A file that comes in pieces; `breaksAt`: in place of this piece. */
function inPieces(name: string, count: number, breaksAt = Number.POSITIVE_INFINITY): FileStream {
  return {
    name,
    mediaType: 'video/mp4',
    size: count * PIECE,
    async *open() {
      for (let index = 0; index < count; index += 1) {
        if (index === breaksAt) throw new Error('the connection broke');
        yield new Uint8Array(PIECE).fill(7);
      }
    },
  };
}

/** Compared by their digest: 300,000 numbers make an unreadable failure. */
function whole(file: unknown): unknown {
  const { name, bytes } = file as Pick<Attachment, 'name' | 'bytes'>;
  return { name, size: bytes.byteLength, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Files in both directions, with every byte. */
export function filesContract(now: Now): void {
  it('brings a file whole that comes with a form', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files || !harness.adapter.capabilities.forms) return skip('it takes no files in forms');
    const [person] = harness.people;
    const form: Form = {
      id: 'library:add:1',
      language: 'en',
      title: 'Hand in',
      submit: 'Send',
      fields: [
        { type: 'file', name: 'slides', label: 'Slides', required: true },
        { type: 'text', name: 'about', label: 'About', maxLength: 80 },
      ],
    };
    harness.inbox.answer((event) => ('command' in event ? { type: 'form', form } : undefined));
    await harness.write(person, (await square(harness)).id, '/profile show');
    await harness.form(person);
    await harness.submit(person, { slides, about: 'Budgets' });
    await soon(() => expect(harness.inbox.received.forms).toHaveLength(1));
    const values = harness.inbox.received.forms[0]?.values ?? {};
    expect(values).toMatchObject({ about: 'Budgets', slides: { mediaType: 'application/pdf' } });
    expect(whole(values['slides'])).toEqual(whole(slides));
  });

  it('brings a file whole that comes with a command', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it takes no files');
    const [person] = harness.people;
    await harness.handIn(person, (await square(harness)).id, slides);
    await soon(() => expect(harness.inbox.received.commands).toHaveLength(1));
    const [event] = harness.inbox.received.commands;
    expect(event?.command).toBe('library');
    const file = event?.input.type === 'options' ? event.input.values['file'] : event?.input.files?.[0];
    expect(file).toMatchObject({ mediaType: 'application/pdf' });
    expect(whole(file)).toEqual(whole(slides));
  });

  it('gives files whole to who may see the message, in order, once', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it sends no files');
    const [person, other] = harness.people;
    const direct = await harness.adapter.openDirect(person);
    const files = [slides, sampleFile('people.csv', 'text/csv')];
    const post = () => harness.adapter.post(direct, { ...say('Your files'), files }, { key: 'files', ...none });
    await post();
    await post();
    expect((await harness.filesSeenBy(person, direct.id)).map(whole)).toEqual(files.map(whole));
    await expect(harness.filesSeenBy(other, direct.id)).rejects.toThrow();
  });

  it('keeps the files of a message that is changed, each of them once', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it sends no files');
    const [person] = harness.people;
    const direct = await harness.adapter.openDirect(person);
    const stored = inPieces('film.mov', 1);
    const files = [slides, sampleFile('شرائح.pdf'), { ...sampleFile('photo.png'), mediaType: 'image/png' }, stored];
    const message = await harness.adapter.post(direct, { ...say('Your files'), files }, { key: 'changed', ...none });
    const seen = async () =>
      (await harness.filesSeenBy(person, direct.id)).toSorted((one, other) => one.name.localeCompare(other.name)).map(whole);
    const sent = await seen();
    expect(sent).toHaveLength(4);
    await harness.adapter.update(message, { ...say('Your files, again'), files }, none);
    expect(await seen()).toEqual(sent);
    await harness.adapter.update(message, say('Your files, and no others'), none);
    expect(await seen()).toEqual(sent);
  });

  it('sends a file as a stream, beside one that it holds', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it sends no files');
    const [person] = harness.people;
    const direct = await harness.adapter.openDirect(person);
    const files = [slides, inPieces('film.mov', PIECES)];
    await harness.adapter.post(direct, { ...say('Your files'), files }, { key: 'stream', ...none });
    const film = { ...files[1], bytes: new Uint8Array(PIECES * PIECE).fill(7) };
    expect((await harness.filesSeenBy(person, direct.id)).map(whole)).toEqual([slides, film].map(whole));
  });

  it('leaves nothing behind of a stream that breaks off, and sends it later', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it sends no files');
    const [person] = harness.people;
    const direct = await harness.adapter.openDirect(person);
    const post = (breaksAt?: number) =>
      harness.adapter.post(direct, { ...say('Your film'), files: [inPieces('film.mov', PIECES, breaksAt)] }, { key: 'broken', ...none });
    for (const breaksAt of [0, PIECES - 1]) {
      await expect(post(breaksAt)).rejects.toThrow();
      expect(await harness.filesSeenBy(person, direct.id)).toEqual([]);
    }
    await post();
    expect(await harness.filesSeenBy(person, direct.id)).toHaveLength(1);
  });

  it('gives a file that is for the asker alone to nobody else', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.files) return skip('it sends no files');
    const [person, other] = harness.people;
    const general = await square(harness);
    const direct = await harness.adapter.openDirect(person);
    harness.inbox.answer(() => ({ type: 'message', message: { ...say('Your data'), files: [slides] }, visibility: 'private' }));
    await harness.write(person, general.id, '/profile show');
    await soon(async () => {
      const here = await harness.filesSeenBy(person, general.id);
      expect([...here, ...(await harness.filesSeenBy(person, direct.id))].map(whole)).toEqual([whole(slides)]);
    });
    expect(await harness.filesSeenBy(other, general.id)).toEqual([]);
  });
}
