import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { asLabel } from '../src/features/members/public.js';
import { importArchive } from '../src/features/resources/bulk/upload.js';
import { shownCollections } from '../src/features/resources/collecting/replies.js';
import { resourcesControls } from '../src/features/resources/controls.js';
import { matchingTitles, resourceByText } from '../src/features/resources/find.js';
import { shownMine, shownQueue, shownResource, shownSearch } from '../src/features/resources/replies.js';
import { SEARCH_MAX } from '../src/features/resources/rules/query.js';
import { shownSubscription } from '../src/features/resources/subscribing/replies.js';

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
        privately(await shownResource(context, request, await resourceByText(context, resource))),
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
  },
});
