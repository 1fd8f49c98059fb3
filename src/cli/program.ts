import { Command, InvalidArgumentError, Option } from 'commander';
import { type Environment, readEnvironment } from '../config/environment.js';
import { LANGUAGES, type Language } from '../core/language.js';
import { plain } from '../core/text.js';
import { features } from '../features/index.js';
import type { MessageKey } from '../language/index.js';
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

/** The command line. Each command reads the environment, does its work and sets the exit code; it prints failures as sentences and never throws. */
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

  /** @param usage the command's name with its arguments */
  const command = (usage: string, about: MessageKey) => program.command(usage).description(say.plainKey(about));

  command('start', 'cli.start')
    .option('--web', say.plain('cli.start.web'))
    .addOption(new Option('--role <role>', say.plain('cli.start.role')).choices(ROLES).default('all'))
    .action(
      run((environment, { web = false, role }: { web?: boolean; role: Role }) =>
        web || role !== 'all' || namesPlatform(environment)
          ? startCommunity(environment, output, { web, role })
          : startDemo(environment, output),
      ),
    );

  command('demo', 'cli.demo')
    .option('--at <moment>', say.plain('cli.demo.at'))
    .action(run((environment, options: { at?: string }) => startDemo(environment, output, options)));

  command('rehearse', 'cli.rehearse')
    .option('--months <number>', say.plain('cli.rehearse.months'), wholeNumber, 6)
    .option('--demo', say.plain('cli.rehearse.demo'))
    .action(run((environment, options: { months: number; demo?: boolean }) => runRehearsal(environment, output, options)));

  command('migrate', 'cli.migrate')
    .option('--status', say.plain('cli.migrate.status'))
    .option('--to <name>', say.plain('cli.migrate.to'))
    .action(
      run((environment, { status = false, to }: { status?: boolean; to?: string }) =>
        migrateDatabase(environment, output, { statusOnly: status, ...(to !== undefined && { to }) }),
      ),
    );

  command('move', 'cli.move')
    .requiredOption('--from <url>', say.plain('cli.move.from'))
    .requiredOption('--to <url>', say.plain('cli.move.to'))
    .action(run((environment, options: { from: string; to: string }) => moveCommunity(environment, output, options)));

  command('backup [file]', 'cli.backup').action(run((environment, file?: string) => backUp(environment, output, file)));

  command('restore <file>', 'cli.restore').action(run((environment, file: string) => restore(environment, output, file)));

  command('resume', 'cli.resume')
    .option('--status', say.plain('cli.resume.status'))
    .action(run((environment, { status = false }: { status?: boolean }) => resume(environment, output, { showOnly: status })));

  command('import <file>', 'cli.import')
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

  for (const provided of features.all.flatMap(({ folderImport }) => folderImport ?? [])) {
    program
      .command(provided.command)
      .description(plain(say.phrase(provided.help.about)))
      .command('import')
      .argument('<folder>')
      .description(plain(say.phrase(provided.help.import)))
      .option('--dry-run', say.plain('cli.import.dry-run'))
      .option('--approve', plain(say.phrase(provided.help.approve)))
      .option('--template', say.plain('cli.import.template'))
      .addOption(new Option('--language <code>', say.plain('cli.import.language')).choices(LANGUAGES))
      .action(
        run((environment, folder: string, { dryRun = false, approve = false, template = false, language }: FolderFlags) =>
          template
            ? writeListTemplate(output, provided, folder, language ?? output.language)
            : importFolder(environment, output, provided, folder, { dryRun, approve }),
        ),
      );
  }

  command('export <file>', 'cli.export').action(run((environment, file: string) => exportFile(environment, output, file)));

  command('sign-in <account>', 'cli.sign-in').action(run((environment, account: string) => signIn(environment, output, account)));

  command('sign-out <account>', 'cli.sign-out').action(run((environment, account: string) => signOut(environment, output, account)));

  command('doctor', 'cli.doctor')
    .option('--json', say.plain('cli.doctor.json'))
    .option('--files', say.plain('cli.doctor.files'))
    .action(async ({ json = false, files = false }: { json?: boolean; files?: boolean }) => {
      process.exitCode = await runDoctor(variables, output, { json, files });
    });

  command('slack-manifest', 'cli.slack-manifest').action(run((environment) => printSlackManifest(environment, output)));

  command('discord-register', 'cli.discord-register')
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
