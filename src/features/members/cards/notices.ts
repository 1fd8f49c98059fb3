import { actions, card, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { cardIn, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { VERDICTS } from '../import/run.js';
import type { Member } from '../types.js';
import { organisationButtons } from './induction.js';

/** Reminds somebody of an unfinished induction. */
export function reminderCard(name: string, community: string, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('members.reminder.text', { name, community })),
    actions(controls.resume.button(say.plain('members.button.resume'), { style: 'primary' })),
  ]);
}

/** Tells a member that an organiser joined their profile with an imported one. */
export function mergedCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('people.claim.told')),
    actions(controls.edit.button(say.plain('members.button.edit'), { style: 'primary' })),
  ]);
}

/** Welcomes somebody who had left, and tells what still applies. */
export function returnedCard({ name }: Pick<Member, 'name'>, applies: readonly Phrase[], language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('members.returned.title', { name })),
    paragraph(applies.length > 0 ? say('members.returned.text') : say('members.returned.nothing')),
    applies.length > 0 && { type: 'list', items: applies.map((phrase) => say.phrase(phrase)) },
    actions(controls.edit.button(say.plain('members.button.edit'))),
  ]);
}

export function refusedCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('members.refused.text')), actions(...organisationButtons(language)));
}

/** `lines`: how many of how many are done; null before the first, undefined once the import is over. */
export function importProgressCard(lines: { readonly done: number; readonly total: number } | null | undefined, language: Language): Card {
  const say = speaker(language);
  if (lines === undefined) return card(language, paragraph(say('members.import-progress.over')));
  return card(language, paragraph(lines === null ? say('members.import-progress.begun') : say('members.import-progress.running', lines)));
}

/** The result of an import. `counts` is undefined if its file was lost. `next`: what features offer to do with a new list. */
export function importedCard(
  counts: (Readonly<Record<(typeof VERDICTS)[number], number>> & { readonly organisations: number }) | undefined,
  language: Language,
  next: readonly Button[] = [],
): Card {
  const say = speaker(language);
  if (counts === undefined) return card(language, paragraph(say('members.imported.lost')));
  const items = VERDICTS.map((verdict) => ({
    label: say(`members.import.verdict.${verdict}`),
    value: say('members.imported.lines', { count: counts[verdict] }),
  }));
  const organisations = { label: say('members.imported.new-organisations'), value: [String(counts.organisations)] };
  return card(
    language,
    heading(say('members.imported.title')),
    { type: 'facts', items: [...items, organisations] },
    counts.asked > 0 && actions(controls['question-next'].button(say.plain('people.question.decide'), { id: '0', style: 'primary' })),
    counts.created > 0 && next.length > 0 && actions(...next),
  );
}
