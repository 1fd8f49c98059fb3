import { defineControls, member, wordId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { guidingContents, guidingFields } from './guiding.js';
import { promptId, roleId, topicId } from './ids.js';
import { promptContents, promptFields } from './prompt.js';

/** Buttons and forms of facilitators; docs/action-ids.md lists them. */
export const facilitatorControls = defineControls(FEATURE, {
  volunteer: member.button('offers to facilitate any topic, to learn first, or no longer', wordId(['any', 'learns', 'stop'])),
  'agree-to': member.button('agrees to facilitate a topic, or to learn beside its facilitator; for who was asked', roleId),
  'refuse-to': member.button('says no, or gives the role back', roleId),
  guide: member.button('shows the facilitator’s guide; for who facilitates or learns', topicId),
  'guiding-questions': member.form('up to three guiding questions: `first`, `second`, `third`; like `guide`', {
    id: topicId,
    title: 'topics-facilitators.guiding.title',
    fields: guidingFields,
    prepare: guidingContents,
  }),
  'hand-over': member.button('hands a topic over to the next volunteer; for its facilitator', topicId),
  'find-shadow': member.button('looks for somebody who learns beside the facilitator; for the facilitator', topicId),
  prompts: member.button('shows what the bot can ask in the thread; for the facilitator, else organisers', topicId),
  prompt: member.button('the bot asks this in the thread; like `prompts`', promptId),
  'own-prompt': member.form('the bot asks `text` in the thread; like `prompts`', {
    id: topicId,
    title: 'topics-facilitators.prompt.title',
    submit: 'topics-facilitators.button.post',
    fields: promptFields,
    errorsAt: 'text',
    prepare: promptContents,
  }),
});
