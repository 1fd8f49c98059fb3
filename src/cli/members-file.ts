import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Environment } from '../config/environment.js';
import { InputError } from '../core/errors.js';
import { exportMembers, importMembers, reasonText, VERDICTS } from '../features/members/public.js';
import { phrase } from '../language/index.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';

/**
 * `mudhif import FILE [--dry-run]`: imports members and prints each rejected line with the reason. Exit code 1 if a line is
 * rejected. May run while the bot runs.
 */
export async function importFile(
  environment: Environment,
  output: Output,
  file: string,
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  const { say, language } = output;
  if (!existsSync(file)) throw new InputError(`no file ${file}`, phrase('cli.import.file-missing', { file }));
  const { store } = await openStore(environment);
  try {
    const result = await importMembers(offlineContexts(store, environment).autocommit, readFileSync(file), {
      dryRun,
      actor: null,
      onProgress: (done, total) => output.line(say.plain('cli.import.progress', { done, total })),
    });
    for (const verdict of result.lines) {
      const word = say.plain(`members.import.verdict.${verdict.verdict}`);
      if (dryRun || verdict.verdict === 'rejected') output.line(`${verdict.line}\t${word}\t${reasonText(verdict, language)}`.trimEnd());
    }
    for (const verdict of VERDICTS) output.line(`${say.plain(`members.import.verdict.${verdict}`)}: ${result.counts[verdict]}`);
    return result.counts.rejected > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
}

/** `mudhif export FILE`: writes members as CSV, with only those fields that they show to everyone. */
export async function exportFile(environment: Environment, output: Output, file: string): Promise<number> {
  const { store } = await openStore(environment);
  try {
    const csv = await exportMembers(offlineContexts(store, environment).autocommit);
    writeFileSync(file, csv);
    output.line(output.say.plain('cli.export.done', { file }));
    return 0;
  } finally {
    await store.close();
  }
}
