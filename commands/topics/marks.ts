import { privately } from '../../src/core/message.js';
import { defineSubcommand } from '../../src/feature-api/index.js';
import { followedCard } from '../../src/features/topics/marks/cards/follow.js';
import { marksControls } from '../../src/features/topics/marks/controls.js';
import { matchingTopics, onlyOpenTopic, requireOpenTopic, topicByText } from '../../src/features/topics/marks/find.js';
import { follow, unfollow } from '../../src/features/topics/marks/follow.js';
import { followed, shownFollowing } from '../../src/features/topics/marks/handlers.js';
import { topicOption } from './options.js';

const topic = topicOption('topics-marks.command.topic', matchingTopics);

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
      return privately(followedCard(followed(found, true, request), request.language));
    },
  }),
  unfollow: defineSubcommand({
    description: 'topics-marks.command.unfollow',
    access: 'member',
    options: { topic: { ...topic, required: true } },
    async run(context, request, values) {
      const found = await unfollow(context, request.actor.id, await topicByText(context, values.topic));
      return privately(followedCard(followed(found, false, request), request.language));
    },
  }),
} as const;
