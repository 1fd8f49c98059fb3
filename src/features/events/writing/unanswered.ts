import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { findOrganisations, listMembers, type Member, membersWhoChose } from '../../members/public.js';
import { isOutside } from '../rules/audience.js';
import { eventsStore, peopleOfEvent } from '../store/index.js';
import type { CommunityEvent, Registration } from '../types.js';

/** The switch of who wants to be asked whether they come to events that are open to them; off unless told. */
export const ASKING = 'events.asking';
/** How many members are read. */
const MEMBERS_MAX = 10_000;

/** Those for whom an event is and who have not answered. */
export interface Silent {
  /** Whom organisers chose by name, and invited. */
  readonly invited: readonly MemberId[];
  /** Who wants to be asked. */
  readonly asking: readonly MemberId[];
  /** How many others there are. */
  readonly unasked: number;
}

/** Members for whom the event is and who have no registration. Whoever does something at it is not among them. */
export async function silentMembers(
  context: Context,
  event: Pick<CommunityEvent, 'id' | 'audience'>,
  registrations: readonly Pick<Registration, 'member'>[],
): Promise<Silent> {
  const parts = await peopleOfEvent(context.tx, event.id);
  const answered = new Set([...registrations, ...parts].map(({ member }) => member));
  const silent = (members: readonly MemberId[]) => members.filter((member) => !answered.has(member));
  if (event.audience.to === 'members') {
    return { invited: silent(await eventsStore(context.tx).listedOf(event.id)), asking: [], unasked: 0 };
  }
  const meant = silent((await audienceOf(context, event.audience)).map(({ id }) => id));
  const wanting = new Set(await membersWhoChose(context, ASKING, 'here'));
  const asking = meant.filter((member) => wanting.has(member));
  return { invited: [], asking, unasked: meant.length - asking.length };
}

async function audienceOf(context: Context, audience: CommunityEvent['audience']): Promise<readonly Member[]> {
  const all = await listMembers(context, { status: 'active', isBot: false }, { offset: 0, limit: MEMBERS_MAX });
  if (audience.to === 'everyone') return all;
  const ids = [...new Set(all.flatMap(({ organisation }) => organisation ?? []))];
  const organisations = new Map((await findOrganisations(context, ids)).map((one) => [one.id, one]));
  return all.filter(({ sectors, organisation: of }) => {
    const organisation = of === null ? undefined : organisations.get(of);
    return !isOutside(audience, { sectors: [...sectors, ...(organisation?.sectors ?? [])], type: organisation?.type });
  });
}
