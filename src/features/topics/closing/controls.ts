import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { adviser, defineControls, member, organiser, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { outcomeFields, recommendationFields, summaryFields, translationFields } from './fields.js';
import { outcomeContents, recommendationContents, summaryContents } from './form-contents.js';
import { recommendationId, recommendedId, summaryId, topicId, topicOrNone, translationId } from './ids.js';
import { translationContents } from './translate.js';

/** Controls of the closing of topics, and of the list of topics. Who may use them beside organisers is told in `about`. */
export const closingControls = defineControls(FEATURE, {
  browse: member.button('a page of topics: `page~year~sector~words`', textId),
  read: member.menu('shows a topic with its summary; as a menu the value is its number', SELECT_OPTIONS_MAX, topicOrNone),
  'close-topic': member.button('closes a topic now; for its facilitator and organisers', topicId),
  'reopen-topic': member.button('opens a closed topic again; like `close-topic`', topicId),
  'export-topic': organiser.button('the thread as files', topicId),
  overdue: adviser.button('closed topics without a summary'),

  draft: member.button('shows a summary to who is asked for it, who facilitated and organisers', topicId),
  summary: member.form('writes lessons, challenges and resources; like `draft`', {
    id: summaryId,
    title: 'topics-closing.form.summary-title',
    fields: summaryFields,
    errorsAt: 'lessons',
    prepare: summaryContents,
  }),
  recommend: member.form('adds or changes a recommendation; like `draft`', {
    id: recommendedId,
    title: 'topics-closing.form.recommendation-title',
    fields: recommendationFields,
    errorsAt: 'reviewOn',
    prepare: recommendationContents,
  }),
  translate: member.form('what a summary says in another language; like `draft`', {
    id: translationId,
    title: 'topics-closing.form.translation-title',
    fields: translationFields,
    errorsAt: 'recommendations',
    prepare: translationContents,
  }),
  recommendation: member.menu('menu: the number of a recommendation to show; like `draft`', SELECT_OPTIONS_MAX, topicId),
  'recommend-remove': member.button('removes a recommendation; like `draft`', recommendedId),
  'summary-post': member.button('posts the summary in the topic’s threads; like `draft`', summaryId),
  outcome: member.form('what became of a recommendation; like `draft`', {
    id: recommendationId,
    title: 'topics-closing.form.outcome-title',
    fields: outcomeFields,
    errorsAt: 'words',
    prepare: outcomeContents,
  }),
});
