import type { Language } from '../src/core/language.js';
import type { Reply } from '../src/core/message.js';
import { type Context, defineSubcommand } from '../src/feature-api/index.js';
import type { MessageKey } from '../src/language/index.js';

interface YearReport {
  readonly access: 'adviser' | 'organiser';
  readonly description: MessageKey;
  /** Describes the option. */
  readonly year: MessageKey;
  readonly reply: (context: Context, language: Language, year: number | undefined) => Promise<Reply>;
}

/** What came of a year, with charts, which are drawn outside the transaction. */
export const yearReport = ({ access, description, year: yearDescription, reply }: YearReport) =>
  defineSubcommand({
    description,
    access,
    options: { year: { type: 'integer', min: 2000, max: 2100, description: yearDescription } },
    transaction: 'own',
    run: (context, { language }, { year }) => reply(context, language, year),
  });
