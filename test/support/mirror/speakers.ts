import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { PAGE_HEADER, PERSONA_HEADER } from '../../../adapters/web/protocol.js';
import type { MemberId } from '../../../src/core/ids.js';
import type { Platform } from '../../../src/ports/chat.js';
import type { FakeMessage as DiscordMessage } from '../discord/index.js';
import { createPerson } from '../slack/people.js';
import { createThreadActs } from '../slack/thread-acts.js';
import type { FakeMessage as SlackMessage } from '../slack/workspace.js';
import { ANSWERS, type MirrorHouse, type Speaker } from './house.js';
import { pollMessages } from './shown.js';

/** Something that somebody wrote, as it stands now for its author. */
export interface Said {
  readonly number: number;
  readonly platform: Platform;
  version: number;
  deleted: boolean;
  readonly file: string | undefined;
}

export interface Speakers {
  readonly said: readonly Said[];
  readonly counts: { edits: number; deletions: number; votes: number };
  /** The last vote of each member that took effect. */
  readonly votes: ReadonlyMap<MemberId, number>;
  /** They write, edit, delete and vote until `stop`. Resolves once all of them have come to an end. */
  speak(): Promise<void>;
  stop(): void;
}

/** The text of something said, which names it and its version. */
export const textOf = ({ number, version }: Pick<Said, 'number' | 'version'>): string => `Word ${number} in version ${version}.`;

/** Each so-many-th comes with a file. */
const WITH_FILE = 7;
const VOTE_HEARD_MS = 4_000;
const CALL_MS = 10_000;

/** What one of them can do with their own messages. */
interface Hands {
  write(text: string, file: string | undefined): Promise<Message>;
  vote(choice: number): Promise<void>;
}

interface Message {
  readonly edit: (text: string) => Promise<void>;
  readonly erase: () => Promise<void>;
}

/** @param pauseMs How long each of them rests between two things, on average. */
export function createSpeakers(
  house: MirrorHouse,
  { random, pauseMs }: { readonly random: () => number; readonly pauseMs: number },
): Speakers {
  const said: Said[] = [];
  const counts = { edits: 0, deletions: 0, votes: 0 };
  const votes = new Map<MemberId, number>();
  let speaking = true;

  const begin = async (speaker: Speaker): Promise<void> => {
    const hands = await handsOf(house, speaker);
    const mine: { readonly said: Said; readonly message: Message }[] = [];
    while (speaking) {
      await sleep(random() * 2 * pauseMs);
      const turn = random();
      const some = mine[Math.floor(random() * mine.length)];
      if (turn < 0.2 && some && !some.said.deleted) {
        some.said.version += 1;
        await some.message.edit(textOf(some.said));
        counts.edits += 1;
      } else if (turn < 0.3 && some && !some.said.deleted) {
        some.said.deleted = true;
        await some.message.erase();
        counts.deletions += 1;
      } else if (turn < 0.4) {
        const choice = Math.floor(random() * ANSWERS.length);
        if (await pollIsEverywhere(house)) {
          await hands.vote(choice);
          votes.set(speaker.member, choice);
          counts.votes += 1;
        }
      } else {
        const number = said.length;
        const file = number % WITH_FILE === 0 ? `wells-${number}.csv` : undefined;
        const one: Said = { number, platform: speaker.platform, version: 0, deleted: false, file };
        said.push(one);
        mine.push({ said: one, message: await hands.write(textOf(one), file) });
      }
    }
  };

  return {
    said,
    counts,
    votes,
    speak: async () => void (await Promise.all(house.speakers.map(begin))),
    stop() {
      speaking = false;
    },
  };
}

async function pollIsEverywhere(house: MirrorHouse): Promise<boolean> {
  return (await pollMessages(house)) !== undefined;
}

export async function handsOf(house: MirrorHouse, speaker: Speaker): Promise<Hands> {
  switch (speaker.platform) {
    case 'slack':
      return onSlack(house, speaker.user);
    case 'discord':
      return onDiscord(house, speaker);
    case 'web':
      return onWeb(house, speaker.user);
    default:
      return speaker satisfies never;
  }
}

/** Slack tells again what was not acknowledged. */
async function onSlack(house: MirrorHouse, user: string): Promise<Hands> {
  const { slack } = house;
  const thread = (await house.places()).slack;
  const acts = createThreadActs(slack, user);
  const person = createPerson(slack, user);
  return {
    async write(text, file) {
      const message: SlackMessage = await acts.write(thread, text, file === undefined ? [] : [fileOf(file)]);
      return { edit: (changed) => acts.edit(message, changed), erase: () => acts.remove(message) };
    },
    async vote(choice) {
      const poll = (await pollMessages(house))?.slack;
      if (poll) await person.click(poll, ANSWERS[choice] ?? '');
    },
  };
}

/** Discord tells once. What is posted or edited while nobody hears is read later; a click is repeated if nothing comes of it. */
async function onDiscord(house: MirrorHouse, { person, member }: Extract<Speaker, { platform: 'discord' }>): Promise<Hands> {
  const { discord, store } = house;
  const thread = discord.channel((await house.places()).discord);
  const connected = async () => {
    while (!discord.gateway.connected()) await sleep(20);
  };
  const hasVoted = async (choice: number) => {
    const poll = await house.poll();
    const found = poll ? await store.autocommit.topics.votesOf(poll.id) : [];
    return found.some((vote) => vote.member === member && vote.choice === choice);
  };
  return {
    async write(text, file) {
      const message: DiscordMessage = person.say(thread, text, file === undefined ? [] : [fileOf(file)]);
      return {
        edit: async (changed) => person.edit(message, changed),
        erase: async () => person.erase(message),
      };
    },
    async vote(choice) {
      while (!(await hasVoted(choice))) {
        await connected();
        const poll = (await pollMessages(house))?.discord;
        const button = poll && answersIn(poll.message.components)[choice];
        if (poll && button !== undefined) person.press(poll, button);
        for (const limit = performance.now() + VOTE_HEARD_MS; performance.now() < limit && !(await hasVoted(choice)); ) await sleep(50);
      }
    },
  };
}

/** The page repeats a request with the same id until it has an answer. */
async function onWeb(house: MirrorHouse, user: string): Promise<Hands> {
  const { conversation, thread } = (await house.places()).web;
  const headers = { [PAGE_HEADER]: '1', [PERSONA_HEADER]: user };
  /** Undefined where what it is about is gone: it was deleted by the same request before, whose answer was lost. */
  const post = async (path: string, body: object, file?: string): Promise<unknown> => {
    const json = JSON.stringify({ id: randomUUID(), ...body });
    for (;;) {
      try {
        const init = file === undefined ? { headers: { ...headers, ...JSON_BODY }, body: json } : { headers, body: formOf(json, file) };
        const response = await fetch(house.url + path, { method: 'POST', ...init, signal: AbortSignal.timeout(CALL_MS) });
        if (response.ok) return await response.json();
        if (response.status === 404 && path === REMOVALS) return undefined;
        // Another process may still answer the same request.
        if (response.status < 500 && response.status !== 409) throw new TypeError(`${path}: ${response.status} ${await response.text()}`);
      } catch (error) {
        if (error instanceof TypeError && error.message.startsWith(path)) throw error;
      }
      await sleep(100);
    }
  };
  return {
    async write(text, file) {
      const [written] = writtenSchema.parse(await post('/api/messages', { conversation, thread, text }, file)).messages;
      const message = written?.id;
      return {
        edit: async (changed) => void (await post('/api/edits', { message, text: changed })),
        erase: async () => void (await post(REMOVALS, { message })),
      };
    },
    async vote(choice) {
      const poll = (await pollMessages(house))?.web;
      const action = poll && answersIn(poll.content)[choice];
      if (poll) await post('/api/actions', { message: poll.id, action, values: [] });
    },
  };
}

const REMOVALS = '/api/removals';
const JSON_BODY = { 'content-type': 'application/json' };
const writtenSchema = z.object({ messages: z.array(z.object({ id: z.int() })) });

function formOf(json: string, name: string): FormData {
  const form = new FormData();
  const { mediaType, bytes } = fileOf(name);
  form.append('json', json);
  form.append('file:0', new File([bytes], name, { type: mediaType }));
  return form;
}

/** The controls of a poll's answers, as a platform calls them, in order. */
function answersIn(content: unknown): readonly string[] {
  return [...new Set(JSON.stringify(content).match(/[\w:.~-]*topics:vote:[^"\\]+/g) ?? [])];
}

const fileOf = (name: string) => ({ name, mediaType: 'text/csv', bytes: new TextEncoder().encode('well,state') });
