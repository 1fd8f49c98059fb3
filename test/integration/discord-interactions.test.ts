import { InteractionResponseType as Answer, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.js';
import { answeredElsewhere, type Form, type Message, privately, type Reply, replacing } from '../../src/core/message.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeInteraction, type FakeMessage, requests } from '../support/discord/index.js';
import { sampleForm } from '../support/web-inbox.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const card = (text: string) => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }) as const;
const WEBHOOK = /^\/webhooks\//;

/** A reply that comes when the test says so. */
function later(): { readonly reply: Promise<Reply>; give(reply: Reply): void } {
  let give: (reply: Reply) => void = () => undefined;
  const reply = new Promise<Reply>((resolve) => {
    give = resolve;
  });
  return { reply, give };
}

describe('interactions on Discord', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());

  const answered = (interaction: FakeInteraction) => harness.discord.until(() => interaction.answer !== undefined);
  const words = (message: FakeMessage | null | undefined) => (message ? harness.discord.words(message) : undefined);
  const visible = (interaction: FakeInteraction) => interaction.messages.filter(({ deleted }) => !deleted);
  const idOf = (message: FakeMessage | null | undefined, part: string): string => {
    const found = [...JSON.stringify(message?.message.components).matchAll(/"custom_id":"([^"]+)"/g)]
      .map(([, id]) => String(id))
      .find((id) => id.includes(part));
    if (found === undefined) throw new Error(`no ${part} there`);
    return found;
  };

  it('answers a command at once, for the asker alone', async () => {
    harness = await startDiscord();
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    expect(asked.answer).toBe(Answer.ChannelMessageWithSource);
    expect(harness.zainab.sees(harness.channels.general)).toHaveLength(1);
    expect(harness.karwan.sees(harness.channels.general)).toHaveLength(0);
    await harness.discord.until(() => harness.metrics.told.acknowledged.length === 1);
    expect(harness.metrics.told.acknowledged[0]?.slice(0, 2)).toEqual(['discord', 'command']);
  });

  it('hands on typed options, members and files', async () => {
    harness = await startDiscord({
      commands: [(await import('../support/web-inbox.js')).sampleCommands[0] ?? never(), fileCommand],
    });
    await answered(harness.zainab.command('coffee', 'avoid', { member: harness.karwan.id }));
    const bytes = new TextEncoder().encode('name,organisation\n');
    await answered(harness.zainab.command('community', 'import', { file: { name: 'people.csv', mediaType: 'text/csv', bytes } }));
    expect(harness.inbox.received.commands.map(({ input }) => input)).toEqual([
      { type: 'options', subcommand: 'avoid', values: { member: harness.karwan.id } },
      { type: 'options', subcommand: 'import', values: { file: { name: 'people.csv', mediaType: 'text/csv', bytes: Buffer.from(bytes) } } },
    ]);
  });

  it('tells a person whose file could not be fetched, and does not trouble the app', async () => {
    harness = await startDiscord({ commands: [fileCommand] });
    harness.discord.world.files.clear();
    const asked = harness.zainab.command('community', 'import', {
      file: { name: 'a.csv', mediaType: 'text/csv', bytes: new Uint8Array(11 * 1024 * 1024) },
    });
    await answered(asked);
    expect(words(asked.original)).toContain('too large');
    expect(harness.inbox.received.commands).toEqual([]);
  });

  it('completes what is typed', async () => {
    harness = await startDiscord();
    harness.inbox.complete = async ({ command, subcommand, option, typed }) => [
      { value: `${command}/${subcommand}/${option}/${typed}`, label: `Zone ${'x'.repeat(200)}` },
      { value: 'v'.repeat(101), label: 'not to be sent' },
    ];
    const typing = harness.zainab.type('profile', 'timezone', 'zone', 'bag');
    await answered(typing);
    expect(typing.choices).toEqual([{ value: 'profile/timezone/zone/bag', name: expect.stringMatching(/^Zone x+…$/) }]);
  });

  it('takes an interaction once, however often and in whatever order it is delivered', async () => {
    harness = await startDiscord();
    harness.discord.gateway.repeat(3);
    harness.discord.gateway.hold();
    const first = harness.zainab.command('coffee', 'join');
    const second = harness.zainab.command('coffee', 'settings');
    harness.discord.gateway.release('last-to-first');
    await answered(first);
    await answered(second);
    await harness.adapter.stop();
    expect(harness.inbox.received.commands).toHaveLength(2);
    expect([...visible(first), ...visible(second)]).toHaveLength(2);
    expect(harness.discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(2);
  });

  it('changes the message whose button was pressed, where it is the presser’s own', async () => {
    harness = await startDiscord();
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    const shown = asked.original ?? never();
    const pressed = harness.zainab.press(shown, 'coffee:join:17');
    await answered(pressed);
    expect(pressed.answer).toBe(Answer.UpdateMessage);
    expect(words(shown)).toBe('You are in. See you on Sunday.');
  });

  it('leaves a message that others see as it is, and answers the presser alone', async () => {
    harness = await startDiscord();
    const general = await harness.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const button = { type: 'button', action: 'coffee:join:17', label: 'Join' } as const;
    await harness.adapter.post(
      general,
      { cards: [{ language: 'en', blocks: [{ type: 'actions', controls: [button] }] }] },
      { key: 'i', mentions: new Map() },
    );
    const [posted] = harness.channels.general.messages;
    const pressed = harness.zainab.press(posted ?? never(), 'coffee:join:17');
    await answered(pressed);
    expect(JSON.stringify(posted?.message.components)).toContain('coffee:join:17');
    expect(words(pressed.original)).toBe('You are in. See you on Sunday.');
    expect(harness.karwan.sees(harness.channels.general)).toHaveLength(1);
  });

  it('hands on what was chosen, and the action of a button that stands there twice', async () => {
    harness = await startDiscord();
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    await answered(harness.zainab.choose(asked.original ?? never(), 'profile:sectors:0', ['protection', 'climate-change']));
    const button = { type: 'button', action: 'coffee:met:3', label: 'We met' } as const;
    harness.inbox.answer(() => ({
      ...privately(...[1, 2].map(() => ({ language: 'en' as const, blocks: [{ type: 'actions' as const, controls: [button] }] }))),
    }));
    const twice = harness.zainab.command('coffee', 'settings');
    await answered(twice);
    await answered(harness.zainab.press(twice.original ?? never(), 'coffee:met:3~2'));
    expect(harness.inbox.received.actions.map(({ action, values }) => [action, values])).toEqual([
      ['profile:sectors:0', ['protection', 'climate-change']],
      ['coffee:met:3', []],
    ]);
  });

  it('defers what takes long, and answers afterwards', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    expect(asked.answer).toBe(Answer.DeferredChannelMessageWithSource);
    slow.give(privately(card('At last')));
    await harness.discord.until(() => asked.original !== null);
    expect(words(asked.original)).toBe('At last');
    expect(asked.original?.onlyFor).toBe(harness.zainab.id);
    expect(harness.metrics.told.acknowledged.map(([, interaction]) => interaction)).toEqual(['command']);
  });

  it('shows everyone what is for everyone, also after a deferral in private', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    slow.give({ type: 'message', message: say('For all'), visibility: 'conversation' });
    await harness.discord.until(() => asked.messages.length === 2);
    expect(harness.karwan.sees(harness.channels.general).map((message) => words(message))).toEqual(['For all']);
  });

  it('changes a message after a deferral too', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => asked.original !== null);
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const pressed = harness.zainab.press(asked.original ?? never(), 'coffee:join:17');
    await answered(pressed);
    expect(pressed.answer).toBe(Answer.DeferredMessageUpdate);
    slow.give(replacing(card('Changed')));
    await harness.discord.until(() => words(asked.original) === 'Changed');
  });

  it('leaves nothing behind where there is nothing to say', async () => {
    harness = await startDiscord();
    harness.inbox.answer(() => ({ type: 'none' }));
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    await harness.adapter.stop();
    expect(visible(asked)).toEqual([]);
    expect(harness.discord.requests.at(-1)).toMatchObject({ method: 'DELETE' });
  });

  it('touches nothing of an answer that another process gives', async () => {
    harness = await startDiscord();
    const before = harness.discord.requests.length;
    harness.inbox.answer(() => answeredElsewhere);
    harness.zainab.command('coffee', 'join');
    await expect.poll(() => harness.inbox.received.commands.length).toBe(1);
    await harness.adapter.stop();
    expect(harness.discord.requests.slice(before).filter(({ path }) => /callback$|^\/webhooks/.test(path))).toEqual([]);
  });

  /** What another process of ours does that heard of it too. */
  const deferElsewhere = async ({ id, token }: FakeInteraction, type: Answer) => {
    const answer = await fetch(`${harness.discord.apiUrl}/v10/interactions/${id}/${token}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type, ...(type !== Answer.DeferredMessageUpdate && { data: { flags: MessageFlags.Ephemeral } }) }),
    });
    expect(answer.status).toBe(204);
  };

  it('fills in what another process deferred', async () => {
    harness = await startDiscord();
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const asked = harness.zainab.command('coffee', 'join');
    await deferElsewhere(asked, Answer.DeferredChannelMessageWithSource);
    slow.give(privately(card('Your place')));
    await harness.discord.until(() => words(asked.original) === 'Your place');
    expect(visible(asked)).toHaveLength(1);
    expect(harness.problems).toEqual([]);
  });

  it('answers beside the message whose button was pressed, or changes it, where another process deferred', async () => {
    harness = await startDiscord();
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => asked.original !== null);
    const before = words(asked.original);
    const press = async (reply: Reply) => {
      const slow = later();
      harness.inbox.answer(() => slow.reply);
      const pressed = harness.zainab.press(asked.original ?? never(), 'coffee:join:17');
      await deferElsewhere(pressed, Answer.DeferredMessageUpdate);
      slow.give(reply);
      return pressed;
    };
    const thanked = await press(privately(card('Thank you')));
    await harness.discord.until(() => visible(thanked).some((message) => words(message) === 'Thank you'));
    expect(words(asked.original)).toBe(before);
    await press(replacing(card('Changed')));
    await harness.discord.until(() => words(asked.original) === 'Changed');
    expect(harness.problems).toEqual([]);
  });

  it('splits a long answer, privately to its end', async () => {
    harness = await startDiscord();
    const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
    harness.inbox.answer(() => privately(card(text)));
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => visible(asked).length === 4);
    const all = visible(asked)
      .map((message) => words(message))
      .join(' ');
    expect(all.split(/\s+/)).toEqual(text.split(' '));
    expect(visible(asked).every(({ onlyFor }) => onlyFor === harness.zainab.id)).toBe(true);
  });

  it('answers once although the line was cut after the commit', async () => {
    harness = await startDiscord();
    harness.discord.faults.next(requests('POST', /callback$/), { type: 'drop', commit: true });
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => harness.metrics.told.acknowledged.length === 1);
    expect(visible(asked)).toHaveLength(1);
    expect(harness.problems.filter(({ code }) => code === 'answer-refused')).toEqual([]);
  });

  it.each([
    ['after the commit', { type: 'drop', commit: true }, 1],
    ['before it', { type: 'drop', commit: false }, 0],
  ] as const)('keeps an answer for later if the line was cut beside a message, %s', async (_when, fault, shown) => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => asked.original !== null);
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const pressed = harness.zainab.press(asked.original ?? never(), idOf(asked.original, 'coffee:join'));
    await answered(pressed);
    harness.discord.faults.next(requests('POST', /^\/webhooks/), fault);
    slow.give(privately(card('Beside it')));
    await harness.discord.until(() => harness.inbox.inbound.unanswerableIds.length === 1);
    expect(visible(pressed).map((message) => words(message))).toEqual(Array.from({ length: shown }, () => 'Beside it'));
    expect(harness.problems).toEqual([]);
  });

  it('still answers when Discord did not wait for the acknowledgement', async () => {
    harness = await startDiscord();
    harness.inbox.answer(() => {
      harness.clock.advance(3_100);
      return privately(card('The secret answer'));
    });
    harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => harness.channels.general.messages.length === 1);
    const [ready] = harness.channels.general.messages;
    expect(words(ready)).not.toContain('secret');
    expect(ready?.pings).toEqual([{ users: [harness.zainab.id], roles: [], everyone: false }]);
    // Somebody else gets nothing of it.
    const nosy = harness.karwan.press(ready ?? never(), idOf(ready, 'discord:open'));
    await answered(nosy);
    expect(words(nosy.original)).toContain('for someone else');
    const opened = harness.zainab.press(ready ?? never(), idOf(ready, 'discord:open'));
    await answered(opened);
    expect(words(opened.original)).toBe('The secret answer');
    expect(opened.original?.onlyFor).toBe(harness.zainab.id);
  });

  it('finds another way when the fifteen minutes are over: in the channel, or in the conversation with the bot', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const inChannel = harness.zainab.command('coffee', 'join');
    const direct = harness.karwan.direct();
    const inDirect = harness.karwan.command('coffee', 'join', {}, direct);
    await answered(inChannel);
    await answered(inDirect);
    harness.clock.advance(16 * 60_000);
    slow.give(privately(card('Late but there')));
    await harness.discord.until(() => harness.channels.general.messages.length === 1 && direct.messages.length === 1);
    expect(words(harness.channels.general.messages[0])).toContain('It is ready now');
    expect(words(direct.messages[0])).toBe('Late but there');
    expect(harness.discord.requests.filter(({ path }) => path === '/users/@me/channels')).toEqual([]);
  });

  it('says where it can that an answer is ready, if the bot may not write where it was asked', async () => {
    harness = await startDiscord({ deferAfterMs: 5 });
    const silent = harness.discord.textChannel('silent');
    harness.discord.deny(silent, PermissionFlagsBits.SendMessages);
    const slow = later();
    harness.inbox.answer(() => slow.reply);
    const asked = harness.zainab.command('coffee', 'join', {}, silent);
    await answered(asked);
    harness.clock.advance(16 * 60_000);
    slow.give(privately(card('Private')));
    await harness.discord.until(() => harness.channels.general.messages.length === 1);
    expect(words(harness.channels.general.messages[0])).not.toContain('Private');
  });

  it('apologises, tells the organisers and logs when Discord refuses an answer', async () => {
    harness = await startDiscord();
    harness.discord.faults.next(requests('POST', /callback$/), {
      type: 'status',
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body' },
    });
    const asked = harness.zainab.command('coffee', 'join');
    await answered(asked);
    expect(words(asked.original)).toContain('Discord didn’t take my answer');
    expect(harness.problems.map(({ code }) => code)).toContain('answer-refused');
  });

  it('tells nobody to report it where Discord itself fails, and shows the answer later', async () => {
    harness = await startDiscord();
    harness.discord.faults.next(requests('POST', /callback$/), { type: 'status', status: 503, commit: false, body: {} }, 20);
    const asked = harness.zainab.command('coffee', 'join');
    await harness.discord.until(() => harness.log.some(({ message }) => message.startsWith('an answer')));
    expect(asked.answer).toBeUndefined();
    expect(harness.problems.map(({ code }) => code)).not.toContain('answer-refused');
  });

  it('understands an interaction that names its channel by its id alone, or fields as null', async () => {
    harness = await startDiscord({ unchecked: true });
    const { discord, zainab, inbox, channels } = harness;
    discord.gateway.hold();
    zainab.command('coffee', 'join');
    zainab.command('coffee', 'join', {}, channels.coffee);
    zainab.command('coffee', 'join', {}, zainab.direct());
    discord.gateway.release('first-to-last', (data) => ({
      ...data,
      channel: undefined,
      message: null,
      guild_id: data['guild_id'] ?? null,
    }));
    await discord.until(() => inbox.received.commands.length === 3);
    expect(inbox.received.commands.map(({ conversation }) => conversation).toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
      { id: channels.general.id, kind: 'channel' },
      { id: channels.coffee.id, kind: 'channel' },
      { id: zainab.direct().id, kind: 'direct' },
    ]);
  });

  it('helps members only, also in direct messages', async () => {
    harness = await startDiscord();
    const direct = harness.karwan.direct();
    harness.karwan.leave();
    await harness.discord.until(() => harness.inbox.received.leaves.length === 1);
    const asked = harness.karwan.command('coffee', 'join', {}, direct);
    await answered(asked);
    expect(words(asked.original)).toContain('join the community’s server first');
    expect(harness.inbox.received.commands).toEqual([]);
  });

  describe('forms', () => {
    const filled = { name: 'Zainab K.', offers: '*budgets*', sectors: ['protection', 'recovery'], language: ['ar'], from: '٦/١٢/٢٠٢٦' };

    it('open at once and come back with what was filled in', async () => {
      harness = await startDiscord();
      // Five fields and an introduction are one more than Discord shows: this one opens from a card.
      const small: Form = { ...sampleForm, fields: sampleForm.fields.filter(({ name }) => name !== 'offers') };
      harness.inbox.answer((event) => ('command' in event ? { type: 'form', form: small } : undefined));
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      expect(asked.answer).toBe(Answer.Modal);
      await answered(harness.zainab.submit(asked, filled));
      expect(harness.inbox.received.forms).toMatchObject([
        {
          form: 'profile:edit:0',
          values: { name: 'Zainab K.', sectors: ['protection', 'recovery'], language: ['ar'], from: '2026-12-06' },
        },
      ]);
    });

    it('that have no room for their introduction open from a card that shows it', async () => {
      harness = await startDiscord();
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      expect(words(asked.original)).toContain('Only the name is needed');
      const opened = harness.zainab.press(asked.original ?? never(), idOf(asked.original, 'discord:open'));
      await answered(opened);
      expect(opened.answer).toBe(Answer.Modal);
    });

    it('wait behind a button when they came too late to open by themselves', async () => {
      harness = await startDiscord({ deferAfterMs: 5 });
      const slow = later();
      const small: Form = { ...sampleForm, fields: sampleForm.fields.slice(0, 2) };
      harness.inbox.answer(() => slow.reply);
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      slow.give({ type: 'form', form: small });
      await harness.discord.until(() => asked.original !== null);
      harness.inbox.answer(() => undefined);
      const opened = harness.zainab.press(asked.original ?? never(), idOf(asked.original, 'discord:open'));
      await harness.discord.until(() => opened.modal !== undefined);
    });

    it('show what is wrong and open again with all that was filled in', async () => {
      harness = await startDiscord();
      const small: Form = { ...sampleForm, fields: sampleForm.fields.filter(({ name }) => name !== 'offers') };
      harness.inbox.answer((event) =>
        'form' in event
          ? { type: 'form-errors', errors: { '': 'Something is missing.', name: 'This name is taken.' } }
          : { type: 'form', form: small },
      );
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      const submitted = harness.zainab.submit(asked, filled);
      await answered(submitted);
      expect(words(submitted.original)).toContain('**Name to be called by** — This name is taken.');
      expect(words(submitted.original)).toContain('Something is missing.');
      expect(submitted.original?.onlyFor).toBe(harness.zainab.id);
      const again = harness.zainab.press(submitted.original ?? never(), idOf(submitted.original, 'discord:open'));
      await answered(again);
      const fields = JSON.stringify(again.modal);
      expect(fields).toContain('"value":"Zainab K."');
      expect(fields).toMatch(/"value":"recovery","default":true/);
      expect(fields).toContain('"value":"٦/١٢/٢٠٢٦"');
    });

    it('explain by themselves a day that can’t be read', async () => {
      harness = await startDiscord();
      const small: Form = { ...sampleForm, language: 'ar', fields: sampleForm.fields.slice(-1) };
      harness.inbox.answer(() => ({ type: 'form', form: small }));
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      const submitted = harness.zainab.submit(asked, { from: 'tomorrow' });
      await answered(submitted);
      expect(harness.inbox.received.forms).toEqual([]);
      expect(words(submitted.original)).toContain('لم أستطع قراءة هذا التاريخ');
    });

    it('lose nothing that was written when the bot was started again meanwhile', async () => {
      harness = await startDiscord();
      const small: Form = { ...sampleForm, fields: sampleForm.fields.slice(0, 2) };
      harness.inbox.answer(() => ({ type: 'form', form: small }));
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      const other = harness.karwan.command('profile', 'edit');
      await answered(other);
      await harness.restart();
      harness.inbox.answer((event) => ('form' in event ? { type: 'form-errors', errors: { name: 'This name is taken.' } } : undefined));
      const submitted = harness.zainab.submit(asked, { name: 'Zainab', offers: 'budgets and reports' });
      await answered(submitted);
      expect(words(submitted.original)).toContain('This name is taken.');
      expect(words(submitted.original)).toContain('budgets and reports');
    });

    it('carry a file, and may lead to the next form', async () => {
      harness = await startDiscord();
      const upload: Form = { ...sampleForm, fields: [{ type: 'file', name: 'slides', label: 'Slides', required: true }] };
      const next: Form = { ...sampleForm, fields: sampleForm.fields.slice(0, 1) };
      harness.inbox.answer((event) => ({ type: 'form', form: 'form' in event ? next : upload }));
      const asked = harness.zainab.command('profile', 'edit');
      await answered(asked);
      const bytes = new Uint8Array([1, 2, 3]);
      const submitted = harness.zainab.submit(asked, { slides: { name: 'slides.pdf', mediaType: 'application/pdf', bytes } });
      await answered(submitted);
      expect(harness.inbox.received.forms[0]?.values).toEqual({
        slides: { name: 'slides.pdf', mediaType: 'application/pdf', bytes: Buffer.from(bytes) },
      });
      const opened = harness.zainab.press(submitted.original ?? never(), idOf(submitted.original, 'discord:open'));
      await answered(opened);
      expect(opened.answer).toBe(Answer.Modal);
    });
  });

  it('says kindly that a button is of no use any more after a restart', async () => {
    harness = await startDiscord();
    const asked = harness.zainab.command('profile', 'edit');
    await answered(asked);
    await harness.restart();
    const pressed = harness.zainab.press(asked.original ?? never(), idOf(asked.original, 'discord:open'));
    await answered(pressed);
    expect(words(pressed.original)).toContain('I no longer have this');
    expect(harness.discord.requests.some(({ path }) => WEBHOOK.test(path))).toBe(false);
  });
});

function never(): never {
  throw new Error('this is not there');
}

const fileCommand: Command = {
  name: 'community',
  description: 'web.direct',
  subcommands: {
    import: {
      description: 'web.direct',
      access: 'anyone',
      options: { file: { type: 'file', description: 'web.today', required: true } },
      run: async () => ({ type: 'none' }),
    },
  },
};
