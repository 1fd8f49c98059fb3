import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsOf } from '../../adapters/web/places/threads.js';
import type { MemberId } from '../../src/core/ids.js';
import { DAY, MINUTE, toLocalDate } from '../../src/core/time.js';
import { answerSharing } from '../../src/features/topics/discussion/consent.js';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import type { Topic, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import { activeMember } from '../support/active-member.js';
import { runWhatIsDue } from '../support/clock.js';
import { requests } from '../support/discord/index.js';
import { openFolder } from '../support/files.js';
import { type NoorOnWeb, noorOnWeb } from '../support/noor-on-web.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';
import { createThreadActs } from '../support/slack/thread-acts.js';
import { aTopic } from '../support/topic-rows.js';

/** What each of them says in the end; the fourth was taken back. */
const LAST = { haneen: 'We test each week.', dilan: 'Who pays for the tests?', noor: 'The municipality pays.' } as const;
const WORDS = [LAST.haneen, LAST.dilan, LAST.noor, null];

/** One topic in a workspace, on a server and in the browser chat, through the real SDKs. */
describe('a topic that is mirrored', () => {
  let house: PlatformApp;
  let place: ReturnType<typeof openFolder>;
  let web: NoorOnWeb;
  let topic: TopicId;
  const members = new Map<string, MemberId>();

  beforeEach(async () => {
    place = openFolder();
    web = noorOnWeb();
    house = await startPlatformApp({
      blobs: place.blobs,
      settings: { topics: { mirroring: true } },
      before: (discord) => {
        discord.world.privileged.content = true;
        discord.textChannel('topics');
      },
      also: (parts, made) => web.also(parts, made),
    });
    await web.start(house);
    await house.app.needs.look();
    const { autocommit } = house.store;
    for (const [name, account] of [
      ['Haneen', { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' }],
      ['Dilan', { platform: 'discord', space: house.discord.world.guild.id, user: house.dilan.id }],
      ['Noor', web.account],
    ] as const) {
      const id = await activeMember(house.store, name, account);
      members.set(name, id);
      await house.app.contexts.transaction((context) => answerSharing(context, { id }, 'name'));
    }
    topic = await autocommit.topics.insertTopic(
      aTopic(house.clock.now(), {
        month: toMonth('2026-12'),
        plannedDate: toLocalDate('2026-12-06'),
        origin: 'urgent',
        sector: null,
        texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } },
      }),
    );
    const planned = (await autocommit.topics.topic(topic)) as Topic;
    await house.app.contexts.transaction((context) => openTopic(context, planned));
    await runFor(MINUTE);
  });
  afterEach(async () => {
    await web.stop();
    await house.close();
    place.close();
  });

  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  const threadOn = async (platform: Platform) => {
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(topic), platform);
    if (!thread) throw new Error(`no thread on ${platform}`);
    return thread;
  };
  const slackThread = async () => {
    const [channel = '', ts = ''] = (await threadOn('slack')).id.split(':');
    return { channel, ts };
  };
  const writeOnWeb = async (text: string) => {
    const { conversation, thread } = idsOf(await threadOn('web'));
    await web.send('/api/messages', { id: randomUUID(), conversation, thread, text });
  };
  /** Noor writes with a file, as the page sends it. Returns the message's number. */
  const writeWithFile = async (text: string, name: string): Promise<number> => {
    const { conversation, thread } = idsOf(await threadOn('web'));
    const body = new FormData();
    body.append('json', JSON.stringify({ id: randomUUID(), conversation, thread, text }));
    body.append('file:0', new File([`well,state\n${name},clean`], name, { type: 'text/csv' }));
    const { messages } = (await web.request('/api/messages', { method: 'POST', body })) as { readonly messages: readonly { id: number }[] };
    const [message] = messages;
    if (!message) throw new Error('nothing was written');
    return message.id;
  };
  const contributions = () => house.store.autocommit.topics.contributionsOf(topic);
  /** The words that are shown, each as often as it is. */
  const said = (texts: readonly string[]) =>
    texts.flatMap((text) => Object.values(LAST).filter((words) => text.includes(words))).toSorted();
  const heard = (count: number) => expect.poll(async () => (await contributions()).length).toBe(count);
  const inWebThread = async () => {
    const { conversation, thread } = idsOf(await threadOn('web'));
    return house.store.autocommit.webChat.messages({ conversation, user: 'noor', limit: 50, ...(thread !== null && { thread }) });
  };
  const plainly = (text: string) => withoutDirectionControls(text).replaceAll('\\', '');
  /** What stands in the thread of each space below its opening, as people see it. */
  const seen = async () => {
    const { ts } = await slackThread();
    const discord = house.discord.channel((await threadOn('discord')).id);
    return {
      slack: house.slack.messages.filter((each) => each.thread === ts && !each.onlyFor).map((each) => plainly(visibleText(each))),
      discord: house.dilan
        .sees(discord)
        .map((message) => plainly(house.discord.words(message)))
        .filter((text) => text !== ''),
      web: (await inWebThread())
        .filter(({ content }) => content.type === 'message' || content.type === 'text')
        .map(({ content }) => plainly(content.type === 'text' ? content.text : content.json)),
    };
  };

  /** The names of the files that stand in each thread, whoever they came from. */
  const filesIn = async () => {
    const { ts } = await slackThread();
    const discord = house.discord.channel((await threadOn('discord')).id);
    return {
      slack: house.slack.messages.filter((each) => each.thread === ts).flatMap(({ files }) => files.map(({ name }) => name)),
      discord: house.dilan.sees(discord).flatMap(({ message }) => message.attachments.map(({ filename }) => filename)),
      web: (await inWebThread()).flatMap(({ content }) => ('files' in content ? content.files.map(({ name }) => name) : [])),
    };
  };

  it('ends equal everywhere after edits, deletions, files and an outage', async () => {
    const acts = createThreadActs(house.slack, 'U0HANEEN1');
    const file = { name: 'wells.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('well,state') };
    const first = await acts.write(await slackThread(), 'We test each month.', [file]);
    await heard(1);
    house.discord.faults.next(requests('POST', /\/messages$/), { type: 'drop', commit: true });
    await runFor(MINUTE);
    const discord = house.discord.channel((await threadOn('discord')).id);
    const asked = house.dilan.say(discord, 'Who pays for it?');
    await heard(2);
    await writeOnWeb('The municipality pays.');
    await heard(3);
    const last = await acts.write(await slackThread(), 'A slip of the tongue');
    await heard(4);
    await runFor(MINUTE);
    await acts.edit(first, 'We test each week.');
    house.dilan.edit(asked, 'Who pays for the tests?');
    await acts.remove(last);
    await expect.poll(async () => (await contributions()).map(({ words }) => words)).toEqual(WORDS);
    await runFor(5 * MINUTE);
    const everywhere = await seen();
    for (const platform of ['slack', 'discord', 'web'] as const) {
      expect([platform, said(everywhere[platform])]).toEqual([platform, [...WORDS].filter((words) => words !== null).toSorted()]);
      expect(everywhere[platform].join()).not.toContain('slip');
    }
    expect(everywhere.discord.find((text) => text.includes('week'))).toContain('House of Haneen, wrote in English');
    expect(everywhere.discord.find((text) => text.includes('week'))).toContain('wells.csv');
    expect(everywhere.slack.find((text) => text.includes('municipality'))).toContain('Noor');
    expect(await filesIn()).toEqual({ slack: ['wells.csv'], discord: ['wells.csv'], web: ['wells.csv'] });

    const haneen = members.get('Haneen');
    if (haneen === undefined) throw new Error('no Haneen');
    await house.app.contexts.transaction((context) => answerSharing(context, { id: haneen }, 'no'));
    await runFor(MINUTE);
    const withdrawn = await seen();
    expect(said(withdrawn.slack)).toHaveLength(3);
    for (const platform of ['discord', 'web'] as const)
      expect(said(withdrawn[platform])).toEqual(['The municipality pays.', 'Who pays for the tests?']);
  });

  it('ends equal everywhere after two days without the bot, in which people wrote, edited and deleted, and one withdrew', async () => {
    const acts = createThreadActs(house.slack, 'U0HANEEN1');
    const file = { name: 'wells.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode('well,state') };
    const channel = house.discord.channel((await threadOn('discord')).id);
    const onSlack = {
      edited: await acts.write(await slackThread(), 'One, unedited.'),
      gone: await acts.write(await slackThread(), 'A slip one.'),
    };
    const onDiscord = { edited: house.dilan.say(channel, 'Two, unedited.'), gone: house.dilan.say(channel, 'A slip two.') };
    await heard(4);
    await runFor(5 * MINUTE);
    const thread = await slackThread();
    const unheard = async (work: Promise<unknown>) => expect(work).rejects.toThrow('dispatch_failed');
    await web.stop();
    await house.away(async () => {
      house.clock.advance(DAY);
      await unheard(acts.edit(onSlack.edited, 'One, edited.'));
      await unheard(acts.remove(onSlack.gone));
      await unheard(acts.write(thread, 'Three, with a file.', [file]));
      house.dilan.edit(onDiscord.edited, 'Two, edited.');
      house.dilan.erase(onDiscord.gone);
      house.dilan.say(channel, 'Four, with a file.', [file]);
      house.dilan.erase(house.dilan.say(channel, 'A slip four.'));
      house.clock.advance(DAY);
    });
    await web.start(house);
    const words = ['Four, with a file.', 'One, edited.', 'Three, with a file.', 'Two, edited.'];
    const kept = async () => (await contributions()).flatMap(({ words: found }) => found ?? []).toSorted();
    await expect.poll(kept).toEqual(words);
    await runFor(5 * MINUTE);
    const lines = (texts: readonly string[]) =>
      texts.flatMap((text) => text.match(/(One|Two|Three|Four), [a-z ]+\.|A slip \w+\./g) ?? []).toSorted();
    const everywhere = await seen();
    for (const platform of ['slack', 'discord', 'web'] as const) expect([platform, lines(everywhere[platform])]).toEqual([platform, words]);
    const names = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name);
    expect(house.slack.messages.flatMap(({ files }) => names(files))).toEqual(['wells.csv', 'wells.csv']);
    expect(house.dilan.sees(channel).flatMap(({ message }) => message.attachments.map(({ filename }) => filename))).toEqual([
      'wells.csv',
      'wells.csv',
    ]);

    // What is heard already is not taken a second time, and what somebody withdrew while the bot was away follows too.
    const haneen = members.get('Haneen');
    if (haneen === undefined) throw new Error('no Haneen');
    await web.stop();
    await house.away(async () => house.clock.advance(DAY));
    await web.start(house);
    await house.app.contexts.transaction((context) => answerSharing(context, { id: haneen }, 'no'));
    await runFor(5 * MINUTE);
    const withdrawn = await seen();
    expect(lines(withdrawn.slack)).toEqual(words);
    for (const platform of ['discord', 'web'] as const) expect(lines(withdrawn[platform])).toEqual(['Four, with a file.', 'Two, edited.']);
  });
  it('follows what a member edits, deletes and attaches in the browser chat', async () => {
    const first = await writeWithFile('We test each month.', 'wells.csv');
    await heard(1);
    const slip = await writeWithFile('A slip of the tongue', 'slip.csv');
    await heard(2);
    await runFor(MINUTE);
    const both = ['wells.csv', 'slip.csv'];
    expect(await filesIn()).toEqual({ slack: both, discord: both, web: both });

    await web.send('/api/edits', { id: randomUUID(), message: first, text: LAST.haneen });
    await web.send('/api/removals', { id: randomUUID(), message: slip });
    await expect.poll(async () => (await contributions()).map(({ words }) => words)).toEqual([LAST.haneen, null]);
    await runFor(5 * MINUTE);
    const everywhere = await seen();
    for (const platform of ['slack', 'discord', 'web'] as const) {
      expect([platform, said(everywhere[platform])]).toEqual([platform, [LAST.haneen]]);
      expect(everywhere[platform].join()).not.toMatch(/slip|each month/);
    }
    for (const platform of ['slack', 'discord'] as const) {
      expect(everywhere[platform].find((text) => text.includes('week'))).toMatch(/House of Noor, wrote in English.*File: wells\.csv/s);
    }
    expect(await filesIn()).toEqual({ slack: ['wells.csv'], discord: ['wells.csv'], web: ['wells.csv'] });
    expect(everywhere.discord.join()).not.toContain('not copied');
  });

  it('shows a poll with the same counts everywhere, wherever somebody votes', async () => {
    await house.haneen.command(SLACK_CHANNELS.general, '/topics poll');
    await house.slack.until(() => house.haneen.dialog() !== undefined, 'the form of a poll');
    expect(await house.haneen.submit({ question: 'When do we meet?', options: 'Monday\nTuesday' })).toEqual({});
    await runFor(MINUTE);
    const asked = (text: string) => text.includes('When do we meet?');
    const { ts } = await slackThread();
    const onSlack = house.slack.messages.find((each) => each.thread === ts && asked(visibleText(each)));
    const channel = house.discord.channel((await threadOn('discord')).id);
    const onDiscord = house.dilan.sees(channel).find((each) => asked(house.discord.words(each)));
    const onWeb = (await inWebThread()).find(({ content }) => content.type === 'message' && asked(content.json));
    if (!onSlack || !onDiscord || onWeb?.content.type !== 'message') throw new Error('a poll is missing');
    /** The controls of the answers, as a platform calls them. */
    const answers = (content: unknown) => [...new Set(JSON.stringify(content).match(/[\w:.~-]*topics:vote:[^"\\]+/g) ?? [])];

    await house.haneen.click(onSlack, 'Tuesday');
    await house.app.settled();
    const [monday = '', tuesday = ''] = answers(onDiscord.message.components);
    house.dilan.press(onDiscord, tuesday);
    const [mondayOnWeb = '', tuesdayOnWeb = ''] = answers(onWeb.content.json);
    await web.press(onWeb.id, mondayOnWeb);
    const poll = (await house.store.autocommit.topics.pollsOf(topic))[0]?.id;
    if (poll === undefined) throw new Error('no poll');
    const votes = async () => (await house.store.autocommit.topics.votesOf(poll)).map(({ choice }) => choice).toSorted();
    await expect.poll(votes).toEqual([0, 1, 1]);
    await runFor(MINUTE);
    expect(await counts()).toEqual({ slack: ['1 vote', '2 votes'], discord: ['1 vote', '2 votes'], web: ['1 vote', '2 votes'] });

    // Who votes again in another place has still one vote.
    house.dilan.press(onDiscord, monday);
    await expect.poll(votes).toEqual([0, 0, 1]);
    await runFor(MINUTE);
    expect(await counts()).toEqual({ slack: ['2 votes', '1 vote'], discord: ['2 votes', '1 vote'], web: ['2 votes', '1 vote'] });

    await web.press(onWeb.id, tuesdayOnWeb);
    await expect.poll(votes).toEqual([0, 1, 1]);
    await runFor(MINUTE);
    expect(await counts()).toEqual({ slack: ['1 vote', '2 votes'], discord: ['1 vote', '2 votes'], web: ['1 vote', '2 votes'] });
  });

  /** The votes of each answer, as the poll's message shows them in each space. */
  const counts = async () => {
    const shown = await seen();
    const of = (texts: readonly string[]) =>
      texts.filter((text) => text.includes('When do we meet?')).flatMap((text) => text.match(/\d+ votes?/g) ?? []);
    return { slack: of(shown.slack), discord: of(shown.discord), web: of(shown.web) };
  };
});
