import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { PLATFORMS } from '../../../ports/chat.js';
import { jsonColumn } from '../../../sql/columns.js';
import type { Audience, EventRoom, EventTexts, Needs, Question } from '../types.js';

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
    // Events of before the question existed do not ask it.
    asked: z.boolean().default(false),
  }),
);

export const answersColumn = jsonColumn<readonly string[]>(z.array(z.string()));
export const minutesColumn = jsonColumn<readonly number[]>(z.array(z.int()));

/** `<platform>:<space>:<id>`, so that an event is found by its room. */
export const roomColumn = {
  write: ({ platform, space, id }: EventRoom): string => `${platform}:${space}:${id}`,
  read(text: string): EventRoom | null {
    const [name, space, id] = text.split(':');
    const platform = PLATFORMS.find((known) => known === name);
    return platform === undefined || space === undefined || id === undefined ? null : { platform, space, id };
  },
};
