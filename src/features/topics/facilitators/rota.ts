import { localDateOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers, type Member } from '../../members/public.js';
import { type Asked, rotaFor } from '../rules/rota.js';
import { turnsBefore } from '../rules/turns.js';
import { topicsStore } from '../store/index.js';
import type { FacilitationRole, Topic } from '../types.js';

/** A volunteer in the rota. */
export interface Turn extends Asked {
  readonly organisation: Member['organisation'];
}

/**
 * The volunteers for a role in a topic, in the order in which they are asked. `including`: also this one, who let it pass.
 */
export async function rotaOf(
  context: Context,
  topic: Topic,
  role: FacilitationRole,
  { including }: { readonly including?: MemberId } = {},
): Promise<readonly Turn[]> {
  const store = topicsStore(context.tx);
  const ids = (await store.volunteersFor(topic, role)).filter((id) => role === 'facilitator' || id !== topic.facilitator);
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
      turns.filter(({ member, topic: of }) => member === id && !(member === including && of === topic.id)),
      { id: topic.id, opens },
      timezone,
    ),
  }));
  const organisations = new Map(members.map(({ id, organisation }) => [id, organisation]));
  return rotaFor({ opens, language: topic.language, sector: topic.sector, neighbours }, volunteers, topic.id).map((asked) => ({
    ...asked,
    organisation: organisations.get(asked.member) ?? null,
  }));
}
