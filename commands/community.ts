import { MEMBER_STATUSES, ROLES } from '../src/core/access.js';
import { type Command, defineCommand, defineSubcommand } from '../src/core/command.js';
import { NotFoundError } from '../src/core/errors.js';
import { fold } from '../src/core/fold.js';
import { type OrganisationId, toId } from '../src/core/ids.js';
import { privately } from '../src/core/message.js';
import { auditCard } from '../src/features/community/audit-cards.js';
import { aboutCard, helpCard, roleCard, setupCard } from '../src/features/community/cards.js';
import { type DirectoryQuery, FILTER_TEXT_MAX } from '../src/features/community/directory.js';
import { dryRunMessage } from '../src/features/community/import-cards.js';
import { AGENDA_VIEWS } from '../src/features/community/logbook.js';
import { agendaCard } from '../src/features/community/logbook-cards.js';
import { directoryCard } from '../src/features/community/member-cards.js';
import type { CommunityService } from '../src/features/community/service.js';
import { settingsCard } from '../src/features/community/settings-cards.js';
import { importForm } from '../src/features/community/settings-forms.js';
import { sectorLabel } from '../src/features/members/service.js';
import { phrase } from '../src/language/index.js';

/** `/community`: help for all, and what organisers look after. `commands` are all that there are, asked for when needed. */
export function communityCommand({
  community,
  commands,
}: {
  readonly community: CommunityService;
  readonly commands: () => readonly Command[];
}): Command {
  const { settings, members } = community;

  /** An organisation by its number (from completion) or its name. Throws a `NotFoundError`. */
  const organisationOf = async (typed: string): Promise<OrganisationId> => {
    const byId = /^\d+$/.test(typed) ? await members.organisations.find(toId(typed)) : undefined;
    const [first] = byId ? [byId] : await members.organisations.search(typed, 1);
    if (!first) throw new NotFoundError('no such organisation', phrase('members.organisation.none', { text: typed.slice(0, 60) }));
    return first.id;
  };

  return defineCommand({
    name: 'community',
    description: 'community.command.community',
    subcommands: {
      help: defineSubcommand({
        description: 'community.command.help',
        access: 'anyone',
        options: {},
        run: async ({ actor, language }) => privately(helpCard(commands(), actor, language)),
      }),
      about: defineSubcommand({
        description: 'community.command.about',
        access: 'anyone',
        options: {},
        run: async ({ language }) => privately(aboutCard((await settings.current()).name, await community.activeMembers(), language)),
      }),
      setup: defineSubcommand({
        description: 'community.command.setup',
        access: 'organiser',
        options: {},
        run: async ({ language }) => privately(setupCard(language, await community.isSetUp())),
      }),
      settings: defineSubcommand({
        description: 'community.command.settings',
        access: 'organiser',
        options: {},
        run: async ({ language }) => privately(settingsCard(await settings.current(), language)),
      }),
      members: defineSubcommand({
        description: 'community.command.members',
        access: 'organiser',
        options: {
          text: { type: 'text', description: 'community.command.members-text', maxLength: FILTER_TEXT_MAX },
          status: {
            type: 'choice',
            description: 'community.command.members-status',
            choices: MEMBER_STATUSES.map((status) => ({ value: status, label: `members.status.${status}` })),
          },
          role: {
            type: 'choice',
            description: 'community.command.members-role',
            choices: ROLES.map((role) => ({ value: role, label: `members.role.${role}` })),
          },
          organisation: {
            type: 'text',
            description: 'community.command.members-organisation',
            maxLength: 120,
            complete: async (typed) =>
              (await members.organisations.search(typed, 25)).map(({ id, name }) => ({ value: String(id), label: name })),
          },
          sector: {
            type: 'text',
            description: 'community.command.members-sector',
            maxLength: 41,
            complete: async (typed, { language }) =>
              (await settings.current()).sectors
                .map((sector) => ({ value: sector, label: sectorLabel(sector, language) }))
                .filter(({ value, label }) => value.includes(typed.toLowerCase()) || fold(label).includes(fold(typed))),
          },
        },
        async run({ actor, language }, { text, status, role, organisation, sector }) {
          const query: DirectoryQuery = {
            page: 0,
            ...(text !== undefined && { text }),
            ...(status !== undefined && { status }),
            ...(role !== undefined && { role }),
            ...(organisation !== undefined && { organisation: await organisationOf(organisation) }),
            ...(sector !== undefined && { sector }),
          };
          return privately(directoryCard(await community.directory(query, actor), query, language));
        },
      }),
      appoint: defineSubcommand({
        description: 'people.command.appoint',
        access: 'organiser',
        options: {
          role: {
            type: 'choice',
            description: 'people.command.appoint-role',
            required: true,
            choices: (['organiser', 'adviser'] as const).map((role) => ({ value: role, label: `members.role.${role}` })),
          },
          member: { type: 'member', description: 'people.command.appoint-member', required: true },
        },
        run: async ({ actor, language }, { member, role }) => privately(roleCard(await members.setRole(actor, member, role), language)),
      }),
      withdraw: defineSubcommand({
        description: 'people.command.withdraw',
        access: 'organiser',
        options: { member: { type: 'member', description: 'people.command.withdraw-member', required: true } },
        run: async ({ actor, language }, { member }) => privately(roleCard(await members.setRole(actor, member, 'member'), language)),
      }),
      import: defineSubcommand({
        description: 'community.command.import',
        access: 'organiser',
        options: { file: { type: 'file', description: 'community.command.import-file' } },
        async run({ actor, language }, { file }) {
          if (!file) return { type: 'form', form: importForm(language) };
          const { draft, result } = await community.import.dryRun(actor.id, file);
          return { type: 'message', visibility: 'private', message: dryRunMessage(result, draft, language) };
        },
      }),
      agenda: defineSubcommand({
        description: 'community.command.agenda',
        access: 'organiser',
        options: {
          view: {
            type: 'choice',
            description: 'community.command.agenda-view',
            choices: AGENDA_VIEWS.map((view) => ({ value: view, label: `community.agenda.${view}` })),
          },
        },
        run: async ({ actor, language }, { view = 'upcoming' }) => privately(agendaCard(await community.agendaPage(view), actor, language)),
      }),
      audit: defineSubcommand({
        description: 'community.command.audit',
        access: 'organiser',
        options: {},
        run: async ({ actor, language }) => privately(auditCard(await community.audit(0), 0, actor, language)),
      }),
    },
  });
}
