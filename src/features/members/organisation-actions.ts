import { type Action, defineAction } from '../../core/action.js';
import { NotFoundError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import { privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import { phrase, speaker } from '../../language/index.js';
import { searchForm } from './cards/forms.js';
import { decidedCards, mergeCard } from './cards/organisations.js';
import { organisationIdOf } from './ids.js';
import type { MembersService } from './service.js';

/** What organisers do with a proposed organisation: approve, join it to another, refuse. */
export function organisationActions(service: MembersService): readonly Action[] {
  const { organisations } = service;
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: 'members', name, access: 'organiser', run });

  /** In the organisers' channel the card changes for all of them, in the community's languages. */
  const decided = async (request: Request, said: (language: Language) => Text): Promise<Reply> => {
    if (request.conversation.kind === 'direct') return replacing(...decidedCards([request.language], said));
    const { languages } = await service.settings();
    return { type: 'message', visibility: 'conversation', replace: true, message: { cards: decidedCards(languages, said) } };
  };

  return [
    define('org-approve', async (request, { id }) => {
      const { name } = await organisations.approve(request.actor, organisationIdOf(id));
      return decided(request, (language) => speaker(language)('members.proposal.approved', { name, who: request.actor.name }));
    }),
    define('org-refuse', async (request, { id }) => {
      const { name } = await organisations.refuse(request.actor, organisationIdOf(id));
      return decided(request, (language) => speaker(language)('members.proposal.refused', { name, who: request.actor.name }));
    }),
    define('org-merge', async ({ language }, { id }) => {
      const organisation = await organisations.find(organisationIdOf(id));
      if (organisation?.status !== 'proposed') throw new NotFoundError('decided', phrase('members.error.organisation-decided'));
      return privately(mergeCard(organisation, await organisations.alike(organisation.id, 10), language));
    }),
    define('org-merge-search', async ({ language }, { id }) => ({
      type: 'form',
      form: searchForm(`members:org-merge-search:${organisationIdOf(id)}`, language),
    })),
    define('org-merge-into', async ({ actor, language }, { id, values: [into] }) => {
      const { from, into: target } = await organisations.merge(actor, organisationIdOf(id), organisationIdOf(into));
      return replacing(
        ...decidedCards([language], (each) =>
          speaker(each)('members.proposal.merged', { name: from.name, into: target.name, who: actor.name }),
        ),
      );
    }),
  ];
}
