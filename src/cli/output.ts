import { isatty } from 'node:tty';
import { MudhifError } from '../core/errors.js';
import { isLanguage, type Language } from '../core/language.js';
import { plain } from '../core/text.js';
import { describeError } from '../kit/safe-error.js';
import { type Speaker, speaker, withoutDirectionControls } from '../language/index.js';

/** Where the command line writes; tests pass their own. */
export interface Output {
  readonly language: Language;
  readonly say: Speaker;
  /** Whether a person reads along, and no log. */
  readonly isTerminal?: boolean;
  line(text: string): void;
  error(text: string): void;
}

/** The operator’s language by `MUDHIF_LANGUAGE` or the locale variables of the terminal; English if Mudhif does not speak it. */
export function operatorLanguage(variables: Readonly<Record<string, string | undefined>>): Language {
  const locale = variables['MUDHIF_LANGUAGE'] ?? variables['LC_ALL'] ?? variables['LC_MESSAGES'] ?? variables['LANG'] ?? '';
  const code = locale.split(/[._-]/)[0] ?? '';
  return isLanguage(code) ? code : 'en';
}

export function createOutput(language: Language): Output {
  return {
    language,
    say: speaker(language),
    isTerminal: isatty(process.stdout.fd),
    line: (text) => void process.stdout.write(`${forTerminal(text, language)}\n`),
    error: (text) => void process.stderr.write(`${forTerminal(text, language)}\n`),
  };
}

/** English text gets no direction marks, because they would be copied along with commands. */
function forTerminal(text: string, language: Language): string {
  return language === 'en' ? withoutDirectionControls(text) : text;
}

/** Prints what went wrong and what to do; of an unexpected error what is safe, because its message may quote what people wrote. */
export function reportFailure(error: unknown, output: Output): void {
  if (error instanceof MudhifError) output.error(plain(output.say.phrase(error.humanError)));
  else output.error(describeError(error));
}
