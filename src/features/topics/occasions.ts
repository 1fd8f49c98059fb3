import type { MemberId } from '../../core/ids.js';
import { type Lookup, mapLookup } from '../../core/lookup.js';
import { after, DAY } from '../../core/time.js';
import type { Context, Occasion } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { FEATURE } from './names.js';
import { topicsStore } from './store/index.js';
import { titleIn } from './text-of.js';

/** How long a recommendation that was carried out is news. */
const RECENT = 120 * DAY;

/** Topics whose recommendations were carried out, for those who facilitated them or wrote their summary. */
export function topicOccasions(context: Context, member: MemberId): Lookup<readonly Occasion[]> {
  return mapLookup(topicsStore(context.tx).carriedOut(member, after(context.now, -RECENT)), (topics) =>
    topics.map((topic) => ({
      key: `${FEATURE}:${topic.id}`,
      text: phrase('topics-closing.occasion.done', { title: titleIn(topic, topic.language) }),
    })),
  );
}
