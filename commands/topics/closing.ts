import type { Option } from '../../src/core/command.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { asLabel } from '../../src/features/members/public.js';
import { suggestedTopics, topicByText } from '../../src/features/topics/closing/find-topic.js';
import { closedReply, exportReply, reopenedReply } from '../../src/features/topics/closing/replies.js';
import type { TopicState } from '../../src/features/topics/types.js';

/** A topic in one of these states, by `t12`, its number or words of its title. */
function topic(...states: readonly [TopicState, ...TopicState[]]) {
  return {
    type: 'text',
    description: 'topics-closing.command.topic',
    maxLength: 100,
    required: true,
    complete: async (context, typed) =>
      (await suggestedTopics(context, typed, states)).map(({ value, label }) => ({ value, label: asLabel(label) })),
  } as const satisfies Option<Context>;
}

/** How topics end, and begin again. */
export const closingSubcommands = {
  close: defineSubcommand({
    description: 'topics-closing.command.close',
    access: 'member',
    options: { topic: topic('open') },
    run: async (context, request, values) => closedReply(context, request, await topicByText(context, values.topic, ['open', 'closed'])),
  }),
  reopen: defineSubcommand({
    description: 'topics-closing.command.reopen',
    access: 'member',
    options: { topic: topic('closed') },
    run: async (context, request, values) => reopenedReply(context, request, await topicByText(context, values.topic, ['closed', 'open'])),
  }),
  export: defineSubcommand({
    description: 'topics-closing.command.export',
    access: 'organiser',
    options: { topic: topic('open', 'closed') },
    run: async (context, request, values) => exportReply(context, request, await topicByText(context, values.topic, ['open', 'closed'])),
  }),
} as const;
