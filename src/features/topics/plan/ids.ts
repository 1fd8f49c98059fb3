import { NotFoundError } from '../../../core/errors.js';
import { LANGUAGES } from '../../../core/language.js';
import { dottedId, type IdCodec, numberId, versionId, wordId } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { type Month, toMonth } from '../rules/month.js';
import type { ProposalId, TemplateId, TopicId } from '../types.js';
import type { SeenPlan } from './approve.js';
import type { Replacement, SeenTopic } from './change.js';

const noPlan = () => new NotFoundError('not a month', phrase('topics-plan.error.no-month'));
const noTopic = () => new NotFoundError('not a topic', phrase('topics-plan.error.no-topic'));
const noEntry = () => new NotFoundError('not an entry', phrase('topics-plan.error.no-entry'));

export const topicId = numberId<TopicId>(noTopic);
export const templateId = numberId<TemplateId>(noEntry);
const proposalId = numberId<ProposalId>(noTopic);

function readMonthId(text: string): Month {
  try {
    return toMonth(text);
  } catch (error) {
    if (error instanceof RangeError) throw noPlan();
    throw error;
  }
}

export const monthId: IdCodec<Month> = { shape: 'a month', encode: (month) => month, decode: readMonthId };

const version = versionId(noPlan);

/** An approval holds for the plan that was seen. */
export const seenPlanId = dottedId<SeenPlan>({ month: monthId, version });
export const seenTopicId = dottedId<SeenTopic>({ id: topicId, version });
/** What an entry says in one language. */
export const templateWordsId = dottedId({ id: templateId, language: wordId(LANGUAGES, noEntry) });

/** What a menu of replacements offers: `proposal.<number>`, `template.<number>`. */
export const encodeReplacement = ({ from, id }: Replacement): string => `${from}.${id}`;

/** The replacement that was chosen in a menu. Throws a `NotFoundError` for any other value. */
export function chosenReplacement([value = '']: readonly string[]): Replacement {
  const [from, id = ''] = value.split('.');
  if (from === 'proposal') return { from, id: proposalId.decode(id) };
  if (from === 'template') return { from, id: templateId.decode(id) };
  throw noTopic();
}
