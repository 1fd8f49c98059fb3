import type { Language } from '../../../core/language.js';
import type { Context, LetterPeriod, LetterSection } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requestsStore } from '../store/requests.js';
import { lineOf } from './cards/blocks.js';
import { itemKey } from './keys.js';

/** More are in the list, which the hint leads to. */
const TOLD_MAX = 10;

/** What members were looking for when the letter was made, as long as it is open; never who. */
export async function requestsSection(context: Context, { to }: LetterPeriod, language: Language): Promise<LetterSection> {
  const say = speaker(language);
  const { requests } = await requestsStore(context.tx).openRequests({ offset: 0, limit: TOLD_MAX, by: to });
  return {
    title: say.plain('resources-letter.requests'),
    items: requests.map((request) => ({
      key: itemKey(request.id),
      title: request.what,
      facts: lineOf(request, language),
      text: request.purpose,
    })),
    hint: say.plain('resources-letter.help', { command: '/resources mine' }),
  };
}
