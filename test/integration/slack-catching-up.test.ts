import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BOT_EVENTS, BOT_SCOPES, NEEDS } from '../../adapters/slack/index.js';
import { DAY, HOUR, MINUTE } from '../../src/core/time.js';
import type { KnownPost, OpenedThread, ThreadEvent } from '../../src/ports/chat.js';
import { FILE, none, say, toldOf, warningsIn } from '../support/catching-up.js';
import { createHeardStore } from '../support/heard-store.js';
import { filesOf } from '../support/held.js';
import { createThreadActs, known, type SlackHouse, startSlackHouse } from '../support/slack/index.js';
import type { FakeMessage } from '../support/slack/workspace.js';
import { createManualTimer, type ManualTimer } from '../support/timer.js';

const soon = (check: () => void, timeout = 5_000): Promise<void> => vi.waitFor(check, { interval: 2, timeout });
const scopes = [...Object.keys(BOT_SCOPES), ...Object.keys(NEEDS['thread-reactions'].scopes)];
const events = [...Object.keys(BOT_EVENTS), ...Object.keys(NEEDS['thread-reactions'].events)];

describe('catching up on Slack', () => {
  let house: SlackHouse;
  let store: ReturnType<typeof createHeardStore>;
  let timer: ManualTimer;
  let opened: OpenedThread;
  beforeEach(() => begin('socket'));
  afterEach(() => house.close());

  const begin = async (mode: 'socket' | 'http'): Promise<void> => {
    store = createHeardStore();
    timer = createManualTimer();
    house = await startSlackHouse({ slack: { scopes, events }, mode, adapter: { heard: store, timer } });
    house.inbox.allow(() => true);
    opened = await open();
    house.inbox.open([opened.thread]);
  };
  const open = async (key = 'topics:7'): Promise<OpenedThread> => {
    const general = await house.adapter.channel('general');
    if (!general || !house.adapter.threads) throw new Error('no channel');
    return house.adapter.threads.open(general, 'Wells', say('Who tests the wells?'), { key, ...none });
  };
  const place = ({ thread: { id } }: OpenedThread) => ({ channel: id.split(':')[0] ?? '', ts: id.split(':')[1] ?? '' });
  const acts = (user = house.zainab.id) => createThreadActs(house.slack, user);
  const heard = (): readonly ThreadEvent[] => house.inbox.received.threads;
  const told = () => toldOf(heard());
  const warnings = () => warningsIn(house.logger.lines);
  const replies = () => house.slack.calls.filter(({ method }) => method === 'conversations.replies');
  /** Slack can't tell anybody of it. */
  const unheard = async (work: Promise<unknown>): Promise<void> => {
    await expect(work).rejects.toThrow('dispatch_failed');
  };
  const write = async (text: string, files: Parameters<ReturnType<typeof acts>['write']>[2] = []): Promise<FakeMessage> => {
    await unheard(acts().write(place(opened), text, files));
    const message = house.slack.messages.at(-1);
    if (!message) throw new Error('nothing is written');
    return message;
  };
  /** A process ends, two days pass in which `meanwhile` happens, and another one begins. */
  const away = async (meanwhile: () => Promise<unknown>, posts: readonly KnownPost[]): Promise<void> => {
    await house.adapter.stop();
    house.inbox.know(posts, opened.thread);
    house.clock.advance(DAY);
    await meanwhile();
    house.clock.advance(DAY);
    await house.restart();
  };
  const noted = () => soon(() => expect(store.at).toBe(house.clock.now()));

  it('hears after two days what was posted, edited, deleted and sent as a file meanwhile, each once', async () => {
    const [kept, gone, changed] = [
      await acts().write(place(opened), 'kept'),
      await acts().write(place(opened), 'gone'),
      await acts().write(place(opened), 'changed'),
    ];
    await soon(() => expect(heard()).toHaveLength(3));
    await away(async () => {
      await write('the first');
      await unheard(acts().remove(gone));
      await unheard(acts().edit(changed, 'changed again'));
      await write('with a file', [FILE]);
      await unheard(acts().remove(await write('a slip')));
      const edited = await write('new');
      await unheard(acts().edit(edited, 'new and edited'));
      await unheard(acts(house.karwan.id).react(edited, 'bulb'));
      await unheard(acts(house.karwan.id).react(kept, 'bulb'));
    }, [kept, gone, changed].map(known));
    await soon(() => expect(heard()).toHaveLength(10));
    expect(told().slice(3).toSorted()).toEqual([
      ['deleted'],
      ['edited', 'changed again'],
      ['edited', 'new and edited'],
      ['posted', 'new and edited'],
      ['posted', 'the first'],
      ['posted', 'with a file'],
      ['reacted'],
    ]);
    const file = heard().find(({ what }) => 'content' in what && what.content?.text === 'with a file');
    expect(await filesOf(file?.what)).toEqual({ read: ['wells.csv'], unread: [] });
    expect(heard().find(({ what }) => what.type === 'deleted')).toMatchObject({ message: { id: gone.ts }, conversation: opened.thread });
    expect(heard().find(({ what }) => what.type === 'reacted')).toMatchObject({ from: { user: house.karwan.id } });
    await noted();
    await house.restart();
    await noted();
    expect(heard()).toHaveLength(10);
    expect(JSON.stringify(house.logger.lines)).not.toMatch(/the first|changed again|slip/);
  });

  it('handles once what is heard and read again, and reads the threads of closed topics too', async () => {
    const message = await acts().write(place(opened), 'heard');
    await acts().edit(message, 'heard and edited');
    const slip = await acts().write(place(opened), 'a slip');
    await acts().remove(slip);
    await soon(() => expect(heard()).toHaveLength(4));
    const ids = heard().map(({ eventId }) => eventId);
    // As if the process had ended before it handled anything.
    await house.adapter.stop();
    house.inbox.open([]);
    house.inbox.keep([opened.thread]);
    house.clock.advance(MINUTE);
    const back = house.clock.now();
    house.inbox.know([known(slip)]);
    await house.restart();
    await soon(() => expect(store.at).toBe(back));
    expect([new Set(heard().map(({ eventId }) => eventId)), heard().length]).toEqual([new Set(ids), 4]);
    expect(replies().length).toBeGreaterThan(0);
  });

  it('copies nothing that was deleted while a process that had heard it was gone', async () => {
    const slip = await acts().write(place(opened), 'a slip');
    await acts().write(place(opened), 'kept');
    await soon(() => expect(heard()).toHaveLength(2));
    const left = house.inbox.inbound.persisted.map((input) => ({ ...input, eventId: `${input.eventId}:left` }));
    await away(() => unheard(acts().remove(slip)), []);
    await noted();
    await Promise.all(left.map(async (input) => house.adapter.resume?.(input)));
    expect(told().slice(2)).toEqual([['posted'], ['deleted'], ['posted', 'kept']]);
  });

  it('reads page by page with the priority of what nobody waits for, and says so where a thread is too long', async () => {
    const old = await acts().write(place(opened), 'old');
    await soon(() => expect(heard()).toHaveLength(1));
    const add = (count: number, word: string) => {
      for (let index = 0; index < count; index++) {
        const { channel, ts } = place(opened);
        const message: FakeMessage = { ...old, ts: house.slack.newTs(), channel, thread: ts, text: `${word} ${index}`, blocks: [] };
        house.slack.messages.push(message);
      }
    };
    await away(async () => add(450, 'word'), [known(old)]);
    await soon(() => expect(heard()).toHaveLength(451), 20_000);
    expect(
      told()
        .slice(1)
        .map(([, text]) => text),
    ).toEqual(Array.from({ length: 450 }, (_, index) => `word ${index}`));
    expect(replies().filter(({ args }) => args['limit'] === '200').length).toBe(3);
    expect(warnings()).toEqual([]);
    const posts = house.slack.messages.filter(({ thread }) => thread !== undefined).map(known);
    await away(async () => add(6_000, 'more'), posts);
    await soon(() => expect(heard()).toHaveLength(6_451), 50_000);
    expect(warnings()).toEqual(['a thread on Slack is too long to be read wholly after a gap']);
    expect(told().every(([type]) => type === 'posted')).toBe(true);
  });

  it('tries again until Slack lets it read, and notes nothing before', async () => {
    const said = await acts().write(place(opened), 'kept');
    await soon(() => expect(heard()).toHaveLength(1));
    const before = store.at;
    const members = house.slack.channels.get(house.channels.general)?.members;
    await away(async () => {
      await write('while it was shut out');
      members?.delete(house.slack.bot.user);
    }, [known(said)]);
    await soon(() => expect(timer.waits()).toContain(MINUTE));
    timer.ring();
    await soon(() => expect(timer.waits()).toContain(2 * MINUTE));
    expect([heard().length, store.at]).toEqual([1, before]);
    expect(warnings().filter((text) => text.includes('could not be read'))).toHaveLength(1);
    members?.add(house.slack.bot.user);
    timer.ring();
    await soon(() => expect(told().slice(1)).toEqual([['posted', 'while it was shut out']]));
    await noted();
  });

  it('waits for Slack’s rate limit and goes on', async () => {
    await away(async () => {
      await write('one');
      house.slack.fail('conversations.replies', { type: 'rate-limit', seconds: 7 });
    }, []);
    await soon(() => expect(told()).toEqual([['posted', 'one']]));
    expect(house.waits).toContain(7_000);
  });

  it('goes on where a thread is deleted or old messages are hidden, and asks for none of another workspace', async () => {
    const said = await acts().write(place(opened), 'said');
    const other = await open('topics:8');
    await soon(() => expect(heard()).toHaveLength(1));
    await away(async () => {
      house.slack.messages.splice(
        house.slack.messages.findIndex(({ ts }) => ts === place(opened).ts),
        2,
      );
      await unheard(acts().write(place(other), 'still here'));
      house.inbox.open([opened.thread, { ...other.thread, space: 'T0OTHER' }, other.thread]);
    }, [known(said)]);
    await soon(() => expect(told().slice(1)).toEqual([['posted', 'still here']]));
    await noted();
    expect(house.inbox.received.lost.map(({ conversation: { id } }) => id)).toEqual([opened.thread.id]);
  });

  it('reads no word without the author’s consent, and persists none', async () => {
    house.inbox.allow(() => false);
    await away(() => write('not for you'), []);
    await soon(() => expect(told()).toEqual([['posted']]));
    expect(JSON.stringify([heard(), house.inbox.inbound, house.logger.lines])).not.toContain('not for you');
  });

  it('hears what was written while no connection stood', async () => {
    await acts().write(place(opened), 'heard');
    await soon(() => expect(heard()).toHaveLength(1));
    house.slack.refuseConnections(true);
    house.slack.cut();
    await house.slack.until(() => house.slack.connections() === 0);
    await soon(() => expect(house.adapter.connections()).toBe(0));
    house.clock.advance(DAY);
    await write('in the gap');
    house.slack.refuseConnections(false);
    await soon(() =>
      expect(told()).toEqual([
        ['posted', 'heard'],
        ['posted', 'in the gap'],
      ]),
    );
    await noted();
  });

  it('reads again after a long silence where Slack sends requests', async () => {
    await house.close();
    await begin('http');
    await acts().write(place(opened), 'heard');
    await soon(() => expect(heard()).toHaveLength(1));
    await noted();
    const { channel, ts } = place(opened);
    house.clock.advance(DAY);
    const first = house.slack.messages.find(({ thread }) => thread === ts);
    if (!first) throw new Error('nothing said');
    house.slack.messages.push({ ...first, ts: house.slack.newTs(), channel, thread: ts, text: 'never told', blocks: [] });
    house.clock.advance(HOUR);
    await acts().write(place(opened), 'told');
    await soon(() =>
      expect(told().toSorted()).toEqual([
        ['posted', 'heard'],
        ['posted', 'never told'],
        ['posted', 'told'],
      ]),
    );
  });
});
