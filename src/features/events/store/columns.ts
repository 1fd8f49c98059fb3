import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { jsonColumn } from '../../../sql/columns.js';
import type { Audience, EventTexts, Needs, Question } from '../types.js';

export const textsColumn = jsonColumn<EventTexts>(z.partialRecord(z.enum(LANGUAGES), z.object({ title: z.string(), about: z.string() })));

export const audienceColumn = jsonColumn<Audience>(
  z.discriminatedUnion('to', [
    z.object({ to: z.literal('everyone') }),
    z.object({ to: z.literal('sectors'), sectors: z.array(z.string()) }),
    z.object({ to: z.literal('types'), types: z.array(z.string()) }),
    z.object({ to: z.literal('members') }),
  ]),
);

export const questionsColumn = jsonColumn<readonly Question[]>(
  z.array(z.object({ label: z.string(), required: z.boolean(), options: z.array(z.string()) })),
);

export const needsColumn = jsonColumn<Needs>(
  z.object({
    interpretation: z.array(z.enum(LANGUAGES)),
    childcare: z.boolean(),
    stepFree: z.boolean(),
    signLanguage: z.boolean(),
  }),
);

export const answersColumn = jsonColumn<readonly string[]>(z.array(z.string()));
export const minutesColumn = jsonColumn<readonly number[]>(z.array(z.int()));
