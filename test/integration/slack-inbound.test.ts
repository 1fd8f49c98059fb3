import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { type Card, type Form, privately, type Reply, replacing } from '../../src/core/message.js';
import { parseWithBytes, stringifyWithBytes } from '../../src/kit/json-bytes.js';
import type { InboundInput } from '../../src/ports/inbound.js';
import { type SlackHouse, startSlackHouse, visibleText } from '../support/slack/index.js';
import { eventLoopTurns } from '../support/turns.js';
import { sampleForm } from '../support/web-inbox.js';

let house: SlackHouse;
beforeEach(async () => {
  house = await startSlackHouse();
});
afterEach(() => house.close());

const card = (text: string): Card => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });
const openly = (text: string): Reply => ({ type: 'message', message: { cards: [card(text)] }, visibility: 'conversation' });
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 2, timeout: 30_000 });
const directOf = (user: string) => house.adapter.openDirect({ platform: 'slack', space: house.slack.team, user });
const textsSeen = (channel: string): readonly string[] => house.zainab.sees(channel).map(({ blocks }) => visibleText(blocks));

/** What the database gives back. */
const fromDatabase = (input: InboundInput): InboundInput => ({
  ...input,
  route: parseWithBytes(stringifyWithBytes(input.route)),
  body: parseWithBytes(stringifyWithBytes(input.body)),
});

/** Persists what a process then leaves without handling it, as if it had ended. */
async function leftUnhandled(doing: () => Promise<unknown>): Promise<InboundInput> {
  const { inbox } = house;
  let left: InboundInput | undefined;
  inbox.inbound.beforeReceive = async (input) => {
    left = structuredClone(input);
    throw new Error('the process ends here');
  };
  const sent = doing().catch(() => {});
  await soon(() => expect(left).toBeDefined());
  inbox.inbound.beforeReceive = undefined;
  void sent;
  if (!left) throw new Error('nothing was persisted');
  return fromDatabase(left);
}

/** Someone asks in a place; the reply is never brought. */
const leftUnanswered = (channel: string): Promise<InboundInput> => leftUnhandled(() => house.zainab.command(channel, '/coffee status'));

/** Opens the sample form as a dialog. */
async function openForm(): Promise<void> {
  await house.zainab.command(house.channels.coffee, '/profile edit');
  await house.slack.until(() => house.zainab.dialog());
}

describe('what people do on Slack', () => {
  /** Each kind of thing, as one that waits for its acknowledgement. */
  const kinds = {
    command: async () => () => house.zainab.command(house.channels.coffee, '/coffee join'),
    button: async () => {
      await house.zainab.command(house.channels.coffee, '/coffee join');
      const message = await house.zainab.waitFor(house.channels.coffee);
      return () => house.zainab.click(message, 'coffee:join:17');
    },
    form: async () => {
      await openForm();
      return () => house.zainab.submit({ name: 'Zahra' });
    },
    message: async () => () => house.zainab.say(house.channels.coffee, 'secret words'),
    join: async () => {
      house.slack.addUser({ id: 'U0NADIA01', realName: 'Nadia' });
      return () => house.slack.event({ type: 'team_join', user: { id: 'U0NADIA01', real_name: 'Nadia' } });
    },
  } as const;

  it.each(Object.keys(kinds) as (keyof typeof kinds)[])(
    'is persisted before it is acknowledged, handled and answered: %s',
    async (kind) => {
      const { inbox, slack } = house;
      const act = await kinds[kind]();
      await soon(() => expect(inbox.inbound.answeredIds).toHaveLength(inbox.inbound.persisted.length));
      const acknowledgedBefore = slack.acks.length;
      const handled = (): number => Object.values(inbox.received).reduce((sum, list) => sum + list.length, 0);
      const handledBefore = handled();
      const order: string[] = [];
      inbox.inbound.beforeReceive = async () => {
        await eventLoopTurns();
        order.push('persisted');
        expect(slack.acks).toHaveLength(acknowledgedBefore);
        expect(handled()).toBe(handledBefore);
      };
      await act();
      order.push('acknowledged');
      await soon(() => expect(inbox.inbound.answeredIds).toHaveLength(inbox.inbound.persisted.length));
      expect(order).toEqual(['persisted', 'acknowledged']);
      expect(handled()).toBe(handledBefore + 1);
      expect(inbox.inbound.unanswerableIds).toEqual([]);
      expect(JSON.stringify(inbox.inbound.persisted)).not.toContain('secret');
    },
  );

  it.each(['socket', 'http'] as const)(
    'is not acknowledged if it can not be persisted, and is taken when it comes again: %s',
    async (mode) => {
      await house.close();
      house = await startSlackHouse({ mode });
      const { inbox, slack, zainab, channels } = house;
      let refused = 0;
      inbox.inbound.beforeReceive = async () => {
        refused += 1;
        throw new Error('the disk is full');
      };
      const event = { type: 'message', channel: channels.coffee, user: zainab.id, ts: '5.5', channel_type: 'channel' };
      const settled: string[] = [];
      void slack.event(event, { eventId: 'Ev1' }).then(
        () => settled.push('acknowledged'),
        () => settled.push('refused'),
      );
      void zainab.command(channels.coffee, '/coffee join').then(
        () => settled.push('acknowledged'),
        () => settled.push('refused'),
      );
      await soon(() => expect(refused).toBe(2));
      await eventLoopTurns();
      expect(settled).toEqual(mode === 'http' ? ['refused', 'refused'] : []);
      expect(inbox.received.messages).toHaveLength(0);
      expect(inbox.received.commands).toHaveLength(0);
      inbox.inbound.beforeReceive = undefined;
      await slack.event(event, { eventId: 'Ev1', retry: 1 });
      await soon(() => expect(inbox.received.messages).toHaveLength(1));
    },
  );

  it('is acknowledged and not handled again when it is repeated', async () => {
    const { inbox, slack, zainab, channels } = house;
    await zainab.command(channels.coffee, '/coffee join');
    const message = await zainab.waitFor(channels.coffee);
    const trigger = await zainab.click(message, 'coffee:skip:17');
    await zainab.click(message, 'coffee:skip:17', trigger);
    const event = { type: 'message', channel: channels.coffee, user: zainab.id, ts: '5.5', channel_type: 'channel' };
    await slack.event(event, { eventId: 'Ev1' });
    await slack.event(event, { eventId: 'Ev1', retry: 1 });
    await soon(() => expect(inbox.inbound.answeredIds).toHaveLength(3));
    expect(slack.acks).toHaveLength(5);
    expect(inbox.received.actions).toHaveLength(1);
    expect(inbox.received.messages).toHaveLength(1);
  });

  it('is kept for later if no way to the person is open', async () => {
    const { inbox, slack, zainab, channels } = house;
    slack.fail('response_url', { type: 'error', error: 'used_url' }, 9);
    for (const method of ['chat.postEphemeral', 'chat.postMessage']) slack.fail(method, { type: 'error', error: 'user_not_found' }, 9);
    await zainab.command(channels.random, '/coffee join');
    await soon(() => expect(inbox.inbound.unanswerableIds).toHaveLength(1));
    expect(inbox.inbound.answeredIds).toEqual([]);
  });

  it('needs no database where it only opens a dialog, and no language where the reply has one', async () => {
    await house.close();
    const languageOf = vi.fn<() => Promise<Language>>(async () => 'en');
    house = await startSlackHouse({ adapter: { languageOf } });
    const { inbox, slack, zainab, channels } = house;
    await zainab.command(channels.coffee, '/profile timezone');
    await slack.until(() => zainab.dialog());
    expect(inbox.inbound.persisted).toEqual([]);
    zainab.closeDialog();
    languageOf.mockClear();
    await zainab.command(channels.coffee, '/coffee join');
    await zainab.click(await zainab.waitFor(channels.coffee), 'coffee:join:17');
    await openForm();
    await zainab.submit({ name: 'Z' });
    await zainab.submit({ name: 'Zahra' });
    await soon(() => expect(inbox.inbound.answeredIds).toHaveLength(5));
    expect(languageOf).not.toHaveBeenCalled();
  });
});

describe('what a process left unfinished', () => {
  it('is handled by another one, and answered once by the response address', async () => {
    const { inbox, channels } = house;
    const left = await leftUnhandled(() => house.zainab.command(channels.random, '/coffee join'));
    const adapter = await house.restart();
    await adapter.resume?.(left);
    await soon(() => expect(inbox.inbound.answeredIds).toEqual([left.eventId]));
    expect(inbox.received.commands).toMatchObject([{ eventId: left.eventId, command: 'coffee', input: { type: 'text', text: 'join' } }]);
    expect(textsSeen(channels.random)).toHaveLength(1);
  });

  it('is not answered by the response address if it was handled, because that answer may have arrived', async () => {
    const { inbox, channels, logger } = house;
    const left = await leftUnanswered(channels.random);
    const adapter = await house.restart();
    const logged = logger.lines.length;
    expect(await adapter.answer?.(left, privately(card('At last')))).toBe(false);
    expect(textsSeen(channels.random)).toEqual([]);
    expect(inbox.received.commands).toEqual([]);
    expect(logger.lines.slice(logged).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('has its private files in the direct conversation once, where they are found', async () => {
    const { channels, zainab } = house;
    const left = await leftUnhandled(() => zainab.command(channels.coffee, '/coffee join'));
    const file = { name: 'profile.json', mediaType: 'application/json', bytes: new TextEncoder().encode('{}') };
    const reply: Reply = { type: 'message', message: { cards: [card('Your data')], files: [file] }, visibility: 'private' };
    for (let times = 0; times < 2; times++) expect(await (await house.restart()).answer?.(left, reply)).toBe(true);
    const own = await directOf(zainab.id);
    expect(zainab.sees(own.id).flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['profile.json']);
    expect(textsSeen(channels.coffee)).toEqual([]);
  });

  it('is not answered a second time in the direct conversation, where the answer is found by its key', async () => {
    const { channels, clock } = house;
    const own = await directOf(house.zainab.id);
    const left = await leftUnanswered(own.id);
    expect(await house.adapter.answer?.(left, privately(card('Only once')))).toBe(true);
    expect(textsSeen(own.id)).toEqual(['Only once']);
    const adapter = await house.restart();
    // So late after its start, an adapter no longer searches of its own accord.
    clock.advance(11 * 60_000);
    expect(await adapter.answer?.(left, privately(card('Only once')))).toBe(true);
    expect(textsSeen(own.id)).toEqual(['Only once']);

    const asked = await leftUnanswered(channels.coffee);
    expect(await adapter.answer?.(asked, openly('For all'))).toBe(true);
    const next = await house.restart();
    clock.advance(11 * 60_000);
    expect(await next.answer?.(asked, openly('For all'))).toBe(true);
    expect(textsSeen(channels.coffee)).toEqual(['For all']);
  });

  it('changes the message that the button was in', async () => {
    const { zainab, channels, inbox } = house;
    await zainab.command(channels.coffee, '/coffee join');
    const message = await zainab.waitFor(channels.coffee);
    const left = await leftUnhandled(() => zainab.click(message, 'coffee:join:17'));
    const adapter = await house.restart();
    await adapter.resume?.(left);
    expect(inbox.received.actions).toMatchObject([{ action: 'coffee:join:17' }]);
    expect(textsSeen(channels.coffee)).toEqual([expect.stringContaining('You are in')]);
  });

  it('changes the message that the button was in as often as it takes, and says nothing beside it', async () => {
    const { zainab, channels, slack } = house;
    await zainab.command(channels.coffee, '/coffee join');
    const message = await zainab.waitFor(channels.coffee);
    const left = await leftUnhandled(() => zainab.click(message, 'coffee:join:17'));
    for (let times = 0; times < 2; times++) {
      expect(await (await house.restart()).answer?.(left, replacing(card('You are in')))).toBe(true);
      expect(textsSeen(channels.coffee)).toEqual(['You are in']);
    }
    // The process that ended may have changed it, although Slack refuses that now.
    slack.fail('response_url', { type: 'error', error: 'used_url' }, 9);
    expect(await (await house.restart()).answer?.(left, replacing(card('You are in')))).toBe(false);
    expect(textsSeen(channels.coffee)).toEqual(['You are in']);
  });

  it('opens no dialog any more: a button offers the form', async () => {
    const { zainab, channels, clock, slack } = house;
    const left = await leftUnhandled(() => zainab.command(channels.coffee, '/profile edit'));
    clock.advance(60_000);
    const adapter = await house.restart();
    // If it was handled, its dialog may be open.
    expect(await adapter.answer?.(left, { type: 'form', form: sampleForm })).toBe(false);
    expect(textsSeen(channels.coffee)).toEqual([]);
    await adapter.resume?.(left);
    expect(zainab.dialog()).toBeUndefined();
    await zainab.click(await zainab.waitFor(channels.coffee), 'Open the form');
    await slack.until(() => zainab.dialog());
  });

  it('shows in its dialog what became of a submitted form, and says it once', async () => {
    const { zainab, channels, inbox } = house;
    await openForm();
    const left = await leftUnhandled(() => zainab.submit({ name: 'Zahra', sectors: ['recovery'] }));
    const adapter = await house.restart();
    await adapter.resume?.(left);
    expect(inbox.received.forms).toMatchObject([{ form: sampleForm.id, values: { name: 'Zahra', sectors: ['recovery'] } }]);
    expect(visibleText(zainab.dialog()?.view['blocks'])).toContain('You can close this window');
    expect(textsSeen(channels.coffee)).toEqual(['Saved.']);
  });

  it('keeps a form open for what must be corrected', async () => {
    const { zainab, channels } = house;
    await openForm();
    const left = await leftUnhandled(() => zainab.submit({ name: 'Z' }));
    let adapter = await house.restart();
    await adapter.resume?.(left);
    expect(visibleText(zainab.dialog()?.view['blocks'])).toContain('⚠️ At least two letters, please.');

    // The form was handled, and what was typed is deleted: the dialog may show the errors already.
    adapter = await house.restart();
    expect(await adapter.answer?.({ ...left, eventId: 'slack:other' }, { type: 'form-errors', errors: { name: 'Taken.' } })).toBe(false);
    expect(textsSeen(channels.coffee)).toEqual([]);
  });

  it('downloads the files of a form again', async () => {
    const { zainab, channels, inbox, slack } = house;
    const form: Form = { ...sampleForm, fields: [{ type: 'file', name: 'slides', label: 'Slides', required: true }] };
    inbox.answer((event) => ('command' in event ? { type: 'form', form } : undefined));
    await zainab.command(channels.coffee, '/profile edit');
    await slack.until(() => zainab.dialog());
    const file = { name: 'slides.pdf', mimetype: 'application/pdf', bytes: new Uint8Array(2_000) };
    const left = await leftUnhandled(() => zainab.submit({ slides: { file } }));
    expect(JSON.stringify(left.body).length).toBeLessThan(2_000);
    await (await house.restart()).resume?.(left);
    expect(inbox.received.forms[0]?.values['slides']).toMatchObject({ name: 'slides.pdf', bytes: { length: 2_000 } });
  });

  it('is an event that nobody is answered', async () => {
    const { zainab, channels, inbox } = house;
    const left = await leftUnhandled(() => zainab.say(channels.coffee, 'secret words'));
    const adapter = await house.restart();
    await adapter.resume?.(left);
    expect(inbox.received.messages).toMatchObject([
      { eventId: left.eventId, from: { user: zainab.id }, conversation: { id: channels.coffee } },
    ]);
    expect(inbox.inbound.answeredIds).toEqual([left.eventId]);
  });

  it('is left alone while this process still works on it', async () => {
    const { zainab, channels, inbox, adapter } = house;
    let finish = (): void => {};
    inbox.answer(
      () =>
        new Promise<Reply>((resolve) => {
          finish = () => resolve(privately(card('Only once')));
        }),
    );
    await zainab.command(channels.coffee, '/coffee join');
    await soon(() => expect(inbox.received.commands).toHaveLength(1));
    const [input] = inbox.inbound.persisted;
    if (!input) throw new Error('nothing was persisted');
    await adapter.resume?.(input);
    const answered = adapter.answer?.(input, privately(card('Only once')));
    finish();
    expect(await answered).toBe(true);
    expect(textsSeen(channels.coffee)).toEqual(['Only once']);
    expect(inbox.inbound.answeredIds).toEqual([input.eventId]);
  });

  it('costs a line in the log if it makes no sense', async () => {
    const { adapter, inbox, logger } = house;
    const from = { platform: 'slack', space: house.slack.team, user: house.zainab.id } as const;
    const foreign = { eventId: 'slack:1', from, route: { guild: 7 }, body: { type: 'modal' } };
    await adapter.resume?.(foreign);
    expect(await adapter.answer?.(foreign, privately(card('Lost')))).toBe(false);
    expect(await adapter.answer?.({ ...foreign, route: null }, privately(card('Lost')))).toBe(false);
    expect(inbox.inbound.unanswerableIds).toEqual(['slack:1']);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });
});
