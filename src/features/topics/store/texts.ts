import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { json, jsonColumn, strings } from '../../../sql/columns.js';
import type { ProposalText } from '../types.js';

/** What a proposal said before the organisers edited it. */
export const originalColumn = jsonColumn<ProposalText>(
  z.object({
    title: z.string(),
    question: z.string(),
    why: z.string(),
    sector: z.string(),
    language: z.enum(LANGUAGES),
    resources: z.array(z.string()),
  }),
);

interface TextColumns extends Omit<ProposalText, 'resources'> {
  readonly resources: string;
}

export function textColumns({ title, question, why, sector, language, resources }: ProposalText): TextColumns {
  return { title, question, why, sector, language, resources: json(resources) };
}

export function textOf({ title, question, why, sector, language, resources }: TextColumns): ProposalText {
  return { title, question, why, sector, language, resources: strings(resources) };
}
