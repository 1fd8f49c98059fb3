import type { Language } from '../../../core/language.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { sectorLabel } from '../../members/public.js';
import type { ProposalId, ProposalText, Reviewed } from '../types.js';
import { savedDraft } from './draft.js';
import { ownOpen } from './edit.js';
import { assertMaySend } from './limits.js';
import { seenBy } from './review.js';

/** What the fields of a proposal show: `text`, and the sectors of the community with its own beside them. */
async function contentsOf(context: Context, text: Partial<ProposalText>, language: Language) {
  const { sectors } = await context.community.settings();
  const { title, question, why, sector, language: written = language } = text;
  const offered = sector === undefined ? sectors : [...new Set([...sectors, sector])].slice(-25);
  return {
    values: {
      language: written,
      ...(title !== undefined && { title }),
      ...(question !== undefined && { question }),
      ...(why !== undefined && { why }),
      ...(sector !== undefined && { sector }),
    },
    options: { sector: offered.map((code) => ({ value: code, label: sectorLabel(code, language) })) },
  };
}

export async function draftContents(context: Context, { actor, language }: Request) {
  await assertMaySend(context, actor.id, false);
  return contentsOf(context, (await savedDraft(context, actor.id)) ?? {}, language);
}

export async function editContents(context: Context, { actor, language }: Request, id: ProposalId) {
  return contentsOf(context, await ownOpen(context, actor.id, id), language);
}

export async function reviseContents(context: Context, { language }: Request, seen: Reviewed) {
  return contentsOf(context, await seenBy(context, seen), language);
}

export async function linksContents(context: Context, { actor }: Request, id: ProposalId | undefined) {
  const text = id === undefined ? await savedDraft(context, actor.id) : await ownOpen(context, actor.id, id);
  const [first = '', second = ''] = text?.resources ?? [];
  return { values: { first, second } };
}
