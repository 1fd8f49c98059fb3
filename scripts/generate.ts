import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { environmentExample } from '../src/config/environment.js';
import { LANGUAGES } from '../src/core/language.js';
import { checkCatalogues, generateIndex, generateTypes, readCatalogues } from './generate-catalogues.js';
import { releasedLines, releasedModule } from './released-actions.js';

/** Writes every generated file of the repository; with `--check` only compares, and fails if one is out of date. */
const check = process.argv.includes('--check');
const root = resolve(import.meta.dirname, '..');

const catalogues = await readCatalogues(resolve(root, 'src/language/catalogues'));
const faults = checkCatalogues(catalogues);
for (const fault of faults) process.stderr.write(`${fault}\n`);

const files = new Map<string, string>([
  ['src/language/catalogues/index.ts', generateIndex(catalogues)],
  ['src/language/messages.generated.ts', generateTypes(catalogues)],
  ['.env.example', environmentExample()],
  [
    'src/features/released-actions.generated.ts',
    releasedModule(releasedLines(readFileSync(resolve(root, 'test/fixtures/action-ids.txt'), 'utf8'))),
  ],
]);

let stale = 0;
function settle(name: string, content: string): void {
  const path = resolve(root, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  stale++;
  if (check) process.stderr.write(`${name} is out of date: run npm run generate\n`);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    process.stdout.write(`wrote ${name}\n`);
  }
}

for (const [name, content] of files) settle(name, content);

if (faults.length === 0) {
  // The app speaks from the catalogues just written, so it is asked after them.
  const { slackManifestText } = await import('../src/cli/slack-manifest.js');
  settle('docs/slack-manifest.json', `${await slackManifestText()}\n`);
  const { features } = await import('../src/features/index.js');
  const documents = await import('./generate-documents.js');
  settle('docs/action-ids.md', documents.actionIdsDocument(features));
  settle('docs/settings.md', documents.settingsDocument(features));
  settle('docs/adding-a-feature.md', documents.withExample(readFileSync(resolve(root, 'docs/adding-a-feature.md'), 'utf8')));
  const reliability = readFileSync(resolve(root, 'docs/reliability.md'), 'utf8');
  const withJobs = documents.withGenerated(reliability, 'jobs', documents.jobsTable(features));
  for (const language of LANGUAGES) {
    const path = documents.MEMBER_GUIDES[language];
    settle(path, documents.memberGuide(readFileSync(resolve(root, path), 'utf8'), features, language));
  }
  settle('docs/reliability.md', documents.withGenerated(withJobs, 'messages', documents.messagesTable(features)));
}
if (faults.length > 0 || (check && stale > 0)) process.exitCode = 1;
