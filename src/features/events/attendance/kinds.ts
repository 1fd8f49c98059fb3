import type { Context } from '../../../feature-api/index.js';
import { countMembers, findOrganisations, GOVERNORATES, ORGANISATION_TYPES, type Organisation } from '../../members/public.js';
import type { CountedPerson, Kinds } from './rules/numbers.js';

/** What people of these organisations are broken down by, in the community as it is now. */
export async function kindsOf(context: Context, organisations: readonly Organisation[]): Promise<Kinds> {
  const { sectors } = await context.community.settings();
  return {
    organisations,
    members: await countMembers(context, { status: 'active', isBot: false }),
    types: ORGANISATION_TYPES,
    sectors,
    // A community outside Iraq writes names of its own.
    governorates: [...new Set([...GOVERNORATES, ...organisations.flatMap(({ governorates }) => governorates).toSorted()])],
  };
}

/** The same for these people. */
export async function kindsOfPeople(context: Context, people: readonly CountedPerson[]): Promise<Kinds> {
  const ids = people.flatMap(({ organisation }) => organisation ?? []);
  return kindsOf(context, await findOrganisations(context, ids));
}
