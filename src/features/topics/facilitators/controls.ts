import { button, defineControls, form, wordId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { guidingContents, guidingFields } from './guiding.js';
import { promptId, roleId, topicId } from './ids.js';
import { promptContents, promptFields } from './prompt.js';

const member = { access: 'member' } as const;

/** Buttons and forms of facilitators; docs/action-ids.md lists them. */
export const facilitatorControls = defineControls(FEATURE, {
  volunteer: button({
    ...member,
    about: 'offers to facilitate any topic, to learn first, or no longer',
    id: wordId(['any', 'learns', 'stop']),
  }),
  'agree-to': button({
    ...member,
    about: 'agrees to facilitate a topic, or to learn beside its facilitator; for who was asked',
    id: roleId,
  }),
  'refuse-to': button({ ...member, about: 'says no, or gives the role back', id: roleId }),
  guide: button({ ...member, about: 'shows the facilitator’s guide; for who facilitates or learns', id: topicId }),
  'guiding-questions': form({
    ...member,
    about: 'up to three guiding questions: `first`, `second`, `third`; like `guide`',
    id: topicId,
    title: 'topics-facilitators.guiding.title',
    fields: guidingFields,
    prepare: guidingContents,
  }),
  'hand-over': button({ ...member, about: 'hands a topic over to the next volunteer; for its facilitator', id: topicId }),
  'find-shadow': button({ ...member, about: 'looks for somebody who learns beside the facilitator; for the facilitator', id: topicId }),
  prompts: button({ ...member, about: 'shows what the bot can ask in the thread; for the facilitator, else organisers', id: topicId }),
  prompt: button({ ...member, about: 'the bot asks this in the thread; like `prompts`', id: promptId }),
  'own-prompt': form({
    ...member,
    about: 'the bot asks `text` in the thread; like `prompts`',
    id: topicId,
    title: 'topics-facilitators.prompt.title',
    submit: 'topics-facilitators.button.post',
    fields: promptFields,
    errorsAt: 'text',
    prepare: promptContents,
  }),
});
