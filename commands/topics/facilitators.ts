import { privately } from '../../src/core/message.js';
import { defineSubcommand } from '../../src/feature-api/index.js';
import { offerDirectMessages } from '../../src/features/members/public.js';
import { volunteerCard } from '../../src/features/topics/facilitators/cards/volunteer.js';
import { mine } from '../../src/features/topics/facilitators/mine.js';
import { proposalCard } from '../../src/features/topics/proposals/cards/proposal.js';
import { proposalByText } from '../../src/features/topics/proposals/find.js';
import { facilitate } from '../../src/features/topics/proposals/support.js';
import { speaker } from '../../src/language/index.js';
import { proposal } from './options.js';

/** Who facilitates: offers, and what became of them. */
export const facilitatorSubcommands = {
  facilitate: defineSubcommand({
    description: 'topics-facilitators.command.facilitate',
    access: 'member',
    options: { proposal: { ...proposal, description: 'topics-facilitators.command.proposal' } },
    async run(context, { actor, language, account }, values) {
      if (values.proposal === undefined) return privately(volunteerCard(await mine(context, actor), language));
      const view = await facilitate(context, actor, await proposalByText(context, values.proposal));
      const lead = speaker(language)('topics.done.facilitates');
      return privately(proposalCard(view, language, lead), ...(await offerDirectMessages(context, account, language)));
    },
  }),
} as const;
