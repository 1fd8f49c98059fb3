import { SHOWN_VISIBILITY } from '../../src/features/members/rules/visibility.js';
import type { NewMember, Organisation } from '../../src/features/members/types.js';
import { createWorld, type Person, type WorldOptions } from './world.js';

export { controlsOf, type Person, textOf } from './world.js';

export type People = Awaited<ReturnType<typeof createPeople>>;

/** The world of the tests about members: people who say little about themselves, under names of their own. `web:boss` is an organiser. */
export async function createPeople({
  mayWriteFirst = true,
  settings,
  ...options
}: WorldOptions & { readonly mayWriteFirst?: boolean } = {}) {
  const world = await createWorld({
    ...options,
    settings: { name: 'Women of the Rivers', ...settings },
    capabilities: { unaskedDirectMessages: mayWriteFirst },
  });
  return {
    ...world,
    addOrganisation: (name: string, change: Partial<Omit<Organisation, 'id'>> = {}) =>
      world.addOrganisation({ name, sectors: [], ...change }),
    /** A member who finished the induction, with an account of that name. */
    async addMember(user: string, change: Partial<NewMember> = {}): Promise<Person> {
      await world.addMember({
        user,
        organisation: null,
        languages: ['en'],
        sectors: [],
        governorates: [],
        visibility: { ...SHOWN_VISIBILITY, hours: 'organisers' },
        ...change,
      });
      return world.person(user);
    },
  };
}
