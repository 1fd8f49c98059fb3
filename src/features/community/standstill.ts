import type { StandstillTexts } from '../../feature-api/index.js';
import { agendaLabel, formatInstant, speaker } from '../../language/index.js';
import { goOn, heldCommunity } from './agenda.js';

/** A restored copy that waits to be resumed, for the terminal. */
export const communityStandstill: StandstillTexts = {
  async describe(context, language) {
    const say = speaker(language);
    const held = await heldCommunity(context);
    if (held === undefined) return { held: false, lines: [say.plain('community.held.over')] };
    const { timezone } = await context.community.settings();
    const due = held.due.map(
      ({ count, ...what }) => `  ${say.plain('community.agenda.counted', { what: agendaLabel(what, language), count })}`,
    );
    const when = formatInstant(held.madeAt, timezone, language, 'date-time');
    return {
      held: true,
      lines: [say.plain('community.held.what', { when }), ...(due.length > 0 ? due : [say.plain('community.held.nothing-due')])],
    };
  },
  end: (context) => goOn(context, null),
};
