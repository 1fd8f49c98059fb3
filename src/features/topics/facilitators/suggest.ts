import type { MemberId } from '../../../core/ids.js';
import type { Context, OnShelf } from '../../../feature-api/index.js';
import { seededRandom } from '../../../kit/random.js';
import { countMembers, isVisibleTo, listMembers, type Member } from '../../members/public.js';
import { suggestResource } from '../discussion/resources.js';
import { topicsStore } from '../store/index.js';
import type { Contribution, Topic } from '../types.js';

/** What may bring a quiet topic to life again. */
export interface Suggestions {
  /** Somebody of the topic's sector who has not written in it. */
  readonly member: Pick<Member, 'name'> | undefined;
  /** The oldest question that nobody has answered. */
  readonly question: Pick<Contribution, 'words' | 'writtenAt'> | undefined;
  /** Of the library, or a link that came with the proposal. */
  readonly resource: OnShelf | string | undefined;
}

/** Among how many members one who has not written is looked for. */
const LOOKED_THROUGH = 50;

/** Three suggestions, as far as there are any. `reader`: only what every member may see is shown. */
export async function suggestionsFor(context: Context, topic: Topic, reader: MemberId | null): Promise<Suggestions> {
  const contributions = await topicsStore(context.tx).contributionsOf(topic.id);
  const wrote = new Set(contributions.flatMap(({ member }) => member ?? []));
  const question = contributions.find(
    ({ isQuestion, questionAnsweredAt, deletedAt, hiddenAt }) =>
      isQuestion && questionAnsweredAt === null && deletedAt === null && hiddenAt === null,
  );
  return {
    member: await silentMember(context, topic, (id) => id === reader || wrote.has(id)),
    question: question && { words: question.shared ? question.words : null, writtenAt: question.writtenAt },
    resource: await suggestResource(context, topic),
  };
}

/** A member whose profile shows the topic's sector to everyone; by lot, so that it is not always the same. */
async function silentMember(
  context: Context,
  { id, sector, shadow, lastNudgeAt }: Topic,
  isOut: (member: MemberId) => boolean,
): Promise<Member | undefined> {
  if (sector === null) return undefined;
  const filter = { sector, status: 'active', isBot: false } as const;
  const count = await countMembers(context, filter);
  if (count === 0) return undefined;
  const draw = seededRandom((lastNudgeAt ?? 0) ^ id);
  const offset = draw(Math.max(1, count - LOOKED_THROUGH + 1));
  const found = (await listMembers(context, filter, { offset, limit: LOOKED_THROUGH })).filter(
    (member) => !isOut(member.id) && member.id !== shadow && isVisibleTo(member, 'sectors', ANYBODY),
  );
  return found[draw(Math.max(1, found.length))];
}

/** A reader without rights, who sees only what everyone may see; no member has this number. */
const ANYBODY = { id: 0 as MemberId, role: 'member' } as const;
