import type { Language } from '../../core/language.js';
import type { Phrase } from '../../core/phrase.js';

/** What commands of the terminal do. Each is provided by one feature. */
export interface ForTerminal<C> {
  /** For the terminal, provided by one feature each. */
  readonly listFile?: ListFile<C>;
  readonly folderImport?: FolderImport<C>;
  readonly standstill?: StandstillTexts<C>;
}

/** A list of people as a file: `mudhif import` and `mudhif export`. */
export interface ListFile<C> {
  /** Reads a file and returns what became of its lines, for the terminal. `dryRun`: only says what would happen. */
  readonly importFile: (
    context: C,
    bytes: Uint8Array,
    options: {
      readonly dryRun: boolean;
      readonly language: Language;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<{
    readonly report: readonly string[];
    readonly rejected: number;
    /** The file with a column that tells what is wrong, if anything is. */
    readonly checked?: Uint8Array;
  }>;
  readonly exportFile: (context: C) => Promise<string>;
  /** An empty list to fill in. */
  readonly templateFile: (context: C, language: Language) => Promise<Uint8Array>;
}

/** Files of a folder, with a list that says what they are: `mudhif COMMAND import FOLDER`. */
export interface FolderImport<C> {
  readonly command: string;
  /** What the help of the terminal says of the command, of its `import` and of `--approve`. */
  readonly help: { readonly about: Phrase; readonly import: Phrase; readonly approve: Phrase };
  /** What the list in the folder is called, as XLSX or CSV; the first that is there counts. */
  readonly listNames: readonly [string, ...string[]];
  /** Adds what the list names and returns what became of its lines. `dryRun`: only says what would happen. */
  readonly importFolder: (
    context: C,
    list: Uint8Array,
    options: {
      readonly dryRun: boolean;
      /** Approves what is added, so that no organiser has to look at it. */
      readonly approve: boolean;
      readonly language: Language;
      /** The bytes of a file of the folder by its name; undefined where there is none. */
      readonly fileOf: (name: string) => Promise<Uint8Array | undefined>;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<{ readonly report: readonly string[]; readonly rejected: number; readonly checked?: Uint8Array }>;
  /** An empty list to fill in. */
  readonly templateList: (language: Language) => Promise<Uint8Array>;
}

/** A restored copy that sends nothing until it is resumed: `mudhif restore` and `mudhif resume`. */
export interface StandstillTexts<C> {
  /** When the copy was made and what came due since, in lines; `held` is false if the copy is not waiting to be resumed. */
  readonly describe: (context: C, language: Language) => Promise<{ readonly held: boolean; readonly lines: readonly string[] }>;
  /** Resumes the copy. Throws a `NotFoundError` if it is resumed already. */
  readonly end: (context: C) => Promise<void>;
}
