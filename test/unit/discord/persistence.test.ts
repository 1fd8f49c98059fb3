import { InteractionResponseType as Answer, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../src/core/command.js';
import { type Card, type Form, noReply, privately, type Reply, replacing } from '../../../src/core/message.js';
import { MINUTE, SECOND } from '../../../src/core/time.js';
import type { InboundInput } from '../../../src/ports/inbound.js';
import { type DiscordHarness, startDiscord } from '../../support/discord/harness.js';
import type { FakeInteraction, FakeMessage } from '../../support/discord/index.js';
import { eventLoopTurns } from '../../support/turns.js';
import { sampleForm } from '../../support/web-inbox.js';

const card = (text: string): Card => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });
const forAll = (text: string): Reply => ({ type: 'message', message: { cards: [card(text)] }, visibility: 'conversation' });
const smallForm: Form = { ...sampleForm, fields: sampleForm.fields.slice(0, 1) };
const REPLY = privately(card('Your place'));
const OPEN = /"custom_id":"(discord:open[^"]*)"/;

const fileCommand: Command = {
  name: 'community',
  description: 'web.direct',
  subcommands: {
    import: {
      description: 'web.direct',
      access: 'anyone',
      options: { file: { type: 'file', description: 'web.today', required: true } },
      run: async () => noReply,
    },
  },
};

describe('interactions on Discord that are persisted first', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());

  const words = (message: FakeMessage | undefined | null) => (message ? harness.discord.words(message) : undefined);
  const visible = (interaction: FakeInteraction) => interaction.messages.filter(({ deleted }) => !deleted).map((message) => words(message));
  const answers = () => harness.discord.requests.filter(({ path }) => /callback$|^\/webhooks/.test(path));
  const answered = (interaction: FakeInteraction) => harness.discord.until(() => interaction.answer !== undefined);
  const inChannel = () => harness.channels.general.messages.filter(({ deleted, onlyFor }) => !deleted && onlyFor === null);

  /** An interaction that a process has persisted and then ended: nothing was sent to Discord. */
  async function left(act: () => FakeInteraction): Promise<{ readonly interaction: FakeInteraction; readonly input: InboundInput }> {
    const { inbound } = harness.inbox;
    const kept: InboundInput[] = [];
    inbound.beforeReceive = async (input) => {
      kept.push(JSON.parse(JSON.stringify(input)) as InboundInput);
      throw new Error('the process ended here');
    };
    const interaction = act();
    await harness.discord.until(() => kept.length === 1);
    inbound.beforeReceive = undefined;
    const [input] = kept;
    if (!input) throw new Error('nothing was persisted');
    return { interaction, input };
  }

  /** What the process that ended has answered before. */
  async function answerBefore({ id, token }: FakeInteraction, type: Answer, data?: unknown): Promise<void> {
    const response = await fetch(`${harness.discord.apiUrl}/v10/interactions/${id}/${token}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type, ...(data !== undefined && { data }) }),
    });
    expect(response.status).toBe(204);
  }
  const deferBefore = (interaction: FakeInteraction, flags: number = MessageFlags.Ephemeral) =>
    answerBefore(interaction, Answer.DeferredChannelMessageWithSource, { flags });

  /** Opens what waits behind the only note in the channel. */
  async function openNote(): Promise<string | undefined> {
    expect(inChannel()).toHaveLength(1);
    const [note] = inChannel();
    const action = OPEN.exec(JSON.stringify(note?.message.components))?.[1];
    if (!note || action === undefined) throw new Error('nothing waits there');
    const opened = harness.zainab.press(note, action);
    await answered(opened);
    return words(opened.original);
  }

  it('are written before Discord sees the first answer', async () => {
    harness = await startDiscord();
    const order: string[] = [];
    harness.inbox.inbound.beforeReceive = async () => {
      await eventLoopTurns();
      order.push(`written after ${answers().length} answers`);
    };
    harness.inbox.answer(() => {
      order.push('handled');
      return REPLY;
    });
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    expect(order).toEqual(['written after 0 answers', 'handled']);
    const eventId = `discord:${asked.id}`;
    await harness.discord.until(() => harness.inbox.inbound.answeredIds.length === 1);
    expect(harness.inbox.inbound.answeredIds).toEqual([eventId]);
    expect(harness.inbox.inbound.persisted).toMatchObject([
      { eventId, from: { platform: 'discord', user: harness.zainab.id }, body: { type: 'command', command: 'coffee', subcommand: 'join' } },
    ]);
  });

  it('are written before they are deferred', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    let seen = -1;
    harness.inbox.inbound.beforeReceive = async () => {
      await eventLoopTurns();
      seen = answers().length;
    };
    let give: (reply: Reply) => void = () => undefined;
    harness.inbox.answer(() => new Promise<Reply>((resolve) => (give = resolve)));
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    expect(seen).toBe(0);
    expect(asked.answer).toBe(Answer.DeferredChannelMessageWithSource);
    give(REPLY);
    await harness.discord.until(() => harness.inbox.inbound.answeredIds.length === 1);
  });

  it('stay unacknowledged if they can’t be written, and are taken when Discord delivers them again', async () => {
    harness = await startDiscord();
    const { interaction } = await left(() => harness.zainab.command('coffee', 'join'));
    await harness.discord.until(() => harness.log.some(({ message }) => message.includes('could not be persisted')));
    expect(answers()).toEqual([]);
    expect(harness.inbox.received.commands).toEqual([]);
    harness.discord.interactions.again(interaction);
    await answered(interaction);
    expect(harness.inbox.received.commands).toHaveLength(1);
  });

  it('are left alone if another process has them', async () => {
    harness = await startDiscord();
    harness.discord.gateway.hold();
    const asked = harness.zainab.command('coffee', 'join');
    const from = { platform: 'discord', space: harness.discord.world.guild.id, user: harness.zainab.id } as const;
    await harness.inbox.receive({ eventId: `discord:${asked.id}`, from, route: null, body: null });
    harness.discord.gateway.release('last-to-first');
    const next = harness.zainab.command('coffee', 'settings');
    await answered(next);
    await harness.adapter.stop();
    expect(harness.inbox.received.commands).toHaveLength(1);
    expect(asked.answer).toBeUndefined();
    expect(harness.inbox.inbound.answeredIds).toEqual([`discord:${next.id}`]);
  });

  it('do not include what is being typed', async () => {
    harness = await startDiscord();
    await answered(harness.zainab.type('profile', 'timezone', 'zone', 'bag'));
    expect(harness.inbox.inbound.persisted).toEqual([]);
  });

  it('are shown later if no route leads to the person', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    for (const channel of Object.values(harness.channels)) harness.discord.deny(channel, PermissionFlagsBits.SendMessages);
    let give: (reply: Reply) => void = () => undefined;
    harness.inbox.answer(() => new Promise<Reply>((resolve) => (give = resolve)));
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    harness.clock.advance(16 * MINUTE);
    give(REPLY);
    await harness.discord.until(() => harness.inbox.inbound.unanswerableIds.length === 1);
    expect(harness.inbox.inbound.unanswerableIds).toEqual([`discord:${asked.id}`]);
    expect(harness.inbox.inbound.answeredIds).toEqual([]);
  });

  describe.each(['resume', 'answer'] as const)('%s', (how) => {
    /** Finishes what was left, as the process does that takes it over; true if the person has the reply. */
    const finish = async (input: InboundInput, reply: Reply): Promise<boolean> => {
      if (how === 'answer') return (await harness.adapter.answer?.(input, reply)) ?? false;
      harness.inbox.answer(() => reply);
      const before = harness.inbox.inbound.answeredIds.length;
      await harness.adapter.resume?.(input);
      return harness.inbox.inbound.answeredIds.length > before;
    };

    it('answers a fresh command', async () => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual(['Your place']);
      expect(interaction.original?.onlyFor).toBe(harness.zainab.id);
      expect(inChannel()).toEqual([]);
    });

    it('says in the channel that the answer to a command is ready which was never acknowledged', async () => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      harness.clock.advance(4 * SECOND);
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual([]);
      expect(await openNote()).toBe('Your place');
    });

    it('answers in the conversation with the bot what was never acknowledged there', async () => {
      harness = await startDiscord();
      const direct = harness.karwan.direct();
      const { input } = await left(() => harness.karwan.command('coffee', 'join', {}, direct));
      harness.clock.advance(4 * SECOND);
      expect(await finish(input, REPLY)).toBe(true);
      expect(direct.messages.map((message) => words(message))).toEqual(['Your place']);
    });

    it.each([0, 4 * SECOND])('fills in a deferred answer after %d ms', async (ms) => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await deferBefore(interaction);
      harness.clock.advance(ms);
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual(['Your place']);
      expect(interaction.original?.onlyFor).toBe(harness.zainab.id);
      expect(inChannel()).toEqual([]);
    });

    it('takes back a deferred answer if there is nothing to say', async () => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await deferBefore(interaction);
      expect(await finish(input, noReply)).toBe(true);
      expect(visible(interaction)).toEqual([]);
      expect(answers().at(-1)).toMatchObject({ method: 'DELETE' });
    });

    it.each([0, 4 * SECOND])('leaves one answer where one was given, after %d ms', async (ms) => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await answerBefore(interaction, Answer.ChannelMessageWithSource, {
        flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'Your place' }],
      });
      harness.clock.advance(ms);
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual(['Your place']);
      expect(inChannel()).toEqual([]);
    });

    it('leaves an answer alone that another click has changed since', async () => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await answerBefore(interaction, Answer.ChannelMessageWithSource, {
        flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'What came after it' }],
      });
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual(['What came after it']);
    });

    it('changes the message whose button was pressed, whether that was deferred or not', async () => {
      harness = await startDiscord();
      const asked = harness.zainab.command('coffee', 'join');
      await harness.discord.until(() => asked.original !== null);
      for (const isDeferred of [false, true]) {
        const { interaction, input } = await left(() => harness.zainab.press(asked.original ?? never(), 'coffee:join:17'));
        if (isDeferred) await answerBefore(interaction, Answer.DeferredMessageUpdate);
        const button = { type: 'button', action: 'coffee:join:17', label: 'Join' } as const;
        const changed = replacing({
          language: 'en',
          blocks: [
            { type: 'heading', text: [`${isDeferred}`] },
            { type: 'actions', controls: [button] },
          ],
        });
        expect(await finish(input, changed)).toBe(true);
        expect(words(asked.original)).toContain(String(isDeferred));
        expect(visible(interaction)).toEqual([]);
      }
    });

    it('answers beside a message that others see, whether that was deferred or not', async () => {
      harness = await startDiscord();
      const general = (await harness.adapter.channel('general')) ?? never();
      const button = { type: 'button', action: 'coffee:join:17', label: 'Join' } as const;
      const cards: readonly Card[] = [{ language: 'en', blocks: [{ type: 'actions', controls: [button] }] }];
      await harness.adapter.post(general, { cards }, { key: 'i', mentions: new Map() });
      const posted = inChannel()[0] ?? never();
      for (const isDeferred of [false, true]) {
        const { interaction, input } = await left(() => harness.zainab.press(posted, 'coffee:join:17'));
        if (isDeferred) await answerBefore(interaction, Answer.DeferredMessageUpdate);
        // What a process that ended may have sent beside it is not sent again.
        const isBrought = how === 'resume' || !isDeferred;
        expect(await finish(input, REPLY)).toBe(isBrought);
        expect(visible(interaction)).toEqual(isBrought ? ['Your place'] : []);
        expect(inChannel()).toEqual([posted]);
      }
    });

    it.each([0, 4 * SECOND])('leaves one answer beside the message whose button was pressed, after %d ms', async (ms) => {
      harness = await startDiscord();
      const asked = harness.zainab.command('coffee', 'join');
      await harness.discord.until(() => asked.original !== null);
      const { interaction, input } = await left(() => harness.zainab.press(asked.original ?? never(), 'coffee:join:17'));
      await answerBefore(interaction, Answer.ChannelMessageWithSource, {
        flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'Your place' }],
      });
      harness.clock.advance(ms);
      expect(await finish(input, REPLY)).toBe(true);
      expect(visible(interaction)).toEqual(['Your place']);
    });

    it('offers a form behind a button if it can’t open by itself any more', async () => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('profile', 'edit'));
      await deferBefore(interaction);
      expect(await finish(input, { type: 'form', form: smallForm })).toBe(true);
      const action = OPEN.exec(JSON.stringify(interaction.original?.message.components))?.[1] ?? never();
      const opened = harness.zainab.press(interaction.original ?? never(), action);
      await answered(opened);
      expect(opened.answer).toBe(Answer.Modal);
    });

    it('survives what it can’t read, or what belongs to another server', async () => {
      harness = await startDiscord();
      const { input } = await left(() => harness.zainab.command('coffee', 'join'));
      const before = answers().length;
      for (const strange of [
        { ...input, route: { id: 7 }, body: 'x' },
        { ...input, route: null, body: null },
        { ...input, from: { ...input.from, space: '1' } },
      ]) {
        const log = harness.log.length;
        await finish(strange, REPLY);
        expect(harness.log.slice(log).map(({ message }) => message)).toEqual(['a persisted interaction could not be read']);
      }
      expect(harness.inbox.received.commands).toEqual([]);
      expect(answers()).toHaveLength(before);
    });
  });

  it('says in the channel that the answer is ready when the token has expired', async () => {
    harness = await startDiscord();
    const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
    await deferBefore(interaction);
    harness.clock.advance(16 * MINUTE);
    harness.inbox.answer(() => REPLY);
    await harness.adapter.resume?.(input);
    expect(visible(interaction)).toEqual([]);
    expect(await openNote()).toBe('Your place');
  });

  it('is not answered in the channel when the token has expired, if the answer may have arrived', async () => {
    harness = await startDiscord();
    const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
    await deferBefore(interaction);
    harness.clock.advance(16 * MINUTE);
    expect(await harness.adapter.answer?.(input, REPLY)).toBe(false);
    expect(visible(interaction)).toEqual([]);
    expect(inChannel()).toEqual([]);
    expect(harness.problems).toEqual([]);
  });

  describe('a reply that was brought before the process ended', () => {
    const twice = async (input: InboundInput, reply: Reply, betweenMs = 0): Promise<void> => {
      expect(await harness.adapter.answer?.(input, reply)).toBe(true);
      harness.clock.advance(betweenMs);
      expect(await harness.adapter.answer?.(input, reply)).toBe(true);
    };

    it.each([0, 4 * SECOND, 16 * MINUTE])('is for everyone once, %d ms later', async (ms) => {
      harness = await startDiscord();
      const { input } = await left(() => harness.zainab.command('coffee', 'join'));
      await twice(input, forAll('For all'), ms);
      expect(inChannel().map((message) => words(message))).toEqual(['For all']);
    });

    it.each([0, 4 * SECOND, 16 * MINUTE])('is for everyone once beside a private deferral, %d ms later', async (ms) => {
      harness = await startDiscord();
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await deferBefore(interaction);
      await twice(input, forAll('For all'), ms);
      expect(inChannel().map((message) => words(message))).toEqual(['For all']);
      expect(visible(interaction)).toHaveLength(2);
    });

    it('has all of its parts once', async () => {
      harness = await startDiscord();
      const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      await harness.adapter.answer?.(input, forAll(text));
      const third = inChannel()[2] ?? never();
      third.deleted = true;
      await harness.adapter.answer?.(input, forAll(text));
      const all = visible(interaction).flatMap((part) => part?.split(/\s+/).filter(Boolean) ?? []);
      expect(all.toSorted()).toEqual(text.split(' ').toSorted());
    });

    it.each([0, 4 * SECOND, 16 * MINUTE])('is in the conversation with the bot once, %d ms later', async (ms) => {
      harness = await startDiscord();
      const direct = harness.karwan.direct();
      const { interaction, input } = await left(() => harness.karwan.command('coffee', 'join', {}, direct));
      await deferBefore(interaction, 0);
      await twice(input, REPLY, ms);
      expect(direct.messages.map((message) => words(message))).toEqual(['Your place']);
    });

    it('is not sent again in part beside the first message of the answer', async () => {
      harness = await startDiscord();
      const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
      const { interaction, input } = await left(() => harness.zainab.command('coffee', 'join'));
      expect(await harness.adapter.answer?.(input, privately(card(text)))).toBe(true);
      const parts = visible(interaction).length;
      expect(parts).toBeGreaterThan(1);
      expect(await harness.adapter.answer?.(input, privately(card(text)))).toBe(false);
      expect(visible(interaction)).toHaveLength(parts);
    });

    it('leaves one note in the channel, whose button works', async () => {
      harness = await startDiscord();
      const { input } = await left(() => harness.zainab.command('coffee', 'join'));
      harness.clock.advance(16 * MINUTE);
      harness.inbox.answer(() => REPLY);
      await harness.adapter.resume?.(input);
      await harness.restart();
      harness.clock.advance(8 * MINUTE);
      await harness.adapter.answer?.(input, REPLY);
      expect(await openNote()).toBe('Your place');
    });

    it.each([0, 4 * SECOND])('is a form that was opened, %d ms later', async (ms) => {
      harness = await startDiscord();
      const form: Reply = { type: 'form', form: { ...smallForm, introduction: [] } };
      const { interaction, input } = await left(() => harness.zainab.command('profile', 'edit'));
      await twice(input, form, ms);
      expect(interaction.answer).toBe(Answer.Modal);
      expect(interaction.messages).toEqual([]);
      expect(inChannel()).toEqual([]);
    });
  });

  it('show the errors of a form that was submitted before the process ended', async () => {
    harness = await startDiscord();
    harness.inbox.answer(() => ({ type: 'form', form: { ...smallForm, introduction: [] } }));
    const asked = harness.zainab.command('profile', 'edit');
    await answered(asked);
    const { interaction, input } = await left(() => harness.zainab.submit(asked, { name: 'Zainab' }));
    expect(await harness.adapter.answer?.(input, { type: 'form-errors', errors: { name: 'This name is taken.' } })).toBe(true);
    expect(visible(interaction)).toEqual(['This name is taken.']);
  });

  it('take over a submitted form', async () => {
    harness = await startDiscord();
    harness.inbox.answer((event) => ('form' in event ? REPLY : { type: 'form', form: { ...smallForm, introduction: [] } }));
    const asked = harness.zainab.command('profile', 'edit');
    await answered(asked);
    const { interaction, input } = await left(() => harness.zainab.submit(asked, { name: 'Zainab' }));
    await harness.adapter.resume?.(input);
    expect(harness.inbox.received.forms).toMatchObject([{ form: smallForm.id, values: { name: 'Zainab' } }]);
    expect(visible(interaction)).toEqual(['Your place']);
  });

  it('keep a file’s address and download it again', async () => {
    harness = await startDiscord({ commands: [fileCommand] });
    const bytes = new TextEncoder().encode('name,organisation\n');
    const file = { name: 'people.csv', mediaType: 'text/csv', bytes };
    const { input } = await left(() => harness.zainab.command('community', 'import', { file }));
    expect(input.body).toMatchObject({ values: { file: { name: 'people.csv', size: bytes.length, url: expect.stringMatching(/^http/) } } });
    expect(JSON.stringify(input)).not.toContain('organisation\\n');
    harness.inbox.answer(() => REPLY);
    await harness.adapter.resume?.(input);
    expect(harness.inbox.received.commands.map(({ input: given }) => given)).toEqual([
      { type: 'options', subcommand: 'import', values: { file: { ...file, bytes: Buffer.from(bytes) } } },
    ]);
  });

  it('are not taken over while this process is at work on them', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    let give: (reply: Reply) => void = () => undefined;
    harness.inbox.answer(() => new Promise<Reply>((resolve) => (give = resolve)));
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    const [input] = harness.inbox.inbound.persisted;
    if (!input) throw new Error('nothing was persisted');
    const resumed = harness.adapter.resume?.(input);
    const brought = harness.adapter.answer?.(input, REPLY);
    give(REPLY);
    await resumed;
    expect(await brought).toBe(true);
    expect(visible(asked)).toEqual(['Your place']);
    expect(harness.inbox.received.commands).toHaveLength(1);
  });
});

function never(): never {
  throw new Error('this is not there');
}
