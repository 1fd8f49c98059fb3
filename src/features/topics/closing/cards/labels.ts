import type { Language } from '../../../../core/language.js';
import { formatInstant, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import type { TopicRecord } from '../../store/index.js';

/** When a topic is or was discussed, and whether its summary is there. */
export function stateText({ topic, summary }: TopicRecord, zone: string, language: Language): string {
  const say = speaker(language);
  const { state, opensAt, openedAt, closesAt } = topic;
  const day = (at: typeof opensAt) => formatInstant(at, zone, language, 'short-date');
  switch (state) {
    case 'planned':
      return say.plain('topics-closing.state.planned', { date: day(opensAt) });
    case 'open':
      return closesAt === null
        ? say.plain('topics-closing.state.open')
        : say.plain('topics-closing.state.open-until', { date: day(closesAt) });
    case 'closed': {
      const when = say.plain('topics-closing.state.closed', { date: day(openedAt ?? opensAt) });
      const has = summary?.state === 'written' ? 'topics-closing.state.summary' : 'topics-closing.state.no-summary';
      return `${when} · ${say.plain(has)}`;
    }
    case 'skipped':
      return say.plain('topics-closing.state.skipped');
    default:
      return state satisfies never;
  }
}

export function sectorText(sector: string | null, language: Language): string {
  return sector === null ? speaker(language).plain('topics-closing.card.no-sector') : sectorLabel(sector, language);
}
