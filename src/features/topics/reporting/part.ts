import { isAllowed } from '../../../core/access.js';
import type { FeaturePart } from '../../../feature-api/index.js';
import { noPersonalData } from '../../../feature-api/index.js';
import { yearCard } from './cards/report.js';
import { standing, topicsFigures, yearSentence } from './standing.js';

/** What came of the topics: for organisers, advisers and donors. */
export const reportingPart: FeaturePart = {
  handlers: [],
  messages: [],
  jobs: [],
  person: noPersonalData,
  home: {
    async cards(context, member) {
      const sentence = isAllowed(member, 'adviser') ? await yearSentence(context, member.language) : undefined;
      return sentence === undefined ? [] : [yearCard(sentence, member.language)];
    },
  },
  standing,
  figures: topicsFigures,
};
