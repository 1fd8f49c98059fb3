import type { Actor } from '../../core/access.js';
import type { Cadence, Settings } from '../../core/settings.js';
import type { MembersService } from '../members/service.js';
import type { ProblemsService } from '../problems/service.js';
import { createAdministrators, SETUP_FACT } from './administrators.js';
import type { ChannelDirectory } from './channels.js';
import { type DirectoryQuery, listMembers } from './directory.js';
import { createChatImport } from './import-chat.js';
import { type AgendaView, createLogbook } from './logbook.js';
import type { AgendaPage } from './logbook-cards.js';
import { createSettings, type SettingsDependencies } from './settings.js';

export { createLogbook } from './logbook.js';
export type { SettingsHook } from './settings.js';

export interface CommunityDependencies extends SettingsDependencies {
  readonly members: MembersService;
  /** Whose channels can be chosen; none unless told. */
  readonly channels?: ChannelDirectory;
  readonly problems: ProblemsService;
}

export type CommunityService = ReturnType<typeof createCommunityService>;

const NO_CHANNELS: ChannelDirectory = { platforms: () => [], check: async () => 'unknown' };

/** What organisers look after: settings, members, imports, the agenda and the audit log. */
export function createCommunityService(dependencies: CommunityDependencies) {
  const { store, clock, members } = dependencies;
  const settings = createSettings(dependencies);
  const channels = dependencies.channels ?? NO_CHANNELS;
  const logbook = createLogbook(dependencies);
  return {
    settings,
    channels,
    administrators: createAdministrators(dependencies),
    members,
    import: createChatImport(dependencies),
    ...logbook,
    /** What the bot will do or did, what is wrong with the platforms now, and whether a restored copy waits for a word. */
    agendaPage: async (view: AgendaView): Promise<AgendaPage> => ({
      view,
      rows: await logbook.agenda(view),
      problems: await dependencies.problems.open(),
      held: await logbook.standstill(),
    }),
    directory: (query: DirectoryQuery, viewer: Actor) => listMembers(store, query, viewer),
    isSetUp: async (): Promise<boolean> => (await store.autocommit.community.fact(SETUP_FACT)) !== undefined,
    activeMembers: async (): Promise<number> =>
      (await store.autocommit.members.list({ status: 'active', isBot: false }, { offset: 0, limit: 1 })).total,

    /** The first guided settings; running it again changes them, nothing else. */
    async setUp(
      actor: Actor,
      wanted: Pick<Settings, 'name' | 'languages' | 'timezone' | 'workingWeek'>,
      cadence: Cadence,
    ): Promise<Settings> {
      const after = await settings.update(actor.id, (before) => ({ ...wanted, coffee: { ...before.coffee, cadence } }), 'community.setup');
      await store.transaction((repositories) => repositories.community.saveFact(SETUP_FACT, String(clock.now())));
      return after;
    },
  };
}
