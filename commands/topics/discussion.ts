import { privately } from '../../src/core/message.js';
import { defineSubcommand, member } from '../../src/feature-api/index.js';
import { asLabel, findMember } from '../../src/features/members/public.js';
import { mirroringCard, openedCard } from '../../src/features/topics/discussion/cards/notices.js';
import { sharingCard } from '../../src/features/topics/discussion/cards/sharing.js';
import { allowMirroring, sharingOf, stopMirroring } from '../../src/features/topics/discussion/consent.js';
import { matchingTopics, topicByText } from '../../src/features/topics/discussion/find.js';
import { openNow } from '../../src/features/topics/discussion/open.js';
import { titleIn } from '../../src/features/topics/text-of.js';

/** Members decide about what they share; organisers open topics and steer the copying between the spaces. */
export const discussionSubcommands = {
  share: member.shows('topics-discussion.command.share', async (context, { actor, language }) =>
    sharingCard(await sharingOf(context, actor.id), language),
  ),
  open: defineSubcommand({
    description: 'topics-discussion.command.open',
    access: 'organiser',
    options: {
      topic: {
        type: 'text',
        description: 'topics-discussion.command.topic',
        maxLength: 100,
        required: true,
        complete: async (context, typed, { language }) =>
          (await matchingTopics(context, typed)).map((topic) => ({ value: String(topic.id), label: asLabel(titleIn(topic, language)) })),
      },
    },
    async run(context, { actor, language }, values) {
      const topic = await topicByText(context, values.topic);
      const opened = await openNow(context, topic);
      await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.open', details: { topic: topic.id } });
      return privately(openedCard(opened ?? topic, opened !== undefined, language));
    },
  }),
  mirroring: defineSubcommand({
    description: 'topics-discussion.command.mirroring',
    access: 'organiser',
    options: {
      member: { type: 'member', description: 'topics-discussion.command.member', required: true },
      what: {
        type: 'choice',
        description: 'topics-discussion.command.what',
        required: true,
        choices: [
          { value: 'stop', label: 'topics-discussion.command.stop' },
          { value: 'allow', label: 'topics-discussion.command.allow' },
        ],
      },
    },
    async run(context, { actor, language }, { member, what }) {
      const stops = what === 'stop';
      await (stops ? stopMirroring(context, member) : allowMirroring(context, member));
      const action = stops ? 'topics.stop-mirroring' : 'topics.mirror-again';
      await context.audit.append({ at: context.now, actor: actor.id, action, details: { member } });
      return privately(mirroringCard((await findMember(context, member))?.name ?? '', stops, language));
    },
  }),
} as const;
