import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Api, RefusedError, UnreachableError } from '../../../adapters/web/page/api.js';
import { createCell } from '../../../adapters/web/page/cell.js';
import { createOutbox } from '../../../adapters/web/page/outbox.js';
import { initialState, type Outgoing, type PageState } from '../../../adapters/web/page/state.js';
import type { Outcome, SendInput } from '../../../adapters/web/protocol.js';
import { toInstant } from '../../../src/core/time.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const NOTHING: Outcome = { messages: [], form: null, errors: null, erased: null };

/** An outbox whose requests the test answers, one after another. */
function outboxOf(refusalOf?: (files: Outgoing['files']) => string | undefined) {
  const cell = createCell<PageState>(initialState);
  const asked: { readonly input: SendInput; answer(): Promise<unknown>; fail(error: Error): Promise<unknown> }[] = [];
  const send: Api['send'] = (input) =>
    new Promise((resolve, reject) => {
      asked.push({
        input,
        answer: async () => (resolve(NOTHING), vi.advanceTimersByTimeAsync(0)),
        fail: async (error) => (reject(error), vi.advanceTimersByTimeAsync(0)),
      });
    });
  let kept: readonly Outgoing[] | undefined;
  const store = { read: () => kept, write: (outgoing: typeof kept) => void (kept = outgoing) };
  const outbox = createOutbox(cell, { send }, store, () => {}, refusalOf);
  const write = (id: string) => outbox.add({ id, conversation: 'general', thread: null, text: id, at: toInstant(0) }, []);
  const states = () => cell.get().outbox.map(({ id, state, problem }) => `${id} ${state}${problem === null ? '' : `: ${problem}`}`);
  const sentIds = () => asked.map(({ input }) => input.id);
  const drop = (id: string) => cell.change((page) => ({ ...page, outbox: page.outbox.filter((outgoing) => outgoing.id !== id) }));
  const last = () => {
    const request = asked.at(-1);
    if (!request) throw new Error('nothing was sent');
    return request;
  };
  return { outbox, write, states, sentIds, drop, last, kept: () => kept?.map(({ id }) => id) };
}

it('says of all that it cannot send that they wait, and sends them in order later', async () => {
  const { write, states, sentIds, last, kept } = outboxOf();
  write('one');
  write('two');
  expect(states()).toEqual(['one sending', 'two sending']);
  await last().fail(new UnreachableError('away'));
  expect(states()).toEqual(['one waiting', 'two waiting']);
  write('three');
  await last().fail(new UnreachableError('away'));
  expect(states()).toEqual(['one waiting', 'two waiting', 'three waiting']);
  expect(kept()).toEqual(['one', 'two', 'three']);
  await vi.advanceTimersByTimeAsync(30_000);
  for (let left = 3; left > 0; left -= 1) await last().answer();
  expect([states(), kept()]).toEqual([[], undefined]);
  expect(sentIds()).toEqual(['one', 'one', 'one', 'two', 'three']);
});

it('blames no other message for the answer to one that the stream has shown as accepted', async () => {
  const { write, states, sentIds, drop, last } = outboxOf();
  write('one');
  write('two');
  drop('one');
  await last().fail(new RefusedError(409, 'known already'));
  expect(states()).toEqual(['two sending']);
  await last().answer();
  expect([states(), sentIds()]).toEqual([[], ['one', 'two']]);
});

it('goes on with the next message after one that was refused, which can be sent again', async () => {
  const { outbox, write, states, sentIds, last } = outboxOf();
  write('one');
  write('two');
  await last().fail(new RefusedError(400, 'too long'));
  await last().answer();
  expect(states()).toEqual(['one failed: too long']);
  outbox.retry('one');
  await last().answer();
  expect([states(), sentIds()]).toEqual([[], ['one', 'two', 'one']]);
});

it('sends nothing of files that the server refuses before it has read them, and goes on with what is behind them', async () => {
  const { outbox, write, states, sentIds, last } = outboxOf((files) => (files.some(({ size }) => size > 10) ? 'too large' : undefined));
  const film = { name: 'film.mp4', size: 5_000_000_000 } as File;
  outbox.add({ id: 'film', conversation: 'general', thread: null, text: '', at: toInstant(0) }, [film]);
  write('after');
  expect(states()).toEqual(['film failed: too large', 'after sending']);
  await last().answer();
  outbox.retry('film');
  expect([states(), sentIds()]).toEqual([['film failed: too large'], ['after']]);
  expect(outbox.takeBack('film')?.attached).toEqual([film]);
});
