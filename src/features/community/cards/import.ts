import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card, Message } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { type ImportResult, importReport, reasonText, VERDICTS, verdictKey } from '../../members/public.js';
import { communityControls as controls } from '../controls.js';

const REJECTED_SHOWN = 5;

/** What an import would do, with the verdict of each line in an attached file. */
export function dryRunMessage(result: ImportResult, draft: string, language: Language): Message {
  const say = speaker(language);
  const rejected = result.lines.filter(({ verdict }) => verdict === 'rejected');
  const taken = result.counts.created + result.counts.updated;
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
    rejected.length > 0 && {
      type: 'list',
      items: rejected
        .slice(0, REJECTED_SHOWN)
        .map((fault) => say('community.import.fault', { line: fault.line, reason: reasonText(fault, language) })),
    },
    rejected.length > REJECTED_SHOWN && note(say('community.import.more-faults', { count: rejected.length - REJECTED_SHOWN })),
    taken > 0 ? paragraph(say('community.import.confirm-text', { count: taken })) : paragraph(say('community.import.nothing')),
    actions(
      ...(taken > 0 ? [controls['import-apply'].button(say.plain('community.import.apply'), { id: draft, style: 'primary' })] : []),
      controls.import.button(say.plain('community.import.other-file')),
    ),
  );
  return { cards: [summary], files: [importReport(result, language)] };
}

export function importBegunCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('community.import.begun')));
}
