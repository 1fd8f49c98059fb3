import type { Language } from '../../../../core/language.js';
import { speaker } from '../../../../language/index.js';
import type { Session } from '../../types.js';
import type { Whom } from '../rules/whom.js';

/** «Coming: 12», or «Were in session 2: 9». */
export function whomText(whom: Whom, sessions: readonly Session[], count: number, language: Language): string {
  const say = speaker(language);
  if (whom.type === 'group') return say.plain(`events-organising.whom.${whom.group}`, { count });
  const position = sessions.find(({ id }) => id === whom.session)?.position ?? 0;
  return say.plain(whom.was ? 'events-organising.whom.session-there' : 'events-organising.whom.session-absent', { position, count });
}
