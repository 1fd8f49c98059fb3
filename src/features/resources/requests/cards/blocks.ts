import { actions } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block } from '../../../../core/message.js';
import { formatList, formatLocalDate, speaker } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { requestControls as controls } from '../controls.js';
import type { ResourceRequest, Wanted } from '../types.js';

/** In which language and until when, in a line. */
export function lineOf({ language: wanted, deadline }: Pick<Wanted, 'language' | 'deadline'>, language: Language): string {
  const say = speaker(language);
  return [
    say.plain(wanted === null ? 'resources-request.any-language' : `common.language.${wanted}`),
    ...(deadline === null ? [] : [say.plain('resources-request.until', { date: formatLocalDate(deadline, language, 'short-date') })]),
  ].join(' · ');
}

/** What is known of a request beside its words. */
export function factsBlock(request: Wanted, language: Language, more: readonly (readonly [string, string])[] = []): Block {
  const say = speaker(language);
  const { sectors, language: wanted, deadline } = request;
  const facts: readonly (readonly [string, string])[] = [
    ...more,
    ...(sectors.length === 0
      ? []
      : [
          [
            say.plain('resources-request.form.sectors'),
            formatList(
              sectors.map((sector) => sectorLabel(sector, language)),
              language,
            ),
          ] as const,
        ]),
    [
      say.plain('resources-request.fact.language'),
      say.plain(wanted === null ? 'resources-request.any-language' : `common.language.${wanted}`),
    ],
    ...(deadline === null
      ? []
      : [[say.plain('resources-request.fact.deadline'), formatLocalDate(deadline, language, 'short-date')] as const]),
  ];
  return { type: 'facts', items: facts.map(([label, value]) => ({ label: [label], value: [value] })) };
}

/** A menu that opens one of these requests. */
export function openMenu(requests: readonly Pick<ResourceRequest, 'id' | 'what'>[], language: Language): readonly Block[] {
  if (requests.length === 0) return [];
  const options = requests.map(({ id, what }) => ({ value: String(id), label: asLabel(what) }));
  return [actions(controls['request-show'].menu({ label: speaker(language).plain('resources-request.open'), options }, { id: undefined }))];
}
