import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand, member, organiser } from '../src/feature-api/index.js';
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
import { yearReport } from './year-report.js';

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
    mine: member.shows('resources.command.mine', (context, request) => shownMine(context, request)),
    collections: member.shows('resources-collections.command.collections', (context, request) => shownCollections(context, request)),
    subscribe: member.shows('resources-news.command.subscribe', shownSubscription),
    requests: organiser.shows('resources-request.command.requests', (context, request) => shownForOrganisers(context, request, 0)),
    check: organiser.shows('resources-upkeep.command.check', (context, request) => shownCheck(context, request)),
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
    review: organiser.shows('resources.command.review', (context, request) => shownQueue(context, request, 0)),
    settings: organiser.shows('resources-request.command.settings', async (context, { language }) =>
      settingsCard(await context.community.settings(), language),
    ),
    report: yearReport({
      access: 'organiser',
      description: 'resources-report.command.report',
      year: 'resources-report.command.year',
      reply: reportReply,
    }),
  },
});
