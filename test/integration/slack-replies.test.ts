import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actionId, type Card, type Form, privately, type Reply, replacing } from '../../src/core/message.js';
import { asList } from '../support/slack/blocks.js';
import { type SlackHouse, startSlackHouse, visibleText } from '../support/slack/index.js';
import { sampleForm } from '../support/web-inbox.js';
import { longCard } from '../unit/slack/cards.js';

let house: SlackHouse;
beforeEach(async () => {
  house = await startSlackHouse();
});
afterEach(async () => {
  expect(house.slack.lateAcks()).toEqual([]);
  expect(house.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await house.close();
});

const card = (text: string, buttons: readonly string[] = []): Card => ({
  language: 'en',
  blocks: [
    { type: 'paragraph', text: [text] },
    ...(buttons.length > 0
      ? [{ type: 'actions' as const, controls: buttons.map((action) => ({ type: 'button' as const, action, label: action })) }]
      : []),
  ],
});
const openly = (text: string): Reply => ({ type: 'message', message: { cards: [card(text)] }, visibility: 'conversation' });
const words = (message: { readonly blocks: unknown }): string => visibleText(message.blocks);

/** Slack has our acknowledgement of all that it sent. */
async function acknowledged(): Promise<void> {
  const { inbox, slack } = house;
  await slack.until(() => slack.acks.length >= inbox.received.commands.length);
}

describe('answers to commands', () => {
  it('are private where others read, and stay where only the person reads', async () => {
    const { zainab, karwan, channels, slack, adapter, inbox } = house;
    await zainab.command(channels.random, '/coffee join');
    const answer = await zainab.waitFor(channels.random);
    expect(words(answer)).toContain('Your coffee for December');
    expect(karwan.sees(channels.random)).toHaveLength(0);
    expect(inbox.received.commands[0]).toMatchObject({
      command: 'coffee',
      input: { type: 'text', text: 'join' },
      from: { user: 'U0ZAINAB1', space: slack.team },
    });

    const own = await adapter.openDirect({ platform: 'slack', space: slack.team, user: zainab.id });
    await zainab.command(own.id, '/coffee join');
    const kept = await zainab.waitFor(own.id);
    expect(kept.onlyFor).toBeUndefined();
    expect(inbox.received.commands[1]?.conversation).toEqual(own);
  });

  it('bring what the workspace knows of somebody, for whom it is the first word', async () => {
    const { zainab, channels, inbox, slack } = house;
    await zainab.command(channels.random, '/coffee join');
    await zainab.waitFor(channels.random);
    expect(slack.calls.some(({ method }) => method === 'users.info')).toBe(false);
    const known = await inbox.received.commands[0]?.profile?.();
    expect(known).toMatchObject({ name: 'Zainab Kareem', isBot: false, language: 'en', timezone: 'Asia/Baghdad' });
  });

  it('are not shown to the other person of a direct conversation that is not ours', async () => {
    const { zainab, karwan, slack, inbox } = house;
    slack.addChannel({ id: 'D0TWOPEOP', name: 'directmessage', kind: 'im', members: new Set([zainab.id, karwan.id]) });
    await zainab.command('D0TWOPEOP', '/coffee join');
    await zainab.waitFor('D0TWOPEOP');
    expect(karwan.sees('D0TWOPEOP')).toHaveLength(0);
    expect(inbox.received.commands[0]?.conversation.kind).toBe('group');
  });

  it('reach everybody where they should, also where the bot is no member', async () => {
    const { zainab, karwan, channels, inbox } = house;
    inbox.answer(() => openly('For all'));
    await zainab.command(channels.coffee, '/coffee status');
    expect(words(await karwan.waitFor(channels.coffee))).toBe('For all');
    await zainab.command(channels.random, '/coffee status');
    expect(words(await karwan.waitFor(channels.random))).toBe('For all');
  });

  it('come once to everybody although an answer of Slack was lost', async () => {
    const { zainab, karwan, channels, inbox, slack } = house;
    inbox.answer(() => openly('Only once'));
    slack.fail('chat.postMessage', { type: 'commit-then-drop' });
    await zainab.command(channels.coffee, '/coffee status');
    await karwan.waitFor(channels.coffee);
    await vi.waitFor(() => expect(slack.calls.some(({ method }) => method === 'conversations.history')).toBe(true), {
      interval: 2,
      timeout: 30_000,
    });
    await house.adapter.stop();
    expect(karwan.sees(channels.coffee)).toHaveLength(1);
  });

  it('are acknowledged before the work, however long it takes', async () => {
    const { zainab, channels, inbox, clock, slack } = house;
    let finish = (): void => {};
    inbox.answer(
      () =>
        new Promise<Reply>((resolve) => {
          finish = () => resolve(privately(card('At last')));
        }),
    );
    await zainab.command(channels.random, '/coffee join');
    expect(slack.acks).toHaveLength(1);
    await vi.waitFor(() => expect(inbox.received.commands).toHaveLength(1), { interval: 2, timeout: 30_000 });
    clock.advance(20 * 60_000);
    finish();
    expect(words(await zainab.waitFor(channels.random))).toBe('At last');
  });

  it('find another way when the half hour is over: in the channel, or else directly', async () => {
    const { zainab, channels, inbox, clock, adapter, slack } = house;
    inbox.answer(async () => {
      await acknowledged();
      clock.advance(31 * 60_000);
      return privately(card('Late'));
    });
    await zainab.command(channels.coffee, '/coffee join');
    expect((await zainab.waitFor(channels.coffee)).onlyFor).toBe(zainab.id);
    const own = await adapter.openDirect({ platform: 'slack', space: slack.team, user: zainab.id });
    await zainab.command(channels.random, '/coffee join');
    expect(words(await zainab.waitFor(own.id))).toBe('Late');
    expect(zainab.sees(channels.random)).toHaveLength(0);
  });

  it('find another way when the five uses are over', async () => {
    const { zainab, channels, inbox } = house;
    inbox.answer(() => privately(...Array.from({ length: 8 }, () => longCard(15))));
    await zainab.command(channels.coffee, '/coffee join');
    // Too long for messages: it comes as a file, directly, and the channel says so.
    expect(words(await zainab.waitFor(channels.coffee))).toContain('رسائلنا المباشرة');
    inbox.answer((event) =>
      'action' in event
        ? privately(card(`Answer ${event.action}`))
        : privately(
            card(
              'Press',
              Array.from({ length: 9 }, (_, index) => `coffee:press:${index}`),
            ),
          ),
    );
    await zainab.command(channels.coffee, '/coffee status');
    const message = await zainab.waitFor(channels.coffee, (each) => words(each).startsWith('Press'));
    for (let index = 0; index < 9; index++) {
      await zainab.click(message, `coffee:press:${index}`);
      await zainab.waitFor(channels.coffee, (each) => words(each) === `Answer coffee:press:${index}`);
    }
  });

  it('find another way where a response address is refused', async () => {
    const { zainab, channels, slack } = house;
    slack.fail('response_url', { type: 'error', error: 'used_url' });
    await zainab.command(channels.coffee, '/profile show');
    expect(words(await zainab.waitFor(channels.coffee))).toContain('/profile show');
    slack.fail('response_url', { type: 'rate-limit', seconds: 1 });
    await zainab.command(channels.coffee, '/profile later');
    expect(words(await zainab.waitFor(channels.coffee, (each) => words(each).includes('later')))).toContain('Sample');
  });

  it.each([
    ['the line is cut', 'response_url', { type: 'drop' }, 0],
    ['the line is cut after Slack took it', 'response_url', { type: 'commit-then-drop' }, 1],
    ['Slack fails', 'response_url', { type: 'status', status: 500 }, 0],
    ['the line is cut at an ephemeral message', 'chat.postEphemeral', { type: 'commit-then-drop' }, 1],
  ] as const)('are not sent again but kept for later when nobody knows whether they arrived: %s', async (_what, method, failure, seen) => {
    const { zainab, channels, slack, inbox } = house;
    if (method !== 'response_url') slack.fail('response_url', { type: 'error', error: 'used_url' });
    slack.fail(method, failure);
    await zainab.command(channels.coffee, '/profile show');
    await vi.waitFor(() => expect(inbox.inbound.unanswerableIds).toHaveLength(1), { interval: 2, timeout: 30_000 });
    await house.adapter.stop();
    expect(inbox.inbound.answeredIds).toEqual([]);
    expect(zainab.sees(channels.coffee)).toHaveLength(seen);
  });

  it('send private files where only the person reads', async () => {
    const { zainab, karwan, channels, inbox, adapter, slack } = house;
    const file = { name: 'profile.json', mediaType: 'application/json', bytes: new TextEncoder().encode('{}') };
    inbox.answer(() => ({ type: 'message', message: { cards: [card('Your data')], files: [file] }, visibility: 'private' }));
    await zainab.command(channels.coffee, '/profile export');
    const notice = await zainab.waitFor(channels.coffee);
    expect(words(notice)).toContain('direct messages');
    const own = await adapter.openDirect({ platform: 'slack', space: slack.team, user: zainab.id });
    expect(zainab.sees(own.id).flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['profile.json']);
    expect(karwan.sees(channels.coffee)).toHaveLength(0);
  });
});

describe('buttons and menus', () => {
  it('change the message for the person alone, or for all where that is meant', async () => {
    const { zainab, karwan, channels, inbox } = house;
    await zainab.command(channels.coffee, '/coffee join');
    const answer = await zainab.waitFor(channels.coffee);
    await zainab.click(answer, 'coffee:join:17');
    await zainab.waitFor(channels.coffee, (each) => words(each).includes('You are in'));
    expect(zainab.sees(channels.coffee)).toHaveLength(1);

    const general = await house.adapter.channel('general');
    if (!general) throw new Error('no channel');
    await house.adapter.post(general, { cards: [card('Vote', ['topics:vote:1'])] }, { key: 'vote', mentions: new Map() });
    const post = await zainab.waitFor(general.id);
    inbox.answer(() => replacing(card('Only for Zainab')));
    await zainab.click(post, 'topics:vote:1');
    expect((await zainab.waitFor(general.id, (each) => words(each) === 'Only for Zainab')).onlyFor).toBe(zainab.id);
    expect(karwan.sees(general.id).map(words)).toEqual(['Vote topics:vote:1']);
    inbox.answer(() => ({ type: 'message', message: { cards: [card('Voted')] }, visibility: 'conversation', replace: true }));
    await zainab.click(post, 'topics:vote:1');
    await karwan.waitFor(general.id, (each) => words(each) === 'Voted');
    // It keeps its key: a delivery in doubt still finds it.
    expect(post.metadata).toBeDefined();
  });

  it('give the values that were chosen, and leave links to the browser', async () => {
    const { zainab, channels, inbox } = house;
    await zainab.command(channels.coffee, '/coffee join');
    const answer = await zainab.waitFor(channels.coffee);
    await zainab.choose(answer, 'profile:sectors:0', ['protection', 'climate-change']);
    await zainab.waitFor(channels.coffee, (each) => words(each).startsWith('Taken'));
    expect(inbox.received.actions).toMatchObject([{ action: 'profile:sectors:0', values: ['protection', 'climate-change'] }]);
    inbox.answer((event) =>
      'action' in event
        ? undefined
        : privately({
            language: 'en',
            blocks: [{ type: 'actions', controls: [{ type: 'link-button', url: 'https://ok.test/', label: 'Read' }] }],
          }),
    );
    await zainab.command(channels.coffee, '/coffee status');
    await zainab.click(await zainab.waitFor(channels.coffee, (each) => words(each) === 'Read'), 'Read');
    expect(inbox.received.actions).toHaveLength(1);
  });

  it('escape what people wrote, in changed messages too', async () => {
    const { zainab, channels, inbox } = house;
    await zainab.command(channels.coffee, '/coffee join');
    inbox.answer(() => replacing(card('<!channel> <@U0KARWAN1>')));
    await zainab.click(await zainab.waitFor(channels.coffee), 'coffee:join:17');
    const changed = await zainab.waitFor(channels.coffee, (each) => words(each).includes('<!channel>'));
    expect(changed.text).toBe('&lt;!channel&gt; &lt;@U0KARWAN1&gt;');
  });
});

describe('forms', () => {
  const open = async (): Promise<void> => {
    await house.zainab.command(house.channels.coffee, '/profile edit');
    await house.slack.until(() => house.zainab.dialog());
  };

  it('open as a dialog with what is known, and give back what was filled in', async () => {
    const { zainab, inbox, channels } = house;
    await open();
    expect(await zainab.submit({ offers: 'الموازنات\nreports', sectors: ['recovery'], from: '2026-12-06' })).toEqual({});
    expect(zainab.dialog()).toBeUndefined();
    expect(words(await zainab.waitFor(channels.coffee))).toBe('Saved.');
    expect(inbox.received.forms).toMatchObject([
      {
        form: sampleForm.id,
        values: { name: 'Zainab', offers: 'الموازنات\nreports', sectors: ['recovery'], language: ['en'], from: '2026-12-06' },
      },
    ]);
  });

  it('stay open with an error beside the field, and take the second try', async () => {
    const { zainab, inbox } = house;
    await open();
    expect(await zainab.submit({ name: 'Z' })).toEqual({ 'f:name': 'At least two letters, please.' });
    expect(await zainab.submit({ name: 'Zahra' })).toEqual({});
    expect(inbox.received.forms.map(({ values }) => values['name'])).toEqual(['Z', 'Zahra']);
  });

  it('show an error of the form as a whole on top, with all that was filled in', async () => {
    const { zainab, inbox } = house;
    inbox.answer((event) =>
      'form' in event ? { type: 'form-errors', errors: { '': 'The round is over.', name: 'Too short.' } } : undefined,
    );
    await open();
    await zainab.submit({ name: 'Zahra', sectors: ['prevention'] });
    const view = zainab.dialog()?.view;
    const [first] = asList(view?.['blocks']);
    expect(visibleText([first])).toBe('⚠️ The round is over.');
    expect(visibleText(view?.['blocks'])).toContain('⚠️ Too short.');
    expect(JSON.stringify(view)).toContain('"initial_value":"Zahra"');
    inbox.answer(() => undefined);
    expect(await zainab.submit({})).toEqual({});
    expect(inbox.received.forms.at(-1)?.values).toMatchObject({ name: 'Zahra', sectors: ['prevention'] });
  });

  it('lead on to the next step in the same dialog', async () => {
    const { zainab, inbox } = house;
    const next: Form = {
      ...sampleForm,
      id: actionId('profile', 'second'),
      title: 'A second step with a title that is too long',
      fields: [],
    };
    inbox.answer((event) => ('form' in event && event.form === sampleForm.id ? { type: 'form', form: next } : undefined));
    await open();
    await zainab.submit({});
    expect(visibleText(zainab.dialog()?.view['blocks'])).toContain('A second step with a title that is too long');
    await zainab.submit({});
    expect(inbox.received.forms.map(({ form }) => form)).toEqual([sampleForm.id, next.id]);
  });

  it('wait behind a button when they come too late for Slack', async () => {
    const { zainab, inbox, channels, clock } = house;
    inbox.answer(async (event) => {
      if (!('command' in event)) return privately(card('Thanks'));
      await acknowledged();
      clock.advance(4_000);
      return { type: 'form', form: sampleForm };
    });
    await zainab.command(channels.coffee, '/profile edit');
    const waiting = await zainab.waitFor(channels.coffee);
    expect(words(waiting)).toContain('Your form is ready.');
    expect(zainab.dialog()).toBeUndefined();
    await zainab.click(waiting, 'Open the form');
    await house.slack.until(() => zainab.dialog());
    await zainab.submit({ name: 'Zahra' });
    expect(inbox.received.forms).toHaveLength(1);
    clock.advance(31 * 60_000);
    await zainab.click(waiting, 'Open the form');
    expect(words(await zainab.waitFor(channels.coffee, (each) => words(each).includes('too long')))).toContain('ask for it again');
  });

  it('say "one moment" while an answer takes longer than Slack waits, and then show it', async () => {
    const { zainab, inbox, channels, slack } = house;
    const answers: ((reply: Reply) => void)[] = [];
    inbox.answer((event) => ('form' in event ? new Promise<Reply>((resolve) => answers.push(resolve)) : undefined));
    await open();
    await zainab.submit({ name: 'Zahra' });
    expect(visibleText(zainab.dialog()?.view['blocks'])).toContain('One moment');
    answers[0]?.({ type: 'form-errors', errors: { name: 'Taken already.' } });
    await slack.until(() => visibleText(zainab.dialog()?.view['blocks']).includes('Taken already.'));
    expect(JSON.stringify(zainab.dialog()?.view)).toContain('Zahra');
    await zainab.submit({ name: 'Zahra 2' });
    answers[1]?.(privately(card('Saved after all.')));
    expect(words(await zainab.waitFor(channels.coffee))).toBe('Saved after all.');
    expect(visibleText(zainab.dialog()?.view['blocks'])).toContain('You can close this window');
    zainab.closeDialog();
    await open();
    await zainab.submit({ name: 'Zahra 3' });
    zainab.closeDialog();
    answers[2]?.({ type: 'form-errors', errors: { name: 'Taken.' } });
    const waiting = await zainab.waitFor(channels.coffee, (each) => words(each).includes('Your form is ready.'));
    await zainab.click(waiting, 'Open the form');
    await slack.until(() => visibleText(zainab.dialog()?.view['blocks']).includes('Taken.'));
  });

  it('take files, and say when one is too large or can not be read', async () => {
    const { zainab, inbox, slack } = house;
    const form: Form = { ...sampleForm, fields: [{ type: 'file', name: 'slides', label: 'Slides', required: true, accept: ['.pdf'] }] };
    inbox.answer((event) => ('command' in event ? { type: 'form', form } : undefined));
    await open();
    const file = { name: 'slides.pdf', mimetype: 'application/pdf', bytes: new Uint8Array(2_000) };
    slack.fail('download', { type: 'drop' });
    expect(Object.keys(await zainab.submit({ slides: { file } }))).toEqual(['f:slides']);
    expect(Object.values(await zainab.submit({ slides: { file: { ...file, bytes: new Uint8Array(11 * 1024 * 1024) } } }))).toEqual([
      'This file is too large: at most 10 MB.',
    ]);
    expect(await zainab.submit({ slides: { file } })).toEqual({});
    expect(inbox.received.forms[0]?.values['slides']).toMatchObject({
      name: 'slides.pdf',
      mediaType: 'application/pdf',
      bytes: { length: 2_000 },
    });
  });

  it('stand in for typed options, with completion', async () => {
    const { zainab, inbox, channels, slack } = house;
    await zainab.command(channels.coffee, '/profile timezone');
    await slack.until(() => zainab.dialog());
    expect(await zainab.suggest('zone', 'be')).toEqual([
      { value: 'Asia/Beirut', text: 'Asia/Beirut' },
      { value: 'Europe/Berlin', text: 'Europe/Berlin' },
      { value: 'be', text: 'be' },
    ]);
    expect(inbox.received.completions[0]).toMatchObject({ command: 'profile', subcommand: 'timezone', option: 'zone', typed: 'be' });
    await zainab.submit({ zone: 'Asia/Beirut' });
    expect(inbox.received.commands).toMatchObject([
      { command: 'profile', input: { type: 'options', subcommand: 'timezone', values: { zone: 'Asia/Beirut' } } },
    ]);
    zainab.closeDialog();
    await zainab.command(channels.coffee, '/coffee avoid');
    await slack.until(() => zainab.dialog());
    await zainab.submit({ member: 'U0KARWAN1' });
    expect(inbox.received.commands[1]).toMatchObject({ input: { subcommand: 'avoid', values: { member: 'U0KARWAN1' } } });
    await zainab.command(channels.coffee, '/coffee avoid <@U0HAIDER1|haider> &amp; co');
    await vi.waitFor(
      () => expect(inbox.received.commands[2]).toMatchObject({ input: { type: 'text', text: 'avoid <@U0HAIDER1|haider> & co' } }),
      { interval: 2, timeout: 30_000 },
    );
  });
});

describe('the home tab', () => {
  it("shows the member's own next steps, anew after each", async () => {
    await house.close();
    let steps = 0;
    house = await startSlackHouse({ adapter: { home: async () => ({ cards: [card(`Step ${++steps}`, ['coffee:join:1'])] }) } });
    const { zainab, slack, inbox } = house;
    await zainab.openHome();
    await slack.until(() => visibleText(slack.homes.get(zainab.id)).includes('Step 1'));
    inbox.answer(() => replacing(card('You are in.')));
    await zainab.clickHome('coffee:join:1');
    await slack.until(() => visibleText(slack.homes.get(zainab.id)).includes('Step 2'));
    expect(visibleText(slack.homes.get(zainab.id))).toContain('You are in.');
    inbox.answer(() => privately(card('A word')));
    await zainab.clickHome('coffee:join:1');
    const own = await house.adapter.openDirect({ platform: 'slack', space: slack.team, user: zainab.id });
    expect(words(await zainab.waitFor(own.id))).toBe('A word');
  });
});
