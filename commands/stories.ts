import { defineCommand, defineSubcommand, member, organiser } from '../src/feature-api/index.js';
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
    list: member.shows('stories.command.list', (context, request) => shownList(context, request, 0)),
    mine: member.shows('stories.command.mine', (context, request) => shownMine(context, request)),
    review: organiser.shows('stories.command.review', (context, request) => shownQueue(context, request, 0)),
  },
});
