import { actions, card, note, paragraph } from '../../../../../core/blocks.js';
import type { Language } from '../../../../../core/language.js';
import type { Block, Card } from '../../../../../core/message.js';
import type { Text } from '../../../../../core/text.js';
import { isolate, speaker } from '../../../../../language/index.js';
import { bold, titleBlocks } from '../../../cards/labels.js';
import { makingControls } from '../../../making/controls.js';
import type { Question } from '../../../types.js';
import type { Applicants, Registrant } from '../applicants.js';
import { organisingControls as controls } from '../controls.js';

const PER_PAGE = 6;

/** A page of those who apply, with what they answered, and the form with which organisers select. */
export function applicantsCard({ event, applicants }: Applicants, wanted: number, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const pages = Math.max(1, Math.ceil(applicants.length / PER_PAGE));
  const page = Math.min(wanted, pages - 1);
  const shown = applicants.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const turn = (to: number, key: 'events.button.earlier' | 'events.button.later') =>
    controls.applicants.button(say.plain(key), { id: { id: event.id, page: to } });
  return card(
    language,
    lead && paragraph(lead),
    ...titleBlocks(event, language),
    note(say('events-registration.applicants.count', { count: applicants.length })),
    ...shown.flatMap((each) => applicantBlocks(each, event.questions)),
    actions(
      ...(applicants.length === 0
        ? []
        : [controls.select.button(say.plain('events-registration.select.button'), { id: event.id, style: 'primary' })]),
      ...(page > 0 ? [turn(page - 1, 'events.button.earlier')] : []),
      ...(page < pages - 1 ? [turn(page + 1, 'events.button.later')] : []),
      makingControls.draft.button(say.plain('events.button.manage'), { id: event.id }),
    ),
  );
}

function applicantBlocks({ registration, name, organisation }: Registrant, questions: readonly Question[]): readonly Block[] {
  const who = organisation === undefined ? isolate(name) : `${isolate(name)} · ${isolate(organisation)}`;
  const answered = questions.flatMap(({ label }, index) => {
    const answer = registration.answers?.[index] ?? '';
    return answer === '' ? [] : [{ label: [label] as Text, value: [answer] as Text }];
  });
  return [bold(who), ...(answered.length === 0 ? [] : [{ type: 'facts' as const, items: answered }])];
}
