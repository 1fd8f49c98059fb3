import type { Actor } from '../../../core/access.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { type PageNumbers, pageOf } from '../../../kit/paging.js';
import { listMembers, listOrganisations } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, EventId } from '../types.js';
import { type Candidate, searchPeople } from './rules/read.js';

/** How many people one page shows: as many as a menu holds. */
const PER_PAGE = 20;
/** How many members can be chosen from. */
const MEMBERS_MAX = 10_000;

/** Whom organisers chose for an event. */
export interface ListedView extends PageNumbers {
  readonly event: CommunityEvent;
  readonly people: readonly Candidate[];
  /** What was searched for, and who fits it and is not chosen yet. */
  readonly search: { readonly text: string; readonly found: readonly Candidate[] } | undefined;
}

export interface ListedWish {
  /** Everybody who can be chosen, if they were read before. */
  readonly all?: readonly Candidate[];
  readonly page?: number;
  readonly search?: string;
}

export async function viewListed(
  context: Context,
  actor: Actor,
  id: EventId,
  { page = 0, search, all: known }: ListedWish = {},
): Promise<ListedView> {
  const { event } = await requireEvent(context, id, actor);
  const chosen = new Set<MemberId>(event.audience.to === 'members' ? await eventsStore(context.tx).listedOf(id) : []);
  const all = known ?? (await candidates(context));
  const { shown, ...numbers } = pageOf(
    all.filter((one) => chosen.has(one.id)),
    page,
    PER_PAGE,
  );
  return {
    event,
    people: shown,
    ...numbers,
    search:
      search === undefined
        ? undefined
        : {
            text: search,
            found: searchPeople(
              search,
              all.filter(({ id: of }) => !chosen.has(of)),
              PER_PAGE,
            ),
          },
  };
}

/** Everybody who can be chosen, by name. */
export async function candidates(context: Context): Promise<readonly Candidate[]> {
  const members = await listMembers(context, { status: 'active', isBot: false }, { offset: 0, limit: MEMBERS_MAX });
  const names = new Map((await listOrganisations(context)).map(({ id, name }) => [id, name]));
  return members.map(({ id, name, email, organisation, visibility }) => ({
    id,
    name,
    email,
    // Organisers alone choose people, and some keep it from them.
    organisation: (organisation === null || visibility.organisation === 'nobody' ? undefined : names.get(organisation)) ?? '',
  }));
}
