import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Attachment, Card, Message } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import {
  CHECKED_MAX,
  changesText,
  type ImportResult,
  isCheckedInPart,
  type LineVerdict,
  problemText,
  unknownColumnsText,
  VERDICTS,
  verdictKey,
} from '../../members/public.js';
import { communityControls as controls } from '../controls.js';

const SHOWN = 5;

/** What an import would do: counts, the first lines with problems, the first changes of people, and the file with a column «problem». */
export function dryRunMessage(
  result: ImportResult,
  { draft, checked }: { readonly draft: string; readonly checked: Attachment },
  language: Language,
): Message {
  const say = speaker(language);
  const faulty = result.lines.filter(({ problems }) => problems.length > 0);
  const changed = result.lines.filter(({ changes }) => changes.length > 0);
  const isTaken = (verdict: LineVerdict['verdict']) => verdict !== 'rejected' && verdict !== 'asked';
  const warned = result.lines.filter(({ verdict, warnings }) => warnings.length > 0 && isTaken(verdict));
  const unknown = unknownColumnsText(result, language);
  const { created, updated, asked } = result.counts;
  const taken = created + updated;
  const summary = card(
    language,
    heading(say('community.import.dry-run')),
    {
      type: 'facts',
      items: [
        ...VERDICTS.map((verdict) => ({
          label: say(verdictKey(verdict)),
          value: say('community.import.lines', { count: result.counts[verdict] }),
        })),
        { label: say('community.import.new-organisations'), value: [String(result.organisationsCreated)] },
      ],
    },
    unknown !== '' && note([unknown]),
    faulty.length > 0 && {
      type: 'list',
      items: faulty
        .slice(0, SHOWN)
        .map((fault) => say('community.import.fault', { line: fault.line, reason: problemText(fault, language) })),
    },
    faulty.length > SHOWN && note(say('community.import.more-faults', { count: faulty.length - SHOWN })),
    warned.length > 0 && note(say('community.import.warnings', { count: warned.length })),
    changed.length > 0 && paragraph(say('community.import.changes')),
    changed.length > 0 && {
      type: 'list',
      items: changed.slice(0, SHOWN).map((line) => say('community.import.fault', { line: line.line, reason: changesText(line, language) })),
    },
    changed.length > SHOWN && note(say('community.import.more-changes', { count: changed.length - SHOWN })),
    (faulty.length > 0 || warned.length > 0) && note(say('community.import.correct')),
    isCheckedInPart(result) && note(say('community.import.first-lines', { max: CHECKED_MAX })),
    taken > 0 && paragraph(say('community.import.confirm-text', { count: taken })),
    asked > 0 && paragraph(say('community.import.asked-text', { count: asked })),
    taken + asked === 0 && paragraph(say('community.import.nothing')),
    actions(
      ...(taken + asked > 0 ? [controls['import-apply'].button(say.plain('community.import.apply'), { id: draft, style: 'primary' })] : []),
      controls.import.button(say.plain('community.import.other-file')),
      controls.template.button(say.plain('community.import.template')),
    ),
  );
  return { cards: [summary], files: [checked] };
}

/** Goes with an empty list of members. */
export function templateCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('community.import.template-text')));
}

export function importBegunCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('community.import.begun')));
}
