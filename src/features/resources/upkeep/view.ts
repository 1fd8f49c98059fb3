import type { Instant, LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { findMember } from '../../members/public.js';
import type { ViewedResource } from '../find.js';
import type { EditionId } from '../types.js';
import { reviewDate } from './review.js';
import type { Copy, LinkHealth, TakeDown } from './types.js';

/** How a resource is looked after, as its reader may know it. */
export interface UpkeepView {
  /** `by`: the name, for organisers alone; others read in which role it was. */
  readonly checked?: { readonly at: Instant; readonly role: 'contributor' | 'organiser'; readonly name?: string };
  readonly expiresOn: LocalDate | null;
  /** For its contributor and organisers: when somebody has to look at it again, and whether that is over. */
  readonly review?: { readonly at: Instant; readonly isDue: boolean };
  readonly badLinks: ReadonlyMap<EditionId, LinkHealth>;
  /** For organisers: what people outside asked to have taken down. */
  readonly takeDowns: readonly TakeDown[];
  /** For its contributor and organisers, where it is or shall be for everyone. */
  readonly copies: ReadonlyMap<EditionId, Copy>;
}

export async function viewUpkeep(context: Context, { resource, own, organiser, care }: ViewedResource): Promise<UpkeepView> {
  const { upkeep } = care;
  const isTheirs = own || organiser;
  const isSeen = isTheirs && resource.state === 'approved';
  const view = {
    expiresOn: upkeep?.expiresOn ?? null,
    badLinks: isSeen ? care.badLinks : new Map<EditionId, LinkHealth>(),
    takeDowns: isSeen && organiser ? care.takeDowns : [],
    copies: isTheirs && resource.visibility === 'public' ? care.copies : new Map<EditionId, Copy>(),
  };
  if (resource.state !== 'approved') return view;
  const checkedAt = upkeep?.checkedAt ?? null;
  const isOwners = upkeep?.checkedBy === resource.member && resource.member !== null;
  const checker = organiser && upkeep?.checkedBy ? await findMember(context, upkeep.checkedBy) : undefined;
  const checked =
    checkedAt === null
      ? {}
      : { checked: { at: checkedAt, role: isOwners ? 'contributor' : 'organiser', ...(checker && { name: checker.name }) } as const };
  if (!isTheirs) return { ...view, ...checked };
  const at = await reviewDate(context, resource, upkeep);
  return {
    ...view,
    ...checked,
    ...(at !== undefined && { review: { at, isDue: at <= context.now } }),
  };
}
