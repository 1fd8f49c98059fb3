import type { Option } from '../../src/core/command.js';
import { privately } from '../../src/core/message.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { asLabel, offerDirectMessages } from '../../src/features/members/public.js';
import { volunteerCard } from '../../src/features/topics/facilitators/cards/volunteer.js';
import { mine } from '../../src/features/topics/facilitators/mine.js';
import { proposalCard } from '../../src/features/topics/proposals/cards/proposal.js';
import { matchingTitles, proposalByText } from '../../src/features/topics/proposals/find.js';
import { facilitate } from '../../src/features/topics/proposals/support.js';
import { speaker } from '../../src/language/index.js';

const proposal = {
  type: 'text',
  description: 'topics-facilitators.command.proposal',
  maxLength: 100,
  complete: async (context, typed) =>
    (await matchingTitles(context, typed)).map(({ id, title }) => ({ value: String(id), label: asLabel(title) })),
} as const satisfies Option<Context>;

/** Who facilitates: offers, and what became of them. */
export const facilitatorSubcommands = {
  facilitate: defineSubcommand({
    description: 'topics-facilitators.command.facilitate',
    access: 'member',
    options: { proposal },
    async run(context, { actor, language, account }, values) {
      if (values.proposal === undefined) return privately(volunteerCard(await mine(context, actor), language));
      const view = await facilitate(context, actor, await proposalByText(context, values.proposal));
      const lead = speaker(language)('topics.done.facilitates');
      return privately(proposalCard(view, language, lead), ...(await offerDirectMessages(context, account, language)));
    },
  }),
} as const;
