import { setTimeout as sleep } from 'node:timers/promises';
import { idsOf } from '../../../adapters/web/places/threads.js';
import type { PersonaView } from '../../../adapters/web/protocol.js';
import type { MemberId } from '../../../src/core/ids.js';
import { systemClock, toLocalDate } from '../../../src/core/time.js';
import { answerSharing } from '../../../src/features/topics/discussion/consent.js';
import { planOpening } from '../../../src/features/topics/discussion/open.js';
import { threadKey } from '../../../src/features/topics/keys.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import type { Poll, Topic, TopicId } from '../../../src/features/topics/types.js';
import type { Platform } from '../../../src/ports/chat.js';
import { activeMember } from '../active-member.js';
import { SPACE } from '../clicks/options.js';
import type { FakeDiscord, Person } from '../discord/index.js';
import { createPerson } from '../slack/people.js';
import type { FakeSlack } from '../slack/server.js';
import type { TestStore } from '../store.js';
import { aTopic } from '../topic-rows.js';

/** On each platform. */
const PEOPLE = 3;
const LIMIT_MS = 60_000;

/** A member who agreed that what they write is copied. */
export type Speaker = { readonly member: MemberId; readonly user: string } & (
  | { readonly platform: 'slack' | 'web' }
  | { readonly platform: 'discord'; readonly person: Person }
);

/** A topic that opens in a workspace, on a server and in the browser chat, and those who will write in it. */
export interface MirrorHouse {
  readonly store: TestStore;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Of the program's web server. */
  readonly url: string;
  readonly topic: TopicId;
  readonly speakers: readonly Speaker[];
  readonly personas: readonly [PersonaView, ...PersonaView[]];
  /** Resolves once the thread of the topic is in each space. */
  opened(): Promise<void>;
  /** Somebody starts a poll by the form, and it is stored. */
  startPoll(): Promise<void>;
  poll(): Promise<Poll | undefined>;
  /** The ids of the topic's thread, as each platform has them. */
  places(): Promise<Places>;
}

export interface Places {
  readonly slack: { readonly channel: string; readonly ts: string };
  readonly discord: string;
  readonly web: { readonly conversation: string; readonly thread: number | null };
}

export const QUESTION = 'When do we meet?';
export const ANSWERS = ['Monday', 'Tuesday', 'Sunday'] as const;
const CHANNEL = 'C0TOPICS1';

export async function openMirrorHouse(parts: {
  readonly store: TestStore;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly url: string;
}): Promise<MirrorHouse> {
  const { store, slack, discord } = parts;
  const { autocommit } = store;
  const contexts = store.contexts({ clock: systemClock });
  const users = Array.from({ length: PEOPLE }, (_, index) => `U0SPEAKER${index}`);
  for (const user of users) slack.addUser({ id: user, name: user.toLowerCase(), realName: user });
  const members = () => new Set([...users, slack.bot.user]);
  slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: members() });
  slack.addChannel({ id: CHANNEL, name: 'topics', members: members() });
  discord.textChannel('topics');

  const speakers: Speaker[] = [];
  const addSpeaker = async (platform: Platform, space: string, user: string): Promise<MemberId> => {
    const member = await activeMember(store, `${platform} ${user}`, { platform, space, user });
    await contexts.transaction((context) => answerSharing(context, { id: member }, 'name'));
    return member;
  };
  for (let index = 0; index < PEOPLE; index += 1) {
    const user = users[index] ?? '';
    speakers.push({ platform: 'slack', user, member: await addSpeaker('slack', slack.team, user) });
    const person = discord.person(`Speaker ${index}`);
    const guild = discord.world.guild.id;
    speakers.push({ platform: 'discord', user: person.id, person, member: await addSpeaker('discord', guild, person.id) });
    speakers.push({ platform: 'web', user: `web${index}`, member: await addSpeaker('web', SPACE, `web${index}`) });
  }
  const personas = speakers
    .filter(({ platform }) => platform === 'web')
    .map(({ user }): PersonaView => ({ user, name: user, language: 'en', about: user }));
  const [first, ...others] = personas;
  if (!first) throw new Error('nobody uses the browser chat');

  const topic = await autocommit.topics.insertTopic(
    aTopic(systemClock.now(), {
      month: toMonth('2026-12'),
      plannedDate: toLocalDate('2026-12-06'),
      origin: 'urgent',
      sector: null,
      texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } },
    }),
  );
  const planned = (await autocommit.topics.topic(topic)) as Topic;
  await contexts.transaction((context) => planOpening(context, planned));

  const threadOn = (platform: Platform) => autocommit.conversations.find(threadKey(topic), platform);
  const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
    const limit = performance.now() + LIMIT_MS;
    while (!(await isSo())) {
      if (performance.now() > limit) throw new Error(`it never came about that ${what}`);
      await sleep(50);
    }
  };
  const poll = async () => (await autocommit.topics.pollsOf(topic))[0];
  return {
    ...parts,
    topic,
    speakers,
    personas: [first, ...others],
    opened: () =>
      until('the topic is opened everywhere', async () =>
        (await Promise.all((['slack', 'discord', 'web'] as const).map(threadOn))).every((thread) => thread !== undefined),
      ),
    async startPoll() {
      const asker = createPerson(slack, users[0] ?? '');
      await asker.command(CHANNEL, '/topics poll');
      await slack.until(() => asker.dialog() !== undefined, 'the form of a poll');
      const errors = await asker.submit({ question: QUESTION, options: ANSWERS.join('\n') });
      if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
      await until('there is a poll', async () => (await poll()) !== undefined);
    },
    poll,
    async places() {
      const [onSlack, onDiscord, onWeb] = [await threadOn('slack'), await threadOn('discord'), await threadOn('web')];
      if (!onSlack || !onDiscord || !onWeb) throw new Error('a thread is missing');
      const [channel = '', ts = ''] = onSlack.id.split(':');
      return { slack: { channel, ts }, discord: onDiscord.id, web: idsOf(onWeb) };
    },
  };
}
