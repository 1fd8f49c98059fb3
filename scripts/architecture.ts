// Prints what the structure of the program is measured by: `npm run architecture`.
import { features } from '../src/features/index.js';
import { costOfCommands } from '../test/support/statements.js';
import { fileLengths, filesThatNameFeatures, filesThatNamePlatforms, importCycles, readSources } from './architecture-checks.js';
import { SHARED_EDITS } from './example-feature.js';

const print = (line: string) => process.stdout.write(`${line}\n`);
const list = (title: string, lines: readonly string[]) => {
  print(`${title}: ${lines.length}`);
  for (const line of lines) print(`  ${line}`);
};

const sources = readSources();
list('Files that name a feature outside its own places', filesThatNameFeatures(sources, features));
list('Files of features and engines that name a platform', filesThatNamePlatforms(sources));
list(
  'Shared files that the worked example edits',
  SHARED_EDITS.map(({ path }) => path),
);
list('Import cycles', importCycles(sources));
const { median, longest } = fileLengths(sources);
print(`Median file: ${median} lines; longest: ${longest.path}, ${longest.lines} lines`);
print('Statements of each command on SQLite (besides the writes that change rows), writes, transactions:');
for (const { command, own, statements, writes, transactions } of await costOfCommands()) {
  print(`  ${command}: ${statements.length}, ${writes.length}, ${transactions}${own ? ' (opens its own)' : ''}`);
}
