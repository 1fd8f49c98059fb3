import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Message } from '../../../core/message.js';
import { plain } from '../../../core/text.js';
import { csvFile } from '../../../kit/csv.js';
import { speaker, withoutDirectionControls } from '../../../language/index.js';
import type { Explained } from '../explain.js';
import type { PairingProof } from '../pairing/types.js';
import type { Preview, ShownMatch } from '../preview.js';
import { tellable } from '../rules/reasons.js';
import { namesOrSomeone } from './labels.js';
import { whyShort } from './reasons.js';

/** The largest number of matches in the message, so that people read it; the file has all of them. */
const SHOWN = 15;
const REASONS_SHOWN = 3;

/** Who would meet whom and why. What members hide from organisers too is not told here either. */
export function previewMessage(preview: Preview, language: Language): Message {
  const say = speaker(language);
  const { round, matches, leftOut, proof } = preview;
  const people = matches.reduce((sum, { seats }) => sum + seats.length, 0) + leftOut.length;
  const title = round ? say('coffee-organisers.preview.title-round', { round: round.number }) : say('coffee-organisers.preview.title');
  const blocks: Block[] = [{ type: 'heading', text: title }];
  if (people === 0) blocks.push(paragraph(say('coffee-organisers.preview.nobody')));
  else {
    blocks.push(
      paragraph(say('coffee-organisers.preview.summary', { people, matches: matches.length, leftOut: leftOut.length })),
      ...matchBlocks(matches, language),
      ...(leftOut.length > 0
        ? [
            paragraph([{ type: 'bold', text: say.plain('coffee-organisers.preview.left-out') }]),
            {
              type: 'list',
              items: leftOut.slice(0, SHOWN).map(({ member, reason }) =>
                say('coffee-organisers.preview.left-out-one', {
                  name: member.name,
                  why: say.plain(`coffee-organisers.left-out.${reason}`),
                }),
              ),
            } as const,
          ]
        : []),
      { type: 'note', text: proofLine(proof, language) },
    );
  }
  blocks.push({ type: 'note', text: say('coffee-organisers.preview.nothing-sent') });
  const long = matches.length > SHOWN || leftOut.length > SHOWN;
  return { cards: [{ language, blocks }], ...(long && { files: [previewFile(preview, language)] }) };
}

/** A past round, with its reasons and whether it comes out the same again. */
export function explainedMessage({ round, matches, explanation, repeated }: Explained, language: Language): Message {
  const say = speaker(language);
  const blocks: Block[] = [
    { type: 'heading', text: say('coffee-organisers.explain.title', { round: round.number }) },
    ...matchBlocks(matches, language),
    ...(explanation
      ? [
          {
            type: 'note',
            text: say('coffee-organisers.explain.facts', { seed: String(round.seed), participants: explanation.participants }),
          } as const,
          { type: 'note', text: proofLine(explanation.proof, language) } as const,
        ]
      : []),
    { type: 'note', text: say(`coffee-organisers.explain.${repeated}`) },
  ];
  const long = matches.length > SHOWN;
  return {
    cards: [{ language, blocks }],
    ...(long && { files: [matchesFile(matches, [], `coffee-round-${round.number}.csv`, language)] }),
  };
}

function matchBlocks(matches: readonly ShownMatch[], language: Language): readonly Block[] {
  const say = speaker(language);
  const more = matches.length - SHOWN;
  return [
    {
      type: 'list',
      ordered: true,
      items: matches
        .slice(0, SHOWN)
        .map((match) =>
          say('coffee-organisers.preview.match', { names: namesOrSomeone(match.seats, language), why: whyOf(match, language) }),
        ),
    },
    ...(more > 0 ? [{ type: 'note', text: say('coffee-organisers.preview.more', { count: more }) } as const] : []),
  ];
}

function whyOf({ seats, reasons }: ShownMatch, language: Language): string {
  const told = tellable(reasons, seats, 'organiser').slice(0, REASONS_SHOWN);
  if (told.length === 0) return speaker(language).plain('coffee-organisers.why.none');
  return told.map((reason) => whyShort(reason, language)).join(' · ');
}

function proofLine(proof: PairingProof, language: Language) {
  const say = speaker(language);
  if (proof.exact) return say('coffee-organisers.preview.exact');
  return say('coffee-organisers.preview.gap', { percent: (proof.gap * 100).toFixed(2) });
}

function previewFile({ matches, leftOut }: Preview, language: Language) {
  return matchesFile(matches, leftOut, 'coffee-preview.csv', language);
}

function matchesFile(matches: readonly ShownMatch[], leftOut: Preview['leftOut'], name: string, language: Language) {
  const say = speaker(language);
  const bare = (text: string) => withoutDirectionControls(text);
  return csvFile(name, [
    [plain(say('coffee-organisers.preview.column.people')), plain(say('coffee-organisers.preview.column.why'))],
    ...matches.map((match) => [bare(namesOrSomeone(match.seats, language)), bare(whyOf(match, language))]),
    ...leftOut.map(({ member, reason }) => [
      bare(member.name),
      `${say.plain('coffee-organisers.preview.file-left-out')}: ${say.plain(`coffee-organisers.left-out.${reason}`)}`,
    ]),
  ]);
}
