import type { Language } from '../../core/language.js';
import type { Card, Message } from '../../core/message.js';
import { speaker } from '../../language/index.js';
import { type ImportResult, importReport, reasonText, VERDICTS } from '../members/service.js';
import { button, card, heading, note, paragraph } from './cards.js';

const FAULTS_SHOWN = 5;

/** What a file would do, with each line's verdict as a file. */
export function dryRunMessage(result: ImportResult, draft: string, language: Language): Message {
  const say = speaker(language);
  const faults = result.lines.filter(({ verdict }) => verdict === 'rejected');
  const taken = result.counts.created + result.counts.updated;
  const summary = card(
    language,
    heading(say('community.import.dry-run')),
    {
      type: 'facts',
      items: [
        ...VERDICTS.map((verdict) => ({
          label: say(`members.import.verdict.${verdict}`),
          value: say('community.import.lines', { count: result.counts[verdict] }),
        })),
        { label: say('community.import.new-organisations'), value: [String(result.organisationsCreated)] },
      ],
    },
    faults.length > 0 && {
      type: 'list',
      items: faults
        .slice(0, FAULTS_SHOWN)
        .map((fault) => say('community.import.fault', { line: fault.line, reason: reasonText(fault, language) })),
    },
    faults.length > FAULTS_SHOWN && note(say('community.import.more-faults', { count: faults.length - FAULTS_SHOWN })),
    taken > 0 ? paragraph(say('community.import.confirm-text', { count: taken })) : paragraph(say('community.import.nothing')),
    {
      type: 'actions',
      controls: [
        ...(taken > 0 ? [button('import-apply', say.plain('community.import.apply'), { id: draft, style: 'primary' })] : []),
        button('import', say.plain('community.import.other-file')),
      ],
    },
  );
  return { cards: [summary], files: [importReport(result, language)] };
}

export function importBegunCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('community.import.begun')));
}
