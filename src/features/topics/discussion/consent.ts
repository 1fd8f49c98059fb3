import type { Actor } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember, findOrganisations } from '../../members/public.js';
import { refreshThanks } from '../closing/thanks.js';
import { mayShare } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { type KnownConsent, type Shared, topicsStore } from '../store/index.js';
import { planForCopies } from './copies.js';
import { releaseKept } from './files.js';
import type { Sharing } from './ids.js';

/** What a member sees of their choice. */
export interface SharingView {
  /** Null: not answered. */
  readonly choice: Sharing | null;
  readonly organisation: string | undefined;
  readonly mirroring: boolean;
  readonly stopped: boolean;
  /** How many contributions this answer takes back. */
  readonly withdrawn?: number;
}

const noConsent = (member: MemberId): KnownConsent => ({
  member,
  share: null,
  credit: 'name',
  stopped: false,
  askedAt: null,
  answeredAt: null,
});

export async function sharingOf(context: Context, member: MemberId): Promise<SharingView> {
  const consent = await topicsStore(context.tx).consentOf(member);
  return {
    choice: choiceOf(consent),
    organisation: await organisationOf(context, member),
    mirroring: topicsSection.of(await context.community.settings()).mirroring,
    stopped: consent?.stopped ?? false,
  };
}

/** The question, for a member who has written and did not answer it yet. */
export async function openQuestion(context: Context, member: MemberId): Promise<SharingView | undefined> {
  const consent = await topicsStore(context.tx).consentOf(member);
  if (consent?.share !== null || consent.stopped) return undefined;
  const view = await sharingOf(context, member);
  return view.mirroring ? view : undefined;
}

/** Saves what a member chose: it holds for what they write from now on, and a no also for what was copied before. */
export async function answerSharing(context: Context, { id: member }: Pick<Actor, 'id'>, choice: Sharing): Promise<SharingView> {
  const store = topicsStore(context.tx);
  const sharing = await store.sharing(member);
  const { consent: before = noConsent(member), shared } = sharing;
  const { now } = context;
  await store.saveConsent({
    ...before,
    share: choice === 'no' ? 'no' : 'yes',
    credit: choice === 'no' ? before.credit : choice,
    askedAt: before.askedAt ?? now,
    answeredAt: choice === 'no' ? null : (before.answeredAt ?? now),
  });
  if (choice === 'no') await withdraw(context, sharing);
  else if (before.share === 'yes' && before.credit !== choice) await planForCopies(context, shared, 'refresh');
  if (before.share === 'yes') await refreshThanks(context, member);
  return { ...(await sharingOf(context, member)), withdrawn: choice === 'no' ? shared.length : 0 };
}

/** An organiser stops the copying of what a member writes; copies disappear, and the member is not asked again. */
export async function stopMirroring(context: Context, member: MemberId): Promise<void> {
  const store = topicsStore(context.tx);
  const sharing = await store.sharing(member);
  await store.saveConsent({ ...(sharing.consent ?? noConsent(member)), stopped: true });
  await withdraw(context, sharing);
}

/** What the member writes from now on is copied again, if they agreed. */
export async function allowMirroring(context: Context, member: MemberId): Promise<void> {
  const before = await topicsStore(context.tx).consentOf(member);
  if (!before?.stopped) return;
  const after: KnownConsent = { ...before, stopped: false };
  await topicsStore(context.tx).saveConsent({ ...after, answeredAt: mayShare(after) ? context.now : null });
}

/** Erases the words of all that a member shared, at once, and plans that the copies are removed. */
export async function withdrawWords(context: Context, member: MemberId): Promise<void> {
  await withdraw(context, await topicsStore(context.tx).sharing(member));
}

/** What a member shared follows the consent that holds since two of their accounts became one. */
export async function followConsent(context: Context, member: MemberId): Promise<void> {
  const sharing = await topicsStore(context.tx).sharing(member);
  if (mayShare(sharing.consent)) await planForCopies(context, sharing.shared, 'refresh');
  else await withdraw(context, sharing);
  await refreshThanks(context, member);
}

/** Copies that name the member show their organisation, or not, as they decide now; who is called by it stays so called. */
export async function followVisibility(context: Context, member: MemberId): Promise<void> {
  const { consent, shared } = await topicsStore(context.tx).sharing(member);
  if (mayShare(consent) && consent?.credit === 'name') await planForCopies(context, shared, 'refresh');
}

async function withdraw(context: Context, { shared, kept }: Shared): Promise<void> {
  if (shared.length === 0) return;
  await releaseKept(context, kept);
  await topicsStore(context.tx).forgetWords(shared);
  await planForCopies(context, shared, 'remove');
}

function choiceOf(consent: KnownConsent | undefined): Sharing | null {
  if (!consent || consent.share === null) return null;
  return consent.share === 'no' ? 'no' : consent.credit;
}

/** The name of a member's organisation. */
async function organisationOf(context: Context, member: MemberId): Promise<string | undefined> {
  const organisation = (await findMember(context, member))?.organisation ?? null;
  return organisation === null ? undefined : (await findOrganisations(context, [organisation]))[0]?.name;
}
