import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shared, shownIn } from '../support/chats/words.js';
import { BOT, type EmulatedSlack, hasEmulate, type Somebody, startEmulatedSlack } from '../support/emulated-slack.js';
import { moveClock, type Program, removeFolder, startProgram } from '../support/program.js';
import { services } from '../support/services/index.js';
import { asList, asObject, str } from '../support/slack/blocks.js';

// `npm run test:emulate` names the module and a Node 24.
describe.skipIf(!hasEmulate)('the bot on a Slack that nobody here wrote', () => {
  const words = shownIn('en');
  let slack: EmulatedSlack;
  let program: Program;
  let bot: ReturnType<EmulatedSlack['toBot']>;
  let coffee: string;
  let haneen: Somebody;
  const people: { readonly name: string; readonly id: string; readonly somebody: Somebody }[] = [];

  beforeAll(async () => {
    slack = await startEmulatedSlack(['haneen', 'zainab', 'karwan']);
    coffee = await slack.channelId('coffee');
    for (const channel of [coffee, await slack.channelId('general'), await slack.channelId('organisers')]) {
      await slack.admin('conversations.invite', { channel, users: BOT.user });
    }
    const organiser = await slack.userId('haneen');
    const env = {
      SLACK_BOT_TOKEN: BOT.token,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      ORGANISERS: `slack:${organiser}`,
      MUDHIF_TIME_MACHINE: '1',
    };
    program = await startProgram(['start'], { env, program: await services.program() });
    bot = slack.toBot(program.url);
    haneen = bot.of(organiser);
  });
  afterAll(async () => {
    await program?.end('SIGKILL');
    if (program) removeFolder(program.folder);
    await slack?.close();
  });

  it('answers a command', async () => {
    await haneen.command(coffee, '/community help');
    expect(await haneen.newest('/community')).toBeDefined();
  });

  it('is set up by its organiser', async () => {
    await haneen.command(coffee, '/community setup');
    await haneen.press(await haneen.newest(words('community.setup.text')), words('community.setup.start'));
    await haneen.submit({ [words('community.form.name')]: 'Women of the Rivers' });
    expect(await haneen.newest(words('community.setup.done', { name: 'Women of the Rivers' }))).toBeDefined();
  });

  it.each(['zainab', 'karwan'])('leads %s from the welcome to the coffee chats', async (name) => {
    const id = await slack.userId(name);
    const somebody = bot.of(id);
    const organisation = name === 'karwan' ? 'Zagros Youth Network' : 'River Cities Alliance';
    people.push({ name, id, somebody });
    await bot.event({ type: 'team_join', user: { id, real_name: name } });
    const step = async (title: Parameters<typeof words>[0], button: Parameters<typeof words>[0]) =>
      somebody.press(await somebody.newest(words(title), words(button)), words(button));
    await step('members.welcome.start', 'members.welcome.start');
    await step('members.step.name', 'members.button.keep-name');
    await step('members.step.organisation', 'members.button.propose');
    await somebody.submit({ [words('members.form.organisation-name')]: organisation });
    await step('members.step.work', 'members.button.fill-in');
    await somebody.submit({
      [words('members.field.languages')]: [words('common.language.en')],
      [words('members.field.sectors')]: [words('common.sector.protection')],
    });
    await step('members.step.exchange', 'members.button.fill-in');
    await somebody.submit({
      [words('members.field.offers')]: [words('skills.advocacy')],
      [words('members.field.wants')]: [words('skills.fundraising')],
    });
    await step('members.step.time', 'common.next');
    await step('members.step.visibility', 'members.button.consent-everyone');
    expect(await somebody.newest(words('members.finished.title', { name }))).toBeDefined();
    // An organiser finds the proposal in their channel and approves it there.
    await haneen.press(await haneen.newest(words('members.proposal.title'), organisation), shared('en', 'members.proposal.approve'));
    await haneen.newest(words('members.proposal.approved', { who: 'haneen', name: organisation }));
    await somebody.command(coffee, '/coffee join');
    await somebody.newest(words('coffee.standing.in'));
  });

  it('introduces them to each other in a conversation of their own', async () => {
    await moveClock(program.url, { advance: 'P40D' });
    const [one, other] = people;
    if (!one || !other) throw new Error('nobody joined');
    const seen = await one.somebody.newest(words('coffee.intro.title', { round: 1 }), one.id, other.id);
    const channel = str(seen.answer['channel']);
    const opened = slack.calls.find(
      ({ method, answer }) => method === 'conversations.open' && asObject(answer['channel'])['id'] === channel,
    );
    expect(str(opened?.args['users']).split(',').toSorted()).toEqual([one.id, other.id].toSorted());
    // As the emulator itself has it.
    const history = asList((await slack.bot('conversations.history', { channel }))['messages']).map(asObject);
    expect(history.map(({ ts }) => ts)).toContain(seen.answer['ts']);
  });

  it('takes nothing that Slack did not sign', async () => {
    const body = new URLSearchParams({ command: '/coffee', text: 'join', user_id: 'U1', team_id: 'T1' }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
    };
    const signature = { 'x-slack-signature': `v0=${'0'.repeat(64)}` };
    expect((await fetch(`${program.url}/slack/events`, { method: 'POST', body, headers: { ...headers, ...signature } })).status).toBe(401);
  });

  it('uses no scope that the manifest does not name', () => {
    expect(
      slack.calls.filter(({ answer }) => answer['ok'] !== true).map(({ method, answer }) => [method, answer['error'], answer['needed']]),
    ).toEqual([]);
  });
});
