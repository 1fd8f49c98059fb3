import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { reportCrashes } from './cli/crash.js';
import { createOutput, operatorLanguage } from './cli/output.js';
import { createProgram } from './cli/program.js';

// Whatever this program writes is for its owner's eyes only: the database, exports, backups.
process.umask(0o077);

reportCrashes();

// `mudhif rehearse | head` closes our output: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

if (existsSync('.env')) loadEnvFile('.env');

await createProgram(process.env, createOutput(operatorLanguage(process.env))).parseAsync();

// Requests that a platform leaves unanswered would keep the process for half a minute, and might still have effects. What they were
// for has been handed back by now.
process.stdout.write('', () => process.exit());
