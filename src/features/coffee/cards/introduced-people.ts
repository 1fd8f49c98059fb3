import type { Language } from '../../../core/language.js';
import type { Block } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { inLanguages } from '../../../language/index.js';
import type { ProposedTimes } from '../rules/propose-times.js';
import type { Tellable } from '../rules/reasons.js';
import { mayBeTold, type Viewer } from '../rules/visibility.js';
import type { Match, Member, Organisation, Round } from '../types.js';
import { languageLabel, listInAll, mention, sectorLabel, skillLabel } from './labels.js';

/** All that an introduction tells, gathered at the moment it goes out. */
export interface Introduction {
  readonly match: Match;
  readonly round: Round;
  readonly people: readonly Member[];
  readonly organisations: ReadonlyMap<number, Organisation>;
  readonly reasons: readonly Tellable[];
  readonly times: ProposedTimes;
  /** Each person's own view of the others decides what is told of them. */
  readonly viewerOf: (about: Member) => Viewer;
  /** They have no platform in common, so a relay carries their messages. */
  readonly relayed: boolean;
}

type Languages = readonly [Language, ...Language[]];

/** Who they are, as far as they let the others know: rows with labels, once for readers of several languages. */
export function peopleBlocks(introduction: Introduction, languages: Languages): readonly Block[] {
  return introduction.people.flatMap((person): readonly Block[] => {
    const items = rowsOf(person, introduction, languages);
    return [{ type: 'paragraph', text: [mention(person)] }, ...(items.length > 0 ? [{ type: 'facts', items } as const] : [])];
  });
}

function rowsOf(person: Member, { organisations, viewerOf }: Introduction, languages: Languages): readonly { label: Text; value: Text }[] {
  const viewer = viewerOf(person);
  const organisation = person.organisation === null ? undefined : organisations.get(person.organisation);
  const values = {
    organisation: organisation ? organisation.name : '',
    sectors: listInAll(person.sectors, sectorLabel, languages),
    offers: listInAll(person.offers, skillLabel, languages),
    wants: listInAll(person.wants, skillLabel, languages),
    languages: listInAll(person.languages, languageLabel, languages),
  };
  return (['organisation', 'sectors', 'offers', 'wants', 'languages'] as const)
    .filter((field) => values[field] !== '' && mayBeTold(person, field, viewer))
    .map((field) => ({ label: [inLanguages(languages, `coffee.intro.row.${field}`)], value: [values[field]] }));
}
