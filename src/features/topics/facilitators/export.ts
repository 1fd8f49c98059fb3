import type { everythingOf } from '../store/index.js';

type Facilitating = Pick<Awaited<ReturnType<typeof everythingOf>>, 'volunteer' | 'facilitations'>;

/** What a member offered to facilitate and was asked, for their export. */
export function exportedFacilitating({ volunteer, facilitations }: Facilitating): Readonly<Record<string, unknown>> {
  return {
    volunteer: volunteer === undefined ? null : { since: iso(volunteer.since), learnsFirst: volunteer.learns },
    facilitations: facilitations.map(({ title, opensAt, role, state, askedAt, answeredAt }) => ({
      topic: title,
      opensAt: iso(opensAt),
      role,
      state,
      askedAt: iso(askedAt),
      answeredAt: answeredAt === null ? null : iso(answeredAt),
    })),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
