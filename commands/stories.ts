import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { storiesControls } from '../src/features/stories/controls.js';
import { shownList, shownMine, shownQueue } from '../src/features/stories/replies.js';

/** `/stories`: what went well, told by members; organisers look at it with them before it is published. */
export const storiesCommand = defineCommand({
  name: 'stories',
  description: 'stories.command.description',
  subcommands: {
    share: defineSubcommand({
      description: 'stories.command.share',
      access: 'member',
      options: {},
      run: (context, request) => storiesControls.share.open(context, request, { id: undefined }),
    }),
    list: defineSubcommand({
      description: 'stories.command.list',
      access: 'member',
      options: {},
      run: async (context, request) => privately(await shownList(context, request, 0)),
    }),
    mine: defineSubcommand({
      description: 'stories.command.mine',
      access: 'member',
      options: {},
      run: async (context, request) => privately(await shownMine(context, request)),
    }),
    review: defineSubcommand({
      description: 'stories.command.review',
      access: 'organiser',
      options: {},
      run: async (context, request) => privately(await shownQueue(context, request, 0)),
    }),
  },
});
