import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { type Part, topicsStore } from '../store/index.js';
import type { Topic, TopicVolunteer } from '../types.js';

/** What a member offered, is asked about and agreed to. */
export interface Mine {
  readonly volunteer: TopicVolunteer | undefined;
  readonly asked: readonly Part[];
  readonly agreed: readonly Part[];
  /** The reader's, in which the hours of openings are shown. */
  readonly zone: string;
}

export async function mine(context: Context, { id, timezone }: Pick<Actor, 'id' | 'timezone'>): Promise<Mine> {
  const { volunteer, parts } = await topicsStore(context.tx).partsOf(id);
  const asked = parts.filter(({ topic, role, state }) => state === 'asked' && topic[role] === null);
  const agreed = parts.filter(({ topic, role }) => topic[role] === id);
  return { volunteer, asked, agreed, zone: timezone };
}

/** A topic as its facilitator or their shadow sees it. */
export interface OwnTopic {
  readonly topic: Topic;
  readonly role: 'facilitator' | 'shadow';
  /** Who facilitates with them, or whom they learn from; undefined if nobody does. */
  readonly other: string | undefined;
  /** They may ask for somebody who learns. */
  readonly mayHaveShadow: boolean;
  readonly zone: string;
}

/** `topic` has the reader on one of its seats. */
export async function ownTopic(context: Context, topic: Topic, { id, timezone }: Pick<Actor, 'id' | 'timezone'>): Promise<OwnTopic> {
  const store = topicsStore(context.tx);
  const role = topic.facilitator === id ? 'facilitator' : 'shadow';
  const other = role === 'facilitator' ? topic.shadow : topic.facilitator;
  const [person] = other === null ? [] : await findMembers(context, [other]);
  const mayHaveShadow = role === 'facilitator' && topic.shadow === null && (await store.mayFindShadow(topic.id));
  return { topic, role, other: person?.name, mayHaveShadow, zone: timezone };
}
