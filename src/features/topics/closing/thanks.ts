import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers, findOrganisations } from '../../members/public.js';
import { summaryKey } from '../keys.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/** Whom a summary thanks. */
export interface Thanks {
  /** Those who agreed to be named. */
  readonly names: readonly string[];
  /** Organisations whose members agreed to be called "a member of …". */
  readonly organisations: readonly string[];
}

/** Who facilitated, and who contributed and agreed that this is said, as they chose. Nobody else leaves a trace. */
export async function thanksFor(context: Context, topic: Topic): Promise<Thanks & { readonly facilitator: string | undefined }> {
  const contributors = await topicsStore(context.tx).thanked(topic.id);
  // Whoever facilitated was named in the opening, since they agreed to facilitate.
  const named = [topic.facilitator, ...contributors.filter(({ credit }) => credit === 'name').map(({ member }) => member)];
  const ids = [...new Set(named.filter((member) => member !== null))];
  const byId = new Map((ids.length === 0 ? [] : await findMembers(context, ids)).map(({ id, name }) => [id, name]));
  const of = contributors.filter(({ member, credit }) => credit === 'organisation' && !ids.includes(member));
  const organisations = [...new Set(of.map(({ organisation }) => organisation).filter((organisation) => organisation !== null))];
  return {
    facilitator: topic.facilitator === null ? undefined : byId.get(topic.facilitator),
    names: ids.flatMap((id) => byId.get(id) ?? []),
    organisations: (organisations.length === 0 ? [] : await findOrganisations(context, organisations)).map(({ name }) => name),
  };
}

/** A member is erased, or decides anew how they are named: posted summaries are composed again, after this transaction. */
export async function refreshThanks(context: Context, member: MemberId): Promise<void> {
  for (const topic of await topicsStore(context.tx).summariesThanking(member)) {
    await context.deliveries.refresh(summaryKey(topic), context.now);
  }
}
