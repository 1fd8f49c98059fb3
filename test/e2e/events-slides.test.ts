import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsOf } from '../../adapters/web/places/threads.js';
import type { Outcome } from '../../adapters/web/protocol.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, MINUTE } from '../../src/core/time.js';
import { announcementKey, inThread, threadKey } from '../../src/features/events/keys.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventsTables } from '../../src/features/events/store/tables.js';
import type { EventId } from '../../src/features/events/types.js';
import { createFileTools } from '../../src/files/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import { activeMember } from '../support/active-member.js';
import { runWhatIsDue } from '../support/clock.js';
import type { Person as DiscordPerson } from '../support/discord/index.js';
import { documentWith } from '../support/documents.js';
import { insertEvent, insertGoing, insertSpeaker } from '../support/events.js';
import { openFolder } from '../support/files.js';
import { type NoorOnWeb, noorOnWeb } from '../support/noor-on-web.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';
import { createThreadActs } from '../support/slack/thread-acts.js';

const WORDS = 'Here are my slides, only for you';

/** A webinar in a workspace, on a server and in the browser chat, through the real SDKs. */
describe('slides that a speaker drops into the thread of a webinar', () => {
  let house: PlatformApp;
  let web: NoorOnWeb;
  let event: EventId;
  let place: ReturnType<typeof openFolder>;
  let rebin: DiscordPerson;
  const members = new Map<string, MemberId>();

  beforeEach(async () => {
    place = openFolder();
    web = noorOnWeb();
    house = await startPlatformApp({
      blobs: place.blobs,
      settings: { events: { threadFiles: true } },
      files: createFileTools({ reader: { execArgv: ['--import', 'tsx'] } }),
      before: (discord) => {
        discord.world.privileged.content = true;
        discord.textChannel('events');
        rebin = discord.person('Rebin');
      },
      also: (parts, made) => web.also(parts, made),
    });
    await web.start(house);
    await house.app.needs.look();
    const { autocommit } = house.store;
    for (const [name, account] of [
      ['Haneen', { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' }],
      ['Rebin', { platform: 'discord', space: house.discord.world.guild.id, user: rebin.id }],
      ['Noor', web.account],
    ] as const) {
      const id = await activeMember(house.store, name, account);
      members.set(name, id);
    }
    event = await insertEvent(autocommit.tx, house.clock.now());
    await house.app.contexts.transaction(async (context) => {
      const whole = await eventsStore(context.tx).whole(event);
      if (!whole) throw new Error('no event');
      const plan = { key: announcementKey(event), kind: 'events.announcement', args: { event }, dueAt: context.now };
      await context.deliveries.plan({ ...plan, to: inThread(whole.event) });
    });
    await runFor(MINUTE);
    // Discord’s members write to the bot first, if they want direct messages.
    rebin.say(rebin.direct(), 'Hello');
    await runFor(MINUTE);
  });
  afterEach(async () => {
    await web.stop();
    await house.close();
    place.close();
  });

  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  const member = (name: string): MemberId => {
    const id = members.get(name);
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  };
  /** One speaks; the others come, want messages, and were there. It is the day after. */
  const held = async (speaker: string, ...names: readonly string[]) => {
    const { tx, events } = house.store.autocommit;
    await insertSpeaker(tx, event, member(speaker), house.clock.now());
    const [session] = (await events.whole(event))?.sessions ?? [];
    if (!session) throw new Error('no session');
    for (const name of names) {
      await insertGoing(tx, event, member(name));
      const registration = await events.registrationOf(event, member(name));
      if (!registration) throw new Error('nobody registered');
      await events.updateRegistration(registration.id, { reminds: true });
      await events.saveAttendance([
        { session: session.id, registration: registration.id, source: 'list', share: 100, recordedAt: session.endsAt },
      ]);
    }
    house.clock.set(after(session.endsAt, DAY));
  };
  const plainly = (text: string) => withoutDirectionControls(text).replaceAll('\\', '');
  const fileRows = () => house.store.database.db.withTables<EventsTables>().selectFrom('event_files').selectAll().execute();

  it('on Slack reach attendees on Discord and on the web, after one private question', async () => {
    await held('Haneen', 'Rebin', 'Noor');
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(event), 'slack');
    const [channel = '', ts = ''] = thread?.id.split(':') ?? [];
    const bytes = await documentWith('pptx', 'Three rules');
    const acts = createThreadActs(house.slack, 'U0HANEEN1');
    await acts.write({ channel, ts }, WORDS, [{ name: 'safe.pptx', mediaType: MEDIA_TYPES.pptx, bytes }]);
    await expect.poll(async () => (await fileRows()).length).toBe(1);
    await runFor(MINUTE);

    const inThread = house.slack.messages.filter((each) => each.thread === ts);
    const question = inThread.find((each) => each.onlyFor === 'U0HANEEN1');
    if (!question) throw new Error('nobody asked');
    expect(plainly(visibleText(question))).toContain('Thank you for safe.pptx! What is it?');
    expect(inThread.filter((each) => each.byBot && each.onlyFor === undefined)).toEqual([]);
    await house.haneen.click(question, 'Say what it is');
    await house.slack.until(() => house.haneen.dialog() !== undefined, 'the form of a file');
    expect(await house.haneen.submit({ kind: ['slides'], language: ['en'], others: ['no'] })).toEqual({});
    await expect.poll(async () => (await fileRows())[0]?.state).toBe('given');
    await runFor(15 * MINUTE);

    const direct = rebin.direct();
    const onDiscord = rebin.sees(direct).find((each) => house.discord.words(each).includes('what was promised'));
    if (!onDiscord) throw new Error('nothing came to Discord');
    const [button = ''] = JSON.stringify(onDiscord.message.components).match(/events:file:\d+/) ?? [];
    rebin.press(onDiscord, button);
    await expect.poll(() => JSON.stringify(rebin.sees(direct).map(({ message }) => message.attachments))).toContain('safe.pptx');

    const noors = await house.store.autocommit.webChat.conversationsOf('noor');
    const shown = await Promise.all(
      noors.map(({ id }) => house.store.autocommit.webChat.messages({ conversation: id, user: 'noor', limit: 50 })),
    );
    const onWeb = shown.flat().find(({ content }) => content.type === 'message' && content.json.includes('what was promised'));
    if (onWeb?.content.type !== 'message') throw new Error('nothing came to the web');
    const [action = ''] = onWeb.content.json.match(/events:file:\d+/) ?? [];
    const answer = await web.press(onWeb.id, action);
    expect(JSON.stringify(answer)).toContain('safe.pptx');

    const { reached } = await house.store.autocommit.events.filesFor(event, member('Haneen'));
    expect(reached).toEqual({ attended: 2, sent: 2, fetched: 2, requested: 0 });
    // What the speaker wrote beside the file is kept nowhere.
    const tables = house.store.database.db.withTables<{ inbound_events: { body: string | null } }>();
    expect(JSON.stringify(await tables.selectFrom('inbound_events').select('body').execute())).not.toContain(WORDS);
  });

  it('on Discord are asked about where the speaker let the bot write to them, and reach attendees on Slack', async () => {
    await held('Rebin', 'Haneen', 'Noor');
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(event), 'discord');
    const channel = house.discord.channel(thread?.id ?? '');
    const bytes = await documentWith('pptx', 'Three rules');
    rebin.say(channel, WORDS, [{ name: 'safe.pptx', mediaType: MEDIA_TYPES.pptx, bytes }]);
    await expect.poll(async () => (await fileRows()).length).toBe(1);
    await runFor(MINUTE);
    expect(rebin.sees(channel).filter((each) => plainly(house.discord.words(each)).includes('What is it?'))).toEqual([]);
    const question = rebin.sees(rebin.direct()).find((each) => plainly(house.discord.words(each)).includes('What is it?'));
    if (!question) throw new Error('nobody asked');
    const opened = rebin.press(question, 'events:file-what:1');
    await expect.poll(() => opened.modal !== undefined).toBe(true);
    rebin.submit(opened, { kind: ['tool'], language: ['ar'], others: ['yes'] });
    await expect.poll(async () => (await fileRows())[0]?.state).toBe('given');
    await runFor(15 * MINUTE);
    const onSlack = house.slack.messages.find((each) => plainly(visibleText(each)).includes('what was promised'));
    if (!onSlack) throw new Error('nothing came to Slack');
    await house.haneen.click(onSlack, 'events:file:1');
    const sent = () => house.slack.messages.flatMap(({ files }) => files.map(({ name }) => name));
    await expect.poll(sent).toContain('safe.pptx');
    expect(await fileRows()).toMatchObject([{ kind: 'tool', language: 'ar', for_others: 1 }]);
  });

  it('on the web are asked about in the speaker’s language, and reach attendees on Slack and on Discord in theirs', async () => {
    for (const [name, language] of [
      ['Noor', 'ar'],
      ['Rebin', 'ckb'],
    ] as const)
      await house.store.transaction(({ members: inside }) => inside.update(member(name), { language }));
    await held('Noor', 'Rebin', 'Haneen');
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(event), 'web');
    if (!thread) throw new Error('no thread on the web');
    const at = idsOf(thread);
    const bytes = await documentWith('pptx', 'ثلاث قواعد');
    const body = new FormData();
    body.set('json', JSON.stringify({ id: randomUUID(), ...at, text: WORDS }));
    body.append('file:0', new File([new Uint8Array(bytes)], 'safe.pptx', { type: MEDIA_TYPES.pptx }));
    await web.request('/api/messages', { method: 'POST', body });
    await expect.poll(async () => (await fileRows()).length).toBe(1);
    await runFor(MINUTE);

    const { webChat } = house.store.autocommit;
    const shown = await webChat.messages({
      conversation: at.conversation,
      user: 'noor',
      limit: 50,
      ...(at.thread !== null && { thread: at.thread }),
    });
    const question = shown.find(({ content }) => content.type === 'message' && content.json.includes('events:file-what:'));
    if (question?.content.type !== 'message') throw new Error('nobody asked');
    expect(withoutDirectionControls(question.content.json)).toContain('شكرًا على safe.pptx! ما هو؟');
    const { form } = (await web.press(question.id, 'events:file-what:1')) as Outcome;
    if (!form) throw new Error('no form');
    const values = { kind: ['slides'], language: ['ar'], others: ['no'] };
    const { conversation, message, thread: root, token } = form;
    await web.send('/api/forms', { id: randomUUID(), form: form.form.id, token, conversation, message, thread: root, values });
    await expect.poll(async () => (await fileRows())[0]?.state).toBe('given');
    await runFor(15 * MINUTE);

    const onSlack = house.slack.messages.find((each) => plainly(visibleText(each)).includes('what was promised'));
    if (!onSlack) throw new Error('nothing came to Slack');
    await house.haneen.click(onSlack, 'events:file:1');
    await expect.poll(() => house.slack.messages.flatMap(({ files }) => files.map(({ name }) => name))).toContain('safe.pptx');
    const direct = rebin.direct();
    const onDiscord = rebin.sees(direct).find(({ message: { components } }) => JSON.stringify(components).includes('events:file:1'));
    if (!onDiscord) throw new Error('nothing came to Discord');
    expect(plainly(house.discord.words(onDiscord))).toContain('ئەمە ئەوەیە کە لە');
    rebin.press(onDiscord, 'events:file:1');
    await expect.poll(() => JSON.stringify(rebin.sees(direct).map(({ message: { attachments } }) => attachments))).toContain('safe.pptx');
    expect(await fileRows()).toMatchObject([{ kind: 'slides', language: 'ar', for_others: 0 }]);
  });
});
