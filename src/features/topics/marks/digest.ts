import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Settings } from '../../../core/settings.js';
import { after, DAY, type Instant, toInstant } from '../../../core/time.js';
import { type Context, defineJob, type Job, planNext, wheneverPossible } from '../../../feature-api/index.js';
import type { Platform } from '../../../ports/chat.js';
import { findMembers, findOrganisations } from '../../members/public.js';
import { threadKey } from '../keys.js';
import { FEATURE } from '../names.js';
import { firstLine, nextDigest } from '../rules/digest.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, Topic, TopicId } from '../types.js';

const KIND = 'topics.marks.digest-week';
const PREFIX = `${FEATURE}:digest-week:`;
const payload = z.object({ since: z.int().transform(toInstant) });
const TOPICS_MAX = 8;
const LINES_MAX = 3;

/** What one digest tells of a topic. */
export interface TopicNews {
  readonly topic: Topic;
  readonly written: number;
  /** Where the reader can read it. */
  readonly links: readonly { readonly platform: Platform; readonly url: string }[];
  /** First lines of contributions whose authors agreed, under the name that they chose. */
  readonly lines: readonly {
    readonly line: string;
    readonly by: { readonly type: 'name' | 'organisation'; readonly name: string } | undefined;
  }[];
}

/**
 * Plans the next digest, or moves it to the hour that the settings say now. It tells what is new since `since`, or since the one
 * before it; one that is overdue stays.
 */
export async function planDigest(
  context: Context,
  { since, settings: known }: { readonly since?: Instant; readonly settings?: Settings } = {},
): Promise<void> {
  await planNext(context, KIND, async (row) => {
    const settings = known ?? (await context.community.settings());
    const { digestDay: weekday, digestTime: time } = topicsSection.of(settings);
    const { date, at } = nextDigest(context.now, { weekday, time, zone: settings.timezone });
    const kept = row && payload.safeParse(row.payload).data?.since;
    return { key: `${PREFIX}${date}`, payload: { since: since ?? kept ?? after(at, -7 * DAY) }, dueAt: at };
  });
}

/** One row a week: plans a message for each member who asked for the digest and has something to read in it. */
export const digestWeek: Job = defineJob(
  { kind: KIND, class: 'normal', lateness: wheneverPossible, payload },
  async (context, { since }, { key, now }) => {
    const span = { from: since, to: now };
    const readers = await topicsStore(context.tx).digestReaders(span);
    return {
      type: 'done',
      async effects(inside) {
        await inside.deliveries.plan(
          readers.map((member) => ({
            key: `${FEATURE}:digest:${key.slice(PREFIX.length)}:${member}`,
            kind: 'topics.marks.digest',
            args: { member, from: span.from, to: span.to },
            to: { to: 'member', member } as const,
            dueAt: now,
          })),
        );
        await planDigest(inside, { since: now });
      },
    };
  },
);

/** What is new for a member. Words are there only where their author's consent still covers them. */
export async function newsFor(
  context: Context,
  member: MemberId,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<readonly TopicNews[]> {
  const store = topicsStore(context.tx);
  const news = await store.newsFor(member, span, TOPICS_MAX);
  const told = news.map(({ topic, written }) => ({ topic, written: written.length, shown: written.filter(hasWords).slice(0, LINES_MAX) }));
  const authors = [...new Set(told.flatMap(({ shown }) => shown.map((one) => one.member)))];
  const consents = new Map((await store.consentsOf(authors)).map((consent) => [consent.member, consent]));
  const members = new Map((authors.length === 0 ? [] : await findMembers(context, authors)).map((one) => [one.id, one]));
  const places = [...members.values()].flatMap(({ organisation }) => organisation ?? []);
  const organisations = new Map((places.length === 0 ? [] : await findOrganisations(context, places)).map((one) => [one.id, one.name]));
  const byline = (author: MemberId) => {
    const person = members.get(author);
    if (!person) return undefined;
    if (consents.get(author)?.credit === 'name') return { type: 'name', name: person.name } as const;
    const name = person.organisation === null ? undefined : organisations.get(person.organisation);
    return name === undefined ? undefined : ({ type: 'organisation', name } as const);
  };
  const isCovered = (author: MemberId) => consents.get(author)?.share === 'yes' && consents.get(author)?.stopped !== true;
  const links = new Map<TopicId, TopicNews['links']>();
  for (const { topic } of told) links.set(topic.id, await linksFor(context, member, topic.id));
  return told.map(({ topic, written, shown }) => ({
    topic,
    written,
    links: links.get(topic.id) ?? [],
    lines: shown.filter((one) => isCovered(one.member)).map((one) => ({ line: firstLine(one.words), by: byline(one.member) })),
  }));
}

/** The topic's threads in the spaces where the member has an account. */
async function linksFor(context: Context, member: MemberId, topic: TopicId): Promise<TopicNews['links']> {
  const { conversations, platforms, people } = context;
  const links = [];
  for (const { platform, space } of await people.accounts(member)) {
    const thread = await conversations.find(threadKey(topic), platform);
    const url = thread?.space === space ? platforms.linkTo(thread) : undefined;
    if (url !== undefined) links.push({ platform, url });
  }
  return links;
}

type WithWords = Contribution & { readonly member: MemberId; readonly words: string };

function hasWords(one: Contribution): one is WithWords {
  return one.shared && one.member !== null && one.words !== null && firstLine(one.words) !== '';
}
