import { expect, it, vi } from 'vitest';
import { type Card, privately, replacing } from '../../../src/core/message.js';
import { type Now, none, say, square } from './harness.js';

const words = (text: string): Card => ({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });
const button = (action: string): Card => ({
  language: 'en',
  blocks: [{ type: 'actions', controls: [{ type: 'button', action, label: 'Press' }] }],
});
const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { interval: 3, timeout: 30_000 });

/** Commands, buttons and menus, and who sees what they are answered with. */
export function asksContract(now: Now): void {
  const direct = async () => now.harness.adapter.openDirect(now.harness.people[0]);

  it('hands on a command as it was typed', async () => {
    const { harness } = now;
    const [person] = harness.people;
    await harness.write(person, (await direct()).id, '/coffee pause until:2026-12-01');
    expect(harness.inbox.received.commands).toMatchObject([
      { from: person, command: 'coffee', input: harness.typed ?? { type: 'text', text: 'pause until:2026-12-01' } },
    ]);
  });

  it('takes options of every type apart', async ({ skip }) => {
    const { harness } = now;
    if (!harness.command) return skip('its commands are one line of text, which the app takes apart');
    const [person, other] = harness.people;
    const general = await square(harness);
    const options = { title: 'دليل الموازنات', pages: 12, language: 'ar', owner: other.user, since: '2026-12-01' };
    await harness.command(person, general.id, { command: 'library', subcommand: 'add', options });
    await soon(() => expect(harness.inbox.received.commands).toHaveLength(1));
    const [event] = harness.inbox.received.commands;
    expect(event).toMatchObject({ from: person, conversation: general, command: 'library', input: { type: 'options', subcommand: 'add' } });
    const values = event?.input.type === 'options' ? event.input.values : {};
    // A number may come as its digits: the app reads both.
    expect({ ...values, pages: Number(values['pages']) }).toEqual(options);
  });

  it('offers what an option may be while it is typed', async () => {
    const { harness } = now;
    const [person] = harness.people;
    const place = (await direct()).id;
    const offered = await harness.complete(person, place, { command: 'profile', subcommand: 'timezone', option: 'zone', typed: 'bag' });
    expect(offered).toContain('Asia/Baghdad');
    expect(offered).not.toContain('Europe/Berlin');
    expect(harness.inbox.received.completions).toMatchObject([
      { from: person, command: 'profile', subcommand: 'timezone', option: 'zone', typed: 'bag' },
    ]);
  });

  it('shows a private reply to who asked, and to nobody else', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.privateReplies) return skip('it has no private replies');
    const [person, ...others] = harness.people;
    const general = await square(harness);
    harness.inbox.answer(() => privately(words('Only for you')));
    await harness.write(person, general.id, '/coffee join');
    await soon(async () => expect((await harness.seenBy(person, general.id)).join()).toContain('Only for you'));
    for (const other of others) expect(await harness.seenBy(other, general.id)).toEqual([]);
  });

  it('shows everyone a reply that is for the conversation', async () => {
    const { harness } = now;
    const [person, other] = harness.people;
    const general = await square(harness);
    harness.inbox.answer(() => ({ type: 'message', message: say('For all of you'), visibility: 'conversation' }));
    await harness.write(person, general.id, '/coffee join');
    await soon(async () => expect(await harness.seenBy(other, general.id)).toEqual(['For all of you']));
  });

  it('hands on a click once for each id of a click', async () => {
    const { harness } = now;
    const [person] = harness.people;
    const posted = await harness.adapter.post(await direct(), { cards: [button('coffee:status:5')] }, { key: 'button', ...none });
    await Promise.all([1, 2, 3].map(() => harness.press(person, posted, 'coffee:status:5', 'click-0001')));
    await harness.press(person, posted, 'coffee:status:5', 'click-0002');
    const { actions } = harness.inbox.received;
    expect(actions.map(({ action }) => action)).toEqual(['coffee:status:5', 'coffee:status:5']);
    expect(actions[0]).toMatchObject({ from: person, conversation: await direct(), values: [] });
  });

  it('hands on what was chosen from a menu, one value or several', async () => {
    const { harness } = now;
    const [person] = harness.people;
    const options = ['protection', 'recovery', 'climate-change'].map((value) => ({ value, label: value }));
    const posted = await harness.adapter.post(
      await direct(),
      {
        cards: [
          {
            language: 'en',
            blocks: [
              {
                type: 'actions',
                controls: [
                  { type: 'select', action: 'profile:sectors:0', label: 'Sectors', max: 3, options },
                  { type: 'select', action: 'profile:first:0', label: 'First', options },
                ],
              },
            ],
          },
        ],
      },
      { key: 'menu', ...none },
    );
    await harness.choose(person, posted, 'profile:sectors:0', ['recovery', 'protection']);
    await soon(() => expect(harness.inbox.received.actions).toHaveLength(1));
    await harness.choose(person, posted, 'profile:first:0', ['climate-change']);
    await soon(() => expect(harness.inbox.received.actions).toHaveLength(2));
    const [several, one] = harness.inbox.received.actions;
    expect([several?.action, [...(several?.values ?? [])].sort()]).toEqual(['profile:sectors:0', ['protection', 'recovery']]);
    expect([one?.action, one?.values]).toEqual(['profile:first:0', ['climate-change']]);
  });

  it('changes the message whose button was pressed, where only the presser reads it', async () => {
    const { harness } = now;
    const [person] = harness.people;
    const place = await direct();
    const posted = await harness.adapter.post(
      place,
      { cards: [words('Will you come?'), button('coffee:join:1')] },
      { key: 'ask', ...none },
    );
    harness.inbox.answer(() => replacing(words('You are in.')));
    await harness.press(person, posted, 'coffee:join:1', 'click-0003');
    await soon(async () => expect(await harness.seenBy(person, place.id)).toEqual(['You are in.']));
  });

  it('changes a message that all read only when all are to see it', async () => {
    const { harness } = now;
    const [person, other] = harness.people;
    const general = await square(harness);
    const posted = await harness.adapter.post(general, { cards: [words('Who comes?'), button('coffee:join:1')] }, { key: 'all', ...none });
    const [before = ''] = await harness.seenBy(other, general.id);
    harness.inbox.answer(() => replacing(words('You alone are in.')));
    await harness.press(person, posted, 'coffee:join:1', 'click-0004');
    await soon(async () => expect((await harness.seenBy(person, general.id)).at(-1)).toBe('You alone are in.'));
    expect(await harness.seenBy(other, general.id)).toEqual([before]);
    harness.inbox.answer(() => ({ type: 'message', message: say('One comes.'), visibility: 'conversation', replace: true }));
    await harness.press(person, posted, 'coffee:join:1', 'click-0005');
    await soon(async () => expect(await harness.seenBy(other, general.id)).toEqual(['One comes.']));
  });
}
