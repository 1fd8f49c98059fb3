import { App, SocketModeReceiver, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../support/clock.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, pingsIn, startSlack } from '../support/slack/index.js';
import { createPerson } from '../support/slack/people.js';

/** The fake is only worth something if it refuses what Slack refuses. */
let slack: FakeSlack;
let clock: TestClock;
const client = (): webApi.WebClient =>
  new webApi.WebClient(BOT_TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    logger: quiet,
  });
const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => webApi.LogLevel.ERROR, setName() {} };

const open = async (options: Partial<Parameters<typeof startSlack>[0]> = {}): Promise<void> => {
  clock = createTestClock();
  slack = await startSlack({ clock, ...options });
  slack.addUser({ id: 'U0ZAINAB1' });
  slack.addChannel({ id: 'C0COFFEE1', name: 'coffee', members: new Set(['U0ZAINAB1', slack.bot.user]) });
  slack.addChannel({ id: 'C0RANDOM1', name: 'random', members: new Set(['U0ZAINAB1']) });
};
beforeEach(() => open());
afterEach(() => slack.close());

const errorOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    if (error instanceof webApi.WebAPIRateLimitedError) return `wait ${error.retryAfter}`;
    throw error;
  }
};
const post = (channel: string, more: Record<string, unknown> = {}) =>
  errorOf(client().apiCall('chat.postMessage', { channel, text: 'x', ...more }));
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (text: string, id = 'a') => ({ type: 'button', text: { type: 'plain_text', text }, action_id: id });

describe('the fake of Slack', () => {
  it('refuses blocks that Slack refuses, by its names', async () => {
    const bad: readonly (readonly unknown[])[] = [
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      [section('x'.repeat(3_001))],
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      [{ type: 'actions', elements: [button('x'.repeat(76))] }],
      [{ type: 'actions', elements: [button('x'), button('y')] }],
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, index) => button('x', `a${index}`)) }],
      [{ type: 'context', elements: Array.from({ length: 11 }, () => ({ type: 'plain_text', text: 'x' })) }],
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }],
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U0NOBODY1' }] }] }],
      [{ type: 'table', rows: [] }],
      [{ type: 'input', label: { type: 'plain_text', text: 'x' }, element: { type: 'plain_text_input', action_id: 'a' } }],
      [{ type: 'unheard_of' }],
    ];
    for (const blocks of bad) expect(await post('C0COFFEE1', { blocks })).toBe('invalid_blocks');
    expect(await post('C0COFFEE1', { blocks: Array.from({ length: 6 }, () => section('x'.repeat(2_900))) })).toBe('msg_blocks_too_long');
    expect(await post('C0COFFEE1', { text: 'x'.repeat(40_001) })).toBe('msg_too_long');
    expect(await post('C0COFFEE1', { text: '' })).toBe('no_text');
    expect(await post('C0COFFEE1', { blocks: [section('fine')] })).toBe('ok');
  });

  it('refuses unknown ids, other places, missing rights and wrong tokens', async () => {
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post('C0RANDOM1')).toBe('not_in_channel');
    expect(await errorOf(client().conversations.open({ users: 'U0NOBODY1' }))).toBe('user_not_found');
    expect(await errorOf(client().chat.postEphemeral({ channel: 'C0COFFEE1', user: 'U0NOBODY1', text: 'x' }))).toBe('user_not_in_channel');
    slack.setScopes(['chat:write']);
    expect(await errorOf(client().conversations.open({ users: 'U0ZAINAB1' }))).toBe('missing_scope');
    expect(await errorOf(new webApi.WebClient(APP_TOKEN, { slackApiUrl: slack.apiUrl, logger: quiet }).auth.test())).toBe('invalid_auth');
    slack.setToken('token_revoked');
    expect(await post('C0COFFEE1')).toBe('token_revoked');
  });

  it('refuses what comes too often', async () => {
    await slack.close();
    await open({ pace: true, tiers: true });
    expect(await post('C0COFFEE1')).toBe('ok');
    expect(await post('C0COFFEE1')).toBe('wait 1');
    clock.advance(1_000);
    expect(await post('C0COFFEE1')).toBe('ok');
    for (let count = 0; count < 20; count++) expect(await errorOf(client().users.list({}))).toBe('ok');
    expect(await errorOf(client().users.list({}))).toBe('wait 60');
    clock.advance(60_000);
    expect(await errorOf(client().users.list({}))).toBe('ok');
  });

  it('refuses a trigger after three seconds or twice, and a response address after five uses or half an hour', async () => {
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
    const openView = (trigger: string) => errorOf(client().views.open({ trigger_id: trigger, view }));
    const trigger = slack.issueTrigger('U0ZAINAB1');
    expect(await openView(trigger)).toBe('ok');
    expect(await openView(trigger)).toBe('exchanged_trigger_id');
    const late = slack.issueTrigger('U0ZAINAB1');
    clock.advance(3_001);
    expect(await openView(late)).toBe('expired_trigger_id');
    expect(await openView('invented')).toBe('invalid_trigger_id');
    expect(
      await errorOf(
        client().views.open({
          trigger_id: slack.issueTrigger('U0ZAINAB1'),
          view: { ...view, title: { type: 'plain_text', text: 'x'.repeat(25) } },
        }),
      ),
    ).toBe('invalid_arguments');

    const answer = async (url: string) => (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'x' }) })).text();
    const url = slack.issueResponseUrl('U0ZAINAB1', 'C0COFFEE1');
    for (let count = 0; count < 5; count++) expect(await answer(url)).toBe('ok');
    expect(await answer(url)).toContain('used_url');
    const old = slack.issueResponseUrl('U0ZAINAB1', 'C0COFFEE1');
    clock.advance(30 * 60_000);
    expect(await answer(old)).toContain('expired_url');
  });

  it('tells whom a message would ping', () => {
    expect(pingsIn({ text: '<!channel> <@U0ZAINAB1> &lt;!here&gt;' })).toEqual(['U0ZAINAB1', '@channel']);
    expect(pingsIn({ blocks: [section('<!everyone> <!subteam^S1|x>')] })).toEqual(['@everyone', '@subteam^S1']);
    expect(
      pingsIn({
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'broadcast', range: 'here' },
                  { type: 'text', text: '<!channel>' },
                ],
              },
            ],
          },
        ],
      }),
    ).toEqual(['@here']);
  });

  it('counts acknowledgements that come too late, and sends nothing that was not subscribed to', async () => {
    const receiver = new SocketModeReceiver({
      appToken: APP_TOKEN,
      logger: quiet,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    });
    const app = new App({ receiver, token: BOT_TOKEN, logger: quiet, clientOptions: { slackApiUrl: slack.apiUrl } });
    app.command('/slow', async ({ ack }) => {
      clock.advance(3_500);
      await ack();
    });
    app.command('/quick', async ({ ack }) => ack());
    await app.start();
    const zainab = createPerson(slack, 'U0ZAINAB1');
    await zainab.command('C0COFFEE1', '/quick');
    expect(slack.lateAcks()).toHaveLength(0);
    await zainab.command('C0COFFEE1', '/slow');
    expect(slack.lateAcks()).toHaveLength(1);
    await expect(slack.event({ type: 'reaction_added' })).rejects.toThrow('not subscribed');
    await app.stop();
    await slack.until(() => slack.connections() === 0);
    await expect(zainab.command('C0COFFEE1', '/quick')).rejects.toThrow('dispatch_failed');
  });
});
