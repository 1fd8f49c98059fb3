import { privately } from '../../src/core/message.js';
import { adviser, defineSubcommand, member } from '../../src/feature-api/index.js';
import { suggestedSectors } from '../../src/features/topics/closing/sectors.js';
import { proposalCard } from '../../src/features/topics/proposals/cards/proposal.js';
import { topicsControls } from '../../src/features/topics/proposals/controls.js';
import { proposalByText } from '../../src/features/topics/proposals/find.js';
import { listed, shownByText, shownMine, shownQueue, suggested } from '../../src/features/topics/proposals/replies.js';
import { support } from '../../src/features/topics/proposals/support.js';
import { SEARCH_MAX } from '../../src/features/topics/rules/list-query.js';
import { speaker } from '../../src/language/index.js';
import { proposal } from './options.js';

/** What members do with proposals; advisers and organisers review them. */
export const proposalSubcommands = {
  propose: defineSubcommand({
    description: 'topics.command.propose',
    words: 'topics.words.propose',
    access: 'member',
    options: {},
    run: (context, request) => topicsControls.propose.open(context, request),
  }),
  list: defineSubcommand({
    description: 'topics.command.list',
    words: 'topics.words.list',
    access: 'member',
    options: {
      words: { type: 'text', description: 'topics.command.words', maxLength: SEARCH_MAX, takesWords: true },
      sector: {
        type: 'text',
        description: 'topics-closing.command.sector',
        maxLength: 60,
        complete: (context, typed, { language }) => suggestedSectors(context, typed, language),
      },
      year: { type: 'integer', description: 'topics-closing.command.year', min: 2000, max: 2100 },
    },
    run: async (context, request, given) => privately(...(await listed(context, request, given))),
  }),
  show: defineSubcommand({
    description: 'topics.command.show',
    access: 'member',
    options: { proposal: { ...proposal, required: true, description: 'topics-closing.command.show', complete: suggested } },
    run: async (context, request, values) => privately(await shownByText(context, request, values.proposal)),
  }),
  support: defineSubcommand({
    description: 'topics.command.support',
    access: 'member',
    options: { proposal: { ...proposal, required: true } },
    async run(context, { actor, language }, values) {
      const view = await support(context, actor, await proposalByText(context, values.proposal));
      return privately(proposalCard(view, language, speaker(language)('topics.done.supported')));
    },
  }),
  mine: member.shows('topics.command.mine', (context, request) => shownMine(context, request)),
  review: adviser.shows('topics.command.review', (context, request) => shownQueue(context, request, 0)),
} as const;
