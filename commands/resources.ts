import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { asLabel } from '../src/features/members/public.js';
import { importArchive } from '../src/features/resources/bulk/upload.js';
import { shownCollections } from '../src/features/resources/collecting/replies.js';
import { resourcesControls } from '../src/features/resources/controls.js';
import { matchingTitles, resourceByText } from '../src/features/resources/find.js';
import { openedResource, shownMine, shownQueue, shownSearch } from '../src/features/resources/replies.js';
import { reportReply } from '../src/features/resources/reporting/reply.js';
import { requestControls } from '../src/features/resources/requests/controls.js';
import { shownForOrganisers } from '../src/features/resources/requests/replies.js';
import { SEARCH_MAX } from '../src/features/resources/rules/query.js';
import { settingsCard } from '../src/features/resources/settings-card.js';
import { shownSubscription } from '../src/features/resources/subscribing/replies.js';
import { shownCheck } from '../src/features/resources/upkeep/replies.js';

/** `/resources`: members add and find files and links; organisers review them. Every answer is private. */
export const resourcesCommand = defineCommand({
  name: 'resources',
  description: 'resources.command.description',
  subcommands: {
    search: defineSubcommand({
      description: 'resources.command.search',
      access: 'member',
      options: {
        words: { type: 'text', description: 'resources.command.words', required: true, maxLength: SEARCH_MAX, keepsQuotes: true },
      },
      run: async (context, request, { words }) => privately(await shownSearch(context, request, { page: 0, text: words })),
    }),
    show: defineSubcommand({
      description: 'resources.command.show',
      access: 'member',
      options: {
        resource: {
          type: 'text',
          description: 'resources.command.resource',
          required: true,
          maxLength: 100,
          complete: async (context, typed) =>
            (await matchingTitles(context, typed)).map(({ id, title }) => ({ value: String(id), label: asLabel(title) })),
        },
      },
      run: async (context, request, { resource }) =>
        privately(await openedResource(context, request, await resourceByText(context, resource))),
    }),
    request: defineSubcommand({
      description: 'resources-request.command.request',
      access: 'member',
      options: { what: { type: 'text', description: 'resources-request.command.what', maxLength: SEARCH_MAX } },
      run: (context, request, { what }) => requestControls.request.open(context, request, { id: what }),
    }),
    add: defineSubcommand({
      description: 'resources.command.add',
      access: 'member',
      options: {},
      run: (context, request) => resourcesControls.add.open(context, request),
    }),
    mine: defineSubcommand({
      description: 'resources.command.mine',
      access: 'member',
      options: {},
      run: async (context, request) => privately(await shownMine(context, request)),
    }),
    collections: defineSubcommand({
      description: 'resources-collections.command.collections',
      access: 'member',
      options: {},
      run: async (context, request) => privately(await shownCollections(context, request)),
    }),
    subscribe: defineSubcommand({
      description: 'resources-news.command.subscribe',
      access: 'member',
      options: {},
      run: async (context, request) => privately(await shownSubscription(context, request)),
    }),
    requests: defineSubcommand({
      description: 'resources-request.command.requests',
      access: 'organiser',
      options: {},
      run: async (context, request) => privately(await shownForOrganisers(context, request, 0)),
    }),
    check: defineSubcommand({
      description: 'resources-upkeep.command.check',
      access: 'organiser',
      options: {},
      run: async (context, request) => privately(await shownCheck(context, request)),
    }),
    import: defineSubcommand({
      description: 'resources-bulk.command.import',
      access: 'organiser',
      transaction: 'own',
      options: {
        archive: { type: 'file', description: 'resources-bulk.command.archive', required: true },
        mode: {
          type: 'choice',
          description: 'resources-bulk.command.mode',
          choices: [{ value: 'check', label: 'resources-bulk.command.check' }],
        },
      },
      run: (context, request, { archive, mode }) => importArchive(context, request, archive, mode === 'check'),
    }),
    review: defineSubcommand({
      description: 'resources.command.review',
      access: 'organiser',
      options: {},
      run: async (context, request) => privately(await shownQueue(context, request, 0)),
    }),
    settings: defineSubcommand({
      description: 'resources-request.command.settings',
      access: 'organiser',
      options: {},
      run: async (context, { language }) => privately(settingsCard(await context.community.settings(), language)),
    }),
    report: defineSubcommand({
      description: 'resources-report.command.report',
      access: 'organiser',
      options: { year: { type: 'integer', min: 2000, max: 2100, description: 'resources-report.command.year' } },
      // The chart is drawn meanwhile.
      transaction: 'own',
      run: (context, { language }, { year }) => reportReply(context, language, year),
    }),
  },
});
