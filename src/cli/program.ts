import { Command, InvalidArgumentError, Option } from 'commander';
import { type Environment, readEnvironment } from '../config/environment.js';
import { LANGUAGES, type Language } from '../core/language.js';
import { backUp } from './backup.js';
import { registerDiscord } from './discord-register.js';
import { runDoctor } from './doctor/index.js';
import { ROLES, type Role } from './engine.js';
import { importFolder, writeListTemplate } from './folder-import.js';
import { exportFile, importFile, writeTemplate } from './members-file.js';
import { migrateDatabase } from './migrate.js';
import { moveCommunity } from './move.js';
import { type Output, reportFailure } from './output.js';
import { namesPlatform } from './platforms.js';
import { runRehearsal } from './rehearse.js';
import { restore, resume } from './restore.js';
import { signIn } from './sign-in.js';
import { signOut } from './sign-out.js';
import { printSlackManifest } from './slack-manifest.js';
import { startCommunity, startDemo } from './start.js';

/** The command line. Each command reads the environment, does its work and sets the exit code; failures are printed as sentences. */
export function createProgram(variables: Readonly<Record<string, string | undefined>>, output: Output): Command {
  const { say } = output;
  const program = new Command('mudhif').description(say.plain('cli.about')).showHelpAfterError();

  const run =
    <A extends readonly unknown[]>(work: (environment: Environment, ...args: A) => Promise<number>) =>
    async (...args: A): Promise<void> => {
      try {
        process.exitCode = await work(readEnvironment(variables), ...args);
      } catch (error) {
        reportFailure(error, output);
        process.exitCode = 1;
      }
    };

  program
    .command('start')
    .description(say.plain('cli.start'))
    .option('--web', say.plain('cli.start.web'))
    .addOption(new Option('--role <role>', say.plain('cli.start.role')).choices(ROLES).default('all'))
    .action(
      run((environment, { web = false, role }: { web?: boolean; role: Role }) =>
        web || role !== 'all' || namesPlatform(environment)
          ? startCommunity(environment, output, { web, role })
          : startDemo(environment, output),
      ),
    );

  program
    .command('demo')
    .description(say.plain('cli.demo'))
    .option('--at <moment>', say.plain('cli.demo.at'))
    .action(run((environment, options: { at?: string }) => startDemo(environment, output, options)));

  program
    .command('rehearse')
    .description(say.plain('cli.rehearse'))
    .option('--months <number>', say.plain('cli.rehearse.months'), wholeNumber, 6)
    .option('--demo', say.plain('cli.rehearse.demo'))
    .action(run((environment, options: { months: number; demo?: boolean }) => runRehearsal(environment, output, options)));

  program
    .command('migrate')
    .description(say.plain('cli.migrate'))
    .option('--status', say.plain('cli.migrate.status'))
    .option('--to <name>', say.plain('cli.migrate.to'))
    .action(
      run((environment, { status = false, to }: { status?: boolean; to?: string }) =>
        migrateDatabase(environment, output, { statusOnly: status, ...(to !== undefined && { to }) }),
      ),
    );

  program
    .command('move')
    .description(say.plain('cli.move'))
    .requiredOption('--from <url>', say.plain('cli.move.from'))
    .requiredOption('--to <url>', say.plain('cli.move.to'))
    .action(run((environment, options: { from: string; to: string }) => moveCommunity(environment, output, options)));

  program
    .command('backup')
    .argument('[file]')
    .description(say.plain('cli.backup'))
    .action(run((environment, file?: string) => backUp(environment, output, file)));

  program
    .command('restore')
    .argument('<file>')
    .description(say.plain('cli.restore'))
    .action(run((environment, file: string) => restore(environment, output, file)));

  program
    .command('resume')
    .description(say.plain('cli.resume'))
    .option('--status', say.plain('cli.resume.status'))
    .action(run((environment, { status = false }: { status?: boolean }) => resume(environment, output, { showOnly: status })));

  program
    .command('import')
    .argument('<file>')
    .description(say.plain('cli.import'))
    .option('--dry-run', say.plain('cli.import.dry-run'))
    .option('--template', say.plain('cli.import.template'))
    .addOption(new Option('--language <code>', say.plain('cli.import.language')).choices(LANGUAGES))
    .action(
      run((environment, file: string, { dryRun = false, template = false, language }: ImportFlags) =>
        template
          ? writeTemplate(environment, output, file, language ?? output.language)
          : importFile(environment, output, file, { dryRun }),
      ),
    );

  const resources = program.command('resources').description(say.plain('cli.resources'));
  resources
    .command('import')
    .argument('<folder>')
    .description(say.plain('cli.resources.import'))
    .option('--dry-run', say.plain('cli.import.dry-run'))
    .option('--approve', say.plain('cli.resources.approve'))
    .option('--template', say.plain('cli.import.template'))
    .addOption(new Option('--language <code>', say.plain('cli.import.language')).choices(LANGUAGES))
    .action(
      run((environment, folder: string, { dryRun = false, approve = false, template = false, language }: FolderFlags) =>
        template
          ? writeListTemplate(output, folder, language ?? output.language)
          : importFolder(environment, output, folder, { dryRun, approve }),
      ),
    );

  program
    .command('export')
    .argument('<file>')
    .description(say.plain('cli.export'))
    .action(run((environment, file: string) => exportFile(environment, output, file)));

  program
    .command('sign-in')
    .argument('<account>')
    .description(say.plain('cli.sign-in'))
    .action(run((environment, account: string) => signIn(environment, output, account)));

  program
    .command('sign-out')
    .argument('<account>')
    .description(say.plain('cli.sign-out'))
    .action(run((environment, account: string) => signOut(environment, output, account)));

  program
    .command('doctor')
    .description(say.plain('cli.doctor'))
    .option('--json', say.plain('cli.doctor.json'))
    .option('--files', say.plain('cli.doctor.files'))
    .action(async ({ json = false, files = false }: { json?: boolean; files?: boolean }) => {
      process.exitCode = await runDoctor(variables, output, { json, files });
    });

  program
    .command('slack-manifest')
    .description(say.plain('cli.slack-manifest'))
    .action(run((environment) => printSlackManifest(environment, output)));

  program
    .command('discord-register')
    .description(say.plain('cli.discord-register'))
    .option('--guild', say.plain('cli.discord-register.guild'))
    .action(run((environment, options: { guild?: boolean }) => registerDiscord(environment, output, options)));

  return program;
}

interface FolderFlags extends ImportFlags {
  readonly approve?: boolean;
}

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly template?: boolean;
  readonly language?: Language;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 60) throw new InvalidArgumentError('1–60');
  return number;
}
