import { NotFoundError } from '../../../core/errors.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import { type IdCodec, numberId } from '../../../feature-api/index.js';
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

function readVersion(text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw noPlan();
  return Number(text);
}

export const monthId: IdCodec<Month> = { shape: 'a month', encode: (month) => month, decode: readMonthId };

/** `<month>.<version>`: an approval holds for the plan that was seen. */
export const seenPlanId: IdCodec<SeenPlan> = {
  shape: '`<month>.<version>`',
  encode: ({ month, version }) => `${month}.${version}`,
  decode(text) {
    const [month = '', version] = text.split('.');
    return { month: readMonthId(month), version: readVersion(version) };
  },
};

/** `<number>.<version>` of a topic. */
export const seenTopicId: IdCodec<SeenTopic> = {
  shape: '`<number>.<version>`',
  encode: ({ id, version }) => `${id}.${version}`,
  decode(text) {
    const [id = '', version] = text.split('.');
    return { id: topicId.decode(id), version: readVersion(version) };
  },
};

/** `<number>.<language>` of an entry. */
export const templateWordsId: IdCodec<{ readonly id: TemplateId; readonly language: Language }> = {
  shape: '`<number>.<language>`',
  encode: ({ id, language }) => `${id}.${language}`,
  decode(text) {
    const [id = '', code] = text.split('.');
    const language = LANGUAGES.find((known) => known === code);
    if (language === undefined) throw noEntry();
    return { id: templateId.decode(id), language };
  },
};

/** What a menu of replacements offers: `proposal.<number>`, `template.<number>`. */
export const encodeReplacement = ({ from, id }: Replacement): string => `${from}.${id}`;

export function chosenReplacement([value = '']: readonly string[]): Replacement {
  const [from, id = ''] = value.split('.');
  if (from === 'proposal') return { from, id: proposalId.decode(id) };
  if (from === 'template') return { from, id: templateId.decode(id) };
  throw noTopic();
}
