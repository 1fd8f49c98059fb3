import { isPassing } from '../../../core/passing-link.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Instant, Zone } from '../../../core/time.js';
import { phrase } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { nextDays, readRule } from '../recurrence.js';
import { ABOUT_MAX, PLACE_MAX, TITLE_MAX } from '../rules/limits.js';
import { readLink } from '../rules/link.js';
import { comingMoments } from '../rules/times.js';
import type { EventFormat, SessionTimes } from '../types.js';
import type { ReadEvent, ReadProblem } from './types.js';

/** How many events a file may have: more are no plan of a year. */
export const EVENTS_MAX = 200;

const cut = (text: string, max: number): string => [...text].slice(0, max).join('');

/** What a line or an entry says, before it is looked at. */
export interface Raw extends Omit<ReadEvent, 'format' | 'times' | 'rule'> {
  readonly format: EventFormat | undefined;
  readonly times: SessionTimes;
  readonly rule: string | undefined;
}

/** An event that can become a draft, with what had to be left out of it; or why it can't. */
export async function tidied(raw: Raw, now: Instant): Promise<{ readonly event?: ReadEvent; readonly problems: readonly ReadProblem[] }> {
  const { at } = raw;
  const title = cut(cleanLine(raw.title), TITLE_MAX);
  if (title === '') return { problems: [{ at, problem: phrase('events-import.problem.title') }] };
  const moments = comingMoments(raw.times, raw.zone, now);
  const rule = raw.rule === undefined ? undefined : await knownRule(raw.rule, raw.times, raw.zone);
  if (typeof rule === 'object') return { problems: [{ at, problem: rule.problem }] };
  if ('problem' in moments) {
    const { problem } = moments;
    const hour = problem.type === 'missing' || problem.type === 'twice' ? { time: problem.time } : undefined;
    return {
      problems: [
        {
          at,
          problem: hour
            ? phrase(`events.error.${problem.type as 'missing' | 'twice'}`, hour)
            : phrase(`events.error.${problem.type as 'past' | 'far' | 'long'}`),
        },
      ],
    };
  }
  const { link, problem } = linkOf(raw.link);
  const place = cut(raw.place.trim(), PLACE_MAX);
  const about = cut(raw.about.trim(), ABOUT_MAX);
  const event: ReadEvent = {
    ...raw,
    title,
    about,
    place,
    link,
    format: raw.format ?? formatOf(place, link),
    rule,
  };
  const shortened = [
    ...(title === cleanLine(raw.title) ? [] : [phrase('events-import.problem.cut-title', { max: TITLE_MAX })]),
    ...(about === raw.about.trim() ? [] : [phrase('events-import.problem.cut-about', { max: ABOUT_MAX })]),
    ...(place === raw.place.trim() ? [] : [phrase('events-import.problem.cut-place', { max: PLACE_MAX })]),
  ];
  return { event, problems: [...(problem ? [problem] : []), ...shortened].map((each) => ({ at, problem: each })) };
}

/** The link of an event; empty with a problem for one that nobody can open, or only for a while. */
function linkOf(written: string): { readonly link: string; readonly problem?: Phrase } {
  if (written === '') return { link: '' };
  const link = readLink(cleanLine(written));
  if (link === undefined) return { link: '', problem: phrase('events-import.problem.link') };
  return isPassing(link) ? { link: '', problem: phrase('common.error.passing-link') } : { link };
}

function formatOf(place: string, link: string): EventFormat {
  if (place === '') return 'virtual';
  return link === '' ? 'in-person' : 'hybrid';
}

async function knownRule(text: string, { date }: SessionTimes, _zone: Zone) {
  const rule = readRule(text);
  const days = rule === 'no-rule' || rule === 'too-often' || rule === 'never' ? rule : await nextDays(rule, date, 1);
  if (typeof days === 'string') return { problem: phrase(`events-series.error.${days}`) };
  return rule;
}
