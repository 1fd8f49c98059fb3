import type { Option } from '../../src/core/command.js';
import { privately } from '../../src/core/message.js';
import { type Context, defineSubcommand } from '../../src/feature-api/index.js';
import { asLabel } from '../../src/features/members/public.js';
import { marksControls } from '../../src/features/topics/marks/controls.js';
import { matchingTopics, onlyOpenTopic, requireOpenTopic, topicByText } from '../../src/features/topics/marks/find.js';
import { follow, unfollow } from '../../src/features/topics/marks/follow.js';
import { followed, shownFollowing } from '../../src/features/topics/marks/handlers.js';
import { titleIn } from '../../src/features/topics/text-of.js';

const topic = {
  type: 'text',
  description: 'topics-marks.command.topic',
  maxLength: 100,
  complete: async (context, typed, { language }) =>
    (await matchingTopics(context, typed)).map((each) => ({ value: String(each.id), label: asLabel(titleIn(each, language)) })),
} as const satisfies Option<Context>;

/** What members follow, and polls in topics. */
export const marksSubcommands = {
  poll: defineSubcommand({
    description: 'topics-marks.command.poll',
    access: 'member',
    options: { topic },
    async run(context, request, values) {
      const id = values.topic === undefined ? await onlyOpenTopic(context) : await topicByText(context, values.topic);
      await requireOpenTopic(context, id);
      return marksControls.poll.open(context, request, { id });
    },
  }),
  follow: defineSubcommand({
    description: 'topics-marks.command.follow',
    access: 'member',
    options: { topic },
    async run(context, request, values) {
      if (values.topic === undefined) return privately(await shownFollowing(context, request));
      const found = await follow(context, request.actor.id, await topicByText(context, values.topic));
      return privately(await shownFollowing(context, request, followed(found, true, request)));
    },
  }),
  unfollow: defineSubcommand({
    description: 'topics-marks.command.unfollow',
    access: 'member',
    options: { topic: { ...topic, required: true } },
    async run(context, request, values) {
      const found = await unfollow(context, request.actor.id, await topicByText(context, values.topic));
      return privately(await shownFollowing(context, request, followed(found, false, request)));
    },
  }),
} as const;
