import { localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { outagesAt } from '../../../calendar/working-days.js';
import type { BaseSettings } from '../../../core/settings.js';
import { type Context, tellChannel } from '../../../feature-api/index.js';
import { ORGANISERS } from '../../members/public.js';
import type { Topic } from '../types.js';

/** The warnings of outage windows that an opening falls into, each once. */
export function outageWarnings(
  { opensAt }: Pick<Topic, 'opensAt'>,
  settings: Pick<BaseSettings, 'outages' | 'timezone'>,
): readonly string[] {
  const found = outagesAt(localDateOf(opensAt, settings.timezone), localTimeOf(opensAt, settings.timezone), settings);
  return [...new Set(found.map(({ warning }) => warning))];
}

/** Organisers are told once for each hour that a topic opens in without power or network, while they can move it. */
export async function warnOfOutage(context: Context, topic: Pick<Topic, 'id' | 'opensAt'>, settings: BaseSettings): Promise<void> {
  if (outageWarnings(topic, settings).length === 0) return;
  await tellChannel(context, ORGANISERS, {
    key: `topics:plan:outage:${topic.id}:${topic.opensAt}`,
    kind: 'topics.plan.outage',
    args: { topic: topic.id },
  });
}
