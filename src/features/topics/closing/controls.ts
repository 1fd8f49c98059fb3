import { button, defineControls, form, menu, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';
import { outcomeFields, recommendationFields, summaryFields, translationFields } from './fields.js';
import { outcomeContents, recommendationContents, summaryContents } from './form-contents.js';
import { recommendationId, recommendedId, summaryId, topicId, topicOrNone, translationId } from './ids.js';
import { translationContents } from './translate.js';

const member = { access: 'member' } as const;

/** Controls of the closing of topics, and of the list of topics. Who may use them beside organisers is told in `about`. */
export const closingControls = defineControls(FEATURE, {
  browse: button({ ...member, about: 'a page of topics: `page~year~sector~words`', id: textId }),
  read: menu({ ...member, about: 'shows a topic with its summary; as a menu the value is its number', id: topicOrNone }),
  'close-topic': button({ ...member, about: 'closes a topic now; for its facilitator and organisers', id: topicId }),
  'reopen-topic': button({ ...member, about: 'opens a closed topic again; like `close-topic`', id: topicId }),
  'export-topic': button({ access: 'organiser', about: 'the thread as files', id: topicId }),
  overdue: button({ access: 'adviser', about: 'closed topics without a summary' }),

  draft: button({ ...member, about: 'shows a summary to who is asked for it, who facilitated and organisers', id: topicId }),
  summary: form({
    ...member,
    about: 'writes lessons, challenges and resources; like `draft`',
    id: summaryId,
    title: 'topics-closing.form.summary-title',
    fields: summaryFields,
    errorsAt: 'lessons',
    prepare: summaryContents,
  }),
  recommend: form({
    ...member,
    about: 'adds or changes a recommendation; like `draft`',
    id: recommendedId,
    title: 'topics-closing.form.recommendation-title',
    fields: recommendationFields,
    errorsAt: 'reviewOn',
    prepare: recommendationContents,
  }),
  translate: form({
    ...member,
    about: 'what a summary says in another language; like `draft`',
    id: translationId,
    title: 'topics-closing.form.translation-title',
    fields: translationFields,
    errorsAt: 'recommendations',
    prepare: translationContents,
  }),
  recommendation: menu({ ...member, about: 'menu: the number of a recommendation to show; like `draft`', id: topicId }),
  'recommend-remove': button({ ...member, about: 'removes a recommendation; like `draft`', id: recommendedId }),
  'summary-post': button({ ...member, about: 'posts the summary in the topic’s threads; like `draft`', id: summaryId }),
  outcome: form({
    ...member,
    about: 'what became of a recommendation; like `draft`',
    id: recommendationId,
    title: 'topics-closing.form.outcome-title',
    fields: outcomeFields,
    errorsAt: 'words',
    prepare: outcomeContents,
  }),
});
