import { localDateOf } from '../../../calendar/wall-clock.js';
import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers, type Member } from '../../members/public.js';
import { type Asked, rotaFor } from '../rules/rota.js';
import { turnsBefore } from '../rules/turns.js';
import { topicsStore } from '../store/index.js';
import type { Facilitation, FacilitationRole, Topic } from '../types.js';

/** A volunteer in the rota. */
export interface Turn extends Asked {
  readonly organisation: Member['organisation'];
}

/** Volunteers who did not ask to learn are asked whether they want to once in three months at most. */
const ASKED_AGAIN_AFTER = 91 * DAY;

/** The volunteers for a role in a topic, in the order in which they are asked. */
export async function rotaOf(context: Context, topic: Topic, role: FacilitationRole): Promise<readonly Turn[]> {
  const store = topicsStore(context.tx);
  const shadows = role === 'shadow' ? await store.shadowsFor(topic, after(context.now, -ASKED_AGAIN_AFTER)) : [];
  const ids =
    role === 'shadow' ? shadows.flatMap(({ member }) => (member === topic.facilitator ? [] : [member])) : await store.volunteersFor(topic);
  if (ids.length === 0) return [];
  const members = (await findMembers(context, ids)).filter(({ status, isBot }) => status === 'active' && !isBot);
  const turns = await store.turnsOf(ids, role);
  const neighbours = role === 'facilitator' ? await store.neighbours(topic) : [];
  const { timezone } = await context.community.settings();
  const opens = localDateOf(topic.opensAt, timezone);
  const volunteers = members.map(({ id, organisation, languages, sectors }) => ({
    member: id,
    organisation,
    languages,
    sectors,
    ...turnsBefore(
      turns.filter(({ member }) => member === id),
      { id: topic.id, opens },
      timezone,
    ),
  }));
  const organisations = new Map(members.map(({ id, organisation }) => [id, organisation]));
  const turnsInOrder = rotaFor({ opens, language: topic.language, sector: topic.sector, neighbours }, volunteers, topic.id).map(
    (asked) => ({
      ...asked,
      organisation: organisations.get(asked.member) ?? null,
    }),
  );
  // Whoever asked to learn comes before those who might like to.
  const learns = new Set(shadows.flatMap((shadow) => (shadow.learns ? [shadow.member] : [])));
  return [...turnsInOrder.filter(({ member }) => learns.has(member)), ...turnsInOrder.filter(({ member }) => !learns.has(member))];
}

/**
 * Whether a yes that comes too late has to wait: somebody else is being asked meanwhile, and this one's turn would break
 * the rules.
 */
export async function mustWait(context: Context, topic: Topic, { member, role, organisation }: Facilitation): Promise<boolean> {
  const { turns, neighbours, isAnotherAsked } = await topicsStore(context.tx).beforeLateAnswer(topic, member, role);
  if (!isAnotherAsked) return false;
  const { timezone } = await context.community.settings();
  const opens = localDateOf(topic.opensAt, timezone);
  const own = turnsBefore(
    turns.filter(({ topic: of }) => of !== topic.id),
    { id: topic.id, opens },
    timezone,
  );
  const about = { opens, language: topic.language, sector: topic.sector, neighbours: role === 'facilitator' ? neighbours : [] };
  const [turn] = rotaFor(about, [{ member, organisation, languages: [], sectors: [], ...own }], topic.id);
  return turn === undefined || turn.tooSoon || turn.sameOrganisation;
}
