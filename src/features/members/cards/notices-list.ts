import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn, type Speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { encodeChoice } from '../notices.js';
import { platformName } from '../platform-name.js';
import { placeOf } from '../rules/notices.js';
import { asLabel } from '../text.js';
import type { NoticePage, SwitchState } from '../types.js';

/** Everything that the bot tells a member, a page of it, with a menu that changes one thing. `done`: what was just changed. */
export function noticesCard(shown: NoticePage, language: Language, done?: SwitchState): Card {
  const { states, others, page, pages, here, elsewhere } = shown;
  const turn = (to: number, label: string) => controls.notices.button(label, { id: String(to) });
  return cardIn(language, (say) => [
    done && paragraph(say('notices.changed', { what: say.plainKey(done.notice.label), choice: inWords(done, say, elsewhere) })),
    heading(say('notices.title')),
    paragraph(say('notices.text')),
    states.length > 0 && {
      type: 'facts',
      items: states.map((state) => ({ label: [labelOf(state.notice, say)], value: [inWords(state, say, elsewhere)] })),
    },
    states.some(({ notice }) => 'keeps' in notice) && note(say('notices.kept')),
    note(say('notices.alone')),
    pages > 1 && note(say('notices.page', { page: page + 1, pages })),
    others.length > 0 &&
      actions(
        controls.notice.menu(
          {
            label: say.plain('notices.menu'),
            options: others.map(({ state, choice }) => {
              const next = { ...state, choice, platform: placeOf(state.notice, choice, here) };
              const label = say.plain('notices.option', { what: say.plainKey(state.notice.label), choice: inWords(next, say, elsewhere) });
              return { value: encodeChoice(state.notice.name, choice), label: asLabel(label) };
            }),
          },
          { id: String(page) },
        ),
      ),
    pages > 1 &&
      actions(
        ...(page > 0 ? [turn(page - 1, say.plain('notices.previous'))] : []),
        ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
      ),
  ]);
}

/** What it is, and why it is kept where it is switched off. */
function labelOf(notice: SwitchState['notice'], say: Speaker): string {
  const what = say.plainKey(notice.label);
  return 'keeps' in notice ? say.plain('notices.with-reason', { what, why: say.plain(`notices.why.${notice.keeps}`) }) : what;
}

/** `elsewhere`: whether it matters on which platform. */
function inWords({ notice, choice, platform }: SwitchState, say: Speaker, elsewhere: boolean): string {
  if (choice === 'off' && 'keeps' in notice) return say.plain('notices.choice.kept');
  if (choice !== 'here') return say.plain(`notices.choice.${choice}`);
  if (platform === null || !elsewhere) return say.plain('notices.choice.here');
  return say.plain('notices.choice.here-on', { platform: platformName(platform, say.language) });
}
