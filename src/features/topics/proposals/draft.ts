import { InputError, NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { type EarlierTopic, earlierTopics } from '../closing/browse.js';
import { similarTo } from '../rules/similar.js';
import { type OpenText, topicsStore } from '../store/index.js';
import type { Draft, ProposalText } from '../types.js';
import { maySendAnonymously } from './limits.js';

/** How long a proposal that was not sent is kept. */
export const DRAFT_KEPT = DAY;

/** How many earlier proposals a draft is compared with: more would take longer than a click may. */
const COMPARED_MAX = 2000;

/** How many of them are shown beside it. */
const SIMILAR_MAX = 3;

/** A draft with what its member can do with it. */
export interface DraftView {
  readonly draft: ProposalText;
  /** Open proposals about the same; `proposed`: by the member themselves. */
  readonly similar: readonly (OpenText & { readonly proposed: boolean })[];
  /** Topics about the same that are planned, open or over. */
  readonly earlier: readonly EarlierTopic[];
  readonly mayBeAnonymous: boolean;
}

/** What the member is writing; undefined if there is nothing, or it is too old. */
export function savedDraft(context: Context, member: MemberId): Promise<Draft | undefined> {
  return topicsStore(context.tx).findDraft(member, after(context.now, -DRAFT_KEPT));
}

/** Throws a `NotFoundError` where nothing is left to be sent. */
export async function requireDraft(context: Context, member: MemberId): Promise<Draft> {
  const draft = await savedDraft(context, member);
  if (!draft) throw new NotFoundError('no draft', phrase('topics.error.no-draft', { command: '/topics propose' }));
  return draft;
}

/** Keeps what the member wrote. Resources that were added before stay. Throws an `InputError` for an unknown sector. */
export async function writeDraft(context: Context, member: MemberId, text: Omit<ProposalText, 'resources'>): Promise<DraftView> {
  await assertSector(context, text.sector);
  const resources = (await savedDraft(context, member))?.resources ?? [];
  return keep(context, member, { ...text, resources });
}

export async function linkDraft(context: Context, member: MemberId, resources: readonly string[]): Promise<DraftView> {
  return keep(context, member, { ...(await requireDraft(context, member)), resources });
}

export function discardDraft(context: Context, member: MemberId): Promise<void> {
  return topicsStore(context.tx).removeDraft(member);
}

/** Erases drafts that are too old. Returns when the next one is. */
export async function expireDrafts(context: Context): Promise<Instant | undefined> {
  const oldest = await topicsStore(context.tx).removeOldDrafts(after(context.now, -DRAFT_KEPT));
  return oldest === undefined ? undefined : after(oldest, DRAFT_KEPT);
}

/** Throws an `InputError` for a sector that the community does not have, unless the text had it already as `earlier`. */
export async function assertSector(context: Context, sector: string, earlier?: string): Promise<void> {
  const { sectors } = await context.community.settings();
  if (sector !== earlier && !sectors.includes(sector)) throw new InputError('unknown sector', phrase('common.error.unknown-choice'));
}

async function keep(context: Context, member: MemberId, text: ProposalText): Promise<DraftView> {
  const store = topicsStore(context.tx);
  await store.saveDraft(member, { ...text, savedAt: context.now });
  await planExpiry(context, after(context.now, DRAFT_KEPT));
  return {
    draft: text,
    earlier: await earlierTopics(context, text),
    similar: similarTo(text, await store.openTextsFor(member, COMPARED_MAX), SIMILAR_MAX),
    mayBeAnonymous: await maySendAnonymously(context, member),
  };
}
