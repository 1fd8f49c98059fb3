import { coffeeStore } from '../../../../src/features/coffee/store/index.js';
import { webClient } from '../../web-client.js';
import type { Community, Platform } from '../community.js';
import { counted, type Done } from '../counted.js';
import { newest, type Resident, type Seen } from '../resident.js';
import { signInBy } from '../sign-in.js';
import { beginLife, type Life } from '../topic-life/life.js';
import { shared } from '../words.js';
import { COLLEAGUE, type Listed, messyList, ORGANISATIONS, PEOPLE } from './list.js';

export interface FirstHour {
  readonly transcript: string;
  /** What the organiser did, from the first link to the introductions. */
  readonly organiser: Done;
  /** What a member did. */
  readonly member: Done;
  /** Members who were introduced to somebody. */
  readonly introduced: number;
}

/** Lines that can be taken from the list, and the colleague's, on which an organiser decides. */
const LISTED = [...PEOPLE, COLLEAGUE];

/** The chapter in which people learn whom the lot has given them. */
export const INTRODUCTIONS = 'Introductions';

/** How somebody of the list comes in and joins. The first one does it as all see it; the others are as many as they are. */
interface Arrival {
  readonly person: Listed;
  /** Comes in, if that takes something, and types the command. */
  readonly resident: () => Promise<Resident>;
  /** The same by the same requests, without reading along. */
  readonly join: (command: string) => Promise<void>;
}

/**
 * The first hour of a community, from an empty database to the first introductions: an organiser comes in, sets up, brings a spreadsheet of
 * sixty organisations, invites, and starts a round. Nothing is done in a terminal.
 */
export async function tellFirstHour(community: Community, platform: Platform): Promise<FirstHour> {
  const organiser = counted(community.organiser);
  if (platform === 'web') {
    await community.enter(await community.firstLink(), community.organiser);
    organiser.done.clicks += LINK_CLICKS;
  }
  const settled = new Map(
    platform === 'web' ? [] : LISTED.map((person) => [person.name, community.settle(platform, person.name)] as const),
  );
  const list = await messyList(({ name }) => settled.get(name)?.id ?? '', platform === 'discord' ? 'Discord ID' : undefined);
  // A life has six people, and looks at none of them by itself.
  const life = beginLife(
    { ...community, organiser: organiser.who },
    platform,
    Array.from({ length: 6 }, () => organiser.who),
  );

  // Slack's own languages are not those of its people, so the first thing is to say one's own.
  if (platform === 'slack' && community.language !== 'en') await speak(life);
  await setUp(life);
  await bringList(life, list, platform);
  const arrivals = platform === 'web' ? await invite(community, life) : LISTED.map((person) => already(person, settled));
  const [first, ...others] = arrivals;
  if (!first) throw new Error('nobody is on the list');
  life.chapter('Join');
  const member = counted(await first.resident());
  if (platform === 'web') member.done.clicks += LINK_CLICKS;
  await member.who.command('/coffee join');
  await life.see(member.who, life.words('coffee.standing.in'));
  for (const { join } of others) await join('/coffee join');
  await firstRound(life, arrivals.length);
  life.chapter(INTRODUCTIONS);
  await life.see(member.who, life.words('coffee.intro.title', { round: 1 }), life.words('coffee.intro.openers'), first.person.name);
  return {
    transcript: withoutSecrets(life.transcript()),
    organiser: organiser.done,
    member: member.done,
    introduced: await introduced(community),
  };
}

/** To open a link, and to press the button behind it. */
const LINK_CLICKS = 2;

/** Somebody who is on the platform already. */
function already(person: Listed, settled: ReadonlyMap<string, Resident>): Arrival {
  const resident = settled.get(person.name);
  if (!resident) throw new Error(`${person.name} is not there`);
  return { person, resident: async () => resident, join: (command) => resident.command(command) };
}

/** Members whom the round has introduced to somebody. */
async function introduced({ store }: Community): Promise<number> {
  const coffee = coffeeStore(store.autocommit.tx);
  const round = await coffee.currentRound();
  const matches = round?.state === 'introduced' ? await coffee.matches(round.id) : [];
  return new Set(matches.flatMap(({ members }) => members)).size;
}

async function speak({ words, see, organiser, community, chapter }: Life): Promise<void> {
  chapter('Language');
  await organiser.command(`/profile language language:${community.language}`);
  await see(organiser, words('members.language.changed'));
}

/** The first card names the steps, and its button begins. */
async function setUp({ words, see, form, organiser, chapter }: Life): Promise<void> {
  chapter('Set up');
  await organiser.command('/community setup');
  await (await see(organiser, words('community.setup.text'))).press(words('community.setup.start'));
  await (await form(organiser)).submit({ [words('community.form.name')]: 'Women of the Rivers' });
  await see(organiser, words('community.setup.done', { name: 'Women of the Rivers' }));
}

/** The list is checked and imported, and the questions about it are answered. Where accounts are known, one is about the line without one. */
async function bringList({ words, see, form, organiser, chapter, community }: Life, bytes: Uint8Array, platform: Platform) {
  chapter('The list');
  await organiser.command('/community import');
  const opened = await form(organiser);
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await opened.submit({ [opened.labels[0] ?? '']: { name: 'members final (2).xlsx', mediaType, bytes } });
  await (await see(organiser, words('community.import.dry-run'), words('community.import.apply'))).press(words('community.import.apply'));
  await see(organiser, words('members.imported.title'));
  const decide = shared(community.language, 'people.question.decide');
  await (await see(organiser, decide)).press(decide);
  const same = [PEOPLE[1]?.name ?? '', 'same', 'is-same'] as const;
  const answers =
    platform === 'discord'
      ? [[COLLEAGUE.name, 'different', 'is-owner'] as const, same]
      : [[COLLEAGUE.name, 'different', 'is-different'] as const];
  for (const [name, answer, done] of answers) {
    await (await see(organiser, name, words(`people.question.${answer}`))).press(words(`people.question.${answer}`));
    await see(organiser, words(`people.question.${done}`, { name }));
  }
}

/** The result of the import offers to invite; everyone comes in by their own link. */
async function invite(community: Community, { words, see, organiser, chapter }: Life): Promise<readonly Arrival[]> {
  chapter('Invite');
  const button = words('invitations.button.invite');
  await (await newest(organiser, words('members.imported.title'), button)).press(button);
  const all = words('invitations.button.all', { count: LISTED.length });
  await (await see(organiser, words('invitations.title'), all)).press(all);
  const lines = await linksIn(await see(organiser, words('invitations.links.title', { count: LISTED.length })));
  return LISTED.map((person) => {
    const link = /http\S+/.exec(lines.find((line) => line.includes(person.name)) ?? '')?.[0] ?? '';
    return {
      person,
      resident: () => community.enter(link, person.name),
      async join(command) {
        const client = webClient({ url: new URL(link).origin, cookie: await signInBy(link) }, '');
        await client.send(await client.direct(), command);
      },
    };
  });
}

/** The lines of the file with a link for each. */
async function linksIn(made: Seen): Promise<readonly string[]> {
  return new TextDecoder()
    .decode(await made.file?.())
    .trim()
    .split('\r\n')
    .slice(1);
}

/** The organiser starts a round, and for a pilot matches at once. */
async function firstRound({ words, see, organiser, chapter }: Life, count: number): Promise<void> {
  chapter('The first round');
  const [start, everyone] = [words('coffee-organisers.button.start'), words('coffee-organisers.round.enrolled', { count })];
  await organiser.command('/coffee round');
  await (await see(organiser, start, everyone)).press(start);
  await (await see(organiser, words('coffee-organisers.start.title'), words('coffee-organisers.start.pair'))).press(
    words('coffee-organisers.start.pair'),
  );
}

/** Secrets of links, which are drawn by lot, and numbers that the fakes give. */
function withoutSecrets(transcript: string): string {
  return transcript
    .replaceAll(/(sign-in\/)[\w-]{43}/g, '$1<secret>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replaceAll(/\b\d{17,20}\b/g, '<id>');
}

export const SIZE = { organisations: ORGANISATIONS.length, members: LISTED.length };
