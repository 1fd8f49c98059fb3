import { MEMBER_STATUSES, ROLES } from '../src/core/access.js';
import { fold } from '../src/core/fold.js';
import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand, organiser } from '../src/feature-api/index.js';
import { commandsReply } from '../src/features/assist/public.js';
import { agendaPage } from '../src/features/community/agenda.js';
import { AGENDA_VIEWS } from '../src/features/community/areas.js';
import { auditPage } from '../src/features/community/audit.js';
import { aboutCard } from '../src/features/community/cards/about.js';
import { agendaCard } from '../src/features/community/cards/agenda.js';
import { auditCard } from '../src/features/community/cards/audit.js';
import { decisionsCards } from '../src/features/community/cards/decisions.js';
import { directoryCard } from '../src/features/community/cards/members.js';
import { roleCard } from '../src/features/community/cards/role.js';
import { settingsCard } from '../src/features/community/cards/settings.js';
import { setupCard } from '../src/features/community/cards/setup.js';
import { communityControls } from '../src/features/community/controls.js';
import { pendingDecisions } from '../src/features/community/decisions.js';
import { directoryPage } from '../src/features/community/directory.js';
import { hintsAt } from '../src/features/community/hints.js';
import { checkImport, templateReply } from '../src/features/community/import.js';
import { type DirectoryQuery, FILTER_TEXT_MAX } from '../src/features/community/rules/directory-query.js';
import { isSetUp } from '../src/features/community/set-up.js';
import { setupQuestions } from '../src/features/community/setup-form.js';
import { inviteReply } from '../src/features/invitations/public.js';
import { letterReply } from '../src/features/letter/public.js';
import {
  countMembers,
  organisationByText,
  roleKey,
  searchOrganisations,
  sectorLabel,
  setRole,
  statusKey,
} from '../src/features/members/public.js';

/** `/community`: help for everyone, and what organisers look after. */
export const communityCommand = defineCommand({
  name: 'community',
  description: 'community.command.community',
  words: 'community.words.community',
  subcommands: {
    help: defineSubcommand({
      description: 'community.command.help',
      words: 'community.words.help',
      access: 'anyone',
      options: {},
      run: async (context, request) => commandsReply(context, request),
    }),
    about: defineSubcommand({
      description: 'community.command.about',
      words: 'community.words.about',
      access: 'anyone',
      options: {},
      async run(context, { language }) {
        const { name } = await context.community.settings();
        return privately(aboutCard(name, await countMembers(context, { status: 'active', isBot: false }), language));
      },
    }),
    setup: organiser.shows('community.command.setup', async (context, { language }) =>
      setupCard(setupQuestions(context.features, language), await isSetUp(context), language),
    ),
    settings: organiser.shows('community.command.settings', async (context, { language }) =>
      settingsCard(await context.community.settings(), hintsAt(context, 'settings'), language),
    ),
    members: defineSubcommand({
      description: 'community.command.members',
      access: 'organiser',
      options: {
        text: { type: 'text', description: 'community.command.members-text', maxLength: FILTER_TEXT_MAX, takesWords: true },
        status: {
          type: 'choice',
          description: 'community.command.members-status',
          choices: MEMBER_STATUSES.map((status) => ({ value: status, label: statusKey(status) })),
        },
        role: {
          type: 'choice',
          description: 'community.command.members-role',
          choices: ROLES.map((role) => ({ value: role, label: roleKey(role) })),
        },
        organisation: {
          type: 'text',
          description: 'community.command.members-organisation',
          maxLength: 120,
          complete: async (context, typed) =>
            (await searchOrganisations(context, typed, 25)).map(({ id, name }) => ({ value: String(id), label: name })),
        },
        sector: {
          type: 'text',
          description: 'community.command.members-sector',
          maxLength: 41,
          complete: async (context, typed, { language }) =>
            (await context.community.settings()).sectors
              .map((sector) => ({ value: sector, label: sectorLabel(sector, language) }))
              .filter(({ value, label }) => value.includes(typed.toLowerCase()) || fold(label).includes(fold(typed))),
        },
      },
      async run(context, { actor, language }, { text, status, role, organisation, sector }) {
        const query: DirectoryQuery = {
          page: 0,
          ...(text !== undefined && { text }),
          ...(status !== undefined && { status }),
          ...(role !== undefined && { role }),
          ...(organisation !== undefined && { organisation: (await organisationByText(context, organisation)).id }),
          ...(sector !== undefined && { sector }),
        };
        return privately(directoryCard(await directoryPage(context, query, actor), query, language));
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
          choices: (['organiser', 'adviser'] as const).map((role) => ({ value: role, label: roleKey(role) })),
        },
        member: { type: 'member', description: 'people.command.appoint-member', required: true },
      },
      run: async (context, { actor, language }, { member, role }) =>
        privately(roleCard(await setRole(context, actor, member, role), language)),
    }),
    withdraw: defineSubcommand({
      description: 'people.command.withdraw',
      access: 'organiser',
      options: { member: { type: 'member', description: 'people.command.withdraw-member', required: true } },
      run: async (context, { actor, language }, { member }) =>
        privately(roleCard(await setRole(context, actor, member, 'member'), language)),
    }),
    invite: defineSubcommand({
      description: 'community.command.invite',
      access: 'organiser',
      options: { member: { type: 'member', description: 'community.command.invite-member' } },
      run: (context, request, { member }) => inviteReply(context, request, member),
    }),
    import: defineSubcommand({
      description: 'community.command.import',
      access: 'organiser',
      options: {
        file: { type: 'file', description: 'community.command.import-file' },
        template: {
          type: 'choice',
          description: 'community.command.import-template',
          choices: [{ value: 'template', label: 'community.import.template' }],
        },
      },
      // Checking a file takes longer than a transaction may.
      transaction: 'own',
      run: async (context, request, { file, template }) => {
        if (template !== undefined) return templateReply(context, request);
        return file ? checkImport(context, request, file) : communityControls.import.open(context, request);
      },
    }),
    letter: defineSubcommand({
      description: 'community.command.monthly',
      access: 'organiser',
      options: {},
      run: (context, request) => letterReply(context, request),
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
      run: async (context, { actor, language }, { view = 'upcoming' }) =>
        privately(
          ...decisionsCards(await pendingDecisions(context, actor), language),
          agendaCard(await agendaPage(context, view, actor, language), actor, language),
        ),
    }),
    audit: organiser.shows('community.command.audit', async (context, { actor, language }) =>
      auditCard(await auditPage(context, 0), 0, context.features, actor, language),
    ),
  },
});
