import { localDateOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import type { Settings } from '../../../core/settings.js';
import { after, between, DAY, HOUR, type Instant, MINUTE } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { accountsOfMany, listOrganisations } from '../../../features/members/public.js';
import { topicsChannel } from '../../../features/topics/channel.js';
import { planClosing } from '../../../features/topics/closing/plan-closing.js';
import { planOpening } from '../../../features/topics/discussion/open.js';
import { askFacilitator } from '../../../features/topics/facilitators/ask.js';
import { topicsStore } from '../../../features/topics/store/index.js';
import { type Contribution, MARKS, type NewTopic, type Topic, type TopicId } from '../../../features/topics/types.js';
import type { MessageRef } from '../../../ports/chat.js';
import { type Chance, createChance } from '../../random.js';
import type { SeededMember } from '../members.js';
import { openChannel } from '../threads.js';
import { DISCUSSIONS, type Discussion } from './discussions.js';
import { type PastTopic, pastTopics } from './past.js';
import { REMARKS } from './remarks.js';
import { insertRows, type Row } from './rows.js';
import { markRead, openDiscussion, write } from './thread.js';

type Member = SeededMember['member'];

/** The number of contributions to the running discussion that are still unread. */
const UNREAD = 2;

interface Past {
  readonly topic: TopicId;
  readonly past: PastTopic;
  readonly discussion: Discussion;
  readonly facilitator: Member | undefined;
  readonly contributions: readonly Pick<Contribution, 'id' | 'member'>[];
}

/** Who may have written, and what each allows. */
interface Company {
  readonly members: readonly Member[];
  readonly personas: ReadonlySet<MemberId>;
  readonly users: ReadonlyMap<MemberId, string>;
  readonly shares: ReadonlyMap<MemberId, 'yes' | 'no' | null>;
}

/**
 * Writes the topics of eight months with what was said, the discussion that runs, and what is planned. Returns the first opening.
 *
 * @throws {RangeError} If the sample has no discussion.
 */
export async function seedDiscussions(
  context: Context,
  members: readonly Member[],
  personas: ReadonlySet<MemberId>,
  now: Instant,
): Promise<Instant> {
  const settings = await context.community.settings();
  const company = await companyOf(context, members, personas, now);
  const conversation = await openChannel(context, topicsChannel);
  const all: Past[] = [];
  for (const [index, past] of pastTopics(now, settings).entries()) {
    const discussion = DISCUSSIONS[index % DISCUSSIONS.length];
    if (discussion === undefined) throw new RangeError('the sample lacks discussions');
    const facilitator = facilitatorOf(discussion, members, all, past);
    const topic = await topicsStore(context.tx).insertTopic(topicOf(past, discussion));
    const contributions =
      past.state === 'planned' ? [] : await discuss(context, { topic, past, discussion, facilitator, conversation }, company, now);
    await bringUpToDate(context, topic, past, facilitator);
    all.push({ topic, past, discussion, facilitator, contributions });
  }
  await writeWhatCame(context, all, now, settings);
  const [first] = all;
  if (first === undefined) throw new RangeError('the sample lacks topics');
  return first.past.at;
}

/** Most share what they write under their name, some as a member of their organisation, and some do not. */
async function companyOf(context: Context, members: readonly Member[], personas: ReadonlySet<MemberId>, now: Instant): Promise<Company> {
  const accounts = await accountsOfMany(
    context,
    members.map(({ id }) => id),
  );
  const users = new Map<MemberId, string>();
  for (const [member, [account]] of accounts) if (account) users.set(member, account.user);
  const shares = new Map<MemberId, 'yes' | 'no' | null>();
  const rows: Row<'topic_consents'>[] = [];
  for (const member of members) {
    const chance = createChance('topic-consent', member.id);
    const answer = chance.weighted({ yes: 70, no: 12, none: 18 });
    // Those whom visitors play are still to be asked.
    const share = personas.has(member.id) || answer === 'none' ? null : answer;
    shares.set(member.id, share);
    if (share === null) continue;
    const credit = chance.percent(75) ? 'name' : 'organisation';
    const at = after(now, -chance.between(100, 200) * DAY);
    rows.push({ member_id: member.id, share, credit, asked_at: at, answered_at: after(at, HOUR) });
  }
  await insertRows(context.tx, 'topic_consents', rows);
  const volunteers = members.filter(({ id }) => createChance('topic-volunteer', id).percent(12));
  await insertRows(
    context.tx,
    'topic_volunteers',
    volunteers.map(({ id }, index) => ({ member_id: id, learns: index % 5 === 4 ? 1 : 0, since: after(now, -(200 - index) * DAY) })),
  );
  return { members, personas, users, shares };
}

/** Somebody who speaks the topic's language and has not facilitated lately, nor has anybody of their organisation. */
function facilitatorOf({ language, title }: Discussion, members: readonly Member[], before: readonly Past[], { at }: PastTopic) {
  const lately = before.slice(-6).flatMap(({ facilitator }) => facilitator ?? []);
  const free = members.filter(
    (member) =>
      member.language === language &&
      member.joinedAt < at &&
      !lately.some(({ id, organisation }) => id === member.id || organisation === member.organisation),
  );
  return free.length === 0 ? undefined : createChance('topic-facilitator', title).pick(free);
}

function topicOf(past: PastTopic, { language, sector, title, question }: Discussion): NewTopic {
  return {
    month: past.month,
    slot: past.slot,
    origin: 'proposal',
    proposal: null,
    template: null,
    reason: null,
    state: past.state,
    language,
    sector,
    forSector: false,
    texts: { [language]: { title, question } },
    why: '',
    resources: [],
    guiding: null,
    plannedDate: past.planned,
    opensAt: past.at,
  };
}

interface Held {
  readonly topic: TopicId;
  readonly past: PastTopic;
  readonly discussion: Discussion;
  readonly facilitator: Member | undefined;
  readonly conversation: string;
}

/** The thread with what members wrote in it up to now. */
async function discuss(
  context: Context,
  { topic, past, discussion, facilitator, conversation }: Held,
  { members, personas, users, shares }: Company,
  now: Instant,
): Promise<Past['contributions']> {
  const chance = createChance('topic', discussion.title);
  const opened = await topicsStore(context.tx).topic(topic);
  if (!opened) throw new RangeError('the sample lost a topic');
  const { languages } = await context.community.settings();
  const thread = await openDiscussion(context, conversation, { topic: opened, facilitator: facilitator?.name, languages }, past.at);
  const isOpen = past.state === 'open';
  // Where the discussion runs there is room for those whom visitors play.
  const possible = members.filter(({ id, joinedAt }) => users.has(id) && joinedAt < past.at && !(isOpen && personas.has(id)));
  const written: { id: Contribution['id']; member: MemberId }[] = [];
  const messages: MessageRef[] = [];
  for (const { member, text, at, own } of wordsOf(discussion, possible, past.at, chance)) {
    if (at > now) continue;
    const message = await write(context, thread, { user: users.get(member.id) ?? '', text, at });
    messages.push(message);
    const shared = shares.get(member.id) === 'yes';
    const id = await topicsStore(context.tx).insertContribution({
      topic,
      member: member.id,
      organisation: member.organisation,
      message,
      language: member.language,
      shared,
      words: shared ? text : null,
      writtenAt: at,
      isQuestion: /[?؟]/.test(text),
    });
    if (id !== undefined && own) written.unshift({ id, member: member.id });
    else if (id !== undefined) written.push({ id, member: member.id });
    await topicsStore(context.tx).updateTopic(topic, { lastWrittenAt: at });
  }
  if (!isOpen) await context.webChat.setThread(thread.opening, 'closed');
  const read = messages.at(isOpen ? -1 - UNREAD : -1);
  if (read !== undefined) await markRead(context, thread, read);
  return written;
}

interface Said {
  readonly member: Member;
  readonly text: string;
  readonly at: Instant;
  /** It is about this topic only. */
  readonly own: boolean;
}

/** First what was said of this topic in each language, then remarks, by day and hour; nobody says the same twice. */
function wordsOf({ said }: Discussion, members: readonly Member[], openedAt: Instant, chance: Chance): readonly Said[] {
  const speakers = chance.some(members, chance.between(8, 12));
  const heard = new Set<string>();
  const words = speakers.flatMap((member, index): readonly Said[] => {
    const first = said[member.language];
    const own = !heard.has(first);
    const left = REMARKS[member.language].filter((text) => !heard.has(text));
    if (!own && left.length === 0) return [];
    const text = own ? first : chance.pick(left);
    heard.add(text);
    const day = index === 0 ? 0 : chance.between(0, 11);
    return [{ member, text, at: after(openedAt, day * DAY + chance.between(40, 380) * MINUTE), own }];
  });
  return words.sort((a, b) => between(b.at, a.at));
}

/** What the topic has become, and what the agenda holds for it. */
async function bringUpToDate(
  context: Context,
  id: TopicId,
  { state, at, closesAt }: PastTopic,
  facilitator: Member | undefined,
): Promise<void> {
  const store = topicsStore(context.tx);
  const change: Partial<Topic> = {
    openedAt: state === 'planned' ? null : at,
    closesAt,
    closedAt: state === 'closed' ? closesAt : null,
    facilitator: facilitator?.id ?? null,
  };
  await store.updateTopic(id, change);
  const topic = await store.topic(id);
  if (!topic) throw new RangeError('the sample lost a topic');
  if (state === 'planned') {
    await planOpening(context, topic);
    if (facilitator === undefined) await askFacilitator(context, topic);
  }
  if (state === 'open') await planClosing(context, topic);
}

/** Plans, facilitators, followers, marks, summaries and recommendations. */
async function writeWhatCame(context: Context, all: readonly Past[], now: Instant, { timezone }: Settings): Promise<void> {
  const { tx } = context;
  const names = new Map((await listOrganisations(context)).map(({ id, name }) => [id, name]));
  const facilitated = all.flatMap(({ facilitator, ...one }) => (facilitator === undefined ? [] : [{ ...one, facilitator }]));
  const months = [...new Map(all.map(({ past }) => [past.month, past])).values()];
  await insertRows(
    tx,
    'topic_plans',
    months.map(({ month, at }) => ({
      month,
      state: 'approved' as const,
      called_at: after(at, -25 * DAY),
      drafted_at: after(at, -21 * DAY),
      approved_at: after(at, -18 * DAY),
      approved_by: 'advisers' as const,
    })),
  );
  await insertRows(
    tx,
    'topic_facilitations',
    facilitated.map(({ topic, past, facilitator }) => ({
      topic_id: topic,
      member_id: facilitator.id,
      role: 'facilitator' as const,
      state: 'agreed' as const,
      organisation_id: facilitator.organisation,
      asked_at: after(past.at, -18 * DAY),
      answered_at: after(past.at, -17 * DAY),
    })),
  );
  await insertRows(
    tx,
    'topic_follows',
    all.flatMap(({ topic, past, contributions }) => {
      const authors = new Set(contributions.flatMap(({ member }) => member ?? []));
      return [...authors].map((member) => ({ topic_id: topic, member_id: member, follows: 1 as const, since: past.at }));
    }),
  );
  await insertRows(
    tx,
    'topic_marks',
    facilitated.flatMap(({ past, contributions, facilitator }) =>
      MARKS.flatMap((mark, index) => {
        const marked = contributions[index];
        return marked === undefined
          ? []
          : [{ contribution_id: marked.id, member_id: facilitator.id, mark, marked_at: after(past.at, 12 * DAY) }];
      }),
    ),
  );
  // One summary is overdue, and the newest is still to be written.
  const closed = all.filter(({ past }) => past.state === 'closed');
  const summed = closed.filter((_, index) => index !== closed.length - 4 && index !== closed.length - 1);
  await insertRows(
    tx,
    'topic_summaries',
    summed.map(({ topic, past, discussion, facilitator }) => ({
      topic_id: topic,
      state: 'written' as const,
      asked_id: null,
      asked_at: past.closesAt,
      written_by: facilitator?.id ?? null,
      written_at: after(past.closesAt ?? past.at, 2 * DAY),
      language: discussion.language,
      lessons: JSON.stringify([discussion.lesson]),
      challenges: JSON.stringify([discussion.challenge]),
      resources: '[]',
    })),
  );
  // The organisers are asked for the others.
  await insertRows(
    tx,
    'topic_summaries',
    closed
      .filter((one) => !summed.includes(one))
      .map(({ topic, past, discussion }) => ({
        topic_id: topic,
        state: 'asked' as const,
        asked_id: null,
        asked_at: past.closesAt,
        written_by: null,
        written_at: null,
        language: discussion.language,
        lessons: '[]',
        challenges: '[]',
        resources: '[]',
      })),
  );
  await insertRows(
    tx,
    'topic_recommendations',
    summed.map(({ topic, past, discussion, facilitator }): Row<'topic_recommendations'> => {
      const reviewAt = after(past.closesAt ?? past.at, 75 * DAY);
      const outcome = createChance('topic-outcome', discussion.title).weighted({ done: 45, partly: 30, 'not-done': 10, none: 15 });
      const isKnown = reviewAt <= now && outcome !== 'none';
      return {
        topic_id: topic,
        position: 1,
        words: discussion.recommendation,
        responsible: facilitator?.organisation == null ? '' : (names.get(facilitator.organisation) ?? ''),
        review_on: localDateOf(reviewAt, timezone),
        outcome: isKnown ? outcome : null,
        outcome_words: null,
        reviewed_at: isKnown ? after(reviewAt, DAY) : null,
      };
    }),
  );
}
