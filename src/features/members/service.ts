import type { Actor } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import type { Account } from '../../core/request.js';
import type { Identity, Platform } from '../../ports/chat.js';
import type { Repositories } from '../../ports/store.js';
import { createAccounts } from './accounts.js';
import { createClaims } from './claims.js';
import type { MembersDependencies } from './dependencies.js';
import { createDirects } from './directs.js';
import { createErasure } from './erasure.js';
import { findByText } from './find.js';
import { heldAbout } from './held.js';
import { createImportDrafts } from './import/drafts.js';
import { exportMembers } from './import/export.js';
import { type ImportOptions, importMembers } from './import/run.js';
import { createLinking } from './linking.js';
import { createOrganisations } from './organisations.js';
import { createProfiles } from './profile.js';
import { createRoles, hasOtherOrganiser } from './roles.js';

export { directOffer } from './cards/direct.js';
export { platformName } from './cards/linking.js';
export { profileCard } from './cards/profile.js';
export { type MembersDependencies, toActor } from './dependencies.js';
export { IMPORT_KIND, progressKey } from './import/kind.js';
export { importReport, reasonText } from './import/report.js';
export { type ImportResult, VERDICTS } from './import/run.js';
export { isVisibleTo } from './rules.js';
export { sectorLabel } from './spoken.js';
export { asLabel, cleanLine, hasWords, lengthOf } from './words.js';
export { suggestZones, zoneLabel, zoneOf } from './zones.js';

export type MembersService = ReturnType<typeof createMembersService>;

/** Members and organisations: who is who, how they come in, what they tell and show, and how they are forgotten. */
export function createMembersService(
  dependencies: MembersDependencies & {
    /** The space in which an imported account id is meant; undefined while the platform is not connected. */
    readonly spaceOf?: (platform: Platform) => string | undefined;
  },
) {
  const { store, clock, logger, spaceOf = () => undefined } = dependencies;
  const { isConfiguredMember, ...accounts } = createAccounts(dependencies);
  return {
    ...accounts,
    profiles: createProfiles(dependencies),
    linking: createLinking(dependencies),
    directs: createDirects(dependencies),
    claims: createClaims(dependencies),
    /** Whether anybody with an account organises the community. */
    hasOrganiser: (repositories: Repositories): Promise<boolean> => hasOtherOrganiser(repositories, undefined),
    /** Whether the platform lets the owner of this account administer its space, as it stands now. */
    isAdministrator: async (account: Account): Promise<boolean> =>
      // Handed on as it came from the adapter.
      (await dependencies.isAdministrator?.(account as Identity)) ?? false,
    isWithoutAccount: async (id: MemberId): Promise<boolean> => (await store.autocommit.members.identities(id)).length === 0,
    /** Accounts that waited for their platform, at its start. */
    linkWaiting: () => accounts.linkWaiting(spaceOf),
    takeWaiting: dependencies.takeWaiting ?? (async () => []),
    organisations: createOrganisations(dependencies),
    ...createRoles(dependencies, isConfiguredMember),
    ...createErasure(dependencies),
    findByText: (typed: string, asker: Actor): Promise<MemberId> => findByText(store, typed, asker),
    settings: () => store.autocommit.community.settings(),
    heldAbout: (id: MemberId): Promise<Record<string, unknown>> => heldAbout(store, id),
    drafts: createImportDrafts({ store, clock }),
    importMembers: (input: string | Uint8Array, options: ImportOptions) => importMembers({ store, clock, logger, spaceOf }, input, options),
    exportMembers: (): Promise<string> => exportMembers(store),
  };
}
