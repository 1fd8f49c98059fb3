import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPersisted } from '../../../adapters/slack/receive/inputs.js';
import { readPayload } from '../../../adapters/slack/receive/payloads.js';
import { toInstant } from '../../../src/core/time.js';
import { parseWithBytes, stringifyWithBytes } from '../../../src/kit/json-bytes.js';
import { sampleCommands } from '../../support/web-inbox.js';

const AT = toInstant(1_790_000_000_000);
const read = (payload: unknown) =>
  readPayload(payload, { at: AT, bot: { team: 'T1', user: 'UBOT', bot: 'BBOT' }, commands: sampleCommands });

const command = {
  command: '/coffee',
  text: 'avoid &lt;b&gt; <@U2|x>',
  user_id: 'U1',
  channel_id: 'C1',
  channel_name: 'coffee',
  response_url: 'https://hooks.test/1',
  trigger_id: '1.2',
};
const click = {
  type: 'block_actions',
  trigger_id: '1.3',
  user: { id: 'U1' },
  channel: { id: 'C1', name: 'coffee' },
  container: { type: 'message', message_ts: '5.5', thread_ts: '5.0', is_ephemeral: true },
  response_url: 'https://hooks.test/2',
  actions: [{ action_id: 'coffee:join:17', type: 'button' }],
};
const text = (words: string) => ({ type: 'plain_text', text: words, emoji: false });
const submission = {
  type: 'view_submission',
  trigger_id: '1.4',
  user: { id: 'U1' },
  view: {
    id: 'V1',
    private_metadata: JSON.stringify({ form: 'profile:edit', place: { c: 'C1', k: 'channel', o: false } }),
    title: text('Profile'),
    submit: text('Save'),
    close: null,
    blocks: [{ type: 'input', block_id: 'f:name' }],
    state: { values: { 'f:name': { value: { type: 'plain_text_input', value: 'Zahra' } } } },
  },
};
const event = (fields: Readonly<Record<string, unknown>>) => ({ type: 'event_callback', event_id: 'Ev1', event: fields });

describe('what is persisted of what Slack sends', () => {
  it('holds all that handling and answering need, and comes back unchanged', () => {
    expect(read(command)).toEqual({
      kind: 'used',
      eventId: 'slack:1.2',
      from: { platform: 'slack', space: 'T1', user: 'U1' },
      route: {
        type: 'spot',
        channel: { id: 'C1', name: 'coffee' },
        trigger: { id: '1.2', at: AT },
        responseUrl: { url: 'https://hooks.test/1', issuedAt: AT },
      },
      body: { type: 'command', command: 'coffee', text: 'avoid <b> <@U2|x>' },
    });
    expect(read(click)?.route).toMatchObject({ source: { ts: '5.5', private: true }, thread: '5.0' });
    const payloads = [
      command,
      click,
      submission,
      event({ type: 'message', channel: 'C1', user: 'U1', ts: '5.5', channel_type: 'channel', text: 'secret' }),
      event({ type: 'team_join', user: { id: 'U1', real_name: 'Nadia', is_bot: 'odd' } }),
      event({ type: 'member_joined_channel', user: 'U1', channel: 'C1' }),
      event({ type: 'user_change', user: { id: 'U1', deleted: true } }),
      event({ type: 'user_change', user: { id: 'U1', deleted: false } }),
    ];
    for (const payload of payloads) {
      const input = read(payload);
      if (!input) throw new Error('not read');
      const stored = stringifyWithBytes({ route: input.route, body: input.body });
      expect(stored).not.toContain('secret');
      const { route, body } = parseWithBytes(stored) as { readonly route: unknown; readonly body: unknown };
      expect(readPersisted({ eventId: input.eventId, from: input.from, route, body })).toEqual(input);
    }
  });

  const reply = { ts: '5.500001', user: 'U1', thread_ts: '5.0', parent_user_id: 'UBOT' };
  const place = { type: 'message', channel: 'C1', channel_type: 'channel' };
  const edit = { subtype: 'message_changed', message: { ...reply, edited: { ts: '6.0' } }, previous_message: reply };
  const unfurl = { ...edit, previous_message: edit.message };
  const deletion = { subtype: 'message_deleted', event_ts: '7.0', previous_message: reply };
  const reaction = {
    type: 'reaction_added',
    user: 'U1',
    reaction: '+1',
    item: { type: 'message', channel: 'C1', ts: '5.5' },
    event_ts: '8.0',
  };

  it('tells what happened in a thread of the bot, and comes back unchanged', () => {
    const about = { type: 'thread', channel: 'C1', ts: '5.500001' };
    const below = { ...about, isPrivate: false, thread: '5.0', ofBot: true };
    const content = { words: ['1 < 2 ', { user: 'U2' }], files: [] };
    const text = '1 &lt; 2 <@U2>';
    const expected = [
      [event({ ...place, ...reply, text }), { ...below, at: 5_500, what: { type: 'posted', content } }],
      [event({ ...place, ...edit, message: { ...edit.message, text } }), { ...below, at: 6_000, what: { type: 'edited', content } }],
      [event({ ...place, ...deletion }), { ...below, at: 7_000, what: { type: 'deleted' } }],
      [event(reaction), { ...about, ts: '5.5', at: 8_000, what: { type: 'reacted', emoji: '+1' } }],
    ] as const;
    for (const [payload, body] of expected) {
      const input = read(payload);
      if (!input) throw new Error('it was not read');
      expect(input.body).toEqual(body);
      expect(readPersisted(parseWithBytes(stringifyWithBytes(input)) as typeof input)).toEqual(input);
    }
    expect(read(event({ ...place, ...reply, parent_user_id: 'U9' }))?.body.type).toBe('message');
    expect(read(event({ ...place, ...reply, channel_type: 'mpim' }))?.body.type).toBe('message');
  });

  it.each([
    ['a preview of a link', event({ ...place, ...unfurl })],
    ['a change by an app', event({ ...place, ...edit, message: { ...edit.message, bot_id: 'B9' } })],
    ['a change of a post of the bot', event({ ...place, ...edit, message: { ...edit.message, user: 'UBOT' } })],
    ['a change below somebody else’s message', event({ ...place, ...edit, message: { ...edit.message, parent_user_id: 'U9' } })],
    ['a reaction of the bot', event({ ...reaction, user: 'UBOT' })],
    ['a reaction to a file', event({ ...reaction, item: { type: 'file', file: 'F1' } })],
    ['a reaction in a direct conversation', event({ ...reaction, item: { ...reaction.item, channel: 'D1' } })],
    ['a command that only opens a dialog', { ...command, text: 'avoid' }],
    ['a link', { ...click, actions: [{ action_id: 'link:1' }] }],
    ['a control in a dialog', { ...click, view: { type: 'modal' } }],
    ['the button that opens a dialog', { ...click, actions: [{ action_id: 'slack:open:token' }] }],
    ['a dialog of another app', { ...submission, view: { ...submission.view, private_metadata: '{}' } }],
    ['a message of the bot', event({ type: 'message', channel: 'C1', user: 'UBOT', ts: '5.5' })],
    ['a profile that changed', event({ type: 'user_change', user: { id: 'U1' } })],
    ['an archived channel', event({ type: 'channel_archive', channel: 'C1' })],
  ])('leaves out what nothing is lost of: %s', (_, payload) => {
    expect(read(payload)).toBeUndefined();
  });

  it('leaves out whatever is malformed, and never throws', () => {
    fc.assert(fc.property(fc.anything(), (payload) => void read(payload)));
    const broken = fc
      .constantFrom(command, click, submission)
      .chain((payload) =>
        fc
          .record({ key: fc.constantFrom(...Object.keys(payload)), value: fc.jsonValue() })
          .map(({ key, value }) => ({ ...payload, [key]: value })),
      );
    fc.assert(fc.property(broken, (payload) => void read(payload)));
    const told = fc.constantFrom(edit, unfurl, deletion, reply, reaction);
    const odd = fc.dictionary(fc.constantFrom('message', 'previous_message', 'ts', 'event_ts', 'item', 'files'), fc.anything());
    fc.assert(
      fc.property(told, odd, (fields, wrong) => void read(event({ ...place, ...fields, ...wrong }))),
      // No number can be made of such an object.
      { examples: [[deletion, { event_ts: { toString: '' } }]] },
    );
  });
});
